"""Story: somebody writes, edits or deletes a message."""

from bot.deps import Deps
from bot.flows.follow_change import follow_change
from bot.flows.hear import hear
from escalation.model import Change, ChannelId, Message, Ts
from escalation.roles import House
from handlers.edge import Story
from handlers.heard import Heard, Payload, heard
from handlers.spoken import SPOKEN, mentions, message_of, without_us


def read_message(payload: Payload, house: House) -> Heard | None:
    """A message, also when it arrives as a mention: the two are one by channel and time stamp."""
    event = _event(payload)
    if event.get("type") not in {"message", "app_mention"} or event.get("subtype") not in SPOKEN:
        return None
    if not event.get("channel") or not event.get("ts") or event.get("hidden"):
        return None
    message = message_of(dict(event), house.our_user, is_shared=bool(payload.get("is_ext_shared_channel")))
    return heard("message", f"message:{message.channel}:{message.ts}", f"channel:{message.channel}", message)


def read_change(payload: Payload, house: House) -> Heard | None:
    """An edit or a deletion. Unfurls, reply counts and our own edits change no words, and are nothing."""
    event = _event(payload)
    if event.get("type") != "message":
        return None
    before = event.get("previous_message") or {}
    after = event.get("message") or {}
    if event.get("subtype") == "message_deleted" or after.get("subtype") == "tombstone":
        ts, raw = event.get("deleted_ts") or before.get("ts") or after.get("ts"), None
    elif event.get("subtype") == "message_changed" and before.get("text") != after.get("text"):
        ts, raw = after.get("ts"), str(after.get("text") or "")
    else:
        return None
    said = after or before
    is_ours = said.get("user") == house.our_user or bool(house.our_bot and said.get("bot_id") == house.our_bot)
    if not ts or not event.get("channel") or is_ours:
        return None
    at = Ts(str(event.get("event_ts") or event.get("ts") or payload.get("event_id") or ts))
    change = Change(
        channel=ChannelId(event["channel"]),
        ts=Ts(ts),
        text=None if raw is None else without_us(raw, house.our_user),
        at=at,
        mentions=mentions(raw or "", house.our_user),
    )
    return heard("change", f"change:{change.channel}:{change.ts}:{at}", f"channel:{change.channel}", change)


async def on_message(message: Message, deps: Deps) -> str:
    """Somebody said something."""
    return await hear(deps, message)


async def on_change(change: Change, deps: Deps) -> str:
    """Somebody changed what they said."""
    return await follow_change(deps, change)


STORIES = (
    Story(kind="message", read=read_message, value=Message, act=on_message),
    Story(kind="change", read=read_change, value=Change, act=on_change),
)


def _event(payload: Payload) -> Payload:
    event = payload.get("event")
    return event if payload.get("type") == "event_callback" and isinstance(event, dict) else {}
