"""A circuit breaker: a vendor that keeps failing is left alone for a while instead of being asked again and again."""

from collections import deque
from datetime import datetime, timedelta

_FAILURES = 5
_WINDOW = timedelta(seconds=30)
_REST = timedelta(seconds=30)
_LOCKED = timedelta(minutes=5)


class Breaker:
    """Opens after five failures in half a minute, or at once when the vendor does not know us.

    While it is open nobody asks; then one call is let through, and what becomes of it decides.
    """

    def __init__(self) -> None:
        self._failures: deque[datetime] = deque(maxlen=_FAILURES)
        self._open_until: datetime | None = None
        self.why = ""
        self.is_locked = False

    def waits(self, now: datetime) -> float | None:
        """Seconds until the vendor may be asked again; None when it may be asked now."""
        if self._open_until is None:
            return None
        if now < self._open_until:
            return (self._open_until - now).total_seconds()
        self._open_until = now + _REST  # one call goes through; whoever comes meanwhile waits for what becomes of it
        return None

    def failed(self, now: datetime, why: str) -> None:
        """The vendor did not answer, or not sensibly."""
        is_probe = self._open_until is not None
        self._failures.append(now)
        is_too_much = len(self._failures) == _FAILURES and now - self._failures[0] <= _WINDOW
        if is_probe or is_too_much:
            self._open_until, self.why = now + _REST, why

    def rest(self, now: datetime, seconds: float, why: str) -> None:
        """The vendor asked to be left alone for so long."""
        self._open_until, self.why = now + timedelta(seconds=seconds), why

    def locked_out(self, now: datetime, why: str) -> bool:
        """The vendor does not take our key. True the first time, when somebody should be told."""
        is_news = self._open_until is None
        self._open_until, self.why, self.is_locked = now + _LOCKED, why, True
        return is_news

    def succeeded(self) -> None:
        """It works."""
        self._failures.clear()
        self._open_until, self.why, self.is_locked = None, "", False
