"""An answer in the making: what was found, quoted or put into words by the model."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from bot.brain.ground import cited, grounded
from bot.brain.images import images_in
from bot.brain.promises import unpromising
from bot.brain.support import unsupported
from bot.deps import Deps
from bot.ports import Found, LanguageModel, Question
from escalation.model import Answer, Conversation, Passage, Source, Utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A drafted answer. `quoted` is whole; `words`, when there are any, are a model's, still coming."""

    quoted: Answer
    passages: tuple[Passage, ...]
    asked: str = ""
    words: AsyncIterator[str] | None = None

    def sources(self, text: str) -> tuple[Source, ...]:
        """What the finished text cites; what it was made from when it cites nothing."""
        return cited(text, self.passages) or self.quoted.sources

    def doubt(self, text: str) -> str:
        """Why the finished text may not rest on the passages; empty when nothing speaks for it."""
        return unsupported(text, self.passages, self.asked) if self.words is not None else ""

    async def close(self) -> None:
        """Give up on words that nobody will read."""
        if self.words is not None and hasattr(self.words, "aclose"):
            await self.words.aclose()


async def look_up(deps: Deps, conversation: Conversation, text: str, *, is_second: bool) -> Found:
    """What comes nearest; on a second try, what was not offered before."""
    offered = frozenset(conversation.tried) if is_second else frozenset()
    return await deps.library.search(text, without=offered, is_second_try=is_second)


async def draft_answer(
    deps: Deps, found: Found, lines: tuple[Utterance, ...], text: str, *, is_second: bool = False
) -> Draft | None:
    """Begin an answer out of what was found; None when nothing answers.

    With a model, its first words are awaited here, because it too may find that nothing fits.
    Raises ModelUnavailableError.
    """
    if found.quoted is None:
        return None
    if deps.model is None:
        return Draft(quoted=found.quoted, passages=found.passages)
    question = Question(
        text=text,
        history=lines,
        passages=found.passages,
        images=await images_in(deps, lines),
        has_failed_before=is_second,
    )
    words = await _begun(deps.model, question)
    return Draft(quoted=found.quoted, passages=found.passages, asked=text, words=words) if words is not None else None


async def _begun(model: LanguageModel, question: Question) -> AsyncIterator[str] | None:
    words = unpromising(grounded(model.write_answer(question), question.passages), question.passages)
    first = await anext(words, None)
    return None if first is None else _from(first, words)


async def _from(first: str, rest: AsyncIterator[str]) -> AsyncIterator[str]:
    yield first
    async for word in rest:
        yield word
