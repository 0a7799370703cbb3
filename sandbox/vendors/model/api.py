"""OpenAI's chat completions and embeddings, answered without a model."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from sandbox.errors import ControlError, Json
from sandbox.vendors.exchange import InvalidError, RefusedError, Reply, Request, Route
from sandbox.vendors.ids import letters
from sandbox.vendors.limits import Standing, Window
from sandbox.vendors.model.composing import Prompt, compose, odd_image, read, spoken
from sandbox.vendors.model.embedding import DIMENSIONS, embed, packed
from sandbox.vendors.model.shapes import Filler, check_strict
from sandbox.vendors.model.speaking import Called, Head, Speech, stream, tokens, whole
from sandbox.vendors.vendor import Vendor, bearer, is_key, whole_seconds
from sandbox.vendors.words import stems

LARGE, SMALL, EMBEDDING = "sandbox-large", "sandbox-small", "sandbox-embedding"

_REQUESTS = Window("requests", 500, 60)
_CHAT = frozenset(
    {"model", "messages", "stream", "stream_options", "temperature", "top_p", "n", "max_tokens", "stop", "seed", "user"}
    | {"max_completion_tokens", "response_format", "tools", "tool_choice", "parallel_tool_calls", "metadata", "store"}
    | {"presence_penalty", "frequency_penalty", "reasoning_effort", "verbosity", "service_tier", "logit_bias"}
    | {"safety_identifier", "prompt_cache_key", "logprobs", "top_logprobs", "modalities"}
)
_EMBED = frozenset({"model", "input", "dimensions", "encoding_format", "user"})
_SCRIPT = frozenset({"content", "tool_calls", "refusal", "finish_reason", "contains"})
_CODES = {401: "invalid_api_key", 403: "unsupported_country", 404: "not_found", 429: "rate_limit_exceeded"}


class Model(Vendor):
    """Says what the passages of the prompt say; or what it was told to say next."""

    name: ClassVar[str] = "model"
    key: ClassVar[str] = "sk-sandbox"
    pace: float = 0.0
    """Real seconds between the words of a stream."""

    def environment(self, url: str) -> dict[str, str]:
        """See Vendor."""
        return {
            "OPENAI_BASE_URL": f"{url}/v1",
            "OPENAI_API_KEY": self.key,
            "BATON_MODEL": LARGE,
            "BATON_FAST_MODEL": SMALL,
            "BATON_EMBEDDING_MODEL": EMBEDDING,
        }

    def reset(self) -> None:
        """See Vendor."""
        self._script: list[Json] = []

    def script(self, replies: list[Json]) -> None:
        """What to say next, in order: `content`, `tool_calls: [{name, arguments}]`, `refusal`, `finish_reason`.

        One that has `contains` waits until somebody says that.
        """
        for reply in replies:
            if set(reply) - _SCRIPT:
                raise ControlError("invalid_argument", f"A reply has no more than {', '.join(sorted(_SCRIPT))}.")
        self._script.extend(replies)

    def routes(self) -> tuple[Route, ...]:
        """See Vendor."""
        return (
            Route("POST", "/v1/chat/completions", self._chat),
            Route("POST", "/v1/embeddings", self._embeddings),
            Route("GET", "/v1/models", self._models),
            Route("GET", "/v1/models/{id}", self._model),
        )

    def admit(self, request: Request) -> None:
        """See Vendor."""
        if not is_key(bearer(request), self.key):
            raise self.refuse(401, "Incorrect API key provided.")

    def refuse(self, status: int, message: str) -> RefusedError:
        """See Vendor."""
        return self._error(status, message, _CODES.get(status))

    def limited(self, standing: Standing) -> RefusedError:
        """See Vendor."""
        refusal = self.refuse(429, "Rate limit reached for requests")
        headers = {"Retry-After": whole_seconds(standing.resets_in), **self.meter((standing,))}
        return RefusedError(Reply(refusal.reply.body, 429, headers))

    def budgets(self, _request: Request) -> tuple[Window, ...]:
        """See Vendor."""
        return (_REQUESTS,)

    def meter(self, standings: tuple[Standing, ...]) -> Mapping[str, str]:
        """See Vendor."""
        standing = standings[0]
        return {
            "x-ratelimit-limit-requests": str(standing.window.allowed),
            "x-ratelimit-remaining-requests": str(max(0, standing.left)),
            "x-ratelimit-reset-requests": f"{whole_seconds(standing.resets_in)}s",
        }

    def trace(self) -> Mapping[str, str]:
        """See Vendor."""
        return {"x-request-id": f"req_{self.request_id()}", "openai-version": "2020-10-01"}

    # talking

    def _chat(self, request: Request) -> Reply:
        asked = self._asked(request, _CHAT, LARGE, SMALL)
        messages = asked.get("messages")
        if not isinstance(messages, list) or not messages:
            raise self._error(400, "Missing required parameter: 'messages'.", "missing_required_parameter")
        if odd := odd_image(messages):
            raise self._error(400, f"You uploaded an unsupported image ({odd}).", "invalid_image_format")
        if asked.get("n") not in (None, 1):
            raise self._error(400, "The sandbox says one thing at a time: 'n' can only be 1.", "invalid_value")
        speech = _cut(self._speech(asked, read(messages)), asked)
        head = Head(
            id=f"chatcmpl-{letters(self.request_id(), 28)}",
            created=int(self.clock.wall()),
            model=asked["model"],
            asked_tokens=sum(tokens(spoken(one)) for one in messages),
            usage_is_wanted=bool((asked.get("stream_options") or {}).get("include_usage")),
        )
        if asked.get("stream"):
            return Reply(events=stream(head, speech), pace=self.pace)
        return Reply(whole(head, speech))

    def _speech(self, asked: Json, prompt: Prompt) -> Speech:
        tools = self._tools(asked)
        schema = self._response_schema(asked)
        if (scripted := self._scripted(prompt)) is not None:
            return scripted
        composed = compose(prompt)
        if chosen := self._chosen_tool(asked, tools, prompt):
            arguments = Filler(chosen.get("parameters") or {"type": "object"}, prompt, composed).fill()
            return Speech(calls=(Called(chosen["name"], json.dumps(arguments)),), ending="tool_calls")
        if schema is not None:
            return Speech(json.dumps(Filler(schema, prompt, composed).fill()))
        return Speech(composed.text)

    def _scripted(self, prompt: Prompt) -> Speech | None:
        for reply in self._script:
            if reply.get("contains", "") in prompt.said:
                self._script.remove(reply)
                calls = tuple(
                    Called(one["name"], json.dumps(one.get("arguments", {}))) for one in reply.get("tool_calls", [])
                )
                ending = reply.get("finish_reason", "tool_calls" if calls else "stop")
                return Speech(reply.get("content"), calls, reply.get("refusal"), ending)
        return None

    def _response_schema(self, asked: Json) -> Json | None:
        wanted = asked.get("response_format") or {"type": "text"}
        if wanted["type"] == "json_object":
            return {"type": "object", "properties": {"answer": {"type": "string"}}}
        if wanted["type"] != "json_schema":
            return None
        described = wanted.get("json_schema") or {}
        if "name" not in described or "schema" not in described:
            raise self._error(400, "Missing required parameter: 'response_format.json_schema'.", "missing_parameter")
        if described.get("strict"):
            self._check_strict(described["schema"], f"response_format '{described['name']}'")
        schema: Json = described["schema"]
        return schema

    def _check_strict(self, schema: Json, where: str) -> None:
        try:
            check_strict(schema, where)
        except InvalidError as error:
            raise self._error(400, str(error), "invalid_json_schema") from error

    # tools

    def _tools(self, asked: Json) -> list[Json]:
        tools: list[Json] = []
        for one in asked.get("tools") or []:
            if one.get("type") != "function" or "name" not in one.get("function", {}):
                raise self._error(400, "Invalid value: a tool is a function with a name.", "invalid_value")
            function = one["function"]
            if function.get("strict"):
                self._check_strict(function["parameters"], f"function '{function['name']}'")
            tools.append(function)
        return tools

    def _chosen_tool(self, asked: Json, tools: list[Json], prompt: Prompt) -> Json | None:
        """The tool that must be used, or whose name the question has; none once a tool has answered."""
        choice = asked.get("tool_choice") or "auto"
        if isinstance(choice, dict):
            name = choice["function"]["name"]
            found = next((tool for tool in tools if tool["name"] == name), None)
            if found is None:
                raise self._error(400, f"Tool choice '{name}' not found in 'tools' parameter.", "invalid_value")
            return found
        has_answered = any(one["role"] == "tool" for one in asked["messages"])
        if choice == "none" or not tools or (choice == "auto" and has_answered):
            return None
        words = set(stems(prompt.question))
        fitting = [tool for tool in tools if set(stems(tool["name"].replace("_", " "))) <= words]
        return fitting[0] if fitting else (tools[0] if choice == "required" else None)

    # the rest

    def _embeddings(self, request: Request) -> Reply:
        asked = self._asked(request, _EMBED, EMBEDDING)
        texts = [asked["input"]] if isinstance(asked.get("input"), str) else asked.get("input")
        if not isinstance(texts, list) or not texts or not all(isinstance(one, str) for one in texts):
            raise self._error(400, "Invalid value: 'input' is a text or a list of texts.", "invalid_value")
        vectors = [embed(text, asked.get("dimensions") or DIMENSIONS) for text in texts]
        is_packed = asked.get("encoding_format") == "base64"
        data = [
            {"object": "embedding", "index": index, "embedding": packed(vector) if is_packed else vector}
            for index, vector in enumerate(vectors)
        ]
        used = sum(map(tokens, texts))
        usage = {"prompt_tokens": used, "total_tokens": used}
        return Reply({"object": "list", "data": data, "model": asked["model"], "usage": usage})

    def _models(self, _request: Request) -> Reply:
        return Reply({"object": "list", "data": [_described(name) for name in (LARGE, SMALL, EMBEDDING)]})

    def _model(self, request: Request) -> Reply:
        self._check_model(request.params["id"], (LARGE, SMALL, EMBEDDING))
        return Reply(_described(request.params["id"]))

    def _asked(self, request: Request, known: frozenset[str], *models: str) -> Json:
        asked = request.json()
        if strangers := sorted(set(asked) - known):
            raise self._error(400, f"Unknown parameter: '{strangers[0]}'.", "unknown_parameter", strangers[0])
        self._check_model(str(asked.get("model")), models)
        return asked

    def _check_model(self, name: str, known: tuple[str, ...]) -> None:
        if name not in known:
            raise self._error(404, f"The model '{name}' does not exist; there are {known}.", "model_not_found", "model")

    def _error(self, status: int, message: str, code: str | None, param: str | None = None) -> RefusedError:
        kind = {429: "requests", 401: "invalid_request_error"}.get(status, "server_error" if status >= 500 else None)
        error = {"message": message, "type": kind or "invalid_request_error", "param": param, "code": code}
        return RefusedError(Reply({"error": error}, status))


def _cut(speech: Speech, asked: Json) -> Speech:
    """Say no more than was wanted."""
    most = asked.get("max_completion_tokens") or asked.get("max_tokens")
    if most is None or speech.content is None or tokens(speech.content) <= most:
        return speech
    return replace(speech, content=speech.content[: most * 4], ending="length")


def _described(name: str) -> Json:
    return {"id": name, "object": "model", "created": 1_790_000_000, "owned_by": "sandbox"}
