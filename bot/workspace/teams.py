"""How an admin describes the teams that take handoffs: where, and when somebody is there."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator

from bot.workspace.part import Part
from escalation.hours import ALWAYS, Hours, parse
from escalation.model import PersonId, Relay
from escalation.routing import Rule
from escalation.sla import ServiceLevel
from escalation.slots import SlotRule


class TeamConfig(Part):
    """A team that takes handoffs, and the channel in which they appear. The first one is the last resort.

    `hours` are when somebody is there; none: always. `holidays` is a country, or a part of one: `GB`, `DE-BY`.
    What nobody claims for `unclaimed_minutes` is told to everybody, then goes to the team `next`, or to who is
    `on_call`. Who has a handoff and does nothing about it for `claim_lease_minutes` of the team's hours, while the
    customer waits, loses it to the queue (0: never). A colleague who was asked and does not answer for
    `colleague_reminder_minutes` of them is reminded once (0: never).
    With `relay = "explicit"` nothing that the claimer writes reaches the customer before it is sent. `language` is
    what its people read and write: with a language model, customers of others are translated.
    In `quiet` hours nobody is called but about what is urgent. `overview` keeps one message in the channel that shows
    the queue.
    Where it `calls_back`, waiting customers may ask to be called; where it `tells_position`, they are told how many
    wait in front of them.
    `calendar` is the address of an iCalendar feed, where `${NAME}` stands for an environment variable: waiting
    customers may book what it leaves free of the team's hours, in slots of `slot_minutes`, from `book_notice_minutes`
    to `book_days_ahead` days ahead. Invitations go to `calendar_mail` too, if there is one.
    """

    name: str
    channel: str
    hours: tuple[str, ...] = ()
    timezone: str = "UTC"
    holidays: str = ""
    days_off: tuple[date, ...] = ()
    unclaimed_minutes: float | None = Field(default=None, gt=0)
    next: str = ""
    on_call: tuple[PersonId, ...] = ()
    claim_lease_minutes: float = Field(default=240, ge=0)
    colleague_reminder_minutes: float = Field(default=60, ge=0)
    relay: Relay = Relay.DIRECT
    csat: bool | None = None
    csat_after_hours: float | None = Field(default=None, gt=0)
    calls_back: bool = True
    tells_position: bool = True
    calendar: str = ""
    calendar_mail: str = Field(default="", pattern=r"^$|^[^@\s]+@[^@\s]+$")
    slot_minutes: int = Field(default=30, ge=5, le=480)
    book_notice_minutes: int = Field(default=60, ge=0)
    book_days_ahead: int = Field(default=14, ge=1, le=60)
    presumed_after_days: float | None = Field(default=None, gt=0)
    language: str = Field(default="en", pattern=r"^[a-z]{2}$")
    quiet: tuple[str, ...] = ()
    overview: bool = True

    @field_validator("hours", "quiet")
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
    def quiet_hours(self) -> Hours | None:
        """When nobody is called, if ever."""
        week = tuple(stretch for written in self.quiet for stretch in parse(written))
        return Hours(week=week, zone=ZoneInfo(self.timezone)) if week else None

    @field_validator("calendar")
    @classmethod
    def _is_address(cls, url: str) -> str:
        if url and not url.startswith(("https://", "http://", "webcal://", "${")):
            raise ValueError("a calendar is an address that begins with https://, or the name of a variable: ${NAME}")
        return url

    @property
    def slots(self) -> SlotRule:
        """What can be booked."""
        return SlotRule(
            length=timedelta(minutes=self.slot_minutes),
            notice=timedelta(minutes=self.book_notice_minutes),
            ahead=timedelta(days=self.book_days_ahead),
        )

    @property
    def open_hours(self) -> Hours:
        """When somebody is there."""
        if not (self.hours or self.holidays or self.days_off):
            return ALWAYS if self.timezone == "UTC" else replace(ALWAYS, zone=ZoneInfo(self.timezone))
        week = tuple(stretch for written in self.hours for stretch in parse(written)) or ALWAYS.week
        return Hours(week=week, zone=ZoneInfo(self.timezone), days_off=_DaysOff(self.holidays, self.days_off))


class RouteConfig(Part):
    """A rule of routing: which handoffs a team takes. What is not named may be anything."""

    team: str
    reasons: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    tiers: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    only_open: bool = False
    max_waiting: int | None = Field(default=None, ge=1)

    def rule(self, number: int) -> Rule:
        """As the router wants it."""
        return Rule(name=f"route {number}", **self.model_dump())


class ServiceLevelConfig(Part):
    """How much time a team has for customers of a tier. What names more counts more; what is not set is as shipped."""

    tier: str = ""
    team: str = ""
    first_response_minutes: float = Field(default=60, gt=0)
    next_response_minutes: float = Field(default=240, gt=0)
    resolution_minutes: float = Field(default=0, gt=0)
    around_the_clock: bool = False

    @property
    def weight(self) -> int:
        """How much is named."""
        return bool(self.tier) + bool(self.team)

    def covers(self, tier: str, team: str) -> bool:
        """Whether it is about this."""
        return self.tier in ("", tier) and self.team in ("", team)


def level_for(levels: Iterable[ServiceLevelConfig], tier: str, team: str) -> ServiceLevel:
    """The service level of these customers with this team."""
    found: dict[str, Any] = {}
    for level in sorted((one for one in levels if one.covers(tier, team)), key=lambda one: one.weight):
        found |= level.model_dump(exclude_unset=True, exclude={"tier", "team"})
    always = found.pop("around_the_clock", False)
    times = {name.removesuffix("_minutes"): timedelta(minutes=minutes) for name, minutes in found.items()}
    return replace(ServiceLevel(around_the_clock=always), **times)  # type: ignore[arg-type]  # the times alone


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
