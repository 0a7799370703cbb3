"""A stand-in's socket: reads calls, notes them, lets ordered trouble happen, and answers."""

import asyncio
import json
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

from aiohttp import web

from sandbox.errors import Json
from sandbox.journal import Journal
from sandbox.vendors.exchange import RefusedError, Reply, Request
from sandbox.vendors.faults import Fault, Faults
from sandbox.vendors.limits import Standing
from sandbox.vendors.vendor import Vendor

HOST = "127.0.0.1"
HUGE = 2 * 1024 * 1024

_PAGE = "<!doctype html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
_SECRETS = ("authorization", "cookie")


class Listener:
    """One vendor on loopback. While it is down, nobody listens on its port."""

    def __init__(self, vendor: Vendor, faults: Faults, journal: Journal) -> None:
        self.vendor = vendor
        self.url = ""
        self.is_down = False
        self._faults = faults
        self._journal = journal
        self._runner: web.AppRunner | None = None
        self._site: web.TCPSite | None = None

    async def start(self, port: int = 0) -> None:
        """Listen; port 0 takes a free one."""
        application = web.Application(client_max_size=16 * 1024 * 1024)
        application.router.add_route("*", "/{path:.*}", self._handle)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        self._site = web.TCPSite(self._runner, HOST, port)
        await self._site.start()
        self.url = f"http://{HOST}:{self._runner.addresses[0][1]}"

    async def go_down(self) -> None:
        """Refuse connections, and cut those there are."""
        if self._site is not None and not self.is_down:
            self.is_down = True
            await self._site.stop()

    async def come_back(self) -> None:
        """Listen again, where it was."""
        if self._runner is not None and self.is_down:
            self._site = web.TCPSite(self._runner, HOST, int(self.url.rpartition(":")[2]))
            await self._site.start()
            self.is_down = False

    async def stop(self) -> None:
        """Close every connection and let go of the port."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _handle(self, call: web.Request) -> web.StreamResponse:
        request = await _read(call)
        fault = self._faults.strike(self.vendor.name, request.path)
        if fault is not None and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        if self.is_down:
            return _cut(call)
        reply = self._reply(request, fault)
        self._note(request, reply, fault)
        if fault is not None and fault.kind == "lost":
            return _cut(call)
        if fault is not None and fault.kind == "wrong":
            return await _wrong(call, reply, fault)
        return await _send(call, reply)

    def _reply(self, request: Request, fault: Fault | None) -> Reply:
        if fault is None or fault.kind in ("slow", "lost"):
            return self.vendor.answer(request)
        try:
            self._refuse(request, fault)
        except RefusedError as refusal:
            return replace(refusal.reply, headers={**self.vendor.trace(), **refusal.reply.headers})
        return self.vendor.answer(request)

    def _refuse(self, request: Request, fault: Fault) -> None:
        if fault.kind == "limited":
            window = self.vendor.budgets(request)[0]
            raise self.vendor.limited(Standing(window, -1, fault.seconds))
        if fault.kind == "refuse":
            raise self.vendor.refuse(fault.status or 500, "Something went wrong on our side")
        if fault.how == "errors":
            refusal = self.vendor.refuse(500, "Something went wrong on our side")
            raise RefusedError(replace(refusal.reply, status=fault.status or 200))

    def _note(self, request: Request, reply: Reply, fault: Fault | None) -> None:
        entry = {
            "vendor": self.vendor.name,
            "method": request.method,
            "path": request.path,
            "query": [list(pair) for pair in request.query],
            "headers": {name: value for name, value in request.headers.items() if name not in _SECRETS},
            "body": _readable(request),
            "status": reply.status,
            "fault": fault.kind if fault else None,
        }
        self._journal.note_call(entry)


async def _read(call: web.Request) -> Request:
    return Request(
        method=call.method,
        path=call.path,
        query=tuple(call.query.items()),
        headers={name.lower(): value for name, value in call.headers.items()},
        body=await call.read(),
    )


def _readable(request: Request) -> Any:
    """The body as JSON or form fields, if it is that; else as text."""
    text = request.body.decode(errors="replace")
    if request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return {name: values[0] for name, values in parse_qs(text).items()}
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text


async def _send(call: web.Request, reply: Reply) -> web.StreamResponse:
    if reply.events is None:
        return web.json_response(reply.body, status=reply.status, headers=reply.headers)
    return await _stream(call, reply, reply.events)


async def _wrong(call: web.Request, reply: Reply, fault: Fault) -> web.StreamResponse:
    if fault.how == "html":
        return web.Response(text=_PAGE, content_type="text/html", status=fault.status or 200)
    if fault.how == "truncated" and reply.events is not None:
        return await _stream(call, reply, reply.events[: max(1, len(reply.events) // 2)], is_whole=False)
    if fault.how == "truncated":
        whole = json.dumps(reply.body).encode()
        return web.Response(body=whole[: len(whole) // 2], content_type="application/json", status=reply.status)
    if fault.how == "huge":
        body: Json = {**(reply.body or {}), "padding": "x" * HUGE}
        return await _send(call, replace(reply, body=body, events=None))
    return await _send(call, reply)


async def _stream(
    call: web.Request, reply: Reply, events: tuple[bytes, ...], *, is_whole: bool = True
) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", **reply.headers})
    await response.prepare(call)
    for event in events:
        await response.write(event)
        await asyncio.sleep(reply.pace)
    if not is_whole:
        _cut(call)
        return response
    await response.write_eof()
    return response


def _cut(call: web.Request) -> web.Response:
    """Drop the connection without another word; what is returned goes nowhere."""
    if call.transport is not None:
        call.transport.abort()
    return web.Response()
