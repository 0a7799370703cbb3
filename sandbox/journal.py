"""What has happened between the sandbox and the app, and a way to wait for more to happen."""

import asyncio
from collections import deque

from sandbox.clock import Clock
from sandbox.errors import Json

MAX_ENTRIES = 4000
MAX_ARGUMENT = 20_000  # characters of one logged argument


class Signal:
    """Wakes everybody who waits, each time something happened."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def notify(self) -> None:
        """Wake all who wait now."""
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self, seconds: float | None) -> bool:
        """Wait for the next notification; False when there was none for so long."""
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            return False
        return True


class Journal:
    """The last few thousand calls and deliveries, numbered from 1."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.signal = Signal()
        self.calls: deque[Json] = deque(maxlen=MAX_ENTRIES)
        self.deliveries: deque[Json] = deque(maxlen=MAX_ENTRIES)
        self.last_activity = asyncio.get_running_loop().time()
        self._numbers = {"call": 0, "delivery": 0}

    def clear(self) -> None:
        """Forget the entries; the numbers go on, so that `since` stays true."""
        self.calls.clear()
        self.deliveries.clear()
        self.touch()

    def touch(self) -> None:
        """Something happened: restart the quiet, wake who waits."""
        self.last_activity = asyncio.get_running_loop().time()
        self.signal.notify()

    def note_call(self, entry: Json) -> Json:
        """Log a call of the app."""
        self.calls.append({"n": self._next("call"), "at": self._clock.wall(), **entry})
        self.touch()
        return self.calls[-1]

    def note_delivery(self, entry: Json) -> Json:
        """Log one attempt to deliver; the entry is returned so that its acknowledgement can be added."""
        self.deliveries.append({"n": self._next("delivery"), "at": self._clock.wall(), "acked_at": None, **entry})
        self.touch()
        return self.deliveries[-1]

    def next(self, kind: str) -> int:
        """The number the next entry will have: what to pass as `since`."""
        return self._numbers[kind] + 1

    def _next(self, kind: str) -> int:
        self._numbers[kind] += 1
        return self._numbers[kind]


def loggable(arguments: Json) -> Json:
    """The arguments of a call, with endless strings cut."""
    return {name: value[:MAX_ARGUMENT] if isinstance(value, str) else value for name, value in arguments.items()}
