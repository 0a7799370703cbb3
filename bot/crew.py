"""Works what the database hands out: some at once, leases renewed meanwhile, until told to stop."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeAlias

from bot.deps import Bell

LEASE = timedelta(seconds=6)
"""After this long without a sign of life, others take over what was claimed."""

POLL = 0.5
"""Seconds until another look, when nothing rings."""

_BEAT = 1.5
_AT_ONCE = 16
_GRACE = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What there is to do now; and if that is all, how many seconds until there may be more."""

    jobs: Sequence[Coroutine[object, object, None]] = ()
    wait: float = field(default=POLL)


Claim: TypeAlias = Callable[[int], Awaitable[Claimed]]
"""Claims up to so many pieces of work."""


class Crew:
    """A bounded number of jobs at once. `bell` tells that there may be more; `renew` keeps our leases alive."""

    def __init__(self, bell: Bell, claim: Claim, renew: Callable[[], Awaitable[None]]) -> None:
        self._bell = bell
        self._claim = claim
        self._renew = renew
        self._running: set[asyncio.Task[None]] = set()
        self._is_stopping = False
        self._is_over = asyncio.Event()

    async def run(self) -> None:
        """Until stopped. What is not done by then is done again by whoever comes next."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._beat())
            while not self._is_stopping:
                wait = await self._round(group)
                if wait > 0:
                    await self._bell.wait(wait)
            await self._end_all()

    def stop(self) -> None:
        """Begin nothing new; `run` ends when what is under way has ended, or been given up after a while."""
        self._is_stopping = True
        self._bell.ring()

    async def drain(self) -> None:
        """Do what can be done now, and come back. What fails waits for its next try."""
        is_done = False
        while not is_done:
            async with asyncio.TaskGroup() as group:
                await self._round(group)
                is_done = not self._running

    async def _round(self, group: asyncio.TaskGroup) -> float:
        """Start what there is to do; how many seconds to wait before another look."""
        room = _AT_ONCE - len(self._running)
        if room <= 0:
            return POLL
        claimed = await self._claim(room)
        for job in claimed.jobs:
            task = group.create_task(job)
            self._running.add(task)
            task.add_done_callback(self._ended)
        return claimed.wait if len(claimed.jobs) < room else 0

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._bell.ring()

    async def _end_all(self) -> None:
        """Let what is under way end by itself, but not for ever: then nothing is cut in the middle of a transaction."""
        if self._running:
            await asyncio.wait(self._running, timeout=_GRACE)
        for task in self._running:
            task.cancel()
        self._is_over.set()

    async def _beat(self) -> None:
        """Ends by itself, between two transactions."""
        while not await self._is_over_within(_BEAT):
            if self._running:
                await self._renew()

    async def _is_over_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                return await self._is_over.wait()
        except TimeoutError:
            return False
