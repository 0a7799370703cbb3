"""From a score to a belief: learned from examples that were left out, with their topic and without it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.brain.topics.board import Board, Floats, Numbers, scores
from bot.brain.topics.softmax import FEW

_FOLDS = 5
_ACCEPTED = 0.9


@dataclass(frozen=True, slots=True)
class Scale:
    """How steeply belief rises with the score, and the score at which it is one half: from there a text is accepted.

    The values here are for a single topic, which leaves nothing to compare with.
    """

    steep: float = 18.0
    limit: float = 0.35

    @classmethod
    def of(cls, rows: Floats, answers: Numbers, taught: int, topics: int) -> Self:
        """Learn from examples; the numbers of those of no topic are `taught` and above.

        Accepted is what is likelier to belong than not, and at least what nine tenths of the examples reach.
        """
        inside, outside = [], []
        for kept, left in _folds(answers):
            board = Board.of(rows[kept], answers[kept], topics)
            for row, answer in zip(rows[left], answers[left], strict=True):
                near, likely = board.compare(row)
                if answer < taught:
                    inside.append(scores(near, likely)[:taught].max())
                    near, likely = _without(answer, near[:taught], likely[:taught])
                if len(near):
                    outside.append(scores(near[:taught], likely[:taught]).max())
        if not inside or not outside:
            return cls()
        steep, middle = _logistic(np.array(inside), np.array(outside))
        return cls(steep=steep, limit=min(middle, float(np.quantile(inside, 1 - _ACCEPTED))))

    def belief(self, score: float) -> float:
        """How likely a text with this score is about a topic that was taught, 0 to 1."""
        return float(1 / (1 + np.exp(-self.steep * (score - self.limit))))


def _without(answer: int, near: Floats, likely: Floats) -> tuple[Floats, Floats]:
    """As if this topic had not been taught."""
    others = likely / max(1 - float(likely[answer]), 1e-6)
    return np.delete(near, answer), np.delete(others, answer)


def _folds(answers: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """Each example is left out once; of very many, a fifth is enough."""
    order = np.argsort(answers, kind="stable")
    turn = np.empty(len(answers), np.intp)
    turn[order] = np.arange(len(answers)) % _FOLDS
    for fold in range(_FOLDS if len(answers) <= FEW else 1):
        kept, left = np.flatnonzero(turn != fold), np.flatnonzero(turn == fold)
        if len(kept) and len(left):
            yield kept, left


def _logistic(inside: NDArray[np.float64], outside: NDArray[np.float64]) -> tuple[float, float]:
    """Slope and middle of the curve between two samples that weigh the same: Newton's method, slightly shrunk."""
    seen = np.concatenate([inside, outside])
    centre = float(seen.mean())
    wanted = np.repeat([1.0, 0.0], [len(inside), len(outside)])
    weigh = np.repeat([0.5 / len(inside), 0.5 / len(outside)], [len(inside), len(outside)])
    columns = np.column_stack([seen - centre, np.ones(len(seen))])
    at = np.array([1.0, 0.0])
    shrink = np.diag([1e-5, 1e-9])
    for _ in range(30):
        likely = 1 / (1 + np.exp(-columns @ at))
        slope = columns.T @ (weigh * (likely - wanted)) + shrink @ at
        bend = (columns * (weigh * likely * (1 - likely))[:, None]).T @ columns + shrink
        at = at - np.linalg.solve(bend, slope)
    steep = max(float(at[0]), 1.0)
    return steep, centre - float(at[1]) / steep
