from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation.hours import ALWAYS, Hours, NeverOpenError, Stretch, after, between, is_open, opening, parse, spans

LONDON = ZoneInfo("Europe/London")
NEW_YORK = ZoneInfo("America/New_York")
ZONES = [ZoneInfo(name) for name in ("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")]

OFFICE = Hours(week=parse("Mon-Fri 09:00-17:00"), zone=LONDON)


def london(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Mon 09:00-17:00", [(0, 540, 1020)]),
        ("Mon-Wed 9:00-12:30", [(0, 540, 750), (1, 540, 750), (2, 540, 750)]),
        ("Sat, Sunday 10:00–24:00", [(5, 600, 1440), (6, 600, 1440)]),
        ("Sun-Mon 00:00-24:00", [(0, 0, 1440), (6, 0, 1440)]),
        ("fri 22:00-06:00", [(4, 1320, 1800)]),
    ],
)
def test_hours_are_read_as_an_admin_writes_them(written: str, expected: list[tuple[int, int, int]]) -> None:
    assert [(one.day, one.opens, one.closes) for one in parse(written)] == expected


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("nine to five", "is not like"),
        ("Mon 9-17", "is not like"),
        ("Foo 09:00-17:00", "'Foo' is no day"),
        ("Mon 09:70-17:00", "'09:70' is no time"),
        ("Mon 09:00-25:00", "'25:00' is no time"),
        ("Mon 24:00-24:00", "begins at the end"),
    ],
)
def test_hours_that_mean_nothing_are_refused_in_words(written: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        parse(written)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(london(23, 10), london(23, 10), id="there now"),
        pytest.param(london(23, 9), london(23, 9), id="just come"),
        pytest.param(london(23, 17), london(24, 9), id="just gone → tomorrow"),
        pytest.param(london(27, 18), london(30, 9), id="Friday evening → Monday"),
        pytest.param(london(23, 3), london(23, 9), id="early → today"),
    ],
)
def test_a_team_is_there_or_back_at_its_next_opening(now: datetime, expected: datetime) -> None:
    assert opening(OFFICE, now) == expected
    assert is_open(OFFICE, now) == (now == expected)


def test_nobody_comes_on_a_day_off() -> None:
    hours = Hours(week=OFFICE.week, zone=LONDON, days_off={date(2026, 12, 25), date(2026, 12, 28)})

    assert opening(hours, london(24, 18, month=12)) == london(29, 9, month=12)


def test_what_lasts_past_midnight_belongs_to_the_day_it_begins_on() -> None:
    night = Hours(week=parse("Fri 22:00-06:00"), zone=LONDON, days_off={date(2026, 11, 28)})

    assert is_open(night, london(28, 5))  # Saturday is off, but the shift is Friday's
    assert not is_open(night, london(28, 6))


def test_time_out_of_hours_does_not_count() -> None:
    assert between(OFFICE, london(27, 16), london(30, 10)) == timedelta(hours=2)
    assert after(OFFICE, london(27, 16), timedelta(hours=2)) == london(30, 10)
    assert between(OFFICE, london(30, 10), london(27, 16)) == timedelta()


def test_a_team_without_hours_is_always_there() -> None:
    assert is_open(ALWAYS, london(28, 3))
    assert between(ALWAYS, london(27, 16), london(30, 16)) == timedelta(days=3)


def test_a_team_that_never_comes_is_told_apart_from_one_that_comes_late() -> None:
    with pytest.raises(NeverOpenError):
        opening(Hours(week=()), london(23, 10))


@pytest.mark.parametrize(
    ("day", "hours_open"),
    [
        pytest.param(date(2026, 3, 8), 23, id="clocks go forward"),
        pytest.param(date(2026, 11, 1), 25, id="clocks go back"),
        pytest.param(date(2026, 11, 2), 24, id="an ordinary day"),
    ],
)
def test_a_whole_day_is_as_long_as_it_really_is(day: date, hours_open: int) -> None:
    whole = Hours(week=parse(f"{day:%a} 00:00-24:00"), zone=NEW_YORK)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=NEW_YORK)

    (begins, ends), *_ = islice(spans(whole, noon), 1)

    assert ends - begins == timedelta(hours=hours_open)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        pytest.param("Sun 02:15-02:45", 30, id="within the hour that is left out: as long as written, after it"),
        pytest.param("Sun 02:30-03:15", 0, id="ends before the clocks show its beginning"),
        pytest.param("Sun 01:00-04:00", 120, id="around it"),
    ],
)
def test_the_hour_that_spring_leaves_out_makes_no_nonsense(written: str, minutes: int) -> None:
    hours = Hours(week=parse(written), zone=NEW_YORK)
    sunday = datetime(2026, 3, 8, tzinfo=UTC)

    assert between(hours, sunday, sunday + timedelta(days=1)) == timedelta(minutes=minutes)


def test_stretches_that_overlap_count_once() -> None:
    hours = Hours(week=(*parse("Mon 09:00-12:00"), *parse("Mon 11:00-13:00"), *parse("Sun 20:00-10:00")), zone=LONDON)

    assert between(hours, london(23, 0), london(24, 0)) == timedelta(hours=13)


# ── What holds for any week, zone and moment ────────────────────────────────────────────────────────────────────────

moments = st.integers(0, 2 * 365 * 86_400).map(lambda at: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=at))
lengths = st.integers(0, 60 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


@st.composite
def weeks(draw: st.DrawFn, first: int = 0, last: int = 1439, longest: int = 1440) -> Hours:
    def stretch() -> Stretch:
        opens = draw(st.integers(first, last))
        closes = draw(st.integers(opens + 1, min(opens + longest, 1440 + last)))
        return Stretch(day=draw(st.integers(0, 6)), opens=opens, closes=closes)

    zone = draw(st.sampled_from(ZONES))
    off = draw(st.frozensets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=20))
    return Hours(week=tuple(stretch() for _ in range(draw(st.integers(1, 6)))), zone=zone, days_off=off)


@given(hours=weeks(), start=moments, work=lengths)
@settings(max_examples=60, deadline=None)
def test_what_was_worked_until_then_is_what_was_asked_for(hours: Hours, start: datetime, work: timedelta) -> None:
    assert between(hours, start, after(hours, start, work)) == work


@given(hours=weeks(), now=moments)
@settings(max_examples=60, deadline=None)
def test_at_an_opening_somebody_is_there_and_nobody_was_before(hours: Hours, now: datetime) -> None:
    opens = opening(hours, now)

    assert opens >= now
    assert is_open(hours, opens)
    assert between(hours, now, opens) == timedelta()


@given(hours=weeks(), times=st.tuples(moments, moments, moments))
@settings(max_examples=60, deadline=None)
def test_two_parts_of_a_time_are_as_much_as_the_whole(hours: Hours, times: tuple[datetime, datetime, datetime]) -> None:
    first, middle, last = sorted(times)

    parts = between(hours, first, middle) + between(hours, middle, last)

    assert parts == between(hours, first, last)
    assert timedelta() <= parts <= last - first


@given(hours=weeks(first=300, last=1200, longest=180), start=moments)
@settings(max_examples=25, deadline=None)
def test_it_is_what_a_clock_on_the_wall_would_count(hours: Hours, start: datetime) -> None:
    """Away from the hours of clock changes, minute by minute, over four days."""

    def is_there(minute: datetime) -> bool:
        shown = minute.astimezone(hours.zone)
        now = shown.hour * 60 + shown.minute
        is_off = shown.date() in hours.days_off
        return not is_off and any(one.day == shown.weekday() and one.opens <= now < one.closes for one in hours.week)

    begin = start.replace(second=0, microsecond=0)
    counted = sum(is_there(begin + timedelta(minutes=minute)) for minute in range(4 * 1440))

    assert between(hours, begin, begin + timedelta(days=4)) == timedelta(minutes=counted)
