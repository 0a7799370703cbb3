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
    PromiseState,
    Ts,
    conversation_id,
    promise_id,
)
from escalation.promises import Kept, fared, is_late, remind_at

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
