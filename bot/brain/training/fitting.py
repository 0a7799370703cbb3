"""Fits a linear model on labelled texts. Only for training: the shipped bot needs numpy alone."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.brain.features import features
from bot.brain.reader.linear import LinearModel
from bot.brain.training.phrases import Labelled

COLUMNS = 1 << 17
_SMALLEST = 1e-3


def vectors(texts: Sequence[str]) -> csr_matrix:
    """One row of hashed features per text, folded to COLUMNS."""
    pairs = [features(text) for text in texts]
    ends = np.cumsum([0, *(len(indices) for indices, _ in pairs)])
    columns = np.concatenate([indices & (COLUMNS - 1) for indices, _ in pairs])
    matrix = csr_matrix((np.concatenate([values for _, values in pairs]), columns, ends), (len(texts), COLUMNS))
    matrix.sum_duplicates()
    return matrix


def fit(examples: Sequence[Labelled], labels: tuple[str, str], strength: float) -> LinearModel:
    """A yes-or-no model; `strength` is how far it may follow the examples (inverse regularisation)."""
    truth = np.array([one.label for one in examples])
    fitted = LogisticRegression(C=strength, max_iter=300, solver="liblinear", random_state=0)
    fitted.fit(vectors([one.text for one in examples]), truth)
    weights = np.where(np.abs(fitted.coef_) < _SMALLEST, 0, fitted.coef_)
    return LinearModel(labels=labels, weights=weights.astype(np.float32), bias=fitted.intercept_.astype(np.float32))
