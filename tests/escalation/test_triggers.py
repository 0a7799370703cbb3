import pytest

from escalation.model import Priority, Reason
from escalation.signals import Limits, Signals
from escalation.triggers import TRIGGERS, Trigger
from escalation.triggers.answers_failed import answers_failed
from escalation.triggers.asked_for_person import asked_for_person
from escalation.triggers.model_failed import model_failed
from escalation.triggers.nothing_found import nothing_found

USUAL = Limits()
PATIENT = Limits(max_failed_answers=4, max_ask_backs=3)


@pytest.mark.parametrize(
    ("trigger", "signals", "limits"),
    [
        pytest.param(asked_for_person, Signals(asks_for_person="a human please"), USUAL, id="asks for a person"),
        pytest.param(asked_for_person, Signals(asks_for_person="pressed the button"), USUAL, id="presses for a person"),
        pytest.param(answers_failed, Signals(failed_answers=2), USUAL, id="the second answer failed"),
        pytest.param(answers_failed, Signals(failed_answers=3), USUAL, id="more than the second failed"),
        pytest.param(answers_failed, Signals(failed_answers=4), PATIENT, id="the fourth failed, where four may"),
        pytest.param(answers_failed, Signals(), Limits(max_failed_answers=0), id="no answer is allowed at all"),
        pytest.param(model_failed, Signals(model_has_failed=True), USUAL, id="the model failed"),
        pytest.param(nothing_found, Signals(has_found_something=False), USUAL, id="a clear question found nothing"),
        pytest.param(
            nothing_found,
            Signals(has_found_something=False, is_vague=True, asked_back=1),
            USUAL,
            id="still vague after one question back",
        ),
        pytest.param(
            nothing_found,
            Signals(has_found_something=False, is_vague=True),
            Limits(max_ask_backs=0),
            id="vague, where nobody is asked back",
        ),
    ],
)
def test_a_trigger_fires_when(trigger: Trigger, signals: Signals, limits: Limits) -> None:
    reason = trigger(signals, limits)

    assert reason is not None
    assert reason.code == trigger.__name__
    assert reason.is_binding
    assert reason.detail


@pytest.mark.parametrize(
    ("trigger", "signals", "limits"),
    [
        pytest.param(asked_for_person, Signals(), USUAL, id="nobody asked for a person"),
        pytest.param(answers_failed, Signals(failed_answers=1), USUAL, id="the first answer failed"),
        pytest.param(answers_failed, Signals(failed_answers=3), PATIENT, id="the third failed, where four may"),
        pytest.param(model_failed, Signals(), USUAL, id="the model works"),
        pytest.param(nothing_found, Signals(), USUAL, id="something was found"),
        pytest.param(nothing_found, Signals(is_vague=True), USUAL, id="vague, and yet something was found"),
        pytest.param(
            nothing_found, Signals(has_found_something=False, is_vague=True), USUAL, id="vague, and not asked back yet"
        ),
        pytest.param(
            nothing_found,
            Signals(has_found_something=False, is_vague=True, asked_back=2),
            PATIENT,
            id="vague, where three questions back are allowed",
        ),
    ],
)
def test_a_trigger_keeps_quiet_when(trigger: Trigger, signals: Signals, limits: Limits) -> None:
    assert trigger(signals, limits) is None


@pytest.mark.parametrize("trigger", [pytest.param(trigger, id=trigger.__name__) for trigger in TRIGGERS])
def test_no_trigger_fires_on_an_ordinary_question(trigger: Trigger) -> None:
    assert trigger(Signals(), Limits()) is None


def test_the_words_that_ask_for_a_person_are_the_evidence() -> None:
    reason = asked_for_person(Signals(asks_for_person="can I talk to someone"), Limits())

    assert reason == Reason(
        code="asked_for_person",
        detail="asked for a person",
        priority=Priority.NORMAL,
        evidence="can I talk to someone",
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
    reason = asked_for_person(Signals(asks_for_person="human"), Limits(default_priority=usual))

    assert reason is not None
    assert reason.priority is priority


def test_failed_answers_are_counted_for_people_and_are_of_high_priority() -> None:
    reason = answers_failed(Signals(failed_answers=3), Limits(default_priority=Priority.LOW))

    assert reason == Reason(code="answers_failed", detail="3 answers did not help", priority=Priority.HIGH)


@pytest.mark.parametrize("priority", list(Priority), ids=lambda priority: priority.name.lower())
def test_our_own_shortcomings_are_as_urgent_as_the_workspace_says(priority: Priority) -> None:
    limits = Limits(default_priority=priority)

    reasons = [
        model_failed(Signals(model_has_failed=True), limits),
        nothing_found(Signals(has_found_something=False), limits),
    ]

    assert [reason.priority for reason in reasons if reason] == [priority, priority]
