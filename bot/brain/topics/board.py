"""Examples in their space, and how a text scores against them: near to a topic, and likely among the others."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.brain.topics.softmax import fit_softmax, softmax

Floats = NDArray[np.float32]
Numbers = NDArray[np.intp]

_NEAREST = 3
_CERTAINTY = 0.1
"""What one unit of log-probability weighs beside nearness, which lies between 0 and 1."""


@dataclass(frozen=True, kw_only=True)
class Board:
    """The examples as rows of numbers, the topic number of each, and a classifier between topics."""

    rows: Floats
    """Columns by examples: few columns of a text are not zero."""
    weights: Floats
    bias: Floats
    members: Numbers
    """Topics by their examples; -1 fills up."""

    @classmethod
    def of(cls, rows: Floats, answers: Numbers, topics: int) -> Self:
        """Examples by columns, and the number of the topic of each."""
        weights, bias = fit_softmax(rows, answers, topics)
        return cls(rows=np.ascontiguousarray(rows.T), weights=weights, bias=bias, members=_members(answers, topics))

    def compare(self, row: Floats) -> tuple[Floats, Floats]:
        """For each topic: nearness to its nearest examples, and probability among topics."""
        told = np.flatnonzero(row)
        alike = np.append(row[told] @ self.rows[told], np.float32(-np.inf))[self.members]
        if alike.shape[1] > _NEAREST:
            alike = -np.partition(-alike, _NEAREST - 1, axis=1)[:, :_NEAREST]
        there = np.isfinite(alike)
        near = np.where(there, alike, 0).sum(axis=1) / np.maximum(there.sum(axis=1), 1)
        return near.astype(np.float32), softmax(row[told] @ self.weights[told] + self.bias)


def scores(near: Floats, likely: Floats) -> Floats:
    """One number for each topic: it fits better the higher it is."""
    return np.asarray(near + _CERTAINTY * np.log(np.maximum(likely, 1e-9)), np.float32)


def _members(answers: Numbers, topics: int) -> Numbers:
    groups = [np.flatnonzero(answers == topic) for topic in range(topics)]
    members = np.full((topics, max(map(len, groups))), -1, np.intp)
    for topic, group in enumerate(groups):
        members[topic, : len(group)] = group
    return members
