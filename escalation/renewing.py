"""What a waiting customer is told anew: quietly where it stands, and aloud only once what they knew proved false."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from escalation.hours import Hours, after, is_open
from escalation.model import Handoff, HandoffStatus, Outlook, ServiceClock
from escalation.priority import in_order
from escalation.waits import Expected

QUIETLY_EVERY = timedelta(minutes=5)
"""A line that stands is rewritten at most so often."""

ALOUD_EVERY = timedelta(hours=4)
"""Of the team's hours: a message of its own comes at most so often."""

ALOUD_AT_MOST = 3
"""So many in one wait."""

NOT_KNOWN_FOR = timedelta(hours=2)
"""Of the team's hours: who was told that nobody can say hears again after this."""


class Renewal(StrEnum):
    """How somebody is told anew."""

    QUIET = "quiet"
    ALOUD = "aloud"


def ahead_of(handoff: Handoff, open_ones: Iterable[Handoff]) -> int:
    """How many customers wait in front of this one, with the same team. What is put aside is in nobody's way."""
    line = [
        one
        for one in open_ones
        if one.id != handoff.id
        and one.queue.name == handoff.queue.name
        and one.status is HandoffStatus.WAITING
        and one.snoozed is None
        and (one.clock is None or one.clock.waiting_since is not None)
    ]
    return in_order([handoff, *line]).index(handoff)


def is_owed(handoff: Handoff) -> bool:
    """Whether somebody waits for us, and nobody has them."""
    return handoff.status is HandoffStatus.WAITING and bool(handoff.clock and handoff.clock.waiting_since)


def reading(told: Outlook, ahead: int, fresh: Expected | None, now: datetime) -> Outlook:
    """What is true now. `fresh` is by when they will have an answer, by those who waited at least as long.

    A time that may still hold stays as it was told; nobody is led on by one that creeps.
    """
    usual, most = told.usual_by, told.most_by
    if most is None or most <= now:
        usual, most = (fresh.usual_by, fresh.most_by) if fresh else (None, None)
    elif usual is not None and usual <= now:
        usual = fresh.usual_by if fresh and fresh.usual_by < most else None
    return replace(told, ahead=ahead, usual_by=usual, most_by=most)


def renewal(clock: ServiceClock, reads: Outlook, hours: Hours, now: datetime) -> Renewal | None:
    """Whether and how this is told to a customer who waits."""
    told = clock.outlook
    if told is None:
        return Renewal.QUIET
    proved_false = told.most_by or after(hours, told.told_at, NOT_KNOWN_FOR)
    is_time = told.aloud == 0 or after(hours, told.told_at, ALOUD_EVERY) <= now
    if proved_false <= now and told.aloud < ALOUD_AT_MOST and is_time and is_open(hours, now):
        return Renewal.ALOUD
    is_news = (reads.ahead, reads.usual_by, reads.most_by) != (told.ahead, told.usual_by, told.most_by)
    return Renewal.QUIET if is_news and told.at + QUIETLY_EVERY <= now else None


def told_anew(reads: Outlook, how: Renewal, now: datetime) -> Outlook:
    """As it stands once they were told."""
    if how is Renewal.QUIET:
        return replace(reads, at=now)
    return replace(reads, at=now, told_at=now, aloud=reads.aloud + 1)
