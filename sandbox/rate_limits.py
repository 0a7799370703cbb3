"""Slack's rate limits: tiers per method and minute, and one message a second and channel."""

import math
from collections import deque

from sandbox.clock import Clock
from sandbox.errors import SlackError
from sandbox.features import RateLimits

_PER_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100, 5: 600}
_LENIENCE = {RateLimits.STRICT: 1, RateLimits.LENIENT: 3}


class RateLimiter:
    """Counts calls on the sandbox clock; tier 0 is not counted, tier 5 is Slack's “special” 600 a minute."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._calls: dict[str, deque[float]] = {}

    def check_method(self, method: str, tier: int, mode: RateLimits) -> None:
        """Count a call of a method."""
        if tier and mode is not RateLimits.OFF:
            self._count(method, _PER_MINUTE[tier] * _LENIENCE[mode], window=60.0)

    def check_post(self, channel: str, mode: RateLimits) -> None:
        """Count a message into a channel, by whichever method; short bursts pass when lenient."""
        if mode is not RateLimits.OFF:
            burst = 1 if mode is RateLimits.STRICT else 5
            self._count(f"post:{channel}", burst, window=float(burst))

    def _count(self, key: str, most: int, *, window: float) -> None:
        now = self._clock.now()
        calls = self._calls.setdefault(key, deque())
        while calls and calls[0] <= now - window:
            calls.popleft()
        if len(calls) >= most:
            error = SlackError("ratelimited", status=429)
            error.headers["Retry-After"] = str(max(1, math.ceil(self._clock.real(calls[0] + window - now))))
            raise error
        calls.append(now)
