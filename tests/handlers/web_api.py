"""A Web API over a real socket that answers as it is told to, and keeps what it was asked."""

import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack_api import SlackApi

TOKEN = "xoxb-secret-of-the-tests"

Answer: TypeAlias = dict[str, Any] | web.Response | str
"""Fields of a good answer, a whole response, or the code of a refusal."""

Asked: TypeAlias = tuple[str, dict[str, Any]]


class WebApi:
    """Each method answers what is queued for it, then what it always answers, then simply `ok`."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.url = ""
        self._next: defaultdict[str, deque[Answer]] = defaultdict(deque)
        self._always: dict[str, Answer] = {}
        self._count = 0

    def will_say(self, method: str, *answers: Answer) -> None:
        """Its next answers to this method."""
        self._next[method].extend(answers)

    def always_says(self, method: str, answer: Answer) -> None:
        """What it answers to this method when nothing else is queued."""
        self._always[method] = answer

    def calls(self, *methods: str) -> list[dict[str, Any]]:
        """The arguments of every call of these methods, in order."""
        return [arguments for method, arguments in self.asked if method in methods]

    @property
    def methods(self) -> list[str]:
        """The methods that were called, in order."""
        return [method for method, _ in self.asked]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        form = await request.post()
        self.asked.append((method, {name: _decoded(str(value)) for name, value in form.items()}))
        queued = self._next[method]
        answer = queued.popleft() if queued else self._always.get(method, {})
        if isinstance(answer, web.Response):
            return answer
        if answer == "drop":
            assert request.transport is not None
            request.transport.close()
            return web.Response()
        if isinstance(answer, str):
            return web.json_response({"ok": False, "error": answer})
        self._count += 1
        return web.json_response({"ok": True, "ts": f"1763900000.{self._count:06d}", **answer})


def failure(status: int, code: str = "internal_error", **headers: str) -> web.Response:
    """A response with this status."""
    return web.json_response({"ok": False, "error": code}, status=status, headers=headers)


@asynccontextmanager
async def serving() -> AsyncIterator[WebApi]:
    """A Web API at `url`."""
    api = WebApi()
    application = web.Application()
    application.router.add_post("/api/{method}", api.answer)
    application.router.add_post("/hook/{method}", api.answer)
    server = TestServer(application)
    await server.start_server()
    api.url = str(server.make_url("/"))
    yield api
    await server.close()


@asynccontextmanager
async def calling(url: str) -> AsyncIterator[SlackApi]:
    """Our way to call it."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
        yield SlackApi(AsyncWebClient(token=TOKEN, base_url=f"{url}api/", session=session, retry_handlers=[]))


def _decoded(value: str) -> Any:
    return json.loads(value) if value[:1] in {"{", "["} or value in {"true", "false"} else value
