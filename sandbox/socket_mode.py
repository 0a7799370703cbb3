"""Socket Mode: tickets, up to ten WebSockets, envelopes, and acknowledgements from any of them."""

import json
import random
import secrets
from collections.abc import Callable

from aiohttp import WSMsgType, web

from sandbox.clock import Clock
from sandbox.delivery import Attempt, Delivery, NotConnectedError
from sandbox.errors import ControlError, Json
from sandbox.world import App

MAX_CONNECTIONS = 10
TICKET_SECONDS = 30.0
DISCONNECT_REASONS = ("refresh_requested", "warning", "link_disabled")


class SocketMode:
    """The sandbox's end of the app's WebSockets. Each payload goes to one of them."""

    name = "socket"

    def __init__(self, app: App, clock: Clock, seed: int) -> None:
        self.app = app
        self.clock = clock
        self.base_url = ""
        self.on_connect: Callable[[], None] = lambda: None
        self.on_ack: Callable[[str, Json | None], None] = lambda _envelope_id, _payload: None
        self._random = random.Random(seed)
        self._tickets: dict[str, float] = {}
        self._open: list[web.WebSocketResponse] = []
        self._leaving: set[web.WebSocketResponse] = set()

    def open_ticket(self) -> str:
        """The URL of a WebSocket that can be opened once, soon."""
        ticket = secrets.token_urlsafe(16)
        self._tickets[ticket] = self.clock.wall() + TICKET_SECONDS
        return f"{self.base_url.replace('http', 'ws', 1)}/link?ticket={ticket}&app_id={self.app.id}"

    def is_ready(self) -> bool:
        """Whether a connection is open that was not told to go."""
        return any(socket not in self._leaving and not socket.closed for socket in self._open)

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """One connection, from its ticket to its end."""
        expires = self._tickets.pop(request.query.get("ticket", ""), 0.0)
        if expires < self.clock.wall():
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=403)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if len(self._open) >= MAX_CONNECTIONS:
            await socket.send_json(_disconnect("too_many_websockets"))
            await socket.close()
            return socket
        self._open.append(socket)
        try:
            await self._converse(socket)
        finally:
            self._open.remove(socket)
            self._leaving.discard(socket)
        return socket

    async def _converse(self, socket: web.WebSocketResponse) -> None:
        await socket.send_json(self._hello())
        self.on_connect()
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            try:
                frame = json.loads(message.data)
            except ValueError:
                continue
            if isinstance(frame, dict) and isinstance(frame.get("envelope_id"), str):
                self.on_ack(frame["envelope_id"], frame.get("payload"))

    async def send(self, delivery: Delivery, attempt: Attempt) -> None:
        """Send an envelope to one connection."""
        frame: Json = {
            "envelope_id": attempt.envelope_id,
            "type": delivery.kind,
            "payload": delivery.payload,
            "accepts_response_payload": delivery.kind != "events_api",
        }
        if delivery.kind == "events_api":
            frame["retry_attempt"] = attempt.number
            frame["retry_reason"] = attempt.reason if attempt.number else ""
        ready = [socket for socket in self._open if socket not in self._leaving and not socket.closed]
        while ready:
            socket = ready.pop(self._random.randrange(len(ready)))
            try:
                await socket.send_json(frame)
            except ConnectionError:
                continue
            return
        raise NotConnectedError

    async def disconnect(self, reason: str) -> None:
        """Tell every connection to go, as Slack does when it refreshes; `warning` only announces it."""
        if reason not in DISCONNECT_REASONS:
            raise ControlError("invalid_reason", f"disconnect is one of {', '.join(DISCONNECT_REASONS)}.")
        for socket in list(self._open):
            if reason != "warning":
                self._leaving.add(socket)
            await socket.send_json(_disconnect(reason))

    async def close(self) -> None:
        """Close every connection."""
        for socket in list(self._open):
            await socket.close()

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._open),
            "debug_info": {"host": "sandbox", "build_number": 1, "approximate_connection_time": 3600},
            "connection_info": {"app_id": self.app.id},
        }


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
