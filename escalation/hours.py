"""When a team is there: the one calendar that texts, deadlines and routing ask."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import takewhile

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_DAY = 24 * 60
_YEARS_AHEAD = timedelta(days=3 * 366)
_WRITTEN = re.compile(r"(?:([A-Za-z, -]+?)\s+)?(\d{1,2}:\d\d)\s*[-–]\s*(\d{1,2}:\d\d)")


class NeverOpenError(ValueError):
    """Nobody is there for years to come."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Stretch:
    """From when to when somebody is there on a weekday (0 is Monday), in minutes after its midnight.

    What lasts past midnight belongs to the day on which it begins: `closes` is more than a day then.
    """

    day: int
    opens: int
    closes: int


_ALL_WEEK = tuple(Stretch(day=day, opens=0, closes=_DAY) for day in range(7))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """A team's week in its own time zone, and the days on which nobody begins work. As shipped: always there."""

    week: tuple[Stretch, ...] = _ALL_WEEK
    zone: tzinfo = UTC
    days_off: Container[date] = ()


ALWAYS = Hours()


def parse(written: str) -> tuple[Stretch, ...]:
    """As an admin writes it: `Mon-Fri 09:00-17:00`, `Sat, Sun 22:00-06:00`, `22:00-07:00` for every day.

    ValueError says what is wrong.
    """
    found = _WRITTEN.fullmatch(written.strip())
    if found is None:
        raise ValueError(f"{written!r} is not like 'Mon-Fri 09:00-17:00'")
    opens, closes = _minutes(found[2]), _minutes(found[3])
    if opens == _DAY:
        raise ValueError(f"{written!r} begins at the end of a day")
    closes += _DAY if closes <= opens else 0
    return tuple(Stretch(day=day, opens=opens, closes=closes) for day in _days(found[1] or "Mon-Sun"))


def spans(hours: Hours, since: datetime) -> Iterator[tuple[datetime, datetime]]:
    """When somebody is there, from the span on that ends after `since`: in UTC, in order, never overlapping.

    NeverOpenError when three years pass with nobody there.
    """
    day = since.astimezone(hours.zone).date() - timedelta(days=2)
    reached = None
    last = day
    while day - last <= _YEARS_AHEAD:
        for opens, closes in _spans_of(day, hours):
            begins = opens if reached is None else max(opens, reached)
            if closes > max(since, begins):
                yield begins, closes
                reached, last = closes, day
        day += timedelta(days=1)
    raise NeverOpenError("nobody is there for three years")


def opening(hours: Hours, now: datetime) -> datetime:
    """The first moment from now on at which somebody is there: now itself, or when they are back. UTC."""
    begins, _ = next(spans(hours, now))
    return max(begins, now.astimezone(UTC))


def is_open(hours: Hours, now: datetime) -> bool:
    """Whether somebody is there."""
    return opening(hours, now) == now


def between(hours: Hours, start: datetime, end: datetime) -> timedelta:
    """How much of the time from start to end somebody is there."""
    if end <= start:
        return timedelta()
    until = takewhile(lambda span: span[0] < end, spans(hours, start))
    return sum((min(ends, end) - max(begins, start) for begins, ends in until), timedelta())


def after(hours: Hours, start: datetime, work: timedelta) -> datetime:
    """The first moment by which somebody was there for this long, from start on. UTC."""
    left, stretches = work, spans(hours, start)
    while True:
        begins, ends = next(stretches)
        begun = max(begins, start.astimezone(UTC))
        if left <= ends - begun:
            return begun + left
        left -= ends - begun


def working_day(hours: Hours, day: date) -> tuple[datetime, datetime] | None:
    """When somebody is first and last there in what begins on this day, in UTC; None when nobody is."""
    found = _spans_of(day, hours)
    return (found[0][0], max(closes for _, closes in found)) if found else None


def _spans_of(day: date, hours: Hours) -> list[tuple[datetime, datetime]]:
    if day in hours.days_off:
        return []
    mine = [stretch for stretch in hours.week if stretch.day == day.weekday()]
    return sorted((_begins(day, one.opens, hours.zone), _ends(day, one.closes, hours.zone)) for one in mine)


def _begins(day: date, minutes: int, zone: tzinfo) -> datetime:
    """The first time that the clocks show this; the hour that a clock change leaves out is begun after it."""
    return _shown(day, minutes, zone).astimezone(UTC)


def _ends(day: date, minutes: int, zone: tzinfo) -> datetime:
    """The last time that the clocks show this."""
    shown = _shown(day, minutes, zone)
    return max(shown.astimezone(UTC), shown.replace(fold=1).astimezone(UTC))


def _shown(day: date, minutes: int, zone: tzinfo) -> datetime:
    days, rest = divmod(minutes, _DAY)
    return datetime.combine(day + timedelta(days=days), time(rest // 60, rest % 60), zone)


def _minutes(written: str) -> int:
    hour, minute = map(int, written.split(":"))
    if minute > 59 or hour * 60 + minute > _DAY:
        raise ValueError(f"{written!r} is no time of day")
    return hour * 60 + minute


def _days(written: str) -> list[int]:
    found: list[int] = []
    for part in written.split(","):
        first, _, last = part.partition("-")
        begin, end = _day(first), _day(last or first)
        found += [(begin + ahead) % 7 for ahead in range((end - begin) % 7 + 1)]
    return sorted(set(found))


def _day(written: str) -> int:
    short = written.strip()[:3].title()
    if short not in DAYS:
        raise ValueError(f"{written.strip()!r} is no day of the week: {', '.join(DAYS)}")
    return DAYS.index(short)
