"""Knowledge, and what was made of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an answer comes from, as a reader may open it. The link is written by code, never by a model."""

    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A quotable piece of knowledge: one section of one article, in Markdown."""

    id: str
    title: str
    section: str
    url: str
    text: str

    @property
    def article(self) -> str:
        """Which article it is of."""
        return self.id.rpartition("#")[0] or self.id

    @property
    def source(self) -> Source:
        """How it is cited: by article and section."""
        return Source(title=f"{self.title} › {self.section}" if self.section else self.title, url=self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A drafted reply in Markdown. `confidence` is between 0 and 1."""

    text: str
    sources: tuple[Source, ...]
    passages: tuple[str, ...]
    confidence: float
