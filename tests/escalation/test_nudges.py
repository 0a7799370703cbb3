from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation.hours import Hours, parse
from escalation.model import (
    Briefing,
    ChannelId,
    Handoff,
    HandoffId,
    Priority,
    Queue,
    ServiceClock,
    Ts,
    conversation_id,
)
from escalation.nudges import may_nudge

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 23, 0, tzinfo=UTC)
NIGHT = Hours(week=parse("22:00-07:00"))
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")


def handoff(priority: Priority = Priority.NORMAL, nudged_at: datetime | None = None) -> Handoff:
    clock = ServiceClock(asked_at=MIDNIGHT, queued_at=MIDNIGHT, waiting_since=MIDNIGHT, nudged_at=nudged_at)
    return Handoff(
        id=HandoffId("H1"),
        conversation=conversation_id(ChannelId("C1"), Ts("1.1")),
        customer_name="Maya",
        account="",
        customer_link="",
        queue=Queue(name="Support", channel=ChannelId("C2")),
        priority=priority,
        reasons=(),
        briefing=Briefing(ask="?", summary=""),
        clock=clock,
        opened_at=MIDNIGHT,
    )


@pytest.mark.parametrize(
    ("priority", "last", "quiet", "now", "expected"),
    [
        pytest.param(Priority.NORMAL, None, None, MIDNIGHT, True, id="no quiet hours"),
        pytest.param(Priority.NORMAL, None, NIGHT, NOON, True, id="by day"),
        pytest.param(Priority.HIGH, None, NIGHT, MIDNIGHT, False, id="by night"),
        pytest.param(Priority.URGENT, None, NIGHT, MIDNIGHT, True, id="urgent by night"),
        pytest.param(Priority.NORMAL, 59, NIGHT, NOON, False, id="within the hour"),
        pytest.param(Priority.URGENT, 59, NIGHT, NOON, False, id="urgent within the hour"),
        pytest.param(Priority.NORMAL, 60, NIGHT, NOON, True, id="after an hour"),
        pytest.param(Priority.URGENT, 60, NIGHT, MIDNIGHT, True, id="urgent by night after an hour"),
    ],
)
def test_people_are_called_once_an_hour_and_at_night_only_when_it_is_urgent(
    priority: Priority, last: int | None, quiet: Hours | None, now: datetime, expected: bool
) -> None:
    nudged = now - timedelta(minutes=last) if last else None

    assert may_nudge(handoff(priority, nudged), quiet, now) is expected


def test_a_handoff_without_a_clock_was_never_called_about() -> None:
    assert may_nudge(replace(handoff(), clock=None), None, NOON)


@given(
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    day=st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    minute=st.integers(0, 24 * 60 - 1),
)
def test_nights_are_quiet_by_the_clocks_of_the_team_also_when_those_are_changed(
    zone: ZoneInfo, day: date, minute: int
) -> None:
    quiet = Hours(week=parse("22:00-07:00"), zone=zone)
    now = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute)

    shows = now.astimezone(zone)
    assert may_nudge(handoff(), quiet, now) is (7 <= shows.hour < 22)
