"""Deps: the frozen bundle every flow receives."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.accounts import Accounts
from bot.calendars import Calendars
from bot.log import logger
from bot.ports import Clock, LanguageModel, Library, Mailer, Messenger, Reader, Tracker
from bot.workspace import Workspace
from escalation.limits import Policy
from escalation.model import PersonId, Queue
from escalation.roles import House
from escalation.topics import Topic
from storage.database import Database, Tx

log = logger(__name__)


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


class Access:
    """Whether Slack lets us in. Without it nothing is said; what is to be said waits."""

    def __init__(self) -> None:
        self.lost = ""
        self.knock_at: datetime | None = None

    def lose(self, why: str) -> None:
        """Slack does not know us any more: said once, and loudly."""
        if not self.lost:
            log.critical("slack.locked_out", why=why, mend="install the app again, or set a valid SLACK_BOT_TOKEN")
        self.lost = self.lost or why

    def regain(self) -> None:
        """Slack lets us in again."""
        log.warning("slack.let_in_again", after=self.lost)
        self.lost, self.knock_at = "", None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long things may take."""

    quiet: timedelta = timedelta(seconds=1.5)
    turn: timedelta = timedelta(seconds=90)
    burst: timedelta = timedelta(minutes=2)
    knock: timedelta = timedelta(seconds=10)
    overview: timedelta = timedelta(seconds=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deps:
    """What flows work with. Everything in it can be replaced by a fake that keeps its promise."""

    database: Database
    messenger: Messenger
    library: Library
    reader: Reader
    model: LanguageModel | None
    accounts: Accounts
    tracker: Tracker | None = None
    mailer: Mailer | None = None
    calendars: Calendars = field(default_factory=Calendars)
    identity_link: Callable[[PersonId, datetime], str] | None = None
    clock: Clock
    house: House
    workspace: Workspace
    queues: tuple[Queue, ...]
    policy: Policy = field(default_factory=Policy)
    topics: tuple[Topic, ...] = ()
    pace: Pace = field(default_factory=Pace)
    access: Access = field(default_factory=Access)
    inbox_bell: Bell = field(default_factory=Bell)
    outbox_bell: Bell = field(default_factory=Bell)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        """All or nothing; whoever waits for work is told after the commit."""
        async with self.database.transaction() as tx:
            yield tx
        self.inbox_bell.ring()
        self.outbox_bell.ring()
