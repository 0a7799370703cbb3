from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation.hours import ALWAYS, Hours, is_open, parse
from escalation.leases import Lease, lease

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
WORKING = Hours(week=tuple(parse("Mon-Fri 09:00-17:00")))


@pytest.mark.parametrize(
    ("hours", "after", "stands"),
    [
        (ALWAYS, timedelta(hours=2, minutes=59), Lease.HOLDS),
        (ALWAYS, timedelta(hours=3), Lease.RUNS_OUT),
        (ALWAYS, timedelta(hours=4), Lease.ENDED),
        (WORKING, timedelta(hours=4), Lease.ENDED),
        (WORKING, timedelta(hours=9), Lease.HOLDS),  # in the evening nothing ends
        (WORKING, timedelta(hours=24), Lease.ENDED),
    ],
)
def test_a_claim_runs_out_in_the_teams_hours(hours: Hours, after: timedelta, stands: Lease) -> None:
    assert lease(MONDAY, hours, timedelta(hours=4), MONDAY + after) is stands


def test_a_claim_of_nobody_who_waits_or_of_a_team_without_leases_holds() -> None:
    later = MONDAY + timedelta(days=2)
    assert lease(None, ALWAYS, timedelta(hours=4), later) is Lease.HOLDS
    assert lease(MONDAY, ALWAYS, timedelta(), later) is Lease.HOLDS


@given(st.integers(0, 20_000), st.integers(1, 3_000))
def test_no_claim_ends_sooner_than_it_was_given_nor_out_of_hours(minutes: int, given_minutes: int) -> None:
    now, allowed = MONDAY + timedelta(minutes=minutes), timedelta(minutes=given_minutes)
    if lease(MONDAY, WORKING, allowed, now) is Lease.ENDED:
        assert now - MONDAY >= allowed
        assert is_open(WORKING, now)
