"""What time it is."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """What time it is. Aware, UTC."""

    def now(self) -> datetime:
        """The present moment."""
        ...
