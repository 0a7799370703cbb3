"""Conversations written to learn from, each with what an agent may ask next, and where the customer told it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from escalation.reading.repeats import Said

TOLD = Path(__file__).parent / "texts" / "told"
"""All that there are."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the customer's words that answer it; None where there are none."""

    text: str
    answer: str | None


@dataclass(slots=True)
class Conversation:
    """What was said, and what may be asked next."""

    talk: list[Said] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    def place(self, answer: str) -> int:
        """The newest message of the customer in which these words are. ValueError where there is none."""
        words = plain(answer)
        found = [at for at, said in enumerate(self.talk) if said.is_customer and words and words in plain(said.text)]
        if not found:
            raise ValueError(f"nobody said {answer!r}")
        return found[-1]


def conversations(path: Path) -> Iterator[Conversation]:
    """Of a file: `# trade`, then `C:` customer, `A:` agent, `+ question | the answering words`, `- question`.

    ValueError, with the line's number, for anything else, and for an answer that nobody gave.
    """
    one = Conversation()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        sign, words = line[:1], line[2:].strip()
        if sign == "#":
            if one.asked:
                yield one
            one = Conversation()
        elif line[:2] in {"C:", "A:"}:
            one.talk.append(Said(text=words, is_customer=sign == "C"))
        elif line.strip():
            try:
                one.asked.append(_asked(one, sign, words))
            except ValueError as error:
                raise ValueError(f"{path.name}, line {number}: {error}") from error
    if one.asked:
        yield one


def plain(text: str) -> str:
    """Without case, punctuation and spaces of every kind."""
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _asked(one: Conversation, sign: str, words: str) -> Asked:
    if sign == "-":
        return Asked(words, None)
    question, bar, answer = (part.strip() for part in words.rpartition("|"))
    if sign != "+" or not bar:
        raise ValueError("neither a question nor words of a conversation")
    one.place(answer)
    return Asked(question, answer)
