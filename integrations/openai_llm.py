"""Any language model that speaks OpenAI's chat completions: OpenAI itself, or a server of one's own."""

import asyncio
import re
from base64 import b64encode
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from openai import APIStatusError, AsyncOpenAI, AsyncStream, Omit, OpenAIError, Timeout, omit
from openai.types.chat import (
    ChatCompletionChunk,
    ChatCompletionContentPartImageParam,
    ChatCompletionContentPartParam,
    ChatCompletionContentPartTextParam,
    ChatCompletionMessageParam,
    ChatCompletionSystemMessageParam,
    ChatCompletionUserMessageParam,
)
from openai.types.shared_params import ResponseFormatJSONSchema
from pydantic import TypeAdapter, ValidationError

from bot.brain import prompts
from bot.brain.prompts import NO_ANSWER, Prompt
from bot.errors import ModelUnavailableError
from bot.log import logger
from bot.ports import Image, Opinion, Question, Recalled
from escalation.model import Conversation, Utterance

log = logger(__name__)

_SERVICE = "The language model"
_MOST_SUMMARY_WORDS = 80
_FENCE = re.compile(r"^```(?:json)?\s*|\s*```$")
_DECORATION = re.compile(r"[\s\"'“”`*>#\\]")

_OPINION = TypeAdapter(Opinion)
_OPINION_FORMAT: ResponseFormatJSONSchema = {
    "type": "json_schema",
    "json_schema": {
        "name": "opinion",
        "strict": True,
        "schema": {
            "type": "object",
            "properties": {
                "asks_for_person": {"type": "boolean"},
                "is_request": {"type": "boolean"},
                "is_frustrated": {"type": "boolean"},
                "why": {"type": "string"},
            },
            "required": ["asks_for_person", "is_request", "is_frustrated", "why"],
            "additionalProperties": False,
        },
    },
}

_RECALLED = TypeAdapter(Recalled)
_RECALLED_FORMAT: ResponseFormatJSONSchema = {
    "type": "json_schema",
    "json_schema": {
        "name": "recalled",
        "strict": True,
        "schema": {
            "type": "object",
            "properties": {"turn": {"type": "integer"}, "quote": {"type": "string"}},
            "required": ["turn", "quote"],
            "additionalProperties": False,
        },
    },
}


_REFUSED = frozenset({400, 404, 413, 415, 422})
"""How servers answer when their model cannot see, or not this image."""

# What the client raises, and what it lets through when a server talks nonsense: no JSON, or JSON of another shape.
_FAILURES = (OpenAIError, ValueError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Seconds to wait: for everything, for the next word, and for a short reply in one piece."""

    total: float = 240
    silence: float = 45
    reply: float = 30


class OpenAIModel:
    """A LanguageModel. `fast_model` writes what nobody waits to read closely."""

    def __init__(
        self, client: AsyncOpenAI, *, model: str, fast_model: str, patience: Patience, sees_images: bool = False
    ) -> None:
        self._client = client
        self._model = model
        self._fast_model = fast_model
        self._patience = patience
        self._sees_images = sees_images

    @property
    def sees_images(self) -> bool:
        """See `bot.ports.LanguageModel`."""
        return self._sees_images

    async def write_answer(self, question: Question) -> AsyncIterator[str]:
        """See `bot.ports.LanguageModel`."""
        held = ""
        is_answer = False
        async with aclosing(self._answer(question)) as words:
            async for word in words:
                held += word
                if not is_answer and _declines(held):
                    return
                is_answer = is_answer or not _may_decline(held)
                if is_answer:
                    yield held
                    held = ""
        if held.strip():
            yield held
        elif not is_answer:
            raise ModelUnavailableError(_SERVICE, "it said nothing")

    async def _answer(self, question: Question) -> AsyncGenerator[str, None]:
        """Its words; without the images, where the model does not take them."""
        has_begun = False
        try:
            async with aclosing(self._words(prompts.answer(question))) as words:
                async for word in words:
                    has_begun = True
                    yield word
        except ModelUnavailableError as error:
            cause = error.__cause__
            is_refused = isinstance(cause, APIStatusError) and cause.status_code in _REFUSED
            if has_begun or not (is_refused and question.images):
                raise
            log.info("model.refused_images", why=str(error))
            async with aclosing(self._words(prompts.answer(replace(question, images=())))) as words:
                async for word in words:
                    yield word

    async def write_summary(self, conversation: Conversation, lines: Sequence[Utterance]) -> str:
        """See `bot.ports.LanguageModel`."""
        text, _ = await self._reply(self._fast_model, prompts.summary(conversation, lines))
        words = text.split()
        return " ".join(words[:_MOST_SUMMARY_WORDS]) + ("…" if len(words) > _MOST_SUMMARY_WORDS else "")

    async def read_turn(self, text: str, before: Sequence[Utterance]) -> Opinion:
        """See `bot.ports.LanguageModel`."""
        said, _ = await self._reply(self._fast_model, prompts.reading(text, before), _OPINION_FORMAT)
        try:
            return _OPINION.validate_json(_unfenced(said))
        except ValidationError as error:
            raise ModelUnavailableError(_SERVICE, "its reading has another shape") from error

    async def recall(self, asked: str, before: Sequence[Utterance]) -> Recalled:
        """See `bot.ports.LanguageModel`."""
        said, _ = await self._reply(self._fast_model, prompts.recalling(asked, before), _RECALLED_FORMAT)
        try:
            return _RECALLED.validate_json(_unfenced(said))
        except ValidationError as error:
            raise ModelUnavailableError(_SERVICE, "what it recalls has another shape") from error

    async def translate(self, text: str, to: str) -> str:
        """See `bot.ports.LanguageModel`."""
        said, _ = await self._reply(self._fast_model, prompts.translation(text, to))
        return said

    async def check(self) -> str:
        """See `bot.ports.LanguageModel`."""
        _, name = await self._reply(self._model, prompts.greeting())
        return name or self._model

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def _reply(
        self, model: str, prompt: Prompt, shape: ResponseFormatJSONSchema | Omit = omit
    ) -> tuple[str, str]:
        """A whole reply, of a certain shape where one is wanted, and the name of the model that gave it."""
        try:
            async with asyncio.timeout(self._patience.reply):
                completion = await self._client.chat.completions.create(
                    model=model, messages=_messages(prompt), response_format=shape
                )
            text = (completion.choices[0].message.content or "").strip()
            name = completion.model
        except TimeoutError as error:
            raise ModelUnavailableError(_SERVICE, "it took too long") from error
        except (*_FAILURES, IndexError) as error:
            raise _unavailable(error) from error
        if not text:
            raise ModelUnavailableError(_SERVICE, "it said nothing")
        return text, name

    async def _words(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        """The model's words as they come. Raises ModelUnavailableError when they do not end as they should."""
        # The limits are set around each wait, never around a yield: there they would hit whoever reads the words.
        deadline = asyncio.get_running_loop().time() + self._patience.total
        stream: AsyncStream[ChatCompletionChunk] | None = None
        try:
            async with asyncio.timeout_at(self._limit(deadline)):
                stream = await self._client.chat.completions.create(
                    model=self._model, messages=_messages(prompt), stream=True
                )
            ending: str | None = None
            while ending is None:
                async with asyncio.timeout_at(self._limit(deadline)):
                    word, ending = await _next_word(stream)
                if word:
                    yield word
            if ending == "content_filter":
                raise ModelUnavailableError(_SERVICE, "its content filter stopped it")
        except TimeoutError as error:
            raise ModelUnavailableError(_SERVICE, "it took too long") from error
        except _FAILURES as error:
            raise _unavailable(error) from error
        finally:
            if stream is not None:
                await stream.close()

    def _limit(self, deadline: float) -> float:
        return min(deadline, asyncio.get_running_loop().time() + self._patience.silence)


def connect_openai(
    *, api_key: str | None, base_url: str | None, model: str, fast_model: str | None, sees_images: bool = False
) -> OpenAIModel:
    """Build the adapter. Opens no connection yet; servers of one's own often need no key."""
    patience = Patience()
    client = AsyncOpenAI(
        api_key=api_key or "none",
        base_url=base_url or None,
        timeout=Timeout(patience.reply, connect=5, read=patience.silence),
        max_retries=1,
    )
    return OpenAIModel(client, model=model, fast_model=fast_model or model, patience=patience, sees_images=sees_images)


async def _next_word(stream: AsyncStream[ChatCompletionChunk]) -> tuple[str, str | None]:
    """The next word that is not empty, or the last and why it is the last."""
    while (chunk := await anext(stream, None)) is not None:
        if chunk.choices:
            choice = chunk.choices[0]
            word = choice.delta.content or ""
            if word or choice.finish_reason:
                return word, choice.finish_reason
    raise ModelUnavailableError(_SERVICE, "it broke off")


def _messages(prompt: Prompt) -> list[ChatCompletionMessageParam]:
    return [
        ChatCompletionSystemMessageParam(role="system", content=prompt.system),
        ChatCompletionUserMessageParam(role="user", content=_parts(prompt) if prompt.images else prompt.user),
    ]


def _parts(prompt: Prompt) -> list[ChatCompletionContentPartParam]:
    text = ChatCompletionContentPartTextParam(type="text", text=prompt.user)
    return [text, *(_part(image) for image in prompt.images)]


def _part(image: Image) -> ChatCompletionContentPartImageParam:
    url = f"data:{image.kind};base64,{b64encode(image.content).decode('ascii')}"
    return ChatCompletionContentPartImageParam(type="image_url", image_url={"url": url})


def _unfenced(text: str) -> str:
    """The JSON of a reply that some models wrap into a code block."""
    return _FENCE.sub("", text)


def _bare(text: str) -> str:
    return _DECORATION.sub("", text).lstrip("_")


def _declines(text: str) -> bool:
    return _bare(text).startswith(NO_ANSWER)


def _may_decline(text: str) -> bool:
    return NO_ANSWER.startswith(_bare(text))


def _unavailable(error: Exception) -> ModelUnavailableError:
    """What went wrong, without the server's words: they may repeat the prompt."""
    if not isinstance(error, APIStatusError):
        return ModelUnavailableError(_SERVICE, type(error).__name__)
    wait = error.response.headers.get("retry-after", "")
    return ModelUnavailableError(
        _SERVICE, f"HTTP {error.status_code}", retry_after=float(wait) if wait.isdecimal() else None
    )
