from datetime import UTC, datetime

import pytest

from escalation.limits import Limits
from escalation.model import Belief, Priority, Reason, Risk
from escalation.pages import Failure, PagesSeen
from escalation.reading import RiskFound, Verdict
from escalation.signals import Looked, Past, Reading, Signals
from escalation.topics import May, Topic, TopicFound
from escalation.triggers import TRIGGERS, Trigger
from escalation.triggers.answers_failed import answers_failed
from escalation.triggers.asked_for_person import asked_for_person
from escalation.triggers.at_risk import STAKES, at_risk
from escalation.triggers.comes_again import comes_again
from escalation.triggers.frustrated import frustrated
from escalation.triggers.going_in_circles import going_in_circles
from escalation.triggers.may_want_person import may_want_person
from escalation.triggers.model_failed import model_failed
from escalation.triggers.nothing_found import nothing_found
from escalation.triggers.too_many_answers import too_many_answers
from escalation.triggers.topic_needs_person import topic_needs_person
from escalation.triggers.trouble_in_product import trouble_in_product
from escalation.triggers.unsure import unsure

DIALS = Limits(
    person_at=0.6,
    person_offer_at=0.3,
    frustration_at=0.8,
    frustration_offer_at=0.5,
    topic_at=0.5,
    answer_at=0.4,
    answer_again_at=0.2,
    sure_at=0.5,
    max_failed_answers=2,
    max_times_asked=3,
    max_ask_backs=2,
    max_answers=8,
    max_contacts_this_week=3,
)


def says(**facts: object) -> Signals:
    return Signals(says=Reading(**facts))  # type: ignore[arg-type]


def went(**facts: int) -> Signals:
    return Signals(past=Past(**facts))  # type: ignore[arg-type]


def found(confidence: float) -> Signals:
    return Signals(looked=Looked(confidence=confidence))


def about(may: May, probability: float = 0.9) -> Signals:
    topic = Topic(name="Refunds", may=may)
    return says(topic=TopicFound(topic=topic, belief=Belief(probability=probability, evidence="money back")))


def met(times: int) -> Signals:
    """Something failed so often for this customer in the product."""
    at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    failure = Failure(name="Cancel failed", page="Settings › Billing", error="", count=times, at=at)
    return Signals(pages=PagesSeen(failures=(failure,)))


def wants(probability: float) -> Signals:
    return says(asks_for_person=Belief(probability=probability, evidence="a human please"))


def angry(probability: float, answers: int) -> Signals:
    mood = Belief(probability=probability, evidence="useless")
    return Signals(says=Reading(frustration=mood), past=Past(answers=answers))


def again(confidence: float) -> Signals:
    past = Past(answers=1, pressed_verdict=Verdict.NOT_SOLVED)
    return Signals(past=past, looked=Looked(confidence=confidence))


BINDING = [
    pytest.param(asked_for_person, wants(0.6), id="asks for a person"),
    pytest.param(asked_for_person, Signals(past=Past(pressed_person=True)), id="presses for a person"),
    *(
        pytest.param(at_risk, says(risks=(RiskFound(risk=risk, evidence="!"),)), id=f"a risk: {risk}")
        for risk in Risk
        if risk is not Risk.LEAVING
    ),
    pytest.param(topic_needs_person, about(May.ALWAYS_ESCALATE), id="a topic kept for people"),
    pytest.param(answers_failed, went(answers=2, failed_answers=2), id="the second answer failed"),
    pytest.param(
        answers_failed,
        Signals(past=Past(answers=2, failed_answers=1, pressed_verdict=Verdict.NOT_SOLVED)),
        id="the second answer fails now",
    ),
    pytest.param(going_in_circles, says(times_asked=3), id="asks a third time"),
    pytest.param(frustrated, angry(0.8, answers=1), id="has had enough of our answer"),
    pytest.param(too_many_answers, went(answers=8), id="still asks after eight answers"),
    pytest.param(model_failed, Signals(looked=Looked(model_has_failed=True)), id="the model failed"),
    pytest.param(nothing_found, found(0.39), id="a clear question found nothing"),
    pytest.param(nothing_found, again(0.19), id="a second try found nothing"),
    pytest.param(
        nothing_found, Signals(says=Reading(is_vague=True), past=Past(asked_back=1)), id="still vague when asked back"
    ),
]
DOUBTS = [
    pytest.param(may_want_person, wants(0.3), id="may want a person"),
    pytest.param(at_risk, says(risks=(RiskFound(risk=Risk.LEAVING, evidence="!"),)), id="speaks of leaving"),
    pytest.param(frustrated, angry(0.95, answers=0), id="is angry before we said anything"),
    pytest.param(frustrated, angry(0.5, answers=3), id="the mood turns"),
    pytest.param(unsure, found(0.49), id="not sure of the answer"),
    pytest.param(comes_again, went(contacts_this_week=3), id="a third time this week"),
    pytest.param(trouble_in_product, met(2), id="something failed twice in the product"),
]
QUIET = [
    pytest.param(asked_for_person, wants(0.59), id="perhaps wants a person"),
    pytest.param(may_want_person, wants(0.29), id="hardly wants a person"),
    pytest.param(may_want_person, wants(0.6), id="wants a person for sure"),
    pytest.param(at_risk, Signals(), id="nothing at stake"),
    pytest.param(topic_needs_person, about(May.AI_FIRST), id="a topic the bot answers first"),
    pytest.param(topic_needs_person, about(May.ALWAYS_ESCALATE, 0.49), id="hardly that topic"),
    pytest.param(answers_failed, went(answers=1, failed_answers=1), id="the first answer failed"),
    pytest.param(going_in_circles, says(times_asked=2), id="asks a second time"),
    pytest.param(frustrated, angry(0.49, answers=2), id="only terse"),
    pytest.param(too_many_answers, went(answers=7), id="seven answers"),
    pytest.param(model_failed, found(0.9), id="the model works"),
    pytest.param(nothing_found, Signals(), id="nothing was looked up yet"),
    pytest.param(nothing_found, found(0.4), id="enough was found"),
    pytest.param(nothing_found, again(0.2), id="enough for a second try"),
    pytest.param(nothing_found, says(is_vague=True), id="vague, and not asked back yet"),
    pytest.param(nothing_found, Signals(looked=Looked(model_has_failed=True)), id="the model failed, that is all"),
    pytest.param(unsure, found(0.5), id="sure enough"),
    pytest.param(unsure, Signals(), id="not looked up yet"),
    pytest.param(comes_again, went(contacts_this_week=2), id="twice this week"),
    pytest.param(trouble_in_product, met(1), id="something failed once in the product"),
    pytest.param(trouble_in_product, Signals(), id="nothing failed in the product"),
]


@pytest.mark.parametrize(("trigger", "signals"), BINDING)
def test_a_person_must_come_when(trigger: Trigger, signals: Signals) -> None:
    reason = trigger(signals, DIALS)

    assert reason is not None
    assert reason.is_binding
    assert reason.code
    assert reason.detail


@pytest.mark.parametrize(("trigger", "signals"), DOUBTS)
def test_a_person_is_offered_when(trigger: Trigger, signals: Signals) -> None:
    reason = trigger(signals, DIALS)

    assert reason is not None
    assert not reason.is_binding


@pytest.mark.parametrize(("trigger", "signals"), QUIET)
def test_a_trigger_keeps_quiet_when(trigger: Trigger, signals: Signals) -> None:
    assert trigger(signals, DIALS) is None


@pytest.mark.parametrize("trigger", [pytest.param(trigger, id=trigger.__name__) for trigger in TRIGGERS])
def test_no_trigger_fires_on_an_ordinary_question(trigger: Trigger) -> None:
    assert trigger(Signals(), Limits()) is None
    assert trigger(found(0.9), Limits()) is None


def test_vague_words_go_to_a_person_at_once_where_nobody_is_asked_back() -> None:
    assert nothing_found(says(is_vague=True), Limits(max_ask_backs=0)) is not None


def test_the_words_that_ask_for_a_person_are_the_evidence() -> None:
    assert asked_for_person(wants(0.9), Limits()) == Reason(
        code="asked_for_person", detail="asked for a person", priority=Priority.NORMAL, evidence="a human please"
    )


@pytest.mark.parametrize(
    ("usual", "priority"),
    [
        pytest.param(Priority.LOW, Priority.NORMAL, id="never below normal"),
        pytest.param(Priority.NORMAL, Priority.NORMAL, id="as usual"),
        pytest.param(Priority.URGENT, Priority.URGENT, id="as urgent as everything here"),
    ],
)
def test_asking_for_a_person_is_as_urgent_as_usual_and_never_less_than_normal(
    usual: Priority, priority: Priority
) -> None:
    reason = asked_for_person(wants(1), Limits(default_priority=usual))

    assert reason is not None
    assert reason.priority is priority


def test_the_gravest_risk_speaks() -> None:
    both = says(risks=(RiskFound(risk=Risk.OUTAGE, evidence="down"), RiskFound(risk=Risk.LEGAL, evidence="sue")))

    reason = at_risk(both, Limits())

    assert reason is not None
    assert (reason.code, reason.priority, reason.evidence) == ("outage", Priority.URGENT, "down")


def test_every_risk_has_words_for_people() -> None:
    assert set(STAKES) == set(Risk)


@pytest.mark.parametrize("priority", list(Priority), ids=lambda priority: priority.name.lower())
def test_our_own_shortcomings_are_as_urgent_as_the_workspace_says(priority: Priority) -> None:
    limits = Limits(default_priority=priority)

    reasons = [model_failed(Signals(looked=Looked(model_has_failed=True)), limits), nothing_found(found(0), limits)]

    assert [reason.priority for reason in reasons if reason] == [priority, priority]
