"""What was said while we were not listening: after each (re)connect, the channels we know are read once more.

Slack promises to deliver again what was not acknowledged, and yet sockets lose events. Nothing is heard twice: a
message has the same key however it reaches us.
"""

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.deps import Deps
from bot.errors import RejectedError
from bot.inbox import accept, due_now
from escalation.model import ChannelId, Ts
from handlers.asking import read_message
from handlers.slack_api import SlackApi
from storage import conversations, inbox
from storage.inbox import NewWork, Work

KIND = "catch_up"

_WINDOW = timedelta(hours=1)
"""Older messages are left alone: whoever wrote them has moved on, and an answer out of nowhere would startle."""

_OVERLAP = timedelta(minutes=10)
"""An event may be lost while later ones arrive."""

_ALIVE = timedelta(days=1)
_MOST_CHANNELS = 50
_MOST_THREADS = 30
_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A channel in which something may have been missed, from when on, and the threads that are alive in it."""

    channel: ChannelId
    since: datetime
    threads: tuple[Ts, ...]


class CatchingUp:
    """Reads on after each (re)connect. However many sockets open, one reading waits at most while another is done."""

    def __init__(self, api: SlackApi, deps: Deps) -> None:
        self._api = api
        self._deps = deps
        self._me = uuid.uuid4().hex
        self._begun = 0
        self._is_ending = False
        self._connected = asyncio.Event()

    def soon(self) -> None:
        """We are connected (again)."""
        self._connected.set()

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Look out for connections. In a task of its own, for a socket that closes takes what it was doing with it."""
        task = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            self._is_ending = True
            self._connected.set()
            await task

    async def _watch(self) -> None:
        while True:
            await self._connected.wait()
            if self._is_ending:
                return
            self._connected.clear()
            key = f"catch_up:{self._me}:{self._begun}"
            await accept(self._deps, due_now(self._deps, key=key, kind=KIND, lane=KIND, payload={}))

    async def read_on(self, _work: Work) -> str:
        """Hear what was missed. Raises UnavailableError when Slack does not tell now."""
        self._begun += 1
        missed = 0
        for gap in await _gaps(self._deps):
            async for said in _said(self._api, gap):
                missed += await _hear(self._deps, gap.channel, said)
        return f"{missed} missed"


async def _gaps(deps: Deps) -> tuple[Gap, ...]:
    """Only channels where somebody was heard before: a bot that is new to a channel begins with what comes next."""
    now = deps.clock.now()
    async with deps.database.transaction() as tx:
        heard = await inbox.latest_in_lanes(tx, "message", now - _ALIVE)
        gaps = []
        for lane, latest in heard[:_MOST_CHANNELS]:
            channel = ChannelId(lane.removeprefix("channel:"))
            threads = await conversations.alive(tx, channel, now - _ALIVE, limit=_MOST_THREADS)
            gaps.append(Gap(channel=channel, since=max(latest - _OVERLAP, now - _WINDOW), threads=threads))
    return tuple(gaps)


async def _said(api: SlackApi, gap: Gap) -> AsyncIterator[dict[str, Any]]:
    """What stands in the channel and its threads since then, oldest first within each."""
    oldest = f"{gap.since.timestamp():.6f}"
    try:
        top = (await api.call("conversations.history", channel=gap.channel, oldest=oldest, limit=_PAGE)).get("messages")
        threads = dict.fromkeys([*(one["ts"] for one in top or () if one.get("reply_count")), *gap.threads])
        for message in reversed(top or ()):
            yield message
        for thread in threads:
            found = await api.call("conversations.replies", channel=gap.channel, ts=thread, oldest=oldest, limit=_PAGE)
            for message in found.get("messages") or ():
                yield message
    except RejectedError:  # a channel that we left, or a server that keeps no history: nothing to catch up with
        return


async def _hear(deps: Deps, channel: ChannelId, said: dict[str, Any]) -> bool:
    """As if it had been delivered now. What we said ourselves is no news."""
    if said.get("user") == deps.house.our_user:
        return False
    event = {**said, "type": "message", "channel": channel}
    found = read_message({"type": "event_callback", "event": event}, deps.house)
    if found is None:
        return False
    new = NewWork(key=found.key, kind=found.kind, lane=found.lane, payload=found.payload, due=deps.clock.now())
    return await accept(deps, new)
