"""Deps: the frozen bundle every flow receives."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from bot.ports import Clock, LanguageModel, Library, Messenger, Reader
from bot.workspace import Workspace
from escalation.limits import Policy
from escalation.model import Queue
from escalation.roles import House
from escalation.topics import Topic
from storage.database import Database, Tx


class Bell:
    """Rings after each commit, so that whoever waits for work looks at once instead of at the next poll."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """There may be work."""
        self._rung.set()

    async def wait(self, seconds: float) -> None:
        """Until it rings, or this long."""
        try:
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        except TimeoutError:
            return
        self._rung.clear()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long things may take."""

    quiet: timedelta = timedelta(seconds=1.5)
    turn: timedelta = timedelta(seconds=90)
    burst: timedelta = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deps:
    """What flows work with. Everything in it can be replaced by a fake that keeps its promise."""

    database: Database
    messenger: Messenger
    library: Library
    reader: Reader
    model: LanguageModel | None
    clock: Clock
    house: House
    workspace: Workspace
    queues: tuple[Queue, ...]
    policy: Policy = field(default_factory=Policy)
    topics: tuple[Topic, ...] = ()
    pace: Pace = field(default_factory=Pace)
    inbox_bell: Bell = field(default_factory=Bell)
    outbox_bell: Bell = field(default_factory=Bell)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        """All or nothing; whoever waits for work is told after the commit."""
        async with self.database.transaction() as tx:
            yield tx
        self.inbox_bell.ring()
        self.outbox_bell.ring()
