"""How an admin describes the teams that take handoffs: where, and when somebody is there."""

from datetime import date
from functools import cache
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, field_validator

from escalation.hours import ALWAYS, Hours, parse


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TeamConfig(_Part):
    """A team that takes handoffs, and the channel in which they appear. The first one is the last resort.

    `hours` are when somebody is there; none: always. `holidays` is a country, or a part of one: `GB`, `DE-BY`.
    """

    name: str
    channel: str
    hours: tuple[str, ...] = ()
    timezone: str = "UTC"
    holidays: str = ""
    days_off: tuple[date, ...] = ()

    @field_validator("hours")
    @classmethod
    def _are_hours(cls, hours: tuple[str, ...]) -> tuple[str, ...]:
        for written in hours:
            parse(written)
        return hours

    @field_validator("timezone")
    @classmethod
    def _is_zone(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"{zone!r} is no time zone like Europe/London") from error
        return zone

    @field_validator("holidays")
    @classmethod
    def _are_known(cls, place: str) -> str:
        if place:
            _public_holidays(place)
        return place

    @property
    def calendar(self) -> Hours:
        """When somebody is there."""
        if not (self.hours or self.holidays or self.days_off):
            return ALWAYS
        week = tuple(stretch for written in self.hours for stretch in parse(written)) or ALWAYS.week
        return Hours(week=week, zone=ZoneInfo(self.timezone), days_off=_DaysOff(self.holidays, self.days_off))


class _DaysOff:
    """Public holidays, and a team's own days."""

    def __init__(self, place: str, own: tuple[date, ...]) -> None:
        self._public = _public_holidays(place) if place else ()
        self._own = frozenset(own)

    def __contains__(self, day: object) -> bool:
        return day in self._own or day in self._public


@cache
def _public_holidays(place: str) -> Any:
    """The holidays of a country or a part of it, whatever the year. Loaded when a team names one: it takes its time."""
    country, _, part = place.partition("-")
    try:
        return import_module("holidays").country_holidays(country, subdiv=part or None)
    except NotImplementedError as error:
        raise ValueError(f"{place!r} is no country, or part of one, like GB or DE-BY: {error}") from error
