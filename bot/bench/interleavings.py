"""How safe: every order in which people and the bot may act at once, on a real database; nobody talks over anybody."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import permutations
from typing import Any

from pydantic import TypeAdapter

from bot.errors import RefusedError
from bot.flows.claim import claim_handoff
from bot.flows.converse import TurnDue, take_turn
from bot.flows.open_by_hand import ByHand, open_by_hand
from bot.flows.relay import relay_to_customer
from bot.flows.resolve import hand_back
from bot.outbox import Sender
from bot.ports import Found, Place, RelaySaid, Saying, TranscriptSaid
from bot.stage import Stage, StageLibrary, StageMessenger, opened_stage
from bot.stage.systems import passage
from bot.stage.world import AGENT, DESK, THEIRS
from escalation.model import (
    ChannelId,
    ConversationId,
    Handoff,
    Message,
    Outcome,
    Owner,
    Passage,
    Person,
    PersonId,
    Ts,
    Utterance,
    conversation_id,
)
from storage import conversations, handoffs, inbox
from storage.database import Database

ACTS = ("answer", "write", "open", "claim", "reply", "hand back")
"""The bot, which is looking something up, finishes its answer; the customer writes; an agent opens a handoff, claims
it, replies under its card, and hands it back."""

_NEED_A_CARD = ("claim", "reply", "hand back")
_SEND = "send"
_QUESTION, _MORE, _REPLY = "how does a refund work?", "and the long one?", "I have a look at it"
_DUE = TypeAdapter(TurnDue)

Order = tuple[str, ...]


def orders() -> Iterator[Order]:
    """All but those in which an agent acts on a card that is not there yet."""
    for order in permutations(ACTS):
        if all(order.index(later) > order.index("open") for later in _NEED_A_CARD):
            yield order


def with_pauses(order: Order) -> Iterator[Order]:
    """What is decided is sent when all is over, after each act, or at one single moment."""
    yield order
    yield tuple(step for act in order for step in (act, _SEND))
    yield from ((*order[:at], _SEND, *order[at:]) for at in range(1, len(order)))


def few() -> Iterator[Order]:
    """Those in which an agent opens and claims it, then what is decided is sent, then they reply and hand it back."""
    for order in orders():
        opened, claimed, replied, gone = (order.index(one) for one in ("open", *_NEED_A_CARD))
        if opened + 1 == claimed < replied < gone:
            yield (*order[: claimed + 1], _SEND, *order[claimed + 1 :])


def all_of_them() -> Iterator[Order]:
    """Every order, with every pause."""
    return (paused for order in orders() for paused in with_pauses(order))


async def interleavings(chosen: Iterable[Order]) -> dict[str, Any]:
    """Play them; `violations` must be 0."""
    started, played, faults = time.perf_counter(), 0, list[str]()
    async with opened_stage() as stage:
        witness = _Witness(stage.deps.database)
        library = _Library({word: passage(word, word.title(), "Three days.") for word in ("refund", "long")})
        stage = replace(stage, messenger=witness, deps=replace(stage.deps, messenger=witness, library=library))
        for order in chosen:
            play = _Play(stage=stage, witness=witness, library=library, channel=ChannelId(f"C{played}"))
            faults += [f"{', '.join(order)}: {fault}" for fault in await play.faults(order)]
            witness.forget()
            played += 1
    seconds = round(time.perf_counter() - started, 1)
    return {"kind": "interleavings", "played": played, "violations": len(faults), "seconds": seconds, "faults": faults}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """Words that went to a customer, and who owned the conversation at that moment."""

    conversation: ConversationId
    key: str
    saying: Saying
    owner: Owner

    @property
    def kind(self) -> str:
        """What they are."""
        is_agents = isinstance(self.saying, RelaySaid) and self.saying.is_from_agent
        return "reply" if is_agents else self.key.partition(":")[0]


class _Witness(StageMessenger):
    """A Messenger that looks up who owns the conversation whenever words go out."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.people[AGENT.id] = AGENT
        self.heard: list[_Heard] = []
        self._database = database

    async def post(self, place: Place, saying: Saying, key: str) -> Ts:
        """It is said, and seen."""
        if place.channel != DESK and place.thread is not None:
            about = conversation_id(place.channel, place.thread)
            async with self._database.transaction() as tx:
                owner = (await conversations.get(tx, about)).owner
            self.heard.append(_Heard(conversation=about, key=key, saying=saying, owner=owner))
        return await super().post(place, saying, key)

    def forget(self) -> None:
        """What was heard and stands is of no interest any more."""
        self.heard.clear()
        self.stands.clear()


class _Library(StageLibrary):
    """A Library in which the next search takes until it is told to go on."""

    def __init__(self, passages: dict[str, Passage]) -> None:
        super().__init__(passages)
        self.begun, self.go_on = asyncio.Event(), asyncio.Event()

    def hold(self) -> None:
        """From now on."""
        self.begun, self.go_on = asyncio.Event(), asyncio.Event()

    async def search(self, text: str, *, without: frozenset[str], is_second_try: bool) -> Found:
        """What is found, later."""
        self.begun.set()
        await self.go_on.wait()
        return await super().search(text, without=without, is_second_try=is_second_try)


@dataclass(slots=True, kw_only=True)
class _Play:
    """One order, in a channel of its own."""

    stage: Stage
    witness: _Witness
    library: _Library
    channel: ChannelId
    thread: Ts = field(default=Ts(""))
    done: Counter[str] = field(default_factory=Counter)

    @property
    def conversation(self) -> ConversationId:
        """The only one here."""
        return conversation_id(self.channel, self.thread)

    @property
    def customer(self) -> Person:
        """Another one each time."""
        return Person(id=PersonId(f"U{self.channel}"), name="Maya", team=THEIRS)

    async def faults(self, order: Order) -> list[str]:
        """Play it to its end; what went wrong."""
        self.thread = await self.stage.says(self.customer, _QUESTION, self.channel)
        self.library.hold()
        turn = asyncio.create_task(take_turn(self.stage.deps, await self._due()))
        await self.library.begun.wait()
        acts: dict[str, Callable[[], Awaitable[object]]] = {
            "answer": lambda: self._finish(turn),
            "write": lambda: self.stage.says(self.customer, _MORE, self.channel, self.thread),
            "open": self._open,
            "claim": self._claim,
            "reply": self._reply,
            "hand back": self._hand_back,
            _SEND: Sender(self.stage.deps).crew.drain,
        }
        for step in order:
            with suppress(RefusedError):
                await acts[step]()
                self.done[step] += 1
        await self.stage.settle()
        return [fault async for fault in self._wrong()]

    async def _due(self) -> TurnDue:
        """The turn that the question began, taken out of the inbox."""
        self.stage.clock.forward(seconds=3)
        now = self.stage.clock.now()
        async with self.stage.deps.database.transaction() as tx:
            claimed = await inbox.claim(tx, "stage", now, self.stage.deps.pace.turn, limit=10)
            for one in claimed:
                await inbox.finish(tx, one.seq, "stage", now, "done")
        (work,) = (
            one for one in claimed if one.kind == "turn"
        )  # what the play before left for agents is of no interest
        return _DUE.validate_python(work.payload)

    async def _finish(self, turn: "asyncio.Task[str]") -> None:
        self.library.go_on.set()
        await turn

    async def _open(self) -> None:
        await open_by_hand(self.stage.deps, ByHand(channel=self.channel, message=self.thread), AGENT)

    async def _claim(self) -> None:
        await claim_handoff(self.stage.deps, (await self._handoff()).id, AGENT)

    async def _hand_back(self) -> None:
        await hand_back(self.stage.deps, (await self._handoff()).id, AGENT)

    async def _reply(self) -> None:
        """Under the card; it goes out if they have claimed it."""
        message = Message(
            channel=DESK,
            ts=self.witness.next_ts(),
            thread=Ts("1.0"),
            author=AGENT.id,
            team=AGENT.team,
            text=_REPLY,
        )
        said = await relay_to_customer(self.stage.deps, (await self._handoff()).id, message, AGENT)
        self.done["relayed"] += said == "relayed to the customer"

    async def _handoff(self) -> Handoff:
        async with self.stage.deps.database.transaction() as tx:
            found = await handoffs.latest(tx, self.conversation)
        assert found is not None
        return found

    async def _wrong(self) -> AsyncIterator[str]:
        heard = [one for one in self.witness.heard if one.conversation == self.conversation]
        for one in heard:
            if one.kind in {"answer", "notice"} and one.owner is not Owner.BOT:
                yield f"the bot talked while {one.owner} had it"
        said = Counter(one.kind for one in heard)
        owed = {"reply": "relayed", "claimed": "claim", "handed_back": "hand back", "handed_off": "open"}
        for kind, act in owed.items():
            if said[kind] != self.done[act]:
                yield f"{kind}: heard {said[kind]} times instead of {self.done[act]}"
        if not await self._is_all_heard():
            yield "the customer's words are lost"

    async def _is_all_heard(self) -> bool:
        """The team has what the customer wrote, or the bot answered it; no turn is left open."""
        async with self.stage.deps.database.transaction() as tx:
            turns = await conversations.turns(tx, self.conversation)
            lines = await conversations.lines(tx, self.conversation)
        more = next(line for line in lines if line.text == _MORE)
        assert more.turn is not None
        is_answered = turns[more.turn].outcome in {Outcome.ANSWERED, Outcome.HANDED_OFF}
        is_with_team = any(_holds(one.saying, more) for one in self.witness.in_channel(DESK))
        return (is_answered or is_with_team) and all(turn.outcome for turn in turns.values())


def _holds(saying: Saying, line: Utterance) -> bool:
    if isinstance(saying, TranscriptSaid):
        return any(one.ts == line.ts for one in saying.lines)
    return isinstance(saying, RelaySaid) and saying.text == line.text
