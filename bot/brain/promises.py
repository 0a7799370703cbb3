"""Keeps a model from promising: what only people can keep is said by people, or by our own texts."""

import re
from collections.abc import AsyncGenerator, AsyncIterator, Sequence

from bot.errors import ModelUnavailableError
from escalation.model import Passage
from escalation.reading import promise

_END = re.compile(r"(?<=[.!?])[)\"'*_\]]*(?:[ \t]+|$)|\n+")
_LONGEST = 600
"""Characters after which a sentence without end is taken for one."""

_WORD = re.compile(r"[a-z0-9]{4,}")
_WRITTEN_DOWN = 0.7
"""The share of a sentence's words that one passage must hold, so that it repeats what the help centre says."""


async def unpromising(words: AsyncIterator[str], passages: Sequence[Passage]) -> AsyncIterator[str]:
    """The words without sentences that promise what the passages do not say.

    `words` come in pieces that end with a sentence wherever one does, as `grounded` gives them out.
    """
    held = ""
    try:
        async for word in words:
            held += word
            while held and (length := _first_sentence(held)):
                sentence, held = held[:length], held[length:]
                if _may_be_said(sentence, passages):
                    yield sentence
    except ModelUnavailableError:  # it broke off: what it had begun to say is said, too
        if held and _may_be_said(held, passages):
            yield held
        raise
    finally:
        if isinstance(words, AsyncGenerator):
            await words.aclose()
    if held and _may_be_said(held, passages):
        yield held


def _first_sentence(text: str) -> int:
    """How long the first sentence is; 0 while it has not ended."""
    end = _END.search(text)
    return end.end() if end else (len(text) if len(text) > _LONGEST else 0)


def _may_be_said(sentence: str, passages: Sequence[Passage]) -> bool:
    return not promise(sentence) or any(_holds(passage, sentence) for passage in passages)


def _holds(passage: Passage, sentence: str) -> bool:
    said = set(_WORD.findall(sentence.casefold()))
    return bool(said) and len(said & set(_WORD.findall(passage.text.casefold()))) >= _WRITTEN_DOWN * len(said)
