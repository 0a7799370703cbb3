"""Slack's messages as ours: who wrote what, where; readable, without the address to the bot."""

import re
from typing import Any

from escalation.model import Attachment, ChannelId, Message, PersonId, TeamId, Ts
from handlers.mrkdwn import plain

SPOKEN = frozenset({None, "file_share", "thread_broadcast", "me_message", "bot_message"})
"""Subtypes in which somebody says something. All others (joins, topics, pins, …) ask nothing of us."""

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")


def message_of(event: dict[str, Any], our_user: PersonId, *, is_shared: bool = False) -> Message:
    """A message of an event or of a channel's history, which has a `channel` and a `ts`."""
    text = event.get("text") or ""
    team = event.get("user_team") or event.get("source_team")
    return Message(
        channel=ChannelId(event["channel"]),
        ts=Ts(event["ts"]),
        thread=Ts(event["thread_ts"]) if event.get("thread_ts") not in {None, event["ts"]} else None,
        author=PersonId(event["user"]) if event.get("user") else None,
        team=TeamId(team) if team else None,
        text=without_us(text, our_user),
        bot=event.get("bot_id") or event.get("app_id") or ("bot" if event.get("subtype") == "bot_message" else None),
        mentions=mentions(text, our_user),
        mentions_us=our_user in _MENTION.findall(text),
        files=tuple(_attachment(file) for file in event.get("files") or ()),
        is_shared=is_shared,
        is_direct=event.get("channel_type") == "im" or str(event["channel"]).startswith("D"),
    )


def _attachment(file: dict[str, Any]) -> Attachment:
    """In channels that are shared with others, Slack tells no more than the id."""
    return Attachment(id=str(file.get("id") or ""), name=str(file.get("name") or file.get("title") or "a file"))


def mentions(text: str, our_user: PersonId) -> tuple[PersonId, ...]:
    """People other than us, each once."""
    return tuple(PersonId(one) for one in dict.fromkeys(_MENTION.findall(text)) if one != our_user)


def without_us(text: str, our_user: PersonId) -> str:
    """A person's words, readable, without the address to the bot."""
    ours = re.compile(rf"<@{re.escape(our_user)}(?:\|[^>]*)?>[,:]?")
    return plain(ours.sub("", text)).strip()
