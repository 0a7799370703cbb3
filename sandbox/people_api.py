"""The control calls that are done as a person: writing, reacting, pressing, submitting, reading."""

import base64
import html
import re
from dataclasses import dataclass

from sandbox import modals, posting, sessions, streaming, uploads
from sandbox.control import Handler, Order
from sandbox.errors import ControlError, Json
from sandbox.interactions import Interactions, Wanted
from sandbox.portrait import statuses_shown, views_shown
from sandbox.records import Channel, Message, View
from sandbox.visibility import message_for
from sandbox.workspace import Workspace

_MARKUP = re.compile(r"(<(?:[@#!]|https?://|mailto:|tel:)[^<>\s][^<>]*>|&(?:amp|lt|gt);)")


def messages_seen(ws: Workspace, looker: str, channel: Channel, thread_ts: str | None = None) -> list[Json]:
    """What a person sees in a channel, or in one thread of it, oldest first, ephemerals to them included."""
    own = [one for one in channel.ephemerals.values() if one.ephemeral_to == looker]
    if thread_ts is None:
        seen = [*channel.messages.values(), *own]
    else:
        root = channel.messages.get(thread_ts)
        seen = [*([root] if root else []), *ws.replies(channel, thread_ts)]
        seen += [one for one in own if one.thread_ts == thread_ts]
    kept = [one for one in seen if ws.is_kept(channel, one, ws.team_of(looker))]
    return [message_for(ws, channel, one, looker) for one in sorted(kept, key=lambda one: one.ts)]


@dataclass(frozen=True, slots=True)
class PeopleApi:
    """What people can do in the sandbox."""

    ws: Workspace
    interactions: Interactions

    def routes(self) -> dict[tuple[str, str], Handler]:
        """The calls by method and path."""
        return {
            ("GET", "messages"): self.messages,
            ("GET", "views"): self.views,
            ("POST", "post"): self.post,
            ("POST", "upload"): self.upload,
            ("POST", "edit"): self.edit,
            ("POST", "delete"): self.delete,
            ("POST", "react"): self.react,
            ("POST", "unreact"): self.unreact,
            ("POST", "press"): self.press,
            ("POST", "press_view"): self.press_view,
            ("POST", "suggest"): self.suggest,
            ("POST", "submit"): self.submit,
            ("POST", "close_view"): self.close_view,
            ("POST", "command"): self.command,
            ("POST", "shortcut"): self.shortcut,
            ("POST", "home"): self.home,
            ("POST", "stop_stream"): self.stop_stream,
            ("POST", "rename_session"): self.rename_session,
        }

    async def messages(self, order: Order) -> Json:
        """What a person sees."""
        channel = order.channel()
        seen = messages_seen(self.ws, order.person(), channel, order.optional("thread_ts"))
        return {"messages": seen, "statuses": statuses_shown(self.ws, channel)}

    async def views(self, order: Order) -> Json:
        """What a person has open."""
        return views_shown(self.ws, order.person())

    async def post(self, order: Order) -> Json:
        """Write a message."""
        channel = order.joined_channel()
        text = as_typed(self.ws, order.text("text"))
        if not text.strip():
            raise ControlError("no_text", "An empty message cannot be sent.")
        message = posting.say(self.ws, order.person(), text, order.optional("thread_ts"))
        message.is_broadcast = bool(order.values.get("broadcast"))
        posting.post(self.ws, channel, message)
        posting.unfurl(self.ws, channel, message)
        return {"ts": message.ts, "channel": channel.id}

    async def upload(self, order: Order) -> Json:
        """Share a file, its content given as text or as base64."""
        channel, person = order.joined_channel(), order.person()
        encoded = order.optional("base64")
        try:
            content = base64.b64decode(encoded, validate=True) if encoded else order.text("content").encode()
        except ValueError:
            raise ControlError("invalid_base64", "`base64` is not base64.") from None
        file = uploads.announce_file(self.ws, person, order.text("name"), len(content))
        file.content = content
        text = as_typed(self.ws, order.text("text", ""))
        message = posting.say(self.ws, person, text, order.optional("thread_ts"))
        uploads.share(self.ws, channel, [file], message)
        return {"ts": message.ts, "file_id": file.id, "channel": channel.id}

    async def edit(self, order: Order) -> Json:
        """Edit one's own message."""
        channel, message = self._own(order)
        text = as_typed(self.ws, order.text("text"))
        changes = {"text": text, "blocks": [posting.rich_text(self.ws, text)], "attachments": []}
        posting.edit(self.ws, channel, message, changes, editor=order.person())
        return {}

    async def delete(self, order: Order) -> Json:
        """Delete one's own message."""
        posting.delete(self.ws, *self._own(order))
        return {}

    async def react(self, order: Order) -> Json:
        """React to a message."""
        channel, message, name = self._reaction(order)
        posting.react(self.ws, channel, message, order.person(), name)
        return {}

    async def unreact(self, order: Order) -> Json:
        """Take a reaction back."""
        channel, message, name = self._reaction(order)
        posting.unreact(self.ws, channel, message, order.person(), name)
        return {}

    async def press(self, order: Order) -> Json:
        """Use an element of a message."""
        channel = order.joined_channel()
        message = order.message(channel)
        return {"action_ts": await self.interactions.press(order.person(), channel, message, _wanted(order))}

    async def press_view(self, order: Order) -> Json:
        """Use an element of a view."""
        view = self._view(order)
        return {"action_ts": await self.interactions.press_view(order.person(), view, _wanted(order))}

    async def suggest(self, order: Order) -> Json:
        """Type into an external select, of a view or of a message."""
        if order.optional("view_id"):
            return {"options": await self.interactions.suggest(order.person(), self._view(order), _wanted(order))}
        channel = order.joined_channel()
        where = (channel, order.message(channel))
        return {"options": await self.interactions.suggest(order.person(), where, _wanted(order))}

    async def submit(self, order: Order) -> Json:
        """Submit a modal."""
        values = order.values.get("values") or {}
        return await self.interactions.submit(order.person(), self._view(order), values)

    async def close_view(self, order: Order) -> Json:
        """Close a modal."""
        await self.interactions.close(order.person(), self._view(order))
        return {}

    async def command(self, order: Order) -> Json:
        """Type a slash command, which Slack has in channels but not in threads."""
        channel = order.joined_channel()
        if order.optional("thread_ts"):
            raise ControlError("not_in_threads", f"{order.text('command')} is not supported in threads. Sorry!")
        await self.interactions.command(order.person(), channel, order.text("command"), order.text("text", ""))
        return {}

    async def shortcut(self, order: Order) -> Json:
        """Use a shortcut."""
        where = None
        if order.optional("ts"):
            channel = order.channel()
            where = (channel, order.message(channel))
        await self.interactions.shortcut(order.person(), order.text("callback_id"), where)
        return {}

    async def home(self, order: Order) -> Json:
        """Open App Home; what is in it may still be from last time, for the app publishes when it hears of this."""
        person = order.person()
        if not self.ws.app.has_home:
            raise ControlError("not_enabled", "The app's manifest has no Home tab.")
        event: Json = {
            "type": "app_home_opened",
            "user": person,
            "channel": self.ws.dm_with(person).id,
            "tab": order.text("tab", "home"),
            "event_ts": self.ws.next_ts(),
        }
        home = self.ws.homes.get(person)
        if home is not None:
            event["view"] = modals.view_as_slack(self.ws, home)
        self.ws.emit(event, None)
        return {"view": event.get("view")}

    async def stop_stream(self, order: Order) -> Json:
        """Press the stop button of a growing answer."""
        channel = order.joined_channel()
        streaming.stop(self.ws, channel, order.message(channel), order.person())
        return {}

    async def rename_session(self, order: Order) -> Json:
        """Give the app's session in a thread another title."""
        channel = order.joined_channel()
        sessions.retitle(self.ws, channel, order.text("thread_ts"), order.person(), order.text("title"))
        return {}

    def _own(self, order: Order) -> tuple[Channel, Message]:
        channel = order.joined_channel()
        message = order.message(channel)
        if message.author != order.person():
            raise ControlError("not_your_message", "People can only change what they wrote themselves.", status=403)
        return channel, message

    def _reaction(self, order: Order) -> tuple[Channel, Message, str]:
        channel = order.joined_channel()
        message = order.message(channel)
        if message.ephemeral_to is not None:
            raise ControlError("not_reactable", "Nobody can react to an ephemeral message.")
        return channel, message, order.text("name").strip(":")

    def _view(self, order: Order) -> View:
        view = modals.find_view(self.ws, order.text("view_id"))
        if view.owner != order.person():
            raise ControlError("not_found", f"{order.person()} has no such view open.", status=404)
        return view


def as_typed(ws: Workspace, text: str) -> str:
    """The text as a Slack client sends it: `@Baton` becomes a mention, and what is no mention or link is escaped."""
    named = re.sub(rf"(?<![\w<@])@{re.escape(ws.app.name)}\b", f"<@{ws.app.bot_user}>", text, flags=re.IGNORECASE)
    pieces = _MARKUP.split(named)  # every second piece is markup
    return "".join(piece if index % 2 else html.escape(piece, quote=False) for index, piece in enumerate(pieces))


def _wanted(order: Order) -> Wanted:
    return Wanted(
        action_id=order.text("action_id"),
        block_id=order.optional("block_id"),
        value=order.optional("value"),
        selected=order.values.get("selected"),
    )
