"""What teams' calendars hold: read every few minutes, and once more before a customer books."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import BatonError
from bot.log import logger
from bot.ports import CalendarFeed
from escalation.model import Busy

log = logger(__name__)

READ_EVERY = timedelta(minutes=3)
_GOOD_FOR = timedelta(minutes=10)
_FRESH = timedelta(seconds=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamCalendar:
    """A team's feed, and how far ahead it is read."""

    feed: CalendarFeed
    ahead: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    at: datetime
    busy: tuple[Busy, ...]


class Calendars:
    """The calendars of teams, by their names. Never raises; what cannot be read counts as no calendar."""

    def __init__(self, teams: Mapping[str, TeamCalendar] | None = None) -> None:
        self.teams = dict(teams or {})
        self._read: dict[str, _Read] = {}
        self._turns = {team: asyncio.Lock() for team in self.teams}

    def known(self, team: str, now: datetime) -> tuple[Busy, ...] | None:
        """What it held ten minutes ago at most; None without a calendar, or when it could not be read since."""
        read = self._read.get(team)
        return read.busy if read and now - read.at <= _GOOD_FOR else None

    async def look(self, team: str, now: datetime, within: float) -> tuple[Busy, ...] | None:
        """What it holds now, after at most so many seconds; None when that cannot be told."""
        try:
            async with asyncio.timeout(within):
                return await self._look(team, now)
        except TimeoutError:
            return None

    async def refresh(self, now: datetime) -> None:
        """Read all of them."""
        await asyncio.gather(*(self._look(team, now) for team in self.teams))

    async def aclose(self) -> None:
        """Close the connections."""
        for one in self.teams.values():
            await one.feed.aclose()

    async def _look(self, team: str, now: datetime) -> tuple[Busy, ...] | None:
        """Read it, unless somebody did just now."""
        found = self.teams.get(team)
        if found is None:
            return None
        async with self._turns[team]:
            read = self._read.get(team)
            if read and now - read.at <= _FRESH:
                return read.busy
            try:
                busy = await found.feed.busy(now, now + found.ahead)
            except BatonError as error:
                self._read.pop(team, None)
                log.warning("calendar.not_read", team=team, why=error.message)
                return None
            self._read[team] = _Read(at=now, busy=busy)
            return busy
