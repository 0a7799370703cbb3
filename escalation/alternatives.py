"""What a waiting customer is offered besides waiting."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LONG = timedelta(minutes=30)
"""A wait that nearly always ends within this is offered no way around it."""


class Way(StrEnum):
    """Another way to an answer than waiting in the thread."""

    CALL = "call"
    MAIL = "mail"
    SLOT = "slot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How a customer waits.

    `opens_at` is when the team is next there, `most_by` by when they nearly always have an answer.
    `able` are the ways that are configured and work here.
    """

    opens_at: datetime
    most_by: datetime | None
    able: frozenset[Way]
    is_claimed: bool = False


def ways_for(waiting: Waiting, now: datetime) -> tuple[Way, ...]:
    """What to offer, in the order of the buttons: nothing where somebody has it, or soon will."""
    is_soon = waiting.opens_at <= now and waiting.most_by is not None and now < waiting.most_by <= now + LONG
    if waiting.is_claimed or is_soon:
        return ()
    return tuple(way for way in Way if way in waiting.able)
