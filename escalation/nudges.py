"""When people may be called about a handoff: at most once an hour, and at night only where it cannot wait."""

from datetime import datetime, timedelta

from escalation.hours import Hours, is_open
from escalation.model import Handoff, Priority

NUDGE_AT_MOST_EVERY = timedelta(hours=1)


def may_nudge(handoff: Handoff, quiet: Hours | None, now: datetime) -> bool:
    """Whether people may be called about it now: nobody was within the hour, and it is urgent or no `quiet` hour."""
    last = handoff.clock.nudged_at if handoff.clock else None
    if last is not None and now - last < NUDGE_AT_MOST_EVERY:
        return False
    return quiet is None or handoff.priority is Priority.URGENT or not is_open(quiet, now)
