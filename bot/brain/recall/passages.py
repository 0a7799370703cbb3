"""What of a talk is held against a question: the customer's messages, each with what it replies to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from escalation.reading.asked import SENTENCE
from escalation.reading.repeats import Said

_WORDS = 60
"""Of a message at a time; a longer one is read in parts, each begun with the last sentence of the one before."""

_LAST = 60
"""Messages of the customer that are looked through, from the newest back."""

_LONGEST = 4000
"""Characters of a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Sentences that the customer wrote at this place of the talk, and what we had said just before."""

    at: int
    before: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """As one."""
        return " ".join(self.sentences)


def passages(talk: Sequence[Said]) -> Iterator[Passage]:
    """From the newest message back; the names of files are words of the message that they came with."""
    theirs = [at for at, said in enumerate(talk) if said.is_customer]
    for at in reversed(theirs[-_LAST:]):
        before = talk[at - 1].text if at and not talk[at - 1].is_customer else ""
        said = [one for one in (*SENTENCE.split(talk[at].text[:_LONGEST]), *talk[at].files) if one.strip()]
        for part in _parts(said):
            yield Passage(at=at, before=before, sentences=tuple(part))


def _parts(sentences: Sequence[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for sentence in sentences:
        if part and _words([*part, sentence]) > _WORDS:
            yield part
            part = part[-1:] if _words([part[-1], sentence]) <= _WORDS else []
        part.append(sentence)
    if part:
        yield part


def _words(sentences: Sequence[str]) -> int:
    return sum(len(sentence.split()) for sentence in sentences)
