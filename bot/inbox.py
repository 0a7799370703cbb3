"""Store before ack, then work: in order within a lane, in parallel across lanes, until it is done."""

import uuid
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any, TypeAlias

from bot.crew import LEASE, POLL, Claimed, Crew
from bot.deps import Deps
from bot.log import logger
from storage import inbox
from storage.inbox import NewWork, Work

log = logger(__name__)

Act: TypeAlias = Callable[[Work], Awaitable[str]]
"""Carries out one kind of work; says in a word what was done. May be called again for the same work."""

_LAST_ATTEMPT = 8


async def accept(deps: Deps, new: NewWork) -> bool:
    """Remember it before Slack is told that we have it. False when we had it already."""
    async with deps.database.transaction() as tx:
        is_new = await inbox.put(tx, new, deps.clock.now())
    deps.inbox_bell.ring()
    return is_new


class Worker:
    """Works the inbox. Several replicas may do so at once on PostgreSQL; leases keep them apart."""

    def __init__(self, deps: Deps, acts: Mapping[str, Act]) -> None:
        self._deps = deps
        self._acts = acts
        self._me = uuid.uuid4().hex
        self.crew = Crew(deps.inbox_bell, self._claim, self._renew)

    async def _claim(self, room: int) -> Claimed:
        now = self._deps.clock.now()
        async with self._deps.database.transaction() as tx:
            works = await inbox.claim(tx, self._me, now, LEASE, limit=room)
            due = await inbox.next_due(tx, now)
        wait = min(POLL, (due - now).total_seconds()) if due else POLL
        return Claimed(jobs=[self._do(work) for work in works], wait=wait)

    async def _renew(self) -> None:
        async with self._deps.database.transaction() as tx:
            await inbox.renew(tx, self._me, self._deps.clock.now() + LEASE)

    async def _do(self, work: Work) -> None:
        try:
            result = await self._acts[work.kind](work)
        except Exception as error:  # noqa: BLE001  an edge: whatever went wrong, the work is not lost
            await self._failed(work, error)
        else:
            await self._finish(work, result)

    async def _finish(self, work: Work, result: str) -> None:
        now = self._deps.clock.now()
        async with self._deps.database.transaction() as tx:
            await inbox.finish(tx, work.seq, self._me, now, result)
        log.info("work.done", kind=work.kind, key=work.key, result=result, seconds=_seconds(now - work.received_at))

    async def _failed(self, work: Work, error: Exception) -> None:
        """Another try later; after the last one, the sweeper finds the turn that has no outcome."""
        if work.attempts >= _LAST_ATTEMPT:
            log.error("work.given_up", kind=work.kind, key=work.key, exc_info=error)
            await self._finish(work, f"given up: {type(error).__name__}: {error}"[:500])
            return
        wait = getattr(error, "retry_after", None) or min(2.0 ** (work.attempts - 1) * 0.5, 30.0)
        log.warning("work.failed", kind=work.kind, key=work.key, attempts=work.attempts, exc_info=error)
        async with self._deps.database.transaction() as tx:
            due = self._deps.clock.now() + timedelta(seconds=wait)
            await inbox.postpone(tx, work.seq, due, f"{type(error).__name__}: {error}"[:500])


def _seconds(duration: timedelta) -> float:
    return round(duration.total_seconds(), 3)


def due_now(deps: Deps, *, key: str, kind: str, lane: str, payload: dict[str, Any]) -> NewWork:
    """Something to be done as soon as its lane is free."""
    return NewWork(key=key, kind=kind, lane=lane, payload=payload, due=deps.clock.now())
