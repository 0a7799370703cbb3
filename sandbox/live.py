"""`/control/live`: tells the page, frame by frame, what has changed."""

import asyncio
import contextlib

from aiohttp import web

from sandbox.control import Door
from sandbox.errors import ControlError, Json

MAX_WAITING = 1000  # frames; a page that sleeps for so long is cut off, and asks again when it comes back


class Live:
    """Everybody who listens."""

    def __init__(self) -> None:
        self._queues: dict[web.WebSocketResponse, asyncio.Queue[Json | None]] = {}

    def announce(self, frame: Json) -> None:
        """Send a frame to everybody, without waiting for anybody."""
        for queue in self._queues.values():
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(frame)

    async def connect(self, door: Door, request: web.Request) -> web.StreamResponse:
        """One listener, until it goes."""
        try:
            door.admit(request, request.query.get("token", ""))
        except ControlError as error:
            return web.json_response({"ok": False, "error": error.code, "detail": error.detail}, status=error.status)
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        self._queues[socket] = asyncio.Queue(MAX_WAITING)
        writer = asyncio.create_task(self._write(socket))
        try:
            async for _ in socket:
                pass
        finally:
            self._queues.pop(socket, None)
            writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writer
        return socket

    async def _write(self, socket: web.WebSocketResponse) -> None:
        queue = self._queues[socket]
        while not socket.closed:
            frame = await queue.get()
            with contextlib.suppress(ConnectionError):
                await socket.send_json(frame)

    async def close(self) -> None:
        """Close everybody's connection."""
        for socket in list(self._queues):
            await socket.close()
