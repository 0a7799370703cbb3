"""Which times of a team a customer can book at this moment, and how a time is written for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_datetime

from bot.deps import Deps
from bot.flows.wording import locale_of
from escalation.model import Busy, Handoff, Person, SlotState, Span
from escalation.slots import choices, free
from storage import slots
from storage.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Every time that is free, and those that are offered."""

    every: tuple[Span, ...]
    offered: tuple[Span, ...]


def can_book(deps: Deps, handoff: Handoff) -> bool:
    """Whether times can be booked with the team that has it, as its calendar was last read."""
    busy = deps.calendars.known(handoff.queue.name, deps.clock.now())
    return busy is not None and next(_free(deps, handoff, tuple(one.span for one in busy)), None) is not None


async def times_of(tx: Tx, deps: Deps, handoff: Handoff, busy: tuple[Busy, ...], there: tzinfo) -> Times:
    """What is free by the calendar and by what others reserved. Our own invitations in the calendar do not count."""
    ours = await slots.of_team(tx, handoff.queue.name, deps.clock.now())
    uids = {one.uid for one in ours}
    kept = [one.span for one in ours if one.state is SlotState.RESERVED]
    every = tuple(_free(deps, handoff, (*kept, *(one.span for one in busy if one.uid not in uids))))
    return Times(every=every, offered=choices(every, there))


def zone_of(deps: Deps, handoff: Handoff, person: Person | None) -> tzinfo:
    """Where this customer is, as their Slack profile says; else where the team is."""
    try:
        return ZoneInfo(person.zone) if person and person.zone else deps.workspace.hours_of(handoff.queue.name).zone
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return deps.workspace.hours_of(handoff.queue.name).zone


def written(handoff: Handoff, span: Span, there: tzinfo) -> str:
    """Such as `Tue 1 Dec, 10:00–10:30 CET`, in the customer's language."""
    begins, ends = span.begins.astimezone(there), span.ends.astimezone(there)
    day = format_datetime(begins, "EEE d MMM", locale=locale_of(handoff))
    return f"{day}, {begins:%H:%M}–{ends:%H:%M} {begins:%Z}"


def _free(deps: Deps, handoff: Handoff, taken: tuple[Span, ...]) -> Iterator[Span]:
    team = deps.workspace.team(handoff.queue.name)
    if team is None:
        return iter(())
    return free(team.open_hours, taken, team.slots, deps.clock.now())
