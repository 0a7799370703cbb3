from dataclasses import replace

import pytest

from escalation.limits import Limits
from escalation.model import Belief
from escalation.reading import Verdict
from escalation.signals import CERTAIN, PRESSED, UNLIKELY, Looked, Past, Reading, Signals
from escalation.topics import Topic, TopicFound, named

FAILED = Reading(verdict=Verdict.NOT_SOLVED)
REFUNDS = Topic(name="Refunds")


@pytest.mark.parametrize(
    ("past", "belief"),
    [
        pytest.param(Past(), UNLIKELY, id="in words: as likely as they are"),
        pytest.param(Past(pressed_person=True), PRESSED, id="by the button: for certain"),
    ],
)
def test_a_button_asks_for_a_person_as_words_do(past: Past, belief: Belief) -> None:
    assert Signals(past=past).asks_for_person == belief


@pytest.mark.parametrize(
    ("says", "past", "verdict", "failed"),
    [
        pytest.param(FAILED, Past(), None, 0, id="a complaint before any answer judges nothing"),
        pytest.param(FAILED, Past(answers=1), Verdict.NOT_SOLVED, 1, id="after an answer, it judges that"),
        pytest.param(FAILED, Past(answers=2, failed_answers=1), Verdict.NOT_SOLVED, 2, id="and is counted"),
        pytest.param(
            Reading(),
            Past(answers=1, pressed_verdict=Verdict.NOT_SOLVED),
            Verdict.NOT_SOLVED,
            1,
            id="the button says the same",
        ),
        pytest.param(Reading(), Past(answers=1, failed_answers=1), None, 1, id="no verdict counts nothing more"),
        pytest.param(Reading(verdict=Verdict.SOLVED), Past(), Verdict.SOLVED, 0, id="good news are good news"),
    ],
)
def test_a_verdict_is_on_an_answer(says: Reading, past: Past, verdict: Verdict | None, failed: int) -> None:
    signals = Signals(says=says, past=past)

    assert signals.verdict is verdict
    assert signals.failed_answers == failed


@pytest.mark.parametrize(
    ("past", "is_for_others", "is_request"),
    [
        pytest.param(Past(), False, UNLIKELY, id="to nobody by name"),
        pytest.param(Past(mentions_others=True), True, UNLIKELY, id="to a colleague"),
        pytest.param(Past(mentions_us=True), False, CERTAIN, id="to us by name"),
        pytest.param(Past(mentions_us=True, mentions_others=True), False, CERTAIN, id="to a colleague and us"),
    ],
)
def test_a_greeting_is_for_whom_it_names(past: Past, is_for_others: bool, is_request: Belief) -> None:
    signals = Signals(says=Reading(is_request=UNLIKELY), past=past)

    assert signals.is_for_somebody_else is is_for_others
    assert signals.is_request == is_request


@pytest.mark.parametrize(
    ("past", "is_vague"),
    [
        pytest.param(Past(), True, id="words"),
        pytest.param(Past(pressed_person=True), False, id="a button"),
        pytest.param(Past(answers=1, pressed_verdict=Verdict.SOLVED), False, id="another button"),
    ],
)
def test_only_words_are_vague(past: Past, is_vague: bool) -> None:
    assert Signals(says=Reading(is_vague=True), past=past).is_vague is is_vague


def test_it_does_not_work_is_vague_until_there_was_an_answer() -> None:
    vague = replace(FAILED, is_vague=True)

    assert Signals(says=vague).is_vague
    assert not Signals(says=vague, past=Past(answers=1)).is_vague


@pytest.mark.parametrize(
    ("probability", "topic"), [pytest.param(0.5, "Refunds", id="likely"), pytest.param(0.4, "", id="not likely")]
)
def test_a_topic_counts_where_it_is_likely(probability: float, topic: str) -> None:
    found = TopicFound(topic=REFUNDS, belief=Belief(probability=probability))

    assert Signals(says=Reading(topic=found)).topic(Limits(topic_at=0.5)) == topic


def test_nothing_is_enough_before_it_was_looked_up() -> None:
    assert not Signals().has_found_enough(Limits(answer_at=0))
    assert Signals(looked=Looked(confidence=0)).has_found_enough(Limits(answer_at=0))


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        pytest.param("Refunds", REFUNDS, id="as written"),
        pytest.param(" refunds ", REFUNDS, id="in another case"),
        pytest.param("Refund", None, id="another word"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_topic_is_found_by_its_name(name: str, topic: Topic | None) -> None:
    assert named(name, (REFUNDS,)) == topic
