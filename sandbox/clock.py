"""Time as the sandbox keeps it: the wall for timestamps, a scalable clock for everything that lasts."""

import asyncio
import time
from collections.abc import Callable
from typing import Protocol


class Clock(Protocol):
    """What the sandbox asks of a clock."""

    def wall(self) -> float:
        """Seconds since 1970, for `ts`, `event_time` and signatures."""
        ...

    def now(self) -> float:
        """Sandbox seconds, for everything with a lifetime: streams, retries, response URLs."""
        ...

    def real(self, seconds: float) -> float:
        """How many real seconds so many sandbox seconds take."""
        ...

    def later(self, seconds: float, action: Callable[[], None]) -> asyncio.TimerHandle:
        """Run `action` after so many sandbox seconds, unless the handle is cancelled."""
        ...


class ScaledClock:
    """A clock on which `rate` sandbox seconds pass in a real one."""

    def __init__(self, rate: float = 1.0) -> None:
        self.rate = rate
        self._began = time.monotonic()

    def wall(self) -> float:
        """The real time of day: signatures and the app's own clock must agree with it."""
        return time.time()

    def now(self) -> float:
        """Sandbox seconds since this clock was made."""
        return (time.monotonic() - self._began) * self.rate

    def real(self, seconds: float) -> float:
        """So many sandbox seconds, in real ones."""
        return seconds / self.rate

    def later(self, seconds: float, action: Callable[[], None]) -> asyncio.TimerHandle:
        """Run `action` after so many sandbox seconds."""
        return asyncio.get_running_loop().call_later(self.real(seconds), action)
