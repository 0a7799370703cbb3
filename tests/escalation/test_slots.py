from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation.booking import Book, BookWish, book_wish_in
from escalation.hours import Hours, between, parse
from escalation.model import Span
from escalation.slots import SlotRule, choices, free

BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = Hours(week=parse("Mon-Fri 09:00-12:00"), zone=BERLIN)
MONDAY = datetime(2026, 11, 23, 9, 40, tzinfo=BERLIN)
HALF = timedelta(minutes=30)
RULE = SlotRule(notice=timedelta(minutes=30), ahead=timedelta(hours=44))


def at(day: int, hour: int, minute: int = 0, length: timedelta = HALF, month: int = 11) -> Span:
    begins = datetime(2026, month, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)
    return Span(begins=begins, ends=begins + length)


TUESDAY = [at(24, 9), at(24, 9, 30), at(24, 10), at(24, 10, 30), at(24, 11), at(24, 11, 30)]


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        pytest.param([], [at(23, 10, 30), at(23, 11), at(23, 11, 30), *TUESDAY], id="what leaves time to come"),
        pytest.param([at(23, 10, 45), at(24, 8, 0, timedelta(hours=4))], [at(23, 11, 30)], id="nothing over an event"),
        pytest.param([at(23, 8, 0, timedelta(hours=3)), at(23, 11, 30)], [at(23, 11), *TUESDAY], id="close beside one"),
        pytest.param([at(23, 0, 0, timedelta(days=2))], [], id="nothing on days that are full"),
    ],
)
def test_what_is_free(taken: list[Span], expected: list[Span]) -> None:
    assert list(free(OFFICE, taken, RULE, MONDAY)) == expected


def test_slots_stay_at_their_hour_over_a_clock_change() -> None:
    sunday = datetime(2026, 10, 23, 12, 0, tzinfo=BERLIN)
    found = free(OFFICE, [], SlotRule(length=timedelta(hours=3), ahead=timedelta(days=4)), sunday)

    assert [one.begins for one in found] == [datetime(2026, 10, 26, 8, 0, tzinfo=UTC)]


def test_nobody_who_is_never_there_can_be_booked() -> None:
    assert list(free(Hours(week=()), [], RULE, MONDAY)) == []


def test_two_a_day_are_offered_hours_apart_and_six_in_all() -> None:
    week = Hours(week=parse("09:00-17:00"), zone=BERLIN)
    offered = choices(free(week, [], SlotRule(), MONDAY), BERLIN)

    assert offered == (at(23, 11), at(23, 13), at(24, 9), at(24, 11), at(25, 9), at(25, 11))


def test_who_lives_elsewhere_is_offered_their_own_daytime_if_the_team_has_any_of_it() -> None:
    always = Hours(zone=BERLIN)
    there = ZoneInfo("America/Los_Angeles")
    offered = choices(free(always, [], SlotRule(), MONDAY), there)
    assert {8 <= one.begins.astimezone(there).hour < 20 for one in offered} == {True}

    office = choices(free(OFFICE, [], RULE, MONDAY), there)
    assert office == (at(23, 10, 30), at(24, 9), at(24, 11))


MINUTES = st.integers(0, 14 * 24 * 60)
SPANS = st.builds(
    lambda begins, length: Span(
        begins=MONDAY.astimezone(UTC) + timedelta(minutes=begins),
        ends=MONDAY.astimezone(UTC) + timedelta(minutes=begins + length),
    ),
    MINUTES,
    st.integers(1, 600),
)


@given(
    taken=st.lists(SPANS, max_size=12),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]),
    week=st.sampled_from(["Mon-Fri 09:00-17:00", "22:00-06:00", "Sat, Sun 00:00-24:00"]),
    length=st.sampled_from([15, 30, 45, 60]),
    now=MINUTES,
)
def test_no_slot_is_over_what_is_taken_nor_outside_the_hours_nor_in_the_past(
    taken: list[Span], zone: str, week: str, length: int, now: int
) -> None:
    hours = Hours(week=parse(week), zone=ZoneInfo(zone))
    rule = SlotRule(length=timedelta(minutes=length), ahead=timedelta(days=7))
    moment = MONDAY + timedelta(minutes=now)
    found = list(free(hours, taken, rule, moment))

    assert found == sorted(found)
    assert all(one.ends <= two.begins for one, two in pairwise(found))
    for one in found:
        assert one.ends - one.begins == rule.length
        assert moment + rule.notice <= one.begins
        assert one.ends <= moment + rule.ahead
        assert between(hours, one.begins, one.ends) == rule.length
        assert not any(one.overlaps(other) for other in taken)
    assert set(choices(found, ZoneInfo(zone))) <= set(found)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("Book a time", BookWish(want=Book.LIST)),
        ("could we schedule a meeting, please?", BookWish(want=Book.LIST)),
        ("I’d like to book a slot", BookWish(want=Book.LIST)),
        ("book 2", BookWish(want=Book.PICK, number=2)),
        ("I'll take number 3.", BookWish(want=Book.PICK, number=3)),
        ("2", BookWish(want=Book.PICK, number=2, is_bare=True)),
        ("cancel the booking", BookWish(want=Book.CANCEL)),
        ("Please cancel my appointment!", BookWish(want=Book.CANCEL)),
        ("cancel my subscription", None),
        ("we book a time for each job and then the board crashes", None),
        ("22", None),
        ("book 2 seats", None),
        ("", None),
    ],
)
def test_what_a_customer_wants(text: str, wish: BookWish | None) -> None:
    assert book_wish_in(text) == wish
