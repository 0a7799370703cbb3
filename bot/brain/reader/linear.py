"""A trained linear model in a file: how likely each label is for a text, and the words that weighed most."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.brain.features import explained, features, tokens

Floats = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class LinearModel:
    """One row of weights per label; two labels share a single row, that of the second.

    `weights` has a power of two of columns. Calibration is part of the weights: what comes out is a probability.
    """

    labels: tuple[str, ...]
    weights: Floats
    bias: Floats

    @classmethod
    def load(cls, path: Path | str) -> Self:
        """From a file that `save` wrote. Raises OSError if there is none."""
        with np.load(path, allow_pickle=False) as file:
            return cls(
                labels=tuple(map(str, file["labels"])),
                weights=file["weights"].astype(np.float32),
                bias=file["bias"].astype(np.float32),
            )

    def save(self, path: Path | str) -> None:
        """Write the file; weights keep three digits, zeros cost nothing."""
        np.savez_compressed(path, labels=np.array(self.labels), weights=self.weights.astype(np.float16), bias=self.bias)

    def scores(self, text: str) -> Floats:
        """The log-odds, one per row."""
        indices, values = features(text)
        return np.asarray(self.weights[:, indices & self._mask] @ values + self.bias, np.float32)

    def probability(self, text: str) -> float:
        """Of two labels: how likely the second is."""
        return float(1 / (1 + np.exp(-self.scores(text)[0])))

    def probabilities(self, text: str) -> dict[str, float]:
        """How likely each label is; they add up to one."""
        if len(self.weights) == 1:
            yes = self.probability(text)
            return {self.labels[0]: 1 - yes, self.labels[1]: yes}
        scores = self.scores(text)
        raised = np.exp(scores - scores.max())
        return dict(zip(self.labels, map(float, raised / raised.sum()), strict=True))

    def evidence(self, text: str, most: int = 3, label: str | None = None) -> tuple[str, ...]:
        """The written words that speak most for a label (by default the second of two), the strongest first."""
        said = tokens(text)
        indices, values, owners = explained(said)
        if not said or not indices.size:
            return ()
        parts = self._row(label)[indices & self._mask] * values
        by_token = np.bincount(owners, weights=parts, minlength=len(said))
        strongest = [at for at in np.argsort(-by_token, kind="stable")[:most] if by_token[at] > 0]
        return tuple(text[said[at].start : said[at].end] for at in strongest)

    def _row(self, label: str | None) -> Floats:
        if len(self.weights) == 1:
            return np.asarray(-self.weights[0] if label == self.labels[0] else self.weights[0], np.float32)
        return np.asarray(self.weights[self.labels.index(label) if label is not None else 0], np.float32)

    @property
    def _mask(self) -> int:
        return int(self.weights.shape[1]) - 1
