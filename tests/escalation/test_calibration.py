import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation.calibration import Judged, shift, shifted

SURE = st.floats(min_value=0, max_value=1)
VERDICTS = st.lists(st.builds(Judged, SURE, st.booleans()), max_size=60)


@pytest.mark.parametrize(
    ("judged", "least", "most"),
    [
        pytest.param([], 0, 0, id="nobody judged"),
        pytest.param([Judged(0.5, helped=False)], -0.3, -0.1, id="one verdict says little"),
        pytest.param(
            [Judged(0.8, helped=True)] * 8 + [Judged(0.8, helped=False)] * 2, -0.01, 0.01, id="as was expected"
        ),
        pytest.param([Judged(0.8, helped=False)] * 30, -4, -2, id="never helped, though it was sure"),
        pytest.param([Judged(0.3, helped=True)] * 30, 2, 4, id="always helped, though it was unsure"),
    ],
)
def test_the_shift_is_what_the_verdicts_show(judged: list[Judged], least: float, most: float) -> None:
    assert least <= shift(judged) <= most


def test_after_many_verdicts_the_confidence_says_how_often_answers_help() -> None:
    judged = [Judged(0.7, helped=number % 5 < 2) for number in range(200)]

    assert shifted(0.7, shift(judged)) == pytest.approx(0.4, abs=0.02)


@given(VERDICTS, SURE)
def test_a_shifted_confidence_stays_a_probability_and_never_turns_the_order(judged: list[Judged], sure: float) -> None:
    learned = shift(judged)

    assert 0 <= shifted(sure, learned) <= 1
    assert shifted(sure / 2, learned) <= shifted(sure, learned)


@given(VERDICTS)
def test_one_more_answer_that_helped_never_lowers_the_shift(judged: list[Judged]) -> None:
    assert shift([*judged, Judged(0.5, helped=True)]) >= shift(judged) - 1e-6


def test_where_nothing_was_found_no_history_makes_it_an_answer() -> None:
    assert shifted(0.0, 9.0) == 0
