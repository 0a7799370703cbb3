"""What understands and writes: the reader of turns, and a language model."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from escalation.model import Conversation, Passage, Utterance
from escalation.signals import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """What a customer shows: its media type, such as `image/png`, and its bytes."""

    kind: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is to be answered: the customer's words and images, what was said before, and what may be used."""

    text: str
    history: tuple[Utterance, ...]
    passages: tuple[Passage, ...]
    images: tuple[Image, ...] = ()
    has_failed_before: bool = False


class Reader(Protocol):
    """Understands what a customer says. Reads in milliseconds, and never fails."""

    async def read(self, text: str, before: Sequence[Utterance]) -> Reading:
        """What the words of a turn say, given what was said before it. Nothing is decided."""
        ...

    async def refresh(self) -> None:
        """Take up what people taught since the last time."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What a language model makes of a turn, as three plain answers; `why` are the customer's words that show it."""

    asks_for_person: bool
    is_request: bool
    is_frustrated: bool
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """Where a language model says that something was told: its turn, counted from 1, in these words. 0 is nowhere."""

    turn: int = 0
    quote: str = ""


class LanguageModel(Protocol):
    """A model that writes. Raises ModelUnavailableError."""

    @property
    def sees_images(self) -> bool:
        """Whether it is to be shown images."""
        ...

    def write_answer(self, question: Question) -> AsyncIterator[str]:
        """The answer in Markdown, piece by piece, grounded in the passages and citing them as [1], [2] …

        Yields nothing at all when the passages do not hold the answer.
        """
        ...

    async def write_summary(self, conversation: Conversation, lines: Sequence[Utterance]) -> str:
        """Two or three plain sentences for the agent who takes over."""
        ...

    async def read_turn(self, text: str, before: Sequence[Utterance]) -> Opinion:
        """What the customer's latest turn says, given what was said before it."""
        ...

    async def recall(self, asked: str, before: Sequence[Utterance]) -> Recalled:
        """Where the customer has told already what this message of an agent's asks for."""
        ...

    async def translate(self, text: str, to: str) -> str:
        """The text in this language, named in English. Marks like ⟦1⟧ stand for what stays as it is."""
        ...

    async def check(self) -> str:
        """Say hello to the model; its name. For `baton doctor`."""
        ...
