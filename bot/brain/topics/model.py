"""Topics taught by example: which one a text is about, and whether it is about any of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from threadpoolctl import threadpool_limits

from bot.brain.sentences.meaning import Meaning
from bot.brain.topics.board import Board, scores
from bot.brain.topics.scale import Scale
from bot.brain.topics.softmax import FEW
from bot.brain.topics.space import Space

ACCEPTED_AT = 0.5
"""The belief from which a text counts as being about a topic."""

_TELLING = 3
"""Letters of a word that says something by itself."""


@dataclass(frozen=True, slots=True)
class TopicVerdict:
    """`topic` is the best of those taught; `belief`, 0 to 1, says whether it fits at all."""

    topic: str
    belief: float

    @property
    def accepted(self) -> bool:
        """Whether the text is about it."""
        return self.belief >= ACCEPTED_AT


class TopicModel:
    """Taught with `fit`. A text belongs to the topic that is near it and likely among the others; or to none."""

    def __init__(self, space: Space, names: tuple[str | None, ...], board: Board, scale: Scale) -> None:
        self._space, self._names, self._board, self._scale = space, names, board, scale

    @classmethod
    def fit(cls, texts: Sequence[str], topics: Sequence[str | None], meaning: Meaning | None = None) -> Self:
        """Learn from examples; None marks examples of no topic. ValueError without a single topic."""
        names = tuple(sorted({topic for topic in topics if topic is not None}))
        if not names:
            raise ValueError("no topic has an example")
        known: tuple[str | None, ...] = (*names, None) if None in topics else names
        space = Space.of(texts, meaning)
        rows = np.stack([space.place(text) for text in texts])
        answers = np.array([known.index(topic) for topic in topics])
        with threadpool_limits(limits=1 if len(rows) <= FEW else None, user_api="blas"):
            scale = Scale.of(rows, answers, len(names), len(known))
            board = Board.of(rows, answers, len(known))
        return cls(space, known, board, scale)

    def judge(self, text: str) -> TopicVerdict:
        """The best topic for a text, and how sure it is that any fits. Where none fits better, it is not accepted."""
        found = scores(*self._board.compare(self._space.place(text)))
        taught = len(self._names) - (None in self._names)
        best = int(found[:taught].argmax())
        topic = self._names[best]
        assert topic is not None
        belief = self._scale.belief(float(found[best]))
        is_outside = taught < len(self._names) and found[taught] > found[best]
        return TopicVerdict(topic, belief * ACCEPTED_AT if is_outside else belief)

    def evidence(self, text: str, topic: str, most: int = 3) -> tuple[str, ...]:
        """The words of a text that speak for a topic, the strongest first; very short ones tell people nothing."""
        weights = self._board.weights[:, self._names.index(topic)] - self._board.weights.mean(axis=1)
        spoken = [word for share, word in self._space.spoken_for(text, weights) if share > 0 and len(word) >= _TELLING]
        return tuple(spoken[:most])
