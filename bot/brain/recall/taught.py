"""What the sentence model was taught besides: to read a question along with what may answer it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.brain.sentences.int8 import Product, Weights

Floats = NDArray[np.float32]

_MOST = 127


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """Two thin matrices for each product of the model, by which its weights change; new small values; the verdict.

    `verdict` weighs the mean of all word pieces, `bias` is added: the log-odds that the question is answered.
    """

    thin: Mapping[str, tuple[Floats, Floats]]
    values: Mapping[str, Floats]
    verdict: Floats
    bias: float

    @classmethod
    def load(cls, path: Path | str) -> Self:
        """From a file that `save` wrote. OSError where there is none."""
        with np.load(path, allow_pickle=False) as file:
            held = {name: file[name].astype(np.float32) for name in file.files}
        left = {name[2:]: value for name, value in held.items() if name.startswith("l:")}
        return cls(
            thin={name: (value, held[f"r:{name}"]) for name, value in left.items()},
            values={name[2:]: value for name, value in held.items() if name.startswith("v:")},
            verdict=held["verdict"],
            bias=float(held["bias"]),
        )

    def save(self, path: Path | str) -> None:
        """Write the file: half floats are as good."""
        kept: dict[str, Floats] = {f"v:{name}": value for name, value in self.values.items()}
        for name, (left, right) in self.thin.items():
            kept |= {f"l:{name}": left, f"r:{name}": right}
        halved = {name: value.astype(np.float16) for name, value in kept.items()}
        np.savez_compressed(path, verdict=self.verdict, bias=np.float32(self.bias), allow_pickle=False, **halved)

    def applied(self, weights: Weights) -> Weights:
        """The weights as they were taught to be, in whole numbers again. KeyError where they are another model's."""
        products = dict(weights.products)
        for name, (left, right) in self.thin.items():
            products[name] = _changed(products[name], left @ right, self.values.get(name))
        return Weights({**weights.values, **self.values}, products)


def _changed(product: Product, by: Floats, bias: Floats | None) -> Product:
    exact = product.whole * product.scale + by
    scale = np.maximum(np.abs(exact).max(axis=0), np.finfo(np.float32).tiny) / _MOST
    whole = np.rint(exact / scale).astype(np.int8)
    return Product(whole, scale.astype(np.float32), product.bias if bias is None else bias)
