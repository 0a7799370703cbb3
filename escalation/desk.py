"""What a team's queue looks like: who waits, in the order of their turns, and who has what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from escalation.hours import Hours, opening
from escalation.model import Handoff, HandoffId, HandoffStatus, PersonId, Priority, Snooze
from escalation.priority import in_order, turn
from escalation.sla import Deadline, deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A handoff in one line. `waits_since` is None while the last word is ours; `link` leads to its card.

    `snoozed` tells that it is put aside.
    """

    handoff: HandoffId
    who: str
    ask: str
    priority: Priority
    waits_since: datetime | None = None
    due: Deadline | None = None
    claimed_by: PersonId | None = None
    snoozed: Snooze | None = None
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueView:
    """A team's queue: who waits, whose turn is next first, who has what, and what nobody has and is put aside.

    `back_at` is None while it is open.
    """

    team: str
    waiting: tuple[Entry, ...] = ()
    claimed: tuple[Entry, ...] = ()
    aside: tuple[Entry, ...] = ()
    back_at: datetime | None = None

    @property
    def oldest(self) -> datetime | None:
        """Since when the one who has waited longest does."""
        return min((one.waits_since for one in self.waiting if one.waits_since), default=None)

    @property
    def next_due(self) -> datetime | None:
        """When the next thing is due."""
        return min((one.due.at for one in (*self.waiting, *self.claimed, *self.aside) if one.due), default=None)


def entry(handoff: Handoff, link: str) -> Entry:
    """The handoff in one line."""
    clock = handoff.clock
    return Entry(
        handoff=handoff.id,
        who=f"{handoff.customer_name} ({handoff.account})" if handoff.account else handoff.customer_name,
        ask=handoff.briefing.ask,
        priority=handoff.priority,
        waits_since=clock.waiting_since if clock else handoff.opened_at,
        due=deadline(handoff),
        claimed_by=handoff.claimed_by,
        snoozed=handoff.snoozed,
        link=link,
    )


def queue_view(
    team: str, handoffs: Iterable[Handoff], links: Mapping[HandoffId, str], hours: Hours, now: datetime
) -> QueueView:
    """The queue of this team, out of all open handoffs."""
    ours = in_order(one for one in handoffs if one.queue.name == team)
    entries = [(one.status, entry(one, links.get(one.id, ""))) for one in ours]
    back = opening(hours, now)
    return QueueView(
        team=team,
        waiting=tuple(one for status, one in entries if status is HandoffStatus.WAITING and not one.snoozed),
        claimed=tuple(one for status, one in entries if status is HandoffStatus.CLAIMED),
        aside=tuple(one for status, one in entries if status is HandoffStatus.WAITING and one.snoozed),
        back_at=back if back != now else None,
    )


def claims_of(person: PersonId, handoffs: Iterable[Handoff], links: Mapping[HandoffId, str]) -> tuple[Entry, ...]:
    """What this person has, what presses most first."""
    theirs = [one for one in handoffs if one.status is HandoffStatus.CLAIMED and one.claimed_by == person]
    return tuple(entry(one, links.get(one.id, "")) for one in sorted(theirs, key=lambda one: (turn(one), one.id)))
