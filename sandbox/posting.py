"""Saying, changing and deleting messages, and reacting to them; with the events that follow."""

import copy
import html
import re

from sandbox.errors import Json, SlackError
from sandbox.events import changed_event, deleted_event, mention_event, message_event, told
from sandbox.records import Channel, Message
from sandbox.workspace import Workspace

_TOKENS = re.compile(r"<@(?P<user>[UW][A-Z0-9]+)(?:\|[^>]*)?>|<(?P<url>https?://[^>|]+)(?:\|(?P<label>[^>]*))?>")
_LINK = re.compile(r"https?://[^\s>|]+")


def post(ws: Workspace, channel: Channel, message: Message) -> Message:
    """Put a message into a channel and tell the app. Refuses what Slack refuses of anybody."""
    require_open(channel)
    if message.thread_ts is not None:
        require_thread(channel, message.thread_ts)
    if message.is_broadcast and message.is_reply:
        message.subtype = "thread_broadcast"
    ws.keep(channel, message)
    if message.is_from_app and message.thread_ts:
        channel.statuses.pop(message.thread_ts, None)
    ws.changed("message", channel, message.ts)
    ws.emit(message_event(ws, channel, message), channel)
    if _mentions_app(ws, message):
        ws.emit(mention_event(ws, channel, message), channel)
    return message


def show_ephemeral(ws: Workspace, channel: Channel, message: Message) -> None:
    """Show a message to the one person it is for. No event follows, for it is in no history."""
    if message.thread_ts is not None:
        require_thread(channel, message.thread_ts)
    ws.keep(channel, message)
    ws.announce({"type": "message", "channel": channel.id, "ts": message.ts, "people": [message.ephemeral_to]})


def say(ws: Workspace, author: str, text: str, thread_ts: str | None = None) -> Message:
    """A new message of a person, as their Slack client would send it; not yet posted."""
    return Message(
        ts=ws.next_ts(),
        author=author,
        text=text,
        blocks=[rich_text(ws, text)] if text else [],
        thread_ts=thread_ts,
        extra={"client_msg_id": f"{ws.random.getrandbits(128):032x}"},
    )


def rich_text(ws: Workspace, text: str) -> Json:
    """The block Slack's clients make of what a person typed."""
    elements: list[Json] = []
    end = 0
    for match in _TOKENS.finditer(text):
        if match.start() > end:
            elements.append({"type": "text", "text": html.unescape(text[end : match.start()])})
        if match["user"]:
            elements.append({"type": "user", "user_id": match["user"]})
        else:
            elements.append({"type": "link", "url": match["url"], "text": match["label"] or match["url"]})
        end = match.end()
    if end < len(text):
        elements.append({"type": "text", "text": html.unescape(text[end:])})
    return {
        "type": "rich_text",
        "block_id": f"{ws.random.getrandbits(24):06x}",
        "elements": [{"type": "rich_text_section", "elements": elements}],
    }


def edit(ws: Workspace, channel: Channel, message: Message, changes: Json, editor: str | None) -> None:
    """Change fields of a message. With an `editor` it counts as edited; without, it is a hidden change."""
    require_open(channel)
    before = copy.deepcopy(told(ws, channel, message))
    for name, value in changes.items():
        setattr(message, name, value)
    if editor is not None:
        message.edited = {"user": editor, "ts": ws.next_ts()}
    ws.changed("message", channel, message.ts)
    ws.emit(changed_event(ws, channel, message, before), channel)


def unfurl(ws: Workspace, channel: Channel, message: Message) -> None:
    """Attach a preview of the first link, as Slack does a moment after a person posted one."""
    link = _LINK.search(message.text)
    if link is None or not ws.features.unfurls:
        return
    preview = {"from_url": link[0], "original_url": link[0], "id": 1, "title": link[0], "fallback": link[0]}
    edit(ws, channel, message, {"attachments": [preview]}, editor=None)


def delete(ws: Workspace, channel: Channel, message: Message) -> None:
    """Delete a message; one with replies leaves a tombstone, so that its thread still hangs together."""
    before = copy.deepcopy(told(ws, channel, message))
    if not message.is_reply and ws.replies(channel, message.ts):
        message.is_deleted = True
        # assumed: the parent of a thread turns into a tombstone by `message_changed`
        ws.emit(changed_event(ws, channel, message, before), channel)
    else:
        ws.drop(channel, message)
        ws.emit(deleted_event(ws, channel, before), channel)
    ws.changed("message", channel, message.ts)


def react(ws: Workspace, channel: Channel, message: Message, user: str, name: str) -> None:
    """Add somebody's reaction."""
    users = message.reactions.setdefault(name, [])
    if user in users:
        raise SlackError("already_reacted")
    users.append(user)
    _tell_reaction(ws, channel, message, ("reaction_added", user, name))


def unreact(ws: Workspace, channel: Channel, message: Message, user: str, name: str) -> None:
    """Take somebody's reaction back."""
    if user not in message.reactions.get(name, []):
        raise SlackError("no_reaction")
    message.reactions[name].remove(user)
    if not message.reactions[name]:
        del message.reactions[name]
    _tell_reaction(ws, channel, message, ("reaction_removed", user, name))


def _tell_reaction(ws: Workspace, channel: Channel, message: Message, what: tuple[str, str, str]) -> None:
    kind, user, name = what
    ws.changed("reaction", channel, message.ts)
    event = {
        "type": kind,
        "user": user,
        "reaction": name,
        "item": {"type": "message", "channel": channel.id, "ts": message.ts},
        "item_user": message.author,
        "event_ts": ws.next_ts(),
    }
    ws.emit(event, channel)


def require_open(channel: Channel) -> None:
    """Refuse to change an archived channel."""
    if channel.is_archived:
        raise SlackError("is_archived")


def require_thread(channel: Channel, thread_ts: str) -> None:
    """Refuse a reply to nothing, or to a reply."""
    root = channel.messages.get(thread_ts)
    if root is None:
        raise SlackError("thread_not_found")  # assumed: Slack does not document what a wrong thread_ts does
    if root.is_reply:
        raise SlackError("cannot_reply_to_message")  # assumed: Slack only advises against it


def _mentions_app(ws: Workspace, message: Message) -> bool:
    is_plain = message.subtype in (None, "thread_broadcast", "file_share") and not message.is_from_app
    return is_plain and f"<@{ws.app.bot_user}" in message.text
