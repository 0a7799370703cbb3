"""What was said while we were not listening: after each (re)connect, the channels we are in are read once more.

Slack delivers again what was not acknowledged, and yet events get lost (ADR 0009). Nothing is heard twice: a message
has the same key however it reaches us.
"""

import asyncio
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from pydantic import TypeAdapter

from bot.deps import Deps
from bot.errors import RejectedError
from bot.inbox import Act, accept, due_now
from bot.saying import card_key
from escalation.model import ChannelId, Ts
from handlers.addresses import Addresses
from handlers.asking import read_message
from handlers.slack_api import SlackApi
from storage import conversations, handoffs, inbox, outbox
from storage.database import Tx
from storage.inbox import NewWork, Work

_WINDOW = timedelta(minutes=90)
"""Longer than a socket lives. What is older is left alone: an answer out of nowhere would startle."""

_ALIVE = timedelta(days=1)
_MOST_THREADS = 30
_MOST_CHANNELS = 1_000
_PAGE = 200
_PAGES = 5
_LANE = "catch_up"

_Said: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A channel in which something may have been missed, from when on, and the threads that are alive in it."""

    channel: ChannelId
    oldest: Ts
    threads: tuple[Ts, ...] = ()


class CatchingUp:
    """Reads on after each (re)connect. However many sockets open, one round waits at most while another is made."""

    def __init__(self, api: SlackApi, deps: Deps, addresses: Addresses) -> None:
        self._api = api
        self._addresses = addresses
        self._deps = deps
        self._me = uuid.uuid4().hex
        self._rounds = 0
        self._is_stopping = False
        self._woken = asyncio.Event()

    def soon(self) -> None:
        """We are connected (again)."""
        self._woken.set()

    def stop(self) -> None:
        """Look out no more."""
        self._is_stopping = True
        self._woken.set()

    async def run(self) -> None:
        """Look out for connections, until stopped. In a task of its own: a socket that closes cancels its listeners."""
        while True:
            await self._woken.wait()
            if self._is_stopping:
                return
            self._woken.clear()
            key = f"catch_up:{self._me}:{self._rounds}"
            await accept(self._deps, due_now(self._deps, key=key, kind="catch_up", lane=_LANE, payload={}))

    @property
    def jobs(self) -> dict[str, Act]:
        """What the worker does for us: make a round, and read one channel."""
        return {"catch_up": self._look_round, "read_on": self._read_on}

    async def _look_round(self, work: Work) -> str:
        """Queue one reading for each channel, so that a rate limit costs one of them another try and none its turn."""
        self._rounds += 1
        channels = await self._channels()
        now = self._deps.clock.now()
        async with self._deps.transaction() as tx:
            oldest = _ts(max(now - _WINDOW, await inbox.since(tx) or now))
            threads = await _threads(tx, now - _ALIVE)
            for channel in channels:
                gap = Gap(channel=channel, oldest=oldest, threads=tuple(threads[channel][:_MOST_THREADS]))
                key = f"{work.key}:{channel}"
                reading = due_now(self._deps, key=key, kind="read_on", lane=_LANE, payload=asdict(gap))
                await inbox.put(tx, reading, now)
        return f"{len(channels)} channels"

    async def _read_on(self, work: Work) -> str:
        """Hear what was missed in a channel: all at once, so that a colleague's word counts before a turn ends."""
        gap = TypeAdapter(Gap).validate_python(work.payload)
        said = await self._said(gap)
        now = self._deps.clock.now()
        async with self._deps.transaction() as tx:
            are_new = [await inbox.put(tx, one, now) for one in _heard(self._deps, gap.channel, said)]
        return f"{sum(are_new)} missed"

    async def _channels(self) -> list[ChannelId]:
        types = "public_channel,private_channel,im"
        found = await self._pages("users.conversations", "channels", types=types, exclude_archived=True)
        known = [await self._addresses.read({"channel": one["id"]}) for one in found[:_MOST_CHANNELS]]
        return [ChannelId(one["channel"]) for one in known]

    async def _said(self, gap: Gap) -> list[_Said]:
        """What stands in the channel and its threads since then, but not from before we came."""
        top = await self._pages("conversations.history", "messages", channel=gap.channel, oldest=gap.oldest)
        came = max((Ts(one["ts"]) for one in top if _is_our_arrival(self._deps, one)), default=gap.oldest)
        roots = [Ts(one["ts"]) for one in top if one.get("reply_count")]
        said = list(top)
        for thread in [*dict.fromkeys((*gap.threads, *roots))][:_MOST_THREADS]:
            said += await self._pages(
                "conversations.replies", "messages", channel=gap.channel, ts=thread, oldest=gap.oldest
            )
        return [one for one in said if one["ts"] > came]

    async def _pages(self, method: str, of: str, **arguments: Any) -> list[dict[str, Any]]:
        """All there is, within bounds. Nothing when Slack refuses: we left the channel, or the server has no such."""
        found: list[dict[str, Any]] = []
        cursor: str | None = None
        for _ in range(_PAGES):
            try:
                page = await self._api.call(method, limit=_PAGE, cursor=cursor, **arguments)
            except RejectedError:
                break
            found += page.get(of) or ()
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                break
        return found


async def _threads(tx: Tx, since: datetime) -> defaultdict[ChannelId, list[Ts]]:
    """Threads in which the next word may be for us: the cards of open handoffs, and lately used conversations."""
    threads: defaultdict[ChannelId, list[Ts]] = defaultdict(list)
    for handoff in await handoffs.open_ones(tx):
        card = await outbox.find(tx, card_key(handoff))
        if card is not None and card.ts is not None:
            threads[card.words.channel].append(card.ts)
    for channel, thread in await conversations.alive(tx, since):
        threads[channel].append(thread)
    return threads


def _heard(deps: Deps, channel: ChannelId, said: list[_Said]) -> Iterator[NewWork]:
    """As if it were delivered now, in its order. What we said ourselves is no news."""
    for one in sorted(said, key=lambda one: str(one["ts"])):
        if one.get("user") == deps.house.our_user:
            continue
        event = {**one, "type": "message", "channel": channel}
        found = read_message({"type": "event_callback", "event": event}, deps.house)
        if found is not None:
            yield due_now(deps, key=found.key, kind=found.kind, lane=found.lane, payload=found.payload)


def _is_our_arrival(deps: Deps, said: _Said) -> bool:
    return said.get("subtype") in {"channel_join", "group_join"} and said.get("user") == deps.house.our_user


def _ts(moment: datetime) -> Ts:
    return Ts(f"{moment.timestamp():.6f}")
