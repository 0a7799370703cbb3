"""One call of a Web API method, and what every method asks of it."""

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sandbox.arguments import Arguments
from sandbox.errors import Json, SlackError
from sandbox.records import Channel
from sandbox.workspace import Workspace

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Call:
    """What a method is called with."""

    ws: Workspace
    arguments: Arguments
    open_ticket: Callable[[], str]

    def require_scope(self, *alternatives: str) -> None:
        """Refuse unless the app has one of these scopes."""
        if alternatives and not set(alternatives) & set(self.ws.scopes):
            raise SlackError("missing_scope", needed=alternatives[0], provided=",".join(self.ws.scopes))

    def channel(self, name: str = "channel") -> Channel:
        """The conversation an argument names, if the app may know of it; a person's id means the DM with them."""
        channel_id = self.arguments.required(name, "channel_not_found").strip()
        if channel_id in self.ws.people:
            return self.ws.dm_with(channel_id)
        if channel_id.startswith("#"):
            channel_id = _by_name(self.ws, channel_id[1:])
        channel = self.ws.channel(channel_id)
        if not self.ws.is_visible_to_app(channel):
            raise SlackError("channel_not_found")
        return channel

    def joined_channel(self, name: str = "channel") -> Channel:
        """The same, if the app's bot is a member."""
        channel = self.channel(name)
        if self.ws.app.bot_user not in channel.members:
            raise SlackError("not_in_channel")
        return channel

    def readable_channel(self, family: str) -> Channel:
        """The conversation, if the app has the scope for its kind: `channels:history`, `im:read` …"""
        channel = self.channel()
        self.require_scope(f"{channel.scope_family}:{family}")
        return channel

    def page(self, items: Sequence[Item], *, default: int = 100) -> tuple[list[Item], Json]:
        """One page of a list by `limit` and `cursor`, and the `response_metadata` that leads to the next."""
        limit = max(1, min(self.arguments.number("limit", default) or default, 1000))
        start = _offset(self.arguments.text("cursor"))
        following = start + limit
        cursor = _cursor(following) if following < len(items) else ""
        return list(items[start:following]), {"next_cursor": cursor}


def _by_name(ws: Workspace, name: str) -> str:
    for channel in ws.channels.values():
        if channel.name_for(ws.app.team) == name and channel.kind != "im":
            return channel.id
    raise SlackError("channel_not_found")


def _cursor(offset: int) -> str:
    return base64.b64encode(f"next:{offset}".encode()).decode()


def _offset(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        word, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        offset = int(number)
    except ValueError:
        raise SlackError("invalid_cursor") from None
    if word != "next":
        raise SlackError("invalid_cursor")
    return offset
