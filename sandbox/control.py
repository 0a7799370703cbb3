"""The control API's door: who may come in, how requests are read and refusals are said."""

import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web

from sandbox.errors import ControlError, Json, SlackError
from sandbox.records import Channel, Message
from sandbox.visibility import may_read
from sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Order:
    """One control call: what was asked, read with the eyes of the person it is asked as."""

    ws: Workspace
    values: Json

    def text(self, name: str, default: str | None = None) -> str:
        """A string that must be there unless it has a default."""
        value = self.values.get(name, default)
        if value is None:
            raise ControlError("missing_argument", f"`{name}` is missing.")
        return str(value)

    def optional(self, name: str) -> str | None:
        """A string that may be missing."""
        value = self.values.get(name)
        return None if value is None else str(value)

    def number(self, name: str, default: float) -> float:
        """A number."""
        try:
            return float(self.values.get(name, default))
        except (TypeError, ValueError):
            raise ControlError("invalid_argument", f"`{name}` must be a number.") from None

    def person(self) -> str:
        """The person this is done as."""
        user = self.text("as")
        if user not in self.ws.people:
            raise ControlError("user_not_found", f"There is no person {user}.", status=404)
        return user

    def channel(self) -> Channel:
        """A conversation this person can look into; the bot's id means their direct messages with it."""
        person, channel_id = self.person(), self.text("channel")
        if channel_id == self.ws.app.bot_user:
            return self.ws.dm_with(person)
        channel = self.ws.channels.get(channel_id)
        if channel is None:
            raise ControlError("channel_not_found", f"There is no channel {channel_id}.", status=404)
        if not may_read(self.ws, person, channel):
            raise ControlError("not_in_channel", f"{person} is not in {channel_id}.", status=403)
        return channel

    def joined_channel(self) -> Channel:
        """A conversation this person is a member of."""
        channel = self.channel()
        if self.person() not in channel.members:
            raise ControlError("not_in_channel", f"{self.person()} is not in {channel.id}.", status=403)
        return channel

    def message(self, channel: Channel) -> Message:
        """A message this person sees: of the history, or an ephemeral one for them."""
        ts, person = self.text("ts"), self.person()
        message = channel.messages.get(ts) or channel.ephemerals.get(ts)
        is_seen = message is not None and not message.is_deleted and message.ephemeral_to in (None, person)
        if message is None or not is_seen:
            raise ControlError("message_not_found", f"{person} sees no message {ts} in {channel.id}.", status=404)
        return message


Handler = Callable[[Order], Awaitable[Json]]


@dataclass(frozen=True, slots=True)
class Door:
    """Lets in who has the token, and comes from this machine."""

    ws: Workspace
    token: str

    def route(self, handle: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """An aiohttp handler around a control call."""

        async def answer(request: web.Request) -> web.StreamResponse:
            try:
                self.admit(request, request.headers.get("Authorization", "").removeprefix("Bearer "))
                body = await handle(Order(self.ws, await _values(request)))
            except ControlError as error:
                refusal = {"ok": False, "error": error.code, "detail": error.detail}
                return web.json_response(refusal, status=error.status)
            except SlackError as error:
                detail = "; ".join(error.messages) or f"Slack would say {error.code}."
                return web.json_response({"ok": False, "error": error.code, "detail": detail}, status=400)
            return web.json_response({"ok": True, **body}, headers={"Cache-Control": "no-store"})

        return answer

    def admit(self, request: web.Request, token: str) -> None:
        """Refuse other machines' names, other pages' origins, and whoever lacks the token."""
        if not is_loopback(request.host):
            raise ControlError("forbidden_host", "The sandbox only answers on loopback.", status=403)
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != request.host:
            raise ControlError("forbidden_origin", "Another page may not steer the sandbox.", status=403)
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            raise ControlError("unauthorized", "The control token is missing or wrong.", status=401)


def is_loopback(host: str) -> bool:
    """Whether a Host header names this machine, whatever DNS says."""
    name = urlsplit(f"//{host}").hostname or ""
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


async def _values(request: web.Request) -> Json:
    if request.method == "GET":
        return dict(request.query)
    try:
        values = json.loads(await request.text() or "{}")
    except ValueError:
        raise ControlError("invalid_json", "The body is not JSON.") from None
    if not isinstance(values, dict):
        raise ControlError("invalid_json", "The body must be a JSON object.")
    return values
