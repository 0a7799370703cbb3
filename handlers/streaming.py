"""An answer appears while it is being written: by Slack's streams, or by a post and its edits. Never half a message."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.errors import RejectedError, UnavailableError
from bot.log import logger
from bot.ports import AnswerSaid, Listener, Place, Saying, Streamed
from escalation.model import TeamId, Ts
from handlers.cards.answer import answer_tail
from handlers.cards.parts import TEXT_LIMIT, Card, clip, sections
from handlers.mrkdwn import from_markdown
from handlers.slack_api import SlackApi

log = logger(__name__)

STREAM_SECONDS = 240.0
"""Slack ends a stream after about five minutes, whatever is appended; we leave it before that and edit instead."""

_EDITS_ARE_SLOWER = 1.7
"""Slack takes fewer edits a minute than pieces of a stream."""

_STREAM_LIMIT = 11_000


class Stage(Protocol):
    """What streaming needs of the messenger."""

    api: SlackApi
    stream_seconds: float

    def lacks(self, feature: str) -> bool: ...  # noqa: D102
    def learn_lack(self, feature: str) -> None: ...  # noqa: D102
    def team_of(self, listener: Listener) -> TeamId: ...  # noqa: D102
    async def post_card(self, place: Place, card: Card, key: str) -> Ts: ...  # noqa: D102
    async def rewrite(self, place: Place, ts: Ts, saying: Saying) -> None: ...  # noqa: D102


@dataclass(slots=True)
class _Text:
    """What was written so far, and how much of it was shown."""

    whole: str = ""
    shown: int = 0
    began: float = field(default_factory=time.monotonic)
    last: float = 0.0

    @property
    def pending(self) -> str:
        return self.whole[self.shown :]

    def is_due(self, every: float) -> bool:
        return bool(self.pending.strip()) and time.monotonic() - self.last >= every

    def flushed(self) -> None:
        self.shown, self.last = len(self.whole), time.monotonic()


async def stream_answer(  # noqa: PLR0913  the port's own arguments
    stage: Stage,
    place: Place,
    listener: Listener,
    words: AsyncIterator[str],
    on_start: Callable[[Ts], Awaitable[None]],
    finished: Callable[[str], AnswerSaid],
    key: str,
) -> Streamed:
    """See `bot.ports.Messenger.stream`."""
    text = _Text(whole=await anext(words, ""))
    ts = None if stage.lacks("streaming") else await _start(stage, place, listener, text)
    is_stream = ts is not None
    if ts is None:
        ts = await stage.post_card(place, Card(text=_growing(text.whole), blocks=sections(_growing(text.whole))), key)
        text.flushed()
    await on_start(ts)
    was_stopped = False
    try:
        if is_stream:
            is_stream = await _append_all(stage, place, ts, text, words)
        await _edit_all(stage, place, ts, text, words)
    except _StoppedByReaderError:
        was_stopped, is_stream = True, False
    await _finish(stage, place, ts, text, finished(text.whole), is_stream=is_stream)
    return Streamed(ts=ts, text=text.whole, was_stopped=was_stopped)


class _StoppedByReaderError(Exception):
    """The person for whom it was written pressed stop."""


async def _start(stage: Stage, place: Place, listener: Listener, text: _Text) -> Ts | None:
    """Begin a stream; None where that cannot be done, and an edit must do."""
    try:
        started = await stage.api.call(
            "chat.startStream",
            channel=place.channel,
            thread_ts=place.thread,
            recipient_user_id=listener.person,
            recipient_team_id=stage.team_of(listener),
            markdown_text=text.whole,
        )
    except RejectedError as error:
        log.info("stream.refused", code=error.code)
        if error.code == "unknown_method":
            stage.learn_lack("streaming")
        return None
    text.flushed()
    return Ts(started["ts"])


async def _append_all(stage: Stage, place: Place, ts: Ts, text: _Text, words: AsyncIterator[str]) -> bool:
    """Append until the words end; whether the stream is still open then. Left early when its time or room runs out."""
    async for word in words:
        text.whole += word
        if time.monotonic() - text.began > STREAM_SECONDS or len(text.whole) > _STREAM_LIMIT:
            return False
        if text.is_due(stage.stream_seconds) and not await _append(stage, place, ts, text):
            return False
    return True


async def _append(stage: Stage, place: Place, ts: Ts, text: _Text) -> bool:
    try:
        await stage.api.call("chat.appendStream", channel=place.channel, ts=ts, markdown_text=text.pending)
    except RejectedError as error:
        log.info("stream.ended", code=error.code)
        if error.code == "stopped_by_user":
            raise _StoppedByReaderError from error
        return False
    except UnavailableError as error:
        text.last = time.monotonic() + (error.retry_after or 1.0)  # what is pending goes with a later piece
        return not error.is_ambiguous  # it may stand there twice: the final edit puts that right
    text.flushed()
    return True


async def _edit_all(stage: Stage, place: Place, ts: Ts, text: _Text, words: AsyncIterator[str]) -> None:
    async for word in words:
        text.whole += word
        if text.is_due(stage.stream_seconds * _EDITS_ARE_SLOWER):
            await _edit(stage, place, ts, text)


async def _edit(stage: Stage, place: Place, ts: Ts, text: _Text) -> None:
    growing = _growing(text.whole)
    blocks = [block.to_dict() for block in sections(growing)]
    try:
        await stage.api.call("chat.update", channel=place.channel, ts=ts, text=clip(growing, TEXT_LIMIT), blocks=blocks)
    except (UnavailableError, RejectedError) as error:
        log.info("edit.skipped", why=str(error))
    text.flushed()


async def _finish(stage: Stage, place: Place, ts: Ts, text: _Text, whole: AnswerSaid, *, is_stream: bool) -> None:
    """Leave a whole message with its buttons behind."""
    if is_stream:
        tail = [block.to_dict() for block in answer_tail(whole, plain=stage.lacks("feedback buttons"))]
        arguments: dict[str, Any] = {"markdown_text": text.pending or None, "blocks": tail}
        try:
            await stage.api.call("chat.stopStream", channel=place.channel, ts=ts, **arguments)
        except RejectedError as error:
            log.info("stream.ended", code=error.code)
        except UnavailableError as error:
            await asyncio.sleep(min(error.retry_after or 0.5, 5.0))
        else:
            return
    await _rewrite(stage, place, ts, whole)


async def _rewrite(stage: Stage, place: Place, ts: Ts, whole: AnswerSaid) -> None:
    """The last word must stand: a few tries, then the error goes to whoever works the turn, who tries again later."""
    for wait in (0.5, 1.0, 2.0):
        try:
            await stage.rewrite(place, ts, whole)
        except UnavailableError as error:
            await asyncio.sleep(error.retry_after or wait)
        else:
            return
    await stage.rewrite(place, ts, whole)


def _growing(text: str) -> str:
    return f"{from_markdown(text)} …"
