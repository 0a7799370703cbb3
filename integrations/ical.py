"""A team's calendar as an iCalendar feed: what every calendar program gives out under a secret address."""

import asyncio
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from bot.calendars import Calendars, TeamCalendar
from bot.errors import MisconfiguredError, UnavailableError
from bot.ports import CalendarFeed, Clock
from bot.settings import Settings
from bot.workspace import Workspace
from escalation.model import Busy, Span
from integrations.http import LOOPBACK, Manners, Patience, VendorClient, Wire
from integrations.ical_busy import NO_CALENDAR, Owner, busy_in

_PATIENCE = Patience(most_bytes=4 << 20)
_NETWORK = Wire(patience=_PATIENCE)
_SECONDS_TO_READ = 5.0


class IcalFeed:
    """A CalendarFeed."""

    def __init__(self, client: VendorClient, path: str, owner: Owner) -> None:
        self.name = client.name
        self._client = client
        self._path = path
        self._owner = owner
        self._reading: asyncio.Future[tuple[Busy, ...]] | None = None

    async def busy(self, since: datetime, until: datetime) -> tuple[Busy, ...]:
        """See `CalendarFeed`."""
        written = await self._client.read(self._path)
        if self._reading is not None and not self._reading.done():
            raise UnavailableError(self.name, "it takes too long to read")
        span = Span(begins=since, ends=until)
        self._reading = asyncio.ensure_future(asyncio.to_thread(busy_in, written, span, self._owner))
        try:
            async with asyncio.timeout(_SECONDS_TO_READ):
                return await asyncio.shield(self._reading)
        except TimeoutError as error:
            raise UnavailableError(self.name, "it takes too long to read") from error
        except NO_CALENDAR as error:
            raise UnavailableError(self.name, "what it gives is no calendar that we understand") from error

    async def aclose(self) -> None:
        """See `CalendarFeed`."""
        await self._client.aclose()


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
