"""Where knowledge comes from, and how it is searched."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from escalation.model import Answer, Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A page of knowledge as its source keeps it: Markdown, with the address a reader may open."""

    id: str
    title: str
    url: str
    text: str
    source: str = "folder"
    tags: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the library holds on a question: passages, best first, and the answer that quotes them, if there are any.

    How sure it is that they answer is the answer's confidence. `rivals` are the titles of two articles that fit equally
    well, where the words do not decide which is meant.
    """

    passages: tuple[Passage, ...] = ()
    quoted: Answer | None = None
    rivals: tuple[str, ...] = ()


class Library(Protocol):
    """Knowledge, ready to be searched."""

    async def search(self, text: str, *, without: frozenset[str], is_second_try: bool) -> Found:
        """What comes nearest; passages whose ids are in `without` were offered before and are passed over."""
        ...

    async def refresh(self) -> None:
        """Take up what was synced since the last time."""
        ...


class KnowledgeSource(Protocol):
    """Where knowledge comes from."""

    @property
    def name(self) -> str:
        """A stable name: replacing a source's articles leaves those of others alone."""
        ...

    async def articles(self) -> Sequence[Article]:
        """Every article, as it is now."""
        ...
