from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation.decisions import Acknowledge, AskBack, HandOff, Reply, StaySilent
from escalation.model import ChannelId, Conversation, PersonId, Priority, Ts, conversation_id
from escalation.policy import decide, fired
from escalation.reading import Verdict
from escalation.signals import Limits, Signals, Words, read_signals

VAGUE = Signals(is_vague=True, has_found_something=False)
NOTHING = Signals(has_found_something=False)
PERSON = Signals(asks_for_person="a human please")
TWICE = Signals(failed_answers=2, verdict=Verdict.NOT_SOLVED, has_been_answered=True)
SOLVED = Signals(verdict=Verdict.SOLVED, has_been_answered=True)
CHATTER = Signals(is_chatter=True)
FOR_OTHERS = Signals(is_for_somebody_else=True)
BROKEN = Signals(model_has_failed=True)


@pytest.mark.parametrize(
    ("signals", "expected"),
    [
        pytest.param(Signals(), Reply, id="an ordinary question → answer"),
        pytest.param(
            Signals(failed_answers=1, verdict=Verdict.NOT_SOLVED), Reply, id="the first answer failed → another"
        ),
        pytest.param(replace(CHATTER, verdict=Verdict.NOT_SOLVED), Reply, id="short, but says it failed → another"),
        pytest.param(VAGUE, AskBack, id="too vague → ask back"),
        pytest.param(replace(VAGUE, asked_back=1), HandOff, id="vague again → a person"),
        pytest.param(NOTHING, HandOff, id="nothing found → a person"),
        pytest.param(TWICE, HandOff, id="two answers failed → a person"),
        pytest.param(BROKEN, HandOff, id="the model failed → a person"),
        pytest.param(PERSON, HandOff, id="asks for a person → a person"),
        pytest.param(replace(PERSON, is_chatter=True), HandOff, id="asks politely → a person"),
        pytest.param(replace(PERSON, is_for_somebody_else=True), HandOff, id="asks, naming a colleague → a person"),
        pytest.param(replace(PERSON, verdict=Verdict.SOLVED), HandOff, id="solved, and asks for a person → a person"),
        pytest.param(
            replace(PERSON, is_vague=True, has_found_something=False), HandOff, id="asks, vaguely → a person, at once"
        ),
        pytest.param(SOLVED, Acknowledge, id="says it is solved → a quiet word"),
        pytest.param(replace(SOLVED, is_chatter=True), Acknowledge, id="thanks, solved → a quiet word"),
        pytest.param(replace(SOLVED, has_been_answered=False), StaySilent, id="good news of their own → silence"),
        pytest.param(replace(SOLVED, failed_answers=2), Acknowledge, id="solved after all → a quiet word"),
        pytest.param(CHATTER, StaySilent, id="chatter → silence"),
        pytest.param(replace(CHATTER, failed_answers=2), StaySilent, id="chatter after two failures → silence"),
        pytest.param(replace(CHATTER, has_found_something=False), StaySilent, id="chatter finds nothing → silence"),
        pytest.param(FOR_OTHERS, StaySilent, id="meant for somebody else → silence"),
        pytest.param(
            replace(FOR_OTHERS, has_found_something=False), StaySilent, id="meant for others, not covered → silence"
        ),
        pytest.param(replace(TWICE, is_for_somebody_else=True), StaySilent, id="a complaint to others → silence"),
    ],
)
def test_signals_become_one_decision(signals: Signals, expected: type) -> None:
    assert type(decide(signals, Limits())) is expected


@pytest.mark.parametrize(
    ("signals", "why"),
    [
        pytest.param(FOR_OTHERS, "meant for somebody else", id="for others"),
        pytest.param(replace(SOLVED, has_been_answered=False), "good news, nothing asked", id="good news"),
        pytest.param(CHATTER, "nothing was asked", id="chatter"),
    ],
)
def test_silence_says_why(signals: Signals, why: str) -> None:
    assert decide(signals, Limits()) == StaySilent(why=why)


def test_asking_back_says_why() -> None:
    assert decide(VAGUE, Limits()) == AskBack(why="too vague to search for")


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        pytest.param(Limits(max_failed_answers=1), HandOff, id="no second chance"),
        pytest.param(Limits(max_failed_answers=2), Reply, id="a second chance"),
    ],
)
def test_a_workspace_may_turn_the_dials(limits: Limits, expected: type) -> None:
    signals = Signals(failed_answers=1, verdict=Verdict.NOT_SOLVED, has_been_answered=True)

    assert type(decide(signals, limits)) is expected


def test_the_strongest_reason_comes_first_and_sets_the_priority() -> None:
    signals = replace(PERSON, failed_answers=2, has_found_something=False)

    decision = decide(signals, Limits())

    assert isinstance(decision, HandOff)
    assert [reason.code for reason in decision.reasons] == ["answers_failed", "asked_for_person", "nothing_found"]
    assert decision.priority is Priority.HIGH


def test_reasons_of_equal_weight_keep_the_order_in_which_triggers_are_listed() -> None:
    signals = replace(PERSON, has_found_something=False, model_has_failed=True)

    codes = [reason.code for reason in fired(signals, Limits())]

    assert codes == ["asked_for_person", "model_failed", "nothing_found"]


def test_a_handoff_is_as_urgent_as_the_workspace_says_when_nothing_is_worse() -> None:
    decision = decide(NOTHING, Limits(default_priority=Priority.LOW))

    assert isinstance(decision, HandOff)
    assert decision.priority is Priority.LOW


ANY_SIGNALS = st.builds(
    Signals,
    asks_for_person=st.sampled_from(["", "a human please"]),
    verdict=st.sampled_from([None, *Verdict]),
    is_chatter=st.booleans(),
    is_vague=st.booleans(),
    is_for_somebody_else=st.booleans(),
    failed_answers=st.integers(0, 4),
    asked_back=st.integers(0, 3),
    has_been_answered=st.booleans(),
    has_found_something=st.booleans(),
    model_has_failed=st.booleans(),
)


@given(ANY_SIGNALS)
def test_whoever_asks_for_a_person_gets_one_whatever_else_holds(signals: Signals) -> None:
    decision = decide(replace(signals, asks_for_person="a person"), Limits())

    assert isinstance(decision, HandOff)
    assert "asked_for_person" in {reason.code for reason in decision.reasons}


@given(ANY_SIGNALS)
def test_the_bot_never_answers_without_having_found_something(signals: Signals) -> None:
    decision = decide(replace(signals, has_found_something=False), Limits())

    assert not isinstance(decision, Reply)


@given(ANY_SIGNALS)
def test_a_handoff_always_has_a_reason(signals: Signals) -> None:
    decision = decide(signals, Limits())

    assert not isinstance(decision, HandOff) or decision.reasons


# ── Reading signals ─────────────────────────────────────────────────────────────────────────────────────────────────


FRESH = Conversation(
    id=conversation_id(ChannelId("C1"), Ts("1.1")),
    channel=ChannelId("C1"),
    thread=Ts("1.1"),
    customer=PersonId("U1"),
    customer_name="Maya",
    customer_team=None,
    account="",
    opened_at=datetime(2026, 11, 23, tzinfo=UTC),
)
ANSWERED = replace(FRESH, tried=("refunds",))
QUESTION = "How do I rotate the API key of our production workspace?"


@pytest.mark.parametrize(
    ("words", "conversation", "expected"),
    [
        pytest.param(Words(text=QUESTION), FRESH, Signals(), id="a question"),
        pytest.param(Words(text=QUESTION), replace(FRESH, failed_answers=1), Signals(failed_answers=1), id="after one"),
        pytest.param(Words(text=QUESTION), ANSWERED, Signals(has_been_answered=True), id="after an answer"),
        pytest.param(Words(text=QUESTION, asked_back=1), FRESH, Signals(asked_back=1), id="after a question back"),
        pytest.param(
            Words(text=QUESTION, mentions_others=True), FRESH, Signals(is_for_somebody_else=True), id="to a colleague"
        ),
        pytest.param(
            Words(text=QUESTION, mentions_others=True, mentions_us=True), FRESH, Signals(), id="to a colleague and us"
        ),
        pytest.param(
            Words(text="", pressed_person=True),
            FRESH,
            Signals(asks_for_person="pressed the button", is_chatter=True),
            id="the button for a person",
        ),
        pytest.param(
            Words(text="", pressed_verdict=Verdict.NOT_SOLVED),
            ANSWERED,
            Signals(verdict=Verdict.NOT_SOLVED, failed_answers=1, has_been_answered=True, is_chatter=True),
            id="the button Not solved",
        ),
        pytest.param(
            Words(text="", pressed_verdict=Verdict.SOLVED),
            replace(ANSWERED, failed_answers=1),
            Signals(verdict=Verdict.SOLVED, failed_answers=1, has_been_answered=True, is_chatter=True),
            id="the button Solved",
        ),
    ],
)
def test_a_turn_is_read(words: Words, conversation: Conversation, expected: Signals) -> None:
    assert read_signals(words, conversation) == expected


def test_the_words_that_ask_for_a_person_are_kept() -> None:
    signals = read_signals(Words(text="Can I talk to a human please?"), FRESH)

    assert "human" in signals.asks_for_person


def test_a_complaint_judges_the_answer_before_it() -> None:
    signals = read_signals(Words(text="That didn't work"), ANSWERED)

    assert signals.verdict is Verdict.NOT_SOLVED
    assert signals.failed_answers == 1


def test_a_complaint_before_any_answer_is_a_question_too_vague_to_search_for() -> None:
    signals = read_signals(Words(text="It doesn't work"), FRESH)

    assert signals.verdict is None
    assert signals.failed_answers == 0
    assert signals.is_vague
    assert not signals.has_found_something


@pytest.mark.parametrize(
    ("mentions_us", "is_chatter"),
    [pytest.param(False, True, id="among themselves"), pytest.param(True, False, id="said to us")],
)
def test_a_greeting_is_chatter_unless_it_is_said_to_us(mentions_us: bool, is_chatter: bool) -> None:
    signals = read_signals(Words(text="hello", mentions_us=mentions_us), FRESH)

    assert signals.is_chatter is is_chatter
