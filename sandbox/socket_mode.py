"""Socket Mode: tickets, up to ten WebSockets, envelopes, and acknowledgements from any of them."""

import asyncio
import contextlib
import json
import random
import secrets
from collections.abc import Callable, Coroutine

from aiohttp import WSMsgType, web

from sandbox.clock import Clock
from sandbox.delivery import Attempt, Delivery, NotConnectedError
from sandbox.errors import ControlError, Json
from sandbox.world import App

MAX_CONNECTIONS = 10
TICKET_SECONDS = 30.0
CONNECTION_SECONDS = 3600.0
DEBUG_CONNECTION_SECONDS = 360.0  # of a URL with `debug_reconnects=true`
WARNING_SECONDS = 10.0  # how long before it must go a connection is warned
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
        self._tasks: set[asyncio.Task[None]] = set()
        self._storm = 0  # so many connections to come are told to go at once

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
        is_debugged = request.query.get("debug_reconnects") == "true"
        lifetime = DEBUG_CONNECTION_SECONDS if is_debugged else CONNECTION_SECONDS
        timer = self.clock.later(lifetime - WARNING_SECONDS, lambda: self._start(self._retire(socket)))
        try:
            await self._converse(socket, lifetime)
        finally:
            timer.cancel()
            self._open.remove(socket)
            self._leaving.discard(socket)
        return socket

    async def _converse(self, socket: web.WebSocketResponse, lifetime: float) -> None:
        await socket.send_json(self._hello(lifetime))
        if self._storm:
            self._storm -= 1
            await self._send_away(socket, "refresh_requested")
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

    async def disconnect(self, reason: str, times: int = 1) -> None:
        """Tell every connection to go, and, of those that come instead, the next `times - 1` as well.

        A `warning` comes some seconds before its `refresh_requested`.
        """
        if reason not in DISCONNECT_REASONS:
            raise ControlError("invalid_reason", f"disconnect is one of {', '.join(DISCONNECT_REASONS)}.")
        self._storm = max(0, times - 1)
        for socket in list(self._open):
            if reason == "warning":
                self._start(self._retire(socket))
            else:
                await self._send_away(socket, reason)

    async def _retire(self, socket: web.WebSocketResponse) -> None:
        """Warn a connection, and refresh it a little later if it is still there."""
        if socket in self._open:
            await socket.send_json(_disconnect("warning"))
        await asyncio.sleep(self.clock.real(WARNING_SECONDS))
        await self._send_away(socket, "refresh_requested")

    async def _send_away(self, socket: web.WebSocketResponse, reason: str) -> None:
        if socket not in self._open or socket.closed:
            return
        self._leaving.add(socket)
        with contextlib.suppress(ConnectionError):
            await socket.send_json(_disconnect(reason))

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def calm(self) -> None:
        """End a storm."""
        self._storm = 0

    async def close(self) -> None:
        """Close every connection."""
        for task in list(self._tasks):
            task.cancel()
        for socket in list(self._open):
            await socket.close()

    def _hello(self, lifetime: float) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._open),
            "debug_info": {"host": "sandbox", "build_number": 1, "approximate_connection_time": int(lifetime)},
            "connection_info": {"app_id": self.app.id},
        }


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
