"""The words in which scenarios are told: who asks, says, sees, presses; and what nobody must see."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from sqlmodel import col, func, select, update

from bot.app import Mode, Running, running
from bot.deps import Deps
from bot.flows.home import keep_desk
from bot.ports import Clock
from bot.settings import Settings
from handlers.ids import Action
from sandbox.client import Json, SandboxClient
from sandbox.server import Sandbox
from storage.tables import InboxRow, OutboxRow, TurnRow

SHARED, TEAM, OTHER_SHARED = "C0BRIGHTW", "C0HANDOFF", "C0NORDWIND"
MAYA, JONAS, INES = "U0MAYA", "U0JONAS", "U0INES"
DANA, ELI, PRIYA, BATON = "U0DANA", "U0ELI", "U0PRIYA", "U0BATON"

PATIENCE = 15.0
DISCLOSURE = "automated assistant"
HANDED_OFF = "no need to repeat"

Message: TypeAlias = dict[str, Any]
NewSettings: TypeAlias = Callable[..., Settings]


@dataclass(frozen=True, slots=True)
class _Later:
    """A clock that is ahead of another."""

    clock: Clock
    by: timedelta

    def now(self) -> datetime:
        return self.clock.now() + self.by


class Story:
    """One customer's thread and the card it may lead to. `people` is the sandbox's whole client, for the rest."""

    def __init__(self, box: Sandbox, people: SandboxClient, settings: NewSettings, mode: Mode) -> None:
        self.box = box
        self.people = people
        self.mode: Mode = mode
        self.thread = ""
        self.channel = SHARED
        self._settings = settings
        self._bot: Running | None = None
        self._stack = AsyncExitStack()

    # the bot

    async def start_bot(self, **changes: object) -> None:
        """The real bot comes online, with an admin's settings."""
        self._bot = await self._stack.enter_async_context(running(self._settings(**changes), self.mode))
        if self.mode == "http":
            await self.people.use_http(f"{self._bot.url}/slack/events")

    @property
    def url(self) -> str:
        """Where the bot's own HTTP server listens."""
        assert self._bot is not None
        return self._bot.url

    async def stop_bot(self) -> None:
        """The bot goes offline, in the middle of whatever it does."""
        await self._stack.aclose()
        self._bot = None

    async def later(self, tick: Callable[[Deps], Awaitable[str]], **passed: float) -> None:
        """The clock ticks once as it will when so much time has passed; then what it brought about is said."""
        assert self._bot is not None
        deps = self._bot.deps
        await tick(replace(deps, clock=_Later(deps.clock, timedelta(**passed))))
        async with deps.transaction() as tx:  # what is due then is due now: the bot itself has not moved
            await tx.exec(update(OutboxRow).where(col(OutboxRow.state) == "queued").values(due_at=deps.clock.now()))
        await self.settled()

    async def settled(self) -> None:
        """Until the bot has heard, decided and said all there was; so that what it did not say by now, it never will.

        Looks into the bot's own books, for silence cannot be seen from outside.
        """
        async with asyncio.timeout(PATIENCE):
            while True:
                await self.people.wait_for_quiet(0.02, within=PATIENCE)
                if not await self._has_work():
                    return

    async def _has_work(self) -> bool:
        assert self._bot is not None
        undone = (
            select(func.count()).select_from(InboxRow).where(col(InboxRow.done_at).is_(None)),
            select(func.count()).select_from(OutboxRow).where(col(OutboxRow.state).in_(("queued", "live"))),
            select(func.count()).select_from(TurnRow).where(col(TurnRow.outcome).is_(None)),
        )
        async with self._bot.deps.database.transaction() as tx:
            return any([(await tx.exec(query)).one() for query in undone])

    async def has_heard(self, ts: str) -> bool:
        """Whether the bot has done whatever follows from this message."""
        assert self._bot is not None
        query = select(InboxRow.seq).where(col(InboxRow.key) == f"message:{self.channel}:{ts}")
        async with self._bot.deps.database.transaction() as tx:
            return (await tx.exec(query.where(col(InboxRow.done_at).is_not(None)))).first() is not None

    # the customer's side

    async def ask(self, who: str, text: str, channel: str = SHARED) -> str:
        """Somebody opens a thread; the story is about this one from now on."""
        self.channel = channel
        self.thread = await self.people.post(who, channel, text)
        return self.thread

    async def say(self, who: str, text: str) -> str:
        """Somebody writes in the customer's thread."""
        return await self.people.post(who, self.channel, text, self.thread)

    async def sees(self, who: str, contains: str = "", *, after: str = "", author: str = "") -> Message:
        """Somebody sees this in the customer's thread: said by the bot, unless another `author` is named."""
        return await self.people.wait_for_message(
            who,
            self.channel,
            PATIENCE,
            thread_ts=self.thread,
            contains=contains or None,
            after_ts=after or None,
            author=author or BATON,
        )

    async def answer_to(self, who: str, text: str) -> Message:
        """Somebody writes in the thread, and this is what the bot replies first."""
        return await self.sees(who, after=await self.say(who, text))

    async def said(self, who: str = MAYA) -> list[Message]:
        """Everything the bot said in the customer's thread, once it is done saying."""
        await self.settled()
        return [one for one in await self.messages(who) if one["author_id"] == BATON]

    async def messages(self, who: str = MAYA) -> list[Message]:
        """The customer's thread as it stands."""
        return await self.people.messages(who, self.channel, self.thread)

    async def texts(self, who: str = MAYA) -> str:
        """Everything that can be read in the customer's thread, in one piece, once the bot is done."""
        await self.settled()
        return "\n".join(words(one) for one in await self.messages(who))

    async def press(self, who: str, message: Message, action: Action, value: str | None = None) -> None:
        """Somebody presses a button."""
        await self.people.press(who, message, action.value, value)

    async def thumb(self, who: str, answer: Message, kind: str) -> None:
        """Somebody uses Slack's own thumbs under an answer: `solved` or `not_solved`."""
        await self.press(who, answer, Action.ANSWER_FEEDBACK, f"{kind}:{self.channel}:{self.thread}")

    # the team's side

    async def card(self, who: str = DANA, contains: str = "needs a person") -> Message:
        """The team sees the handoff's card, as it stands once it contains this."""
        found = await self.people.wait_for_messages(who, TEAM, PATIENCE, contains=contains, author=BATON)
        cards = [one for one in found if _is_root(one) and not _is_overview(one)]
        assert cards, f"no card among {[one['text'] for one in found]}"
        return cards[-1]

    async def cards(self) -> list[Message]:
        """Every card there is, once the bot is done."""
        await self.settled()
        seen = await self.people.messages(DANA, TEAM)
        return [one for one in seen if one["author_id"] == BATON and _is_root(one) and not _is_overview(one)]

    async def overview(self, contains: str) -> Message:
        """The team's queue as its channel shows it, once that contains this; the clock ticks meanwhile."""
        assert self._bot is not None
        deps = replace(self._bot.deps, pace=replace(self._bot.deps.pace, overview=timedelta()))
        async with asyncio.timeout(PATIENCE):
            while True:
                await keep_desk(deps)
                await self.settled()
                found = [one for one in await self.people.messages(DANA, TEAM) if _is_overview(one)]
                assert len(found) <= 1, "there is more than one overview"
                if found and contains in words(found[0]):
                    return found[0]

    async def home(self, who: str, contains: str) -> Json:
        """Somebody opens App Home, and sees this; the view."""
        await self.people.home(who)
        return await self.people.wait_for_home(who, contains, PATIENCE)

    async def note(self, who: str, card: Message, text: str) -> str:
        """Somebody of the team writes in the card's thread."""
        return await self.people.post(who, TEAM, text, card["ts"])

    async def team_sees(self, card: Message, contains: str, *, after: str = "", who: str = DANA) -> Message:
        """The bot said this in the card's thread."""
        return await self.people.wait_for_message(
            who, TEAM, PATIENCE, thread_ts=card["ts"], contains=contains, after_ts=after or None, author=BATON
        )

    async def team_texts(self, card: Message) -> str:
        """Everything that can be read in the card's thread below the card, once the bot is done."""
        await self.settled()
        seen = await self.people.messages(DANA, TEAM, card["ts"])
        return "\n".join(words(one) for one in seen if one["ts"] != card["ts"])

    async def is_told(self, who: str, contains: str, channel: str = TEAM) -> Message:
        """Only this person is told something."""
        told = await self.people.wait_for_message(who, channel, PATIENCE, contains=contains, author=BATON)
        assert told["is_ephemeral"], f"everybody can read “{contains}”"
        return told

    # whole passages

    async def handed_off(self, who: str = MAYA, text: str = "Can I talk to someone?") -> Message:
        """A customer asks for a person straight away; the card."""
        await self.ask(who, text)
        await self.sees(who, HANDED_OFF)
        return await self.card()

    async def claimed(self, agent: str = DANA, who: str = MAYA) -> Message:
        """A customer asked for a person, and this agent has it; the card."""
        card = await self.handed_off(who)
        await self.press(agent, card, Action.HANDOFF_CLAIM)
        await self.sees(who, "has read along")
        return await self.card(contains=f"With <@{agent}>")

    async def resolved(self, agent: str = DANA) -> Message:
        """And this agent has resolved it; the card."""
        card = await self.claimed(agent)
        await self.press(agent, card, Action.HANDOFF_RESOLVE)
        await self.sees(MAYA, "marked this as solved")
        return await self.card(contains="Resolved by")

    async def refused(self) -> list[str]:
        """What Slack refused to the bot, once it is done."""
        await self.settled()
        return [f"{call['method']}: {call['error']}" for call in await self.people.calls() if not call["ok"]]

    async def called(self, method: str) -> list[Json]:
        """What the bot called this method with, once it is done."""
        await self.settled()
        return [call["arguments"] for call in await self.people.calls() if call["method"] == method]

    async def __aenter__(self) -> "Story":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop_bot()


@asynccontextmanager
async def telling(box: Sandbox, settings: NewSettings, mode: Mode) -> AsyncIterator[Story]:
    """A story in this sandbox; the bot is not there yet."""
    async with SandboxClient(box.url, box.control_token) as people, Story(box, people, settings, mode) as story:
        yield story


def _is_root(message: Message) -> bool:
    return message.get("thread_ts") in (None, message["ts"])


def _is_overview(message: Message) -> bool:
    return message["author_id"] == BATON and str(message["text"]).startswith("Queue of ")


def words(message: Message) -> str:
    """All a person can read in a message: its text, its blocks, and where its links lead."""
    return "\n".join([message["text"], *texts_in(message.get("blocks", []))])


def shown(message: Message) -> str:
    """What a person can read of the message's blocks, without its fallback text."""
    return "\n".join(texts_in(message.get("blocks", [])))


def buttons(message: Message) -> set[str]:
    """The action ids of what can be pressed in a message; a menu is chosen from."""
    return {
        element["action_id"]
        for block in message.get("blocks", [])
        for element in block.get("elements", ())
        if "action_id" in element and element["type"] != "static_select"
    }


def labelled(message: Message) -> list[Json]:
    """What can be pressed in a message and says in words what it does."""
    elements = [one for block in message.get("blocks", []) for one in block.get("elements", ())]
    return [one for one in elements if one.get("type") == "button"]


def texts_in(node: object) -> list[str]:
    """Every text in some blocks."""
    if isinstance(node, list):
        return [text for item in node for text in texts_in(item)]
    if not isinstance(node, dict):
        return []
    own = [node["text"]] if isinstance(node.get("text"), str) else []
    return own + [text for value in node.values() for text in texts_in(value)]
