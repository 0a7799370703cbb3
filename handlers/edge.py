"""How Slack's deliveries come in: stored, then acknowledged, then worked on by the story they belong to.

Storing happens in a global middleware, which Bolt runs before it acknowledges. What belongs to no story is
acknowledged too, with its reason logged; what could not be stored is not, so that Slack delivers it again.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from pydantic import TypeAdapter
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse

from bot.deps import Deps
from bot.errors import RefusedError
from bot.inbox import Act, accept
from bot.log import logger
from bot.ports import TeamNoticeSaid
from bot.saying import respond, to_person, whisper
from escalation.model import ChannelId, PersonId, Ts
from escalation.roles import House
from handlers.addresses import Addresses
from handlers.heard import Heard, Payload
from storage import outbox
from storage.inbox import NewWork, Work

log = logger(__name__)

Read: TypeAlias = Callable[[Payload, House], Heard | None]
Check: TypeAlias = Callable[[Payload], Mapping[str, str]]
Listen: TypeAlias = Callable[[Any, Deps], Awaitable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A thing that people do in Slack: how to read it from a payload, and what follows from it.

    `check` says what is wrong with a form, by the names of its fields; a form with faults stays open and is not stored.
    """

    kind: str
    read: Read
    value: type
    act: Listen
    check: Check = lambda _payload: {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Whom to tell when a rule says no, and how."""

    person: PersonId
    channel: ChannelId
    thread: Ts | None = None
    response_url: str = ""


def listen(app: AsyncApp, deps: Deps, stories: tuple[Story, ...], addresses: Addresses | None = None) -> None:
    """Hear everything that Slack delivers to this app."""

    async def store_first(body: dict[str, Any]) -> BoltResponse:
        payload = await _placed(body, deps, addresses) if addresses else body
        taken = next(((one, item) for one in stories if (item := one.read(payload, deps.house)) is not None), None)
        if taken is None:
            log.debug("delivery.ignored", type=body.get("type"), inner=(body.get("event") or {}).get("type"))
            return BoltResponse(status=200, body="")
        story, found = taken
        if faults := story.check(payload):
            return BoltResponse(status=200, body={"response_action": "errors", "errors": dict(faults)})
        new = NewWork(key=found.key, kind=found.kind, lane=found.lane, payload=found.payload, due=deps.clock.now())
        is_new = await accept(deps, new)
        log.debug("delivery.stored", kind=found.kind, key=found.key, is_new=is_new)
        return BoltResponse(status=200, body="")

    app.middleware(store_first)


async def _placed(body: Payload, deps: Deps, addresses: Addresses) -> Payload:
    """A delivery with the channel ids that we know. That one moved is noted before anything is heard from there."""
    event = body.get("event") or {}
    if event.get("type") == "channel_id_changed":
        await addresses.move(event["old_channel_id"], event["new_channel_id"], deps.clock.now())
        log.info("channel.moved", old=event["old_channel_id"], new=event["new_channel_id"])
    return await addresses.read(body)


def acts(deps: Deps, stories: tuple[Story, ...]) -> dict[str, Act]:
    """What the worker does with each story's work."""
    return {story.kind: _act(deps, story) for story in stories}


def _act(deps: Deps, story: Story) -> Act:
    adapter = _adapter_of(story.value)

    async def act(work: Work) -> str:
        value = adapter.validate_python(work.payload)
        try:
            return await story.act(value, deps)
        except RefusedError as error:
            await _tell(deps, getattr(value, "asker", None), error.message, f"refused:{work.key}")
            return f"refused: {error.message}"

    return act


@cache
def _adapter_of(value: type) -> TypeAdapter[Any]:
    return TypeAdapter(value)


async def _tell(deps: Deps, asker: Asker | None, text: str, key: str) -> None:
    """Whoever asked hears why not."""
    if asker is None:
        return
    if asker.response_url:
        words = respond(asker.response_url, text, key)
    elif asker.channel:
        words = whisper(asker.channel, asker.thread, asker.person, text, key)
    else:
        words = to_person(asker.person, TeamNoticeSaid(text=text), key)
    async with deps.transaction() as tx:
        await outbox.put(tx, words, deps.clock.now())
