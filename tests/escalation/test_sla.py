from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation.hours import ALWAYS, Hours, parse
from escalation.model import (
    Briefing,
    ChannelId,
    ConversationId,
    Handoff,
    HandoffId,
    HandoffStatus,
    Outcome,
    PersonId,
    Priority,
    Queue,
    Speaker,
    Step,
    Ts,
    Turn,
    TurnId,
    Utterance,
)
from escalation.sla import (
    SILENT,
    Ladder,
    Owed,
    ServiceLevel,
    Terms,
    back_in_queue,
    customer_wrote,
    deadline,
    done,
    due_steps,
    first_unanswered,
    person_answered,
    said_at,
    started,
)

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
ROUND_THE_CLOCK = Terms(level=ServiceLevel(), hours=ALWAYS)
OFFICE = Terms(level=ServiceLevel(), hours=Hours(week=parse("Mon-Fri 09:00-17:00")))
CHANNEL = ChannelId("C0SHARED")


def at(**later: float) -> datetime:
    return NINE + timedelta(**later)


def handoff(terms: Terms = ROUND_THE_CLOCK, **changes: Any) -> Handoff:
    usual = Handoff(
        id=HandoffId("H1"),
        conversation=ConversationId("C0SHARED:1.0"),
        customer_name="Maya Torres",
        account="",
        customer_link="",
        queue=Queue(name="Support", channel=ChannelId("C0DESK")),
        priority=Priority.NORMAL,
        reasons=(),
        briefing=Briefing(ask="", summary=""),
        clock=started(terms, NINE, NINE),
        opened_at=NINE,
    )
    return replace(usual, **changes)


def line(speaker: Speaker, minute: float, turn: str = "") -> Utterance:
    said = at(minutes=minute)
    return Utterance(
        speaker=speaker, author=None, name="", text="…", at=said, ts=Ts(f"{said.timestamp():.6f}"), turn=TurnId(turn)
    )


def turns(**outcomes: Outcome | None) -> dict[TurnId, Turn]:
    return {
        TurnId(name): Turn(
            id=TurnId(name),
            conversation=ConversationId("C0SHARED:1.0"),
            opened_at=NINE,
            deadline=NINE,
            outcome=outcome,
        )
        for name, outcome in outcomes.items()
    }


# ── Since when somebody waits ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "outcomes", "minute"),
    [
        pytest.param([line(Speaker.CUSTOMER, 1, "a")], {"a": None}, 1, id="their only message"),
        pytest.param(
            [line(Speaker.CUSTOMER, 1, "a"), line(Speaker.BOT, 2), line(Speaker.CUSTOMER, 3, "b")],
            {"a": Outcome.ANSWERED, "b": None},
            3,
            id="the one after an answer",
        ),
        pytest.param(
            [line(Speaker.CUSTOMER, 1, "a"), line(Speaker.BOT, 2), line(Speaker.CUSTOMER, 3, "b")],
            {"a": Outcome.ASKED_BACK, "b": None},
            1,
            id="a question back is no answer",
        ),
        pytest.param(
            [line(Speaker.CUSTOMER, 1, "a"), line(Speaker.BOT, 2), line(Speaker.CUSTOMER, 9, "b")],
            {"a": Outcome.HANDED_OFF, "b": None},
            1,
            id="a handoff that nobody answered is no answer",
        ),
        pytest.param(
            [line(Speaker.CUSTOMER, 1, "a"), line(Speaker.AGENT, 2), line(Speaker.CUSTOMER, 9, "b")],
            {"a": Outcome.HANDED_OFF, "b": None},
            9,
            id="a person's words are one",
        ),
        pytest.param(
            [line(Speaker.CUSTOMER, 1, "a"), line(Speaker.CUSTOMER, 2, "b")],
            {"a": Outcome.SILENT, "b": None},
            2,
            id="chatter asks for none",
        ),
        pytest.param([line(Speaker.CUSTOMER, 1, "a")], {"a": Outcome.ANSWERED}, None, id="nobody waits"),
    ],
)
def test_a_customer_waits_since_their_first_unanswered_message(
    said: list[Utterance], outcomes: dict[str, Outcome | None], minute: float | None
) -> None:
    found = first_unanswered(said, turns(**outcomes))

    assert (found.at if found else None) == (at(minutes=minute) if minute is not None else None)


@pytest.mark.parametrize(
    ("stamp", "heard", "expected"),
    [
        pytest.param(NINE, at(minutes=20), NINE, id="heard late: what Slack says counts"),
        pytest.param(at(seconds=3), NINE, NINE, id="Slack's clock is ahead of ours"),
        pytest.param(NINE, at(days=2), at(days=2), id="a stamp that makes no sense"),
    ],
)
def test_a_message_was_said_when_slack_says(stamp: datetime, heard: datetime, expected: datetime) -> None:
    assert said_at(replace(line(Speaker.CUSTOMER, 0), ts=Ts(f"{stamp.timestamp():.6f}"), at=heard)) == expected


# ── What they are owed ──────────────────────────────────────────────────────────────────────────────────────────────


def test_neither_claims_nor_releases_nor_more_messages_change_what_is_due() -> None:
    clock = started(ROUND_THE_CLOCK, NINE, at(minutes=5))

    later = customer_wrote(back_in_queue(clock, at(minutes=30)), ROUND_THE_CLOCK, at(minutes=40))

    assert later.due_at == clock.due_at == at(hours=1)
    assert later.waiting_since == NINE


def test_after_an_answer_nothing_is_due_until_the_customer_writes_again() -> None:
    clock = person_answered(started(ROUND_THE_CLOCK, NINE, NINE), at(minutes=10))
    again = customer_wrote(clock, ROUND_THE_CLOCK, at(minutes=30))

    assert deadline(handoff(clock=clock)) is None
    owed = deadline(handoff(clock=again))
    assert owed is not None
    assert (owed.owed, owed.at) == (Owed.NEXT, at(minutes=30, hours=4))
    assert person_answered(again, at(hours=1)).answered_at == at(minutes=10)


def test_only_the_teams_hours_count_unless_the_level_says_otherwise() -> None:
    late = NINE.replace(hour=16, minute=30)
    always = Terms(level=ServiceLevel(around_the_clock=True), hours=OFFICE.hours)

    assert started(OFFICE, late, late).due_at == at(days=1, minutes=30)
    assert started(always, late, late).due_at == late + timedelta(hours=1)


def test_a_resolution_is_due_too_and_no_answer_puts_it_off() -> None:
    terms = Terms(level=ServiceLevel(resolution=timedelta(days=2)), hours=ALWAYS)
    clock = person_answered(started(terms, NINE, NINE), at(minutes=5))

    owed = deadline(handoff(clock=clock))

    assert owed is not None
    assert (owed.owed, owed.at, owed.is_breached) == (Owed.RESOLUTION, at(days=2), False)
    assert due_steps(handoff(clock=clock), terms, Ladder(), at(days=2)) == (Step.OVERDUE,)


@pytest.mark.parametrize("changes", [{"clock": None}, {"status": HandoffStatus.RESOLVED}])
def test_what_has_no_clock_or_is_over_is_owed_nothing(changes: dict[str, Any]) -> None:
    assert deadline(handoff(**changes)) is None
    assert due_steps(handoff(**changes), ROUND_THE_CLOCK, Ladder(), at(days=9)) == ()


def test_a_level_without_a_time_is_due_never() -> None:
    terms = Terms(level=ServiceLevel(first_response=None), hours=ALWAYS)

    assert deadline(handoff(terms)) is None
    assert due_steps(handoff(terms), terms, Ladder(), at(days=9)) == ()


# ── What is done about it ───────────────────────────────────────────────────────────────────────────────────────────

TEN = timedelta(minutes=10)


@pytest.mark.parametrize(
    ("ladder", "minutes", "steps"),
    [
        pytest.param(Ladder(), 44, (), id="time enough"),
        pytest.param(Ladder(), 45, (Step.WARNED,), id="a quarter of the time is left"),
        pytest.param(Ladder(), 60, (Step.BREACHED, Step.LATE), id="too late"),
        pytest.param(Ladder(unclaimed=TEN), 9, (), id="not yet unclaimed for long"),
        pytest.param(Ladder(unclaimed=TEN), 10, (Step.WIDENED,), id="everybody is asked"),
        pytest.param(Ladder(unclaimed=TEN, has_next=True), 20, (Step.WIDENED, Step.PASSED_ON), id="the next level"),
        pytest.param(Ladder(unclaimed=TEN, has_on_call=True), 30, (Step.WIDENED, Step.ON_CALL), id="who is on call"),
        pytest.param(
            Ladder(unclaimed=TEN, has_next=True, has_on_call=True),
            30,
            (Step.WIDENED, Step.PASSED_ON),
            id="the next level comes first",
        ),
    ],
)
def test_more_people_are_called_the_longer_a_customer_waits(
    ladder: Ladder, minutes: float, steps: tuple[Step, ...]
) -> None:
    assert due_steps(handoff(), ROUND_THE_CLOCK, ladder, at(minutes=minutes)) == steps


def test_a_step_is_done_once_a_wait() -> None:
    one = handoff()
    assert one.clock is not None
    warned = replace(one, clock=done(one.clock, (Step.WARNED,), at(minutes=45)))
    again = customer_wrote(person_answered(warned.clock or one.clock, at(minutes=50)), ROUND_THE_CLOCK, at(hours=1))

    assert due_steps(warned, ROUND_THE_CLOCK, Ladder(), at(minutes=50)) == ()
    assert due_steps(replace(one, clock=again), ROUND_THE_CLOCK, Ladder(), at(hours=4, minutes=30)) == (Step.WARNED,)


def test_whoever_has_it_is_not_asked_to_claim_it() -> None:
    claimed = handoff(status=HandoffStatus.CLAIMED, claimed_by=PersonId("U0DANA"))

    assert due_steps(claimed, ROUND_THE_CLOCK, Ladder(unclaimed=TEN), at(minutes=30)) == ()


def test_nobody_is_called_out_of_hours() -> None:
    one = handoff(OFFICE, clock=started(OFFICE, at(hours=7, minutes=10), at(hours=7, minutes=10)))

    assert due_steps(one, OFFICE, Ladder(), at(hours=12)) == ()
    assert due_steps(one, OFFICE, Ladder(), at(days=1)) == (Step.WARNED,)


# ── What holds whatever happens ─────────────────────────────────────────────────────────────────────────────────────

events = st.lists(
    st.tuples(st.sampled_from(["tick", "claim", "release", "write", "answer"]), st.integers(0, 90)), max_size=60
)


@given(
    happening=events,
    ladder=st.builds(Ladder, unclaimed=st.just(TEN), has_next=st.booleans(), has_on_call=st.booleans()),
)
@settings(max_examples=150, deadline=None)
def test_people_are_called_at_most_once_an_hour_and_a_wait_ends_only_with_an_answer(
    happening: list[tuple[str, int]], ladder: Ladder
) -> None:
    one, clock, now, called = handoff(), started(ROUND_THE_CLOCK, NINE, NINE), NINE, []
    for what, minutes in happening:
        now += timedelta(minutes=minutes)
        due = clock.due_at
        match what:
            case "claim":
                one = replace(one, status=HandoffStatus.CLAIMED, claimed_by=PersonId("U0DANA"))
            case "release":
                one, clock = replace(one, status=HandoffStatus.WAITING, claimed_by=None), back_in_queue(clock, now)
            case "write":
                clock = customer_wrote(clock, ROUND_THE_CLOCK, now)
            case "answer":
                clock = person_answered(clock, now)
            case _:
                steps = due_steps(replace(one, clock=clock), ROUND_THE_CLOCK, ladder, now)
                called += [now] if set(steps) - SILENT else []
                clock = done(clock, steps, now)
        assert clock.due_at == due or what == "answer" or due is None

    assert all(later - earlier >= timedelta(hours=1) for earlier, later in pairwise(called))
