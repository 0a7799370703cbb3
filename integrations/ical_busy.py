"""What takes time in an iCalendar text: its events, with all that recurs of them, read within bounds."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from math import inf, prod
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar

from escalation.model import Busy, Span

Event: TypeAlias = Any
"""A component of a calendar; the library's own types say that whatever is in it may be anything."""

_EVENTS_AT_MOST = 5000
_WITHIN_A_DAY = {"SECONDLY": 86400, "MINUTELY": 1440, "HOURLY": 24}
_DAYS_OF_RULES = frozenset({"BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY"})
_RECURS_AT_MOST = 1_000_000
_DAY = timedelta(days=1)
_EVENT = re.compile(rb"^BEGIN:VEVENT\r?\n.*?^END:VEVENT\r?\n", re.MULTILINE | re.DOTALL)
_DAYS = re.compile(rb"^(DTSTART|DTEND|RECURRENCE-ID)(?:;[^:\r\n]*)?:(\d{8})", re.MULTILINE)
_UNTIL = re.compile(rb"^RRULE[:;][^\r\n]*UNTIL=(\d{8})", re.MULTILINE)
_FREE_FOR_MICROSOFT = frozenset({"FREE", "WORKINGELSEWHERE"})

NO_CALENDAR = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)
"""What the libraries raise at what is no calendar, or has a fault in it: whatever they hit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose calendar it is: the zone in which days and times without one are meant, and its e-mail address, if known.

    An invitation that this address declined takes no time.
    """

    team: str
    zone: ZoneInfo
    mail: str = ""


def busy_in(written: bytes, span: Span, owner: Owner) -> tuple[Busy, ...]:
    """All that takes time in an iCalendar text within this span. ValueError, or another, when it is none."""
    calendar = Calendar.from_ical(near(written, span))
    if calendar.name != "VCALENDAR":
        raise ValueError("no VCALENDAR")
    _check(calendar.walk("VEVENT"), span, owner)
    query = recurring_ical_events.of(calendar)
    around = (span.begins - _DAY, span.ends + _DAY)  # a day without a zone is another one elsewhere
    events = tuple(islice(query.between(*around), _EVENTS_AT_MOST + 1))
    if len(events) > _EVENTS_AT_MOST:
        raise ValueError("too many events")
    found = [
        *(_busy(one, owner) for one in events if _takes_time(one, owner)),
        *(Busy(span=one) for one in _periods(calendar.walk("VFREEBUSY"), owner.zone)),
    ]
    return tuple(one for one in found if one.span.begins < one.span.ends and one.span.overlaps(span))


def near(written: bytes, span: Span) -> bytes:
    """The text without events that were over before the span, or come after it: to read years of them takes seconds."""
    first, last = (f"{at:%Y%m%d}".encode() for at in (span.begins - 2 * _DAY, span.ends + 2 * _DAY))
    return _EVENT.sub(lambda found: found[0] if _may_matter(found[0], first, last) else b"", written)


def _may_matter(event: bytes, first: bytes, last: bytes) -> bool:
    if b"\nRDATE" in event or b"THISANDFUTURE" in event:
        return True
    if b"\nRRULE" in event:
        until = _UNTIL.search(event)
        return until is None or bool(until[1] >= first)
    days: dict[bytes, bytes] = dict(_DAYS.findall(event))
    if b"DTSTART" not in days or b"\nDURATION" in event:
        return True
    return min(days.values()) <= last and max(days.values()) >= first


def _check(events: Iterable[Event], span: Span, owner: Owner) -> None:
    """Rules that make events without end would keep us busy for ever, and who invites a team writes its calendar."""
    since_they_began = in_the_span = 0.0
    for event in events:
        begins = _moment(event["DTSTART"].dt, owner.zone)
        for rule in _all(event, "RRULE"):
            a_day = _a_day(rule)
            since_they_began += a_day * max(0.0, (span.ends - begins) / _DAY)
            in_the_span += a_day * ((span.ends - span.begins) / _DAY)
    if since_they_began > _RECURS_AT_MOST or in_the_span > _EVENTS_AT_MOST:
        raise ValueError("events recur too often")


def _a_day(rule: Mapping[str, Any]) -> float:
    """How often in a day a rule makes an event, at most; without end if it may be tried for ever and never hold."""
    often = str(*rule.get("FREQ", ())).upper()
    if often in _WITHIN_A_DAY and _DAYS_OF_RULES & rule.keys():
        return inf
    at_once = prod(len(rule.get(part, ())) or 1 for part in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    return at_once * (_WITHIN_A_DAY.get(often, 1) if often != "WEEKLY" else (len(rule.get("BYDAY", ())) or 1) / 7)


def _all(event: Event, name: str) -> list[Any]:
    """A property that may be there once, several times, or not at all."""
    found = event.get(name)
    return found if isinstance(found, list) else [] if found is None else [found]


def _takes_time(event: Event, owner: Owner) -> bool:
    status, shown = str(event.get("STATUS") or ""), str(event.get("TRANSP") or "")
    if status.upper() == "CANCELLED" or shown.upper() == "TRANSPARENT":
        return False
    if str(event.get("X-MICROSOFT-CDO-BUSYSTATUS") or "").upper() in _FREE_FOR_MICROSOFT:
        return False
    return not _is_declined(event, owner.mail)


def _is_declined(event: Event, mail: str) -> bool:
    """The calendar's owner said no; where we do not know who that is, everybody who was invited did."""
    people = _all(event, "ATTENDEE")
    if mail:
        people = [one for one in people if str(one).lower() == f"mailto:{mail.lower()}"]
    return bool(people) and {_said(one.params) for one in people} == {"DECLINED"}


def _said(parameters: Mapping[str, Any]) -> str:
    return str(parameters.get("PARTSTAT") or "").upper()


def _busy(event: Event, owner: Owner) -> Busy:
    return Busy(span=_span(event, owner.zone), uid=str(event.get("UID") or ""))


def _span(event: Event, zone: ZoneInfo) -> Span:
    begins, ends = event["DTSTART"].dt, event["DTEND"].dt if "DTEND" in event else None
    if ends is None:
        duration = event["DURATION"].dt if "DURATION" in event else timedelta(0 if isinstance(begins, datetime) else 1)
        ends = begins + duration
    return Span(begins=_moment(begins, zone), ends=_moment(ends, zone))


def _periods(components: Iterable[Event], zone: ZoneInfo) -> Iterator[Span]:
    """What a calendar that tells no more than that says is taken."""
    for component in components:
        for period in _all(component, "FREEBUSY"):
            if str(period.params.get("FBTYPE") or "BUSY").upper() != "FREE":
                begins, ends = _ends_of(period)
                yield Span(begins=_moment(begins, zone), ends=_moment(ends, zone))


def _ends_of(period: Any) -> tuple[date, date]:
    begins, ends = period.dt if isinstance(getattr(period, "dt", None), tuple) else (period.start, period.end)
    return begins, begins + ends if isinstance(ends, timedelta) else ends


def _moment(at: date, zone: ZoneInfo) -> datetime:
    """A day begins at its midnight there; a time without a zone is meant there."""
    shown = at if isinstance(at, datetime) else datetime.combine(at, time(), zone)
    return (shown if shown.tzinfo else shown.replace(tzinfo=zone)).astimezone(UTC)
