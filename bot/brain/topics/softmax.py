"""Softmax regression, exactly: no step size, no seed, the same weights every time."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_ROUNDS = 60
FEW = 3000
"""Up to so many examples the steps are made in their space, and above in that of the columns."""


def softmax(scores: Floats) -> Floats:
    """Probabilities, row by row."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)


def fit_softmax(rows: Floats, answers: NDArray[np.intp], classes: int, freedom: float = 30.0) -> tuple[Floats, Floats]:
    """Weights (columns of `rows` by classes) and a bias per class; `answers` are class numbers; freedom is unshrunk.

    The curvature of the loss is below half the Gram matrix (Böhning 1992), so one inverse serves every step; a step in
    the space of examples or of columns, whichever is smaller, with Nesterov's momentum.
    """
    wanted = np.eye(classes, dtype=np.float32)[answers]
    rows = np.column_stack([rows, np.ones(len(rows), np.float32)])
    found = _by_examples(rows, wanted, 1 / freedom) if len(rows) <= FEW else _by_columns(rows, wanted, 1 / freedom)
    return found[:-1], found[-1]


def _by_examples(rows: Floats, wanted: Floats, shrink: float) -> Floats:
    gram: Floats = rows @ rows.T
    step = _inverse(gram, shrink)
    at: Floats = np.zeros_like(wanted)
    ahead = at
    for momentum in _momenta():
        slope = np.asarray(softmax(np.asarray(gram @ ahead, np.float32)) - wanted + shrink * ahead, np.float32)
        new = (ahead - step @ slope).astype(np.float32)
        at, ahead = new, (new + momentum * (new - at)).astype(np.float32)
    return np.asarray(rows.T @ at, np.float32)


def _by_columns(rows: Floats, wanted: Floats, shrink: float) -> Floats:
    step = _inverse(rows.T @ rows, shrink)
    at: Floats = np.zeros((rows.shape[1], wanted.shape[1]), np.float32)
    ahead = at
    for momentum in _momenta():
        slope = rows.T @ (softmax(rows @ ahead) - wanted) + shrink * ahead
        new = (ahead - step @ slope).astype(np.float32)
        at, ahead = new, (new + momentum * (new - at)).astype(np.float32)
    return np.asarray(at, np.float32)


def _inverse(gram: Floats, shrink: float) -> Floats:
    return np.asarray(np.linalg.inv(gram / 2 + shrink * np.eye(len(gram), dtype=np.float32)), np.float32)


def _momenta() -> list[float]:
    """Nesterov's, for each round."""
    momenta, now = [], 1.0
    for _ in range(_ROUNDS):
        after = (1 + (1 + 4 * now * now) ** 0.5) / 2
        momenta.append((now - 1) / after)
        now = after
    return momenta
