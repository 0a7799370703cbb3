"""A team's calendar as an iCalendar feed: what every calendar program gives out under a secret address."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any, TypeAlias
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar

from bot.calendars import Calendars, TeamCalendar
from bot.errors import MisconfiguredError, UnavailableError
from bot.ports import CalendarFeed, Clock
from bot.settings import Settings
from bot.workspace import Workspace
from escalation.model import Busy, Span
from integrations.http import LOOPBACK, Manners, Patience, VendorClient, Wire

Event: TypeAlias = Any
"""A component of a calendar; the library's own types say that whatever is in it may be anything."""

_NO_CALENDAR = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)
"""What the libraries raise at what is no calendar, or has a fault in it: whatever they hit."""

_PATIENCE = Patience(most_bytes=4 << 20)
_NETWORK = Wire(patience=_PATIENCE)
_SECONDS_TO_READ = 5.0
_EVENTS_AT_MOST = 5000
_DAY = timedelta(days=1)
_TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY"})
_FREE_FOR_MICROSOFT = frozenset({"FREE", "WORKINGELSEWHERE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose calendar it is: the zone in which days and times without one are meant, and its e-mail address, if known.

    An invitation that this address declined takes no time.
    """

    team: str
    zone: ZoneInfo
    mail: str = ""


class IcalFeed:
    """A CalendarFeed."""

    def __init__(self, client: VendorClient, path: str, owner: Owner) -> None:
        self.name = client.name
        self._client = client
        self._path = path
        self._owner = owner

    async def busy(self, since: datetime, until: datetime) -> tuple[Busy, ...]:
        """See `CalendarFeed`."""
        written = await self._client.read(self._path)
        try:
            async with asyncio.timeout(_SECONDS_TO_READ):
                return await asyncio.to_thread(busy_in, written, Span(begins=since, ends=until), self._owner)
        except TimeoutError as error:
            raise UnavailableError(self.name, "it takes too long to read") from error
        except _NO_CALENDAR as error:
            raise UnavailableError(self.name, "what it gives is no calendar that we understand") from error

    async def aclose(self) -> None:
        """See `CalendarFeed`."""
        await self._client.aclose()


def busy_in(written: bytes, span: Span, owner: Owner) -> tuple[Busy, ...]:
    """All that takes time in an iCalendar text within this span. ValueError, or another, when it is none."""
    calendar = Calendar.from_ical(written)
    if calendar.name != "VCALENDAR":
        raise ValueError("no VCALENDAR")
    for event in calendar.walk("VEVENT"):
        _check(event)
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


def _check(event: Event) -> None:
    """A rule that makes an event each second would keep us busy for ever."""
    rules = event.get("RRULE") or ()
    for rule in rules if isinstance(rules, list) else [rules]:
        if rule and _TOO_OFTEN & {str(one).upper() for one in rule.get("FREQ", ())}:
            raise ValueError("an event recurs every minute or second")


def _takes_time(event: Event, owner: Owner) -> bool:
    status, shown = str(event.get("STATUS") or ""), str(event.get("TRANSP") or "")
    if status.upper() == "CANCELLED" or shown.upper() == "TRANSPARENT":
        return False
    if str(event.get("X-MICROSOFT-CDO-BUSYSTATUS") or "").upper() in _FREE_FOR_MICROSOFT:
        return False
    return not _is_declined(event, owner.mail)


def _is_declined(event: Event, mail: str) -> bool:
    """The calendar's owner said no; where we do not know who that is, everybody who was invited did."""
    invited = event.get("ATTENDEE") or []
    people = invited if isinstance(invited, list) else [invited]
    if mail:
        people = [one for one in people if str(one).lower() == f"mailto:{mail.lower()}"]
    return bool(people) and all(_said(one.params) == "DECLINED" for one in people)


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
        written = component.get("FREEBUSY") or []
        for period in written if isinstance(written, list) else [written]:
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


def connect(url: str, owner: Owner, clock: Clock, wire: Wire = _NETWORK) -> CalendarFeed:
    """The feed at this address."""
    split = urlsplit(url)
    manners = Manners(
        name=f"the calendar of {owner.team}",
        base_url=f"{split.scheme}://{split.netloc}",
        headers={"Accept": "text/calendar"},
        hides_paths=True,
    )
    path = urlunsplit(("", "", split.path or "/", split.query, ""))
    return IcalFeed(VendorClient(manners, clock, wire), path, owner)


def calendars_of(settings: Settings, workspace: Workspace, clock: Clock) -> tuple[Calendars, dict[str, str]]:
    """Teams' calendars, and by teams' names what is wrong with those that cannot be had."""
    found: dict[str, TeamCalendar] = {}
    faults: dict[str, str] = {}
    for team in workspace.teams:
        if not team.calendar:
            continue
        owner = Owner(team=team.name, zone=ZoneInfo(team.timezone), mail=team.calendar_mail)
        try:
            feed = connect(_address(settings.filled(team.calendar)), owner, clock)
        except MisconfiguredError as error:
            faults[team.name] = error.message
            continue
        found[team.name] = TeamCalendar(feed=feed, ahead=team.slots.ahead)
    return Calendars(found), faults


def _address(url: str) -> str:
    """An address that keeps its secret on the way: https, or on this machine."""
    url = f"https://{url.removeprefix('webcal://')}" if url.startswith("webcal://") else url
    split = urlsplit(url)
    if split.scheme == "https" and split.hostname:
        return url
    if split.scheme == "http" and split.hostname in LOOPBACK:
        return url
    raise MisconfiguredError("It is no address of a calendar that begins with https://.")
