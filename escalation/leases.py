"""A claim is a lease: who has a handoff and does nothing about it while the customer waits, loses it to the queue."""

from datetime import datetime, timedelta
from enum import StrEnum

from escalation.hours import Hours, between, is_open
from escalation.model import Handoff, HandoffStatus

_WARN_AFTER = 0.75


class Lease(StrEnum):
    """How a claim stands."""

    HOLDS = "holds"
    RUNS_OUT = "runs out"
    ENDED = "ended"


def idle_since(handoff: Handoff, last_act: datetime | None) -> datetime | None:
    """Since when who has it does nothing about a customer who waits. None: nobody waits for them."""
    clock = handoff.clock
    if handoff.status is not HandoffStatus.CLAIMED or handoff.claimed_at is None or handoff.snoozed is not None:
        return None
    if clock is None or clock.waiting_since is None:
        return None
    return max(handoff.claimed_at, clock.waiting_since, last_act or handoff.claimed_at)


def lease(since: datetime | None, hours: Hours, allowed: timedelta, now: datetime) -> Lease:
    """Nothing was done `since` then. Only the team's hours count, and nothing ends out of them; zero is for ever."""
    if since is None or not allowed or not is_open(hours, now):
        return Lease.HOLDS
    idle = between(hours, since, now)
    if idle >= allowed:
        return Lease.ENDED
    return Lease.RUNS_OUT if idle >= allowed * _WARN_AFTER else Lease.HOLDS
