"""A language model that says what it is told to: OpenAI's chat completions over a real socket."""

import asyncio
import json
from collections import deque
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.sandbox.bots import Serving

SUMMARY = "The customer asks about something, and the model sums it up."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the model does when it is asked: say these words, with this status, and finish or break off."""

    words: tuple[str | asyncio.Event, ...] = ()
    status: int = 200
    breaks_off: bool = False


class ScriptedModel:
    """Answers come from a script; what it was asked is kept. Summaries are always the same."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[dict[str, Any]] = []
        self.translations: dict[str, str] = {}
        self.translated: list[str] = []
        self.recalled: dict[str, dict[str, object]] = {}
        self.recalling: list[str] = []
        self._script: deque[Reply] = deque()
        self._events: list[asyncio.Event] = []
        application = web.Application(client_max_size=10_000_000)
        application.router.add_post("/v1/chat/completions", self._complete)
        self._serving = Serving(application)

    async def __aenter__(self) -> "ScriptedModel":
        self.url = f"{await self._serving.__aenter__()}/v1"
        return self

    async def __aexit__(self, *_: object) -> None:
        for event in self._events:
            event.set()
        await self._serving.__aexit__()

    def will_say(self, *words: str | asyncio.Event) -> None:
        """Its next answer, in these pieces; at an event it waits until that is set."""
        self._events += [word for word in words if isinstance(word, asyncio.Event)]
        self._script.append(Reply(words=words))

    def will_fail(self, status: int = 500) -> None:
        """Its next answer is an error."""
        self._script.append(Reply(status=status))

    def will_break_off(self, *words: str) -> None:
        """Its next answer ends in the middle, after these pieces."""
        self._script.append(Reply(words=words, breaks_off=True))

    def will_translate(self, text: str, translation: str) -> None:
        """What becomes of a text that contains this; of any other no translation is to be had."""
        self.translations[text] = translation

    def will_recall(self, asked: str, turn: int, quote: str) -> None:
        """Where a message that contains this was answered, as the model has it; any other nowhere."""
        self.recalled[asked] = {"turn": turn, "quote": quote}

    def _in_one_piece(self, body: dict[str, Any]) -> str | None:
        """A summary, a translation, or where something was told."""
        system, user = (str(message["content"]) for message in body["messages"])
        if system.startswith("You check whether"):
            self.recalling.append(user)
            asked = user.rpartition("The message that is about to be sent")[2]
            found = next((said for text, said in self.recalled.items() if text in asked), {"turn": 0, "quote": ""})
            return json.dumps(found)
        if not system.startswith("You translate"):
            return SUMMARY
        self.translated.append(user)
        return next((said for text, said in self.translations.items() if text in user), None)

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        if not body.get("stream"):
            said = self._in_one_piece(body)
            if said is None:
                return web.json_response({"error": {"message": "no"}}, status=500)
            message = {"role": "assistant", "content": said}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            return web.json_response(
                {"id": "1", "object": "chat.completion", "created": 1, "model": "scripted", "choices": [choice]}
            )
        self.asked.append(body)
        reply = self._script.popleft() if self._script else Reply(status=500)
        if reply.status != 200:
            return web.json_response({"error": {"message": "no"}}, status=reply.status)
        return await _stream(request, reply)


async def _stream(request: web.Request, reply: Reply) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    for word in reply.words:
        if isinstance(word, asyncio.Event):
            await word.wait()
            continue
        await response.write(_chunk({"content": word}, None))
    if reply.breaks_off:
        assert request.transport is not None
        request.transport.close()
        return response
    await response.write(_chunk({}, "stop"))
    await response.write(b"data: [DONE]\n\n")
    await response.write_eof()
    return response


def _chunk(delta: dict[str, str], ending: str | None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": ending}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "choices": [choice]}
    return f"data: {json.dumps(chunk)}\n\n".encode()
