"""Did the customer tell this already? Rules and a small model that was taught to read it say so together."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.brain.recall.pairs import Judge
from bot.brain.recall.passages import Passage, passages
from escalation.reading.asked import questions
from escalation.reading.repeats import Given, Said, already_answered, is_beside

SURE = 0.75
"""Beliefs above it count."""

DOUBTED = 0.5
"""What the rules see is passed over where the model believes it less than that."""

_LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    question: str
    passage: Passage
    belief: float


def remembered(message: str, talk: Sequence[Said], judge: Judge | None) -> Given | None:
    """What of an agent's message was answered before, and where. Takes some ten milliseconds a message of the talk.

    Without a judge the rules alone are asked.
    """
    told = already_answered(message, talk)
    if judge is None:
        return told
    found = _likeliest(judge, message, talk)
    if found is None:
        return None
    if found.belief < SURE:
        return told if found.belief >= DOUBTED else None
    quote = max(found.passage.sentences, key=lambda one: judge.belief(found.question, found.passage.before, one))
    if is_beside(found.question, quote):
        return None
    return Given(question=found.question, at=found.passage.at, quote=quote[:_LONGEST], why="read")


def _likeliest(judge: Judge, message: str, talk: Sequence[Said]) -> _Found | None:
    read = list(passages(talk))
    found = (
        _Found(question=question, passage=passage, belief=judge.belief(question, passage.before, passage.text))
        for question in questions(message)
        for passage in read
    )
    return max(found, key=lambda one: one.belief, default=None)
