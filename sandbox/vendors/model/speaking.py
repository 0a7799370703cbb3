"""A reply in the two forms chat completions have: whole, or word by word."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sandbox.errors import Json
from sandbox.vendors.ids import letters


@dataclass(frozen=True, slots=True)
class Called:
    """A tool the model wants used, and with what."""

    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Speech:
    """What the model says."""

    content: str | None = None
    calls: tuple[Called, ...] = ()
    refusal: str | None = None
    ending: str = "stop"


@dataclass(frozen=True, slots=True)
class Head:
    """What every part of a reply carries."""

    id: str
    created: int
    model: str
    asked_tokens: int
    usage_is_wanted: bool = field(default=False)

    def usage(self, speech: Speech) -> Json:
        """How many tokens it took, roughly."""
        said = tokens(speech.content or "") + sum(tokens(call.arguments) for call in speech.calls)
        return {
            "prompt_tokens": self.asked_tokens,
            "completion_tokens": said,
            "total_tokens": self.asked_tokens + said,
        }


def tokens(text: str) -> int:
    """About four letters each."""
    return len(text) // 4 + 1


def whole(head: Head, speech: Speech) -> Json:
    """The reply in one piece."""
    message: Json = {"role": "assistant", "content": speech.content, "refusal": speech.refusal}
    if speech.calls:
        message["tool_calls"] = [_call(head, position, call) for position, call in enumerate(speech.calls)]
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": speech.ending}
    return {
        "id": head.id,
        "object": "chat.completion",
        "created": head.created,
        "model": head.model,
        "choices": [choice],
        "usage": head.usage(speech),
        "system_fingerprint": "fp_sandbox",
    }


def stream(head: Head, speech: Speech) -> tuple[bytes, ...]:
    """The reply as server-sent events, a word each."""
    events = [_chunk(head, delta, None) for delta in _deltas(head, speech)]
    events.append(_chunk(head, {}, speech.ending))
    if head.usage_is_wanted:
        events.append({**_chunk(head, {}, None), "choices": [], "usage": head.usage(speech)})
    return (*(f"data: {json.dumps(event)}\n\n".encode() for event in events), b"data: [DONE]\n\n")


def _deltas(head: Head, speech: Speech) -> Iterator[Json]:
    yield {"role": "assistant", "content": None if speech.calls else "", "refusal": None}
    for word in re.findall(r"\s*\S+\s*", speech.content or ""):
        yield {"content": word}
    if speech.refusal:
        yield {"refusal": speech.refusal}
    for position, call in enumerate(speech.calls):
        begun = _call(head, position, Called(call.name, ""))
        yield {"tool_calls": [{"index": position, **begun}]}
        for part in re.findall(r".{1,24}", call.arguments, re.DOTALL):
            yield {"tool_calls": [{"index": position, "function": {"arguments": part}}]}


def _call(head: Head, position: int, call: Called) -> Json:
    return {
        "id": f"call_{letters(f'{head.id} {position}', 24)}",
        "type": "function",
        "function": {"name": call.name, "arguments": call.arguments},
    }


def _chunk(head: Head, delta: Json, ending: str | None) -> Json:
    return {
        "id": head.id,
        "object": "chat.completion.chunk",
        "created": head.created,
        "model": head.model,
        "system_fingerprint": "fp_sandbox",
        "choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": ending}],
    }
