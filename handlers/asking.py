"""Story: somebody writes, edits or deletes a message."""

import re

from bot.deps import Deps
from bot.flows.hear import hear
from bot.flows.relay import follow_change
from escalation.model import Change, ChannelId, Message, PersonId, TeamId, Ts
from escalation.roles import House
from handlers.edge import Story
from handlers.heard import Heard, Payload, heard
from handlers.mrkdwn import plain

SPOKEN = frozenset({None, "file_share", "thread_broadcast", "me_message", "bot_message"})
"""Subtypes in which somebody says something. All others (joins, topics, pins, …) ask nothing of us."""

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")


def read_message(payload: Payload, house: House) -> Heard | None:
    """A message, also when it arrives as a mention: the two are one by channel and time stamp."""
    event = _event(payload)
    if event.get("type") not in {"message", "app_mention"} or event.get("subtype") not in SPOKEN:
        return None
    if not event.get("channel") or not event.get("ts") or event.get("hidden"):
        return None
    message = _message(event, payload, house)
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
        text=None if raw is None else _without_us(raw, house),
        at=at,
        mentions=_mentions(raw or "", house),
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


def _message(event: Payload, payload: Payload, house: House) -> Message:
    text = event.get("text") or ""
    team = event.get("user_team") or event.get("source_team")
    return Message(
        channel=ChannelId(event["channel"]),
        ts=Ts(event["ts"]),
        thread=Ts(event["thread_ts"]) if event.get("thread_ts") not in {None, event["ts"]} else None,
        author=PersonId(event["user"]) if event.get("user") else None,
        team=TeamId(team) if team else None,
        text=_without_us(text, house),
        bot=event.get("bot_id") or event.get("app_id") or ("bot" if event.get("subtype") == "bot_message" else None),
        mentions=_mentions(text, house),
        mentions_us=house.our_user in _MENTION.findall(text),
        files=tuple(str(file.get("name") or file.get("title") or "a file") for file in event.get("files") or ()),
        is_shared=bool(payload.get("is_ext_shared_channel")),
        is_direct=event.get("channel_type") == "im" or str(event["channel"]).startswith("D"),
    )


def _mentions(text: str, house: House) -> tuple[PersonId, ...]:
    """People other than us, each once."""
    return tuple(PersonId(one) for one in dict.fromkeys(_MENTION.findall(text)) if one != house.our_user)


def _without_us(text: str, house: House) -> str:
    """A person's words, readable, without the address to the bot."""
    ours = re.compile(rf"<@{re.escape(house.our_user)}(?:\|[^>]*)?>[,:]?")
    return plain(ours.sub("", text)).strip()
