"""Deps of fakes and a real database, and a few words to tell stories with."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from pydantic import TypeAdapter

from bot.accounts import Accounts
from bot.brain.reader import LocalReader
from bot.deps import Deps, Pace
from bot.flows.converse import TurnDue, take_turn
from bot.flows.hear import hear
from bot.flows.resolve import hand_back
from bot.outbox import Sender
from bot.ports import LanguageModel
from bot.workspace import Workspace
from escalation.model import ChannelId, Message, Passage, Person, PersonId, Queue, TeamId, Ts
from escalation.roles import House
from storage import handoffs, inbox
from storage.database import connect
from tests.fakes import FakeClock, FakeLibrary, FakeMessenger, Posted

CHANNEL = ChannelId("C0SHARED")
DESK = ChannelId("C0DESK")
MAYA = Person(id=PersonId("U0MAYA"), name="Maya Torres", team=TeamId("T0CUST"))
DANA = Person(id=PersonId("U0DANA"), name="Dana Whitfield", team=TeamId("T0US"))
ELI = Person(id=PersonId("U0ELI"), name="Eli Okafor", team=TeamId("T0US"))


def passage(name: str, text: str) -> Passage:
    return Passage(id=name, title=name.title(), section="", url=f"https://help.example/{name}", text=text)


@dataclass(slots=True)
class Town:
    """A pretend workspace with a real database: what people say goes in, what was said comes out."""

    deps: Deps
    messenger: FakeMessenger
    clock: FakeClock
    library: FakeLibrary
    count: int = 0
    thread: str = ""
    card: str = ""

    async def says(self, who: Person, text: str, thread: str | None = None, channel: ChannelId = CHANNEL) -> Ts:
        """Somebody writes; our note of it is taken, and no turn is worked on yet."""
        self.count += 1
        ts = Ts(f"1763800000.{self.count:06d}")
        message = Message(
            channel=channel,
            ts=ts,
            thread=Ts(thread) if thread else None,
            author=who.id,
            team=who.team,
            text=text,
            mentions_us="@Baton" in text,
        )
        await hear(self.deps, message)
        return ts

    async def settle(self) -> None:
        """Time passes: due turns are taken, and what was queued is said."""
        for _ in range(3):
            self.clock.forward(seconds=3)
            await self._take_turns()
        await self.send()

    async def _take_turns(self) -> None:
        due_turn = TypeAdapter(TurnDue)
        while True:
            async with self.deps.database.transaction() as tx:
                claimed = await inbox.claim(tx, "test", self.clock.now(), timedelta(minutes=1), limit=10)
            for work in claimed:
                assert work.kind in ("turn", "gather", "file_bug", "offer_help", "translate", "answer_along")
                if work.kind == "turn":  # all else is done when a test wants it
                    await take_turn(self.deps, due_turn.validate_python(work.payload))
                async with self.deps.database.transaction() as tx:
                    await inbox.finish(tx, work.seq, "test", self.clock.now(), "done")
            if not claimed:
                return

    async def hands_back(self, agent: Person) -> None:
        """An agent gives the newest handoff back to the bot."""
        async with self.deps.database.transaction() as tx:
            (handoff,) = await handoffs.open_ones(tx)
        await hand_back(self.deps, handoff.id, agent)
        await self.send()

    async def send(self) -> None:
        """Everything that is queued is said."""
        await Sender(self.deps).crew.drain()

    def heard(self, channel: ChannelId = CHANNEL) -> list[str]:
        """What stands in a channel, as texts."""
        return [text_of(posted) for posted in self.messenger.in_channel(channel)]


def text_of(posted: Posted) -> str:
    return str(getattr(posted.saying, "text", type(posted.saying).__name__))


@pytest.fixture
async def town(sqlite: str, clock: FakeClock) -> AsyncIterator[Town]:
    database = connect(sqlite)
    messenger = FakeMessenger({person.id: person for person in (MAYA, DANA, ELI)})
    library = FakeLibrary({"refund": passage("refunds", "Refunds take three days.")})
    library.passages["long"] = passage("more-refunds", "Refunds go to the card.")
    deps = Deps(
        database=database,
        messenger=messenger,
        library=library,
        reader=LocalReader(),
        model=None,
        accounts=Accounts((), clock),
        clock=clock,
        house=House(our_user=PersonId("U0BOT"), our_bot="B0BOT", our_teams=frozenset({TeamId("T0US")})),
        workspace=Workspace(),
        queues=(Queue(name="Support", channel=DESK),),
        pace=Pace(),
    )
    yield Town(deps=deps, messenger=messenger, clock=clock, library=library)
    await database.close()


@pytest.fixture
def with_model(town: Town) -> Callable[[LanguageModel], Town]:
    """The same town, where a model writes the answers."""
    return lambda model: replace_model(town, model)


def replace_model(town: Town, model: LanguageModel) -> Town:
    town.deps = replace(town.deps, model=model)
    return town
