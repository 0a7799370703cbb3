"""Calendars in which a team's time is taken."""

from datetime import datetime
from typing import Protocol

from escalation.model import Busy


class CalendarFeed(Protocol):
    """What a team's calendar holds. Raises UnavailableError (LockedOutError when it does not take our key) or
    RejectedError.
    """

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    async def busy(self, since: datetime, until: datetime) -> tuple[Busy, ...]:
        """All that takes the team's time between these moments. What is shown as free, or was called off, does not."""
        ...

    async def aclose(self) -> None:
        """Close the connections."""
        ...
