"""The stage itself: what people say and press goes into the real flows, and the clock is ours."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.accounts import Accounts
from bot.brain.reader import LocalReader
from bot.deps import Deps
from bot.flows.hear import hear
from bot.inbox import Worker
from bot.jobs import jobs_of
from bot.outbox import Sender
from bot.ports import Reader
from bot.stage.messenger import StageMessenger
from bot.stage.systems import StageLibrary
from bot.workspace import Workspace
from escalation.model import Attachment, ChannelId, Message, Person, PersonId, Queue, TeamId, Ts
from escalation.roles import House
from storage import schema
from storage.database import connect

OURS = TeamId("T0US")
THEIRS = TeamId("T0CUSTOMER")
DESK = ChannelId("C0DESK")
AGENT = Person(id=PersonId("U0DANA"), name="Dana Whitfield", team=OURS)
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

_A_PAUSE = 3.0


class StageClock:
    """A Clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = MONDAY

    def now(self) -> datetime:
        """Where it stands."""
        return self.time

    def forward(self, **duration: float) -> None:
        """Time passes."""
        self.time += timedelta(**duration)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A pretend workspace. `deps` may be replaced to change what its people and systems are."""

    deps: Deps
    messenger: StageMessenger
    clock: StageClock

    async def says(
        self, who: Person, text: str, channel: ChannelId, thread: Ts | None = None, files: tuple[str, ...] = ()
    ) -> Ts:
        """Somebody writes; it is heard, and nothing more yet."""
        self.messenger.people[who.id] = who
        ts = self.messenger.next_ts()
        message = Message(
            channel=channel,
            ts=ts,
            thread=thread,
            author=who.id,
            team=who.team,
            text=text,
            files=tuple(Attachment(id=f"F{number}{ts}", name=name) for number, name in enumerate(files)),
        )
        await hear(self.deps, message)
        return ts

    async def settle(self) -> None:
        """The customer pauses; the bot does all there is to do, and says all there is to say."""
        self.clock.forward(seconds=_A_PAUSE)
        worker = Worker(self.deps, jobs_of(self.deps, ()))
        for _ in range(2):  # what was said may lead to work, and that to words
            await worker.crew.drain()
            await Sender(self.deps).crew.drain()


@asynccontextmanager
async def opened_stage(reader: Reader | None = None, address: str = "") -> AsyncIterator[Stage]:
    """A stage with an empty database: a file that is gone afterwards, or the one at this address."""
    with tempfile.TemporaryDirectory() as folder:
        database = connect(address or f"sqlite:///{Path(folder) / 'stage.db'}")
        await schema.upgrade(database)
        clock, messenger = StageClock(), StageMessenger()
        messenger.people[AGENT.id] = AGENT
        deps = Deps(
            database=database,
            messenger=messenger,
            library=StageLibrary(),
            reader=reader or LocalReader(),
            model=None,
            accounts=Accounts((), clock),
            clock=clock,
            house=House(our_user=PersonId("U0BATON"), our_bot="B0BATON", our_teams=frozenset({OURS})),
            workspace=Workspace(),
            queues=(Queue(name="Support", channel=DESK),),
        )
        try:
            yield Stage(deps=deps, messenger=messenger, clock=clock)
        finally:
            await database.close()


def with_workspace(stage: Stage, **parts: object) -> Stage:
    """The same stage, configured so."""
    return replace(stage, deps=replace(stage.deps, workspace=Workspace.model_validate(parts)))
