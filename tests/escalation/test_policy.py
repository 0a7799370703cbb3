from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation.decisions import Acknowledge, AskBack, Decision, HandOff, OfferHuman, Reply, StaySilent, explained
from escalation.limits import Limits
from escalation.model import Belief, Priority, Risk
from escalation.policy import decide, fired
from escalation.reading import RiskFound, Verdict
from escalation.signals import Looked, Past, Reading, Signals
from escalation.topics import May, Topic, TopicFound

FOUND = Looked(confidence=0.9)
NOTHING = Looked()
UNSURE = Looked(confidence=0.4)
RIVALS = Looked(confidence=0.4, rivals=("Refunds", "Invoices"))
BROKEN = Looked(model_has_failed=True)

WANTS = Reading(asks_for_person=Belief(probability=1.0, evidence="a human please"))
MAYBE_WANTS = Reading(asks_for_person=Belief(probability=0.4, evidence="someone"))
CHATTER = Reading(is_request=Belief())
VAGUE = Reading(is_vague=True)
FAILED = Reading(verdict=Verdict.NOT_SOLVED)
SOLVED = Reading(verdict=Verdict.SOLVED)
ANGRY = Reading(frustration=Belief(probability=0.95, evidence="useless"))
CIRCLES = Reading(times_asked=3)
HACKED = Reading(risks=(RiskFound(risk=Risk.SECURITY, evidence="we were hacked"),))
LEAVING = Reading(risks=(RiskFound(risk=Risk.LEAVING, evidence="we won't renew"),))

ONCE = Past(answers=1)
TWICE = Past(answers=2, failed_answers=1)
FOR_OTHERS = Past(mentions_others=True)


def topic(may: May, reading: Reading = Reading()) -> Reading:  # noqa: B008  frozen
    found = TopicFound(topic=Topic(name="Refunds", may=may), belief=Belief(probability=0.9))
    return replace(reading, topic=found)


@pytest.mark.parametrize(
    ("says", "past", "looked", "expected"),
    [
        pytest.param(Reading(), Past(), None, Reply, id="an ordinary question → look it up"),
        pytest.param(Reading(), Past(), FOUND, Reply, id="found → answer"),
        pytest.param(Reading(), Past(), UNSURE, OfferHuman, id="not sure → answer, and offer a person"),
        pytest.param(Reading(), Past(), RIVALS, AskBack, id="two articles fit → ask which"),
        pytest.param(Reading(), Past(asked_back=2), RIVALS, OfferHuman, id="asked twice already → no third time"),
        pytest.param(Reading(), Past(), NOTHING, HandOff, id="nothing found → a person"),
        pytest.param(Reading(), Past(), BROKEN, HandOff, id="the model failed → a person"),
        pytest.param(FAILED, ONCE, None, Reply, id="the first answer failed → look again"),
        pytest.param(FAILED, ONCE, Looked(confidence=0.5), Reply, id="the first answer failed, another fits → answer"),
        pytest.param(FAILED, TWICE, None, HandOff, id="two answers failed → a person"),
        pytest.param(replace(FAILED, is_request=Belief()), ONCE, None, Reply, id="short, but says it failed → again"),
        pytest.param(VAGUE, Past(), None, AskBack, id="too vague → ask back"),
        pytest.param(VAGUE, Past(asked_back=1), None, HandOff, id="vague again → a person"),
        pytest.param(CHATTER, Past(shows_only=True), None, AskBack, id="a file without a word → ask back"),
        pytest.param(CHATTER, Past(shows_only=True, asked_back=1), None, HandOff, id="another such file → a person"),
        pytest.param(WANTS, Past(), None, HandOff, id="asks for a person → a person"),
        pytest.param(replace(WANTS, is_request=Belief()), Past(), None, HandOff, id="asks politely → a person"),
        pytest.param(WANTS, FOR_OTHERS, None, HandOff, id="asks, naming a colleague → a person"),
        pytest.param(replace(WANTS, verdict=Verdict.SOLVED), ONCE, None, HandOff, id="solved, and asks → a person"),
        pytest.param(replace(WANTS, is_vague=True), Past(), None, HandOff, id="asks, vaguely → a person, at once"),
        pytest.param(MAYBE_WANTS, Past(), FOUND, OfferHuman, id="may want a person → answer, and offer one"),
        pytest.param(ANGRY, Past(), FOUND, OfferHuman, id="angry at first → answer, and offer a person"),
        pytest.param(ANGRY, ONCE, None, HandOff, id="angry at our answer → a person"),
        pytest.param(CIRCLES, ONCE, None, HandOff, id="the third time → a person"),
        pytest.param(HACKED, Past(), None, HandOff, id="a security problem → a person, at once"),
        pytest.param(LEAVING, Past(), FOUND, OfferHuman, id="speaks of leaving → answer, and offer a person"),
        pytest.param(topic(May.ALWAYS_ESCALATE), Past(), None, HandOff, id="a topic kept for people → a person"),
        pytest.param(topic(May.AI_OWNS), Past(), UNSURE, Reply, id="a topic the bot owns → no offer"),
        pytest.param(topic(May.AI_OWNS), Past(), NOTHING, HandOff, id="nothing found in a topic it owns → a person"),
        pytest.param(SOLVED, ONCE, None, Acknowledge, id="says it is solved → a quiet word"),
        pytest.param(SOLVED, replace(TWICE, failed_answers=2), None, Acknowledge, id="solved after all → a quiet word"),
        pytest.param(SOLVED, Past(), None, StaySilent, id="good news of their own → silence"),
        pytest.param(CHATTER, Past(), None, StaySilent, id="chatter → silence"),
        pytest.param(
            CHATTER, replace(TWICE, failed_answers=2), None, StaySilent, id="chatter after failures → silence"
        ),
        pytest.param(CHATTER, Past(mentions_us=True), None, Reply, id="said to us by name → answer"),
        pytest.param(Reading(), FOR_OTHERS, None, StaySilent, id="meant for somebody else → silence"),
        pytest.param(HACKED, FOR_OTHERS, None, StaySilent, id="a risk told to somebody else → silence"),
        pytest.param(
            FAILED, replace(TWICE, mentions_others=True), None, StaySilent, id="a complaint to others → silence"
        ),
    ],
)
def test_signals_become_one_decision(says: Reading, past: Past, looked: Looked | None, expected: type) -> None:
    assert type(decide(Signals(says=says, past=past, looked=looked), Limits())) is expected


@pytest.mark.parametrize(
    ("signals", "why"),
    [
        pytest.param(Signals(past=FOR_OTHERS), "meant for somebody else", id="for others"),
        pytest.param(Signals(says=SOLVED), "good news, nothing asked", id="good news"),
        pytest.param(Signals(says=CHATTER), "nothing was asked", id="chatter"),
        pytest.param(Signals(says=VAGUE), "too vague to search for", id="vague"),
        pytest.param(Signals(looked=RIVALS), "two articles fit equally well", id="rivals"),
        pytest.param(Signals(), "an answer was found", id="answered"),
        pytest.param(Signals(says=WANTS), "asked for a person (“a human please”)", id="wants a person"),
        pytest.param(Signals(says=SOLVED, past=ONCE), "the customer says it is solved", id="solved"),
        pytest.param(
            Signals(says=HACKED, looked=NOTHING),
            "reports a security problem (“we were hacked”); the knowledge base does not cover it",
            id="two reasons",
        ),
    ],
)
def test_every_decision_says_why(signals: Signals, why: str) -> None:
    assert explained(decide(signals, Limits())) == why


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        pytest.param(Limits(max_failed_answers=1), HandOff, id="no second chance"),
        pytest.param(Limits(max_failed_answers=2), Reply, id="a second chance"),
    ],
)
def test_a_workspace_may_turn_the_dials(limits: Limits, expected: type) -> None:
    assert type(decide(Signals(says=FAILED, past=ONCE), limits)) is expected


def test_the_strongest_reason_comes_first_and_sets_the_priority() -> None:
    signals = Signals(says=WANTS, past=Past(answers=2, failed_answers=2), looked=NOTHING)

    decision = decide(signals, Limits())

    assert isinstance(decision, HandOff)
    assert [reason.code for reason in decision.reasons][:3] == ["answers_failed", "asked_for_person", "nothing_found"]
    assert decision.priority is Priority.HIGH


def test_a_doubt_never_comes_before_a_binding_reason() -> None:
    reasons = fired(Signals(says=replace(LEAVING, times_asked=1), looked=NOTHING), Limits())

    assert [reason.code for reason in reasons] == ["nothing_found", "leaving"]


def test_a_handoff_is_as_urgent_as_the_workspace_says_when_nothing_is_worse() -> None:
    decision = decide(Signals(looked=NOTHING), Limits(default_priority=Priority.LOW))

    assert isinstance(decision, HandOff)
    assert decision.priority is Priority.LOW


def test_urgent_words_raise_the_priority_and_bring_in_nobody_by_themselves() -> None:
    hurried = Reading(urgency="asap")

    assert isinstance(decide(Signals(says=hurried, looked=FOUND), Limits()), Reply)
    handed = decide(Signals(says=hurried, looked=NOTHING), Limits())
    assert isinstance(handed, HandOff)
    assert handed.priority is Priority.HIGH


BELIEFS = st.builds(Belief, probability=st.floats(0, 1))
ANY_SIGNALS = st.builds(
    Signals,
    says=st.builds(
        Reading,
        asks_for_person=BELIEFS,
        is_request=BELIEFS,
        frustration=BELIEFS,
        verdict=st.sampled_from([None, *Verdict]),
        is_vague=st.booleans(),
        times_asked=st.integers(1, 4),
        risks=st.lists(st.builds(RiskFound, risk=st.sampled_from(Risk), evidence=st.just("!")), max_size=2).map(tuple),
        urgency=st.sampled_from(["", "asap"]),
    ),
    past=st.builds(
        Past,
        answers=st.integers(0, 9),
        failed_answers=st.integers(0, 4),
        asked_back=st.integers(0, 3),
        contacts_this_week=st.integers(0, 4),
        mentions_us=st.booleans(),
        mentions_others=st.booleans(),
        pressed_verdict=st.sampled_from([None, *Verdict]),
    ),
    looked=st.none() | st.builds(Looked, confidence=st.floats(0, 1), model_has_failed=st.booleans()),
)


@given(ANY_SIGNALS)
def test_whoever_asks_for_a_person_gets_one_whatever_else_holds(signals: Signals) -> None:
    decision = decide(replace(signals, past=replace(signals.past, pressed_person=True)), Limits())

    assert isinstance(decision, HandOff)
    assert "asked_for_person" in {reason.code for reason in decision.reasons}


def speaks(decision: Decision) -> bool:
    return isinstance(decision, Reply | OfferHuman)


@given(ANY_SIGNALS)
def test_the_bot_never_answers_without_having_found_something(signals: Signals) -> None:
    assert not speaks(decide(replace(signals, looked=NOTHING), Limits()))


@given(ANY_SIGNALS)
def test_no_bare_answer_goes_out_below_the_limit(signals: Signals) -> None:
    unsure = replace(signals, looked=UNSURE, past=replace(signals.past, pressed_verdict=None))

    assert not isinstance(decide(unsure, Limits()), Reply)


@given(ANY_SIGNALS)
def test_nobody_is_asked_back_a_third_time(signals: Signals) -> None:
    asked_twice = replace(signals, past=replace(signals.past, asked_back=2))

    assert not isinstance(decide(asked_twice, Limits()), AskBack)


@given(ANY_SIGNALS)
def test_nobody_is_answered_when_they_ask_a_third_time(signals: Signals) -> None:
    third_time = replace(signals, says=replace(signals.says, times_asked=3))

    assert not speaks(decide(third_time, Limits()))


@given(ANY_SIGNALS)
def test_a_doubt_alone_hands_nothing_off(signals: Signals) -> None:
    decision = decide(signals, Limits())

    assert not isinstance(decision, HandOff) or any(reason.is_binding for reason in decision.reasons)
