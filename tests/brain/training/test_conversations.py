from pathlib import Path

import pytest

from bot.brain.training.conversations import TOLD, conversations

ONE = """# bakery
C: The oven beeps since Tuesday.
A: Which oven?
C: The big one, "E4" it says.

+ What does it say? | "e4" it says
- How old is it?
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "some.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_conversation_is_what_was_said_and_what_may_be_asked_next(tmp_path: Path) -> None:
    (one,) = conversations(written(tmp_path, ONE))

    assert [said.is_customer for said in one.talk] == [True, False, True]
    assert [(asked.text, asked.answer) for asked in one.asked] == [
        ("What does it say?", '"e4" it says'),
        ("How old is it?", None),
    ]
    assert one.place('"e4" it says') == 2


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("+ Which oven? | the small one", "line 9: nobody said 'the small one'"),
        ("+ Which oven? | Which oven?", "line 9: nobody said"),
        ("+ Which oven?", "line 9: neither"),
        ("? Which oven?", "line 9: neither"),
    ],
)
def test_what_is_written_wrongly_is_said_with_its_line(tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        list(conversations(written(tmp_path, f"{ONE}\n{line}\n")))


def test_all_that_the_model_learnt_from_can_be_read() -> None:
    read = [one for path in TOLD.glob("*.txt") for one in conversations(path)]

    asked = [asked for one in read for asked in one.asked]
    assert len(read) > 4_000
    assert 0.4 < sum(one.answer is not None for one in asked) / len(asked) < 0.6
