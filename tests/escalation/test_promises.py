from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from escalation.hours import ALWAYS, Hours, parse
from escalation.model import (
    ChannelId,
    HandoffId,
    PersonId,
    Promise,
    PromiseKind,
    PromiseState,
    Ts,
    conversation_id,
    promise_id,
)
from escalation.promises import Kept, Tend, Wish, fared, is_late, may_remind, remind_at, wish_in

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
OFFICE = Hours(week=parse("Mon-Fri 09:00-17:00"), zone=ZoneInfo("UTC"))

PROMISE = Promise(
    id=promise_id("said:C:1"),
    source="said:C:1",
    handoff=HandoffId("H1"),
    conversation=conversation_id(ChannelId("C0SHARED"), Ts("1.0")),
    owner=PersonId("U0DANA"),
    team="Support",
    what="I'll send the fix by Friday",
    due_at=MONDAY + timedelta(hours=8),
    made_at=MONDAY,
)


@pytest.mark.parametrize(
    ("due", "reminded", "hours"),
    [
        (timedelta(hours=4), timedelta(hours=3), ALWAYS),  # a quarter is left
        (timedelta(hours=4), timedelta(hours=3), OFFICE),
        (timedelta(days=14), timedelta(days=13, hours=20), ALWAYS),  # never more than four hours ahead
        (timedelta(hours=8 + 24), timedelta(hours=4 + 24), OFFICE),
        (timedelta(days=1), timedelta(hours=6), OFFICE),  # tomorrow at nine: in the hours of today
        (timedelta(days=5, hours=6), timedelta(days=4, hours=4), OFFICE),  # on Saturday: they are gone since Friday
    ],
)
def test_the_owner_is_reminded_while_there_is_time(due: timedelta, reminded: timedelta, hours: Hours) -> None:
    assert remind_at(MONDAY, MONDAY + due, hours) == MONDAY + reminded


def test_who_promises_and_keeps_it_out_of_hours_is_reminded_all_the_same() -> None:
    night = MONDAY.replace(hour=20)

    assert remind_at(night, night + timedelta(hours=2), OFFICE) == night + timedelta(hours=1, minutes=30)


def test_nobody_is_reminded_of_what_has_no_time_or_is_due_already() -> None:
    assert remind_at(MONDAY, None, ALWAYS) is None
    assert remind_at(MONDAY, MONDAY, ALWAYS) is None


def test_a_promise_is_late_once_it_is_due_and_open() -> None:
    due = PROMISE.due_at
    assert due is not None

    assert is_late(PROMISE, due)
    assert not is_late(PROMISE, due - timedelta(seconds=1))
    assert not is_late(replace(PROMISE, due_at=None), due)
    assert not is_late(replace(PROMISE, kind=PromiseKind.SLOT), due + timedelta(minutes=119))
    assert is_late(replace(PROMISE, kind=PromiseKind.SLOT), due + timedelta(minutes=120))
    assert not is_late(replace(PROMISE, state=PromiseState.KEPT), due)


def test_what_is_kept_late_counts_as_broken_and_what_is_withdrawn_does_not_count() -> None:
    in_time, late = MONDAY + timedelta(hours=1), MONDAY + timedelta(days=1)
    them = (
        PROMISE,
        replace(PROMISE, state=PromiseState.KEPT, settled_at=in_time),
        replace(PROMISE, state=PromiseState.KEPT, settled_at=late),
        replace(PROMISE, state=PromiseState.BROKEN, settled_at=late),
        replace(PROMISE, state=PromiseState.WITHDRAWN, settled_at=in_time),
    )

    assert fared(them) == Kept(open=1, kept=1, broken=2, late=1)


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("done", Wish(tend=Tend.KEEP)),
        ("kept 2", Wish(tend=Tend.KEEP, which="2")),
        ("2 done", Wish(tend=Tend.KEEP, which="2")),
        ("Drop", Wish(tend=Tend.DROP)),
        ("open", Wish(tend=Tend.OPEN)),
        ("by Friday", Wish(tend=Tend.MOVE, when="Friday")),
        ("2 by tomorrow 15:00", Wish(tend=Tend.MOVE, which="2", when="tomorrow 15:00")),
        (f"done {PROMISE.id}", Wish(tend=Tend.KEEP, which=PROMISE.id)),
        ("", None),
        ("broken", None),
        ("done and dusted", None),
    ],
)
def test_what_is_wished_about_a_promise(words: str, wish: Wish | None) -> None:
    assert wish_in(words) == wish


def test_who_is_called_and_when() -> None:
    due = replace(PROMISE, remind_at=MONDAY)

    assert may_remind(due, OFFICE, MONDAY, None)
    assert not may_remind(due, OFFICE, MONDAY - timedelta(seconds=1), None)
    assert not may_remind(due, OFFICE, MONDAY, MONDAY - timedelta(minutes=59))
    assert may_remind(due, OFFICE, MONDAY, MONDAY - timedelta(hours=1))
    assert not may_remind(due, OFFICE, MONDAY + timedelta(hours=9), None)
    assert not may_remind(replace(due, remind_at=None), OFFICE, MONDAY, None)
    night = replace(due, made_at=MONDAY + timedelta(hours=9), due_at=MONDAY + timedelta(hours=11))
    assert may_remind(night, OFFICE, MONDAY + timedelta(hours=10), None)
