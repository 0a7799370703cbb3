from pathlib import Path

import numpy as np
import pytest

from bot.brain.recall.taught import Taught
from bot.brain.sentences.int8 import Product, Weights

BIAS = "inner.encoder.layer.0.output.dense.bias"


def weights() -> Weights:
    whole = np.array([[10, -20], [30, 40], [-50, 127]], np.int8)
    return Weights({}, {BIAS: Product(whole, np.array([0.1, 0.2], np.float32), np.zeros(2, np.float32))})


def taught(name: str = BIAS) -> Taught:
    left, right = np.array([[1], [0], [2]], np.float32), np.array([[3, -1]], np.float32)
    values = {name: np.array([7, 8], np.float32)}
    return Taught(thin={name: (left, right)}, values=values, verdict=np.ones(2, np.float32), bias=0.5)


def test_what_was_taught_is_added_to_the_weights() -> None:
    changed = taught().applied(weights()).products[BIAS]

    exact = weights().products[BIAS].whole * np.array([0.1, 0.2]) + [[3, -1], [0, 0], [6, -2]]
    assert changed.whole * changed.scale == pytest.approx(exact, abs=float(changed.scale.max()))
    assert changed.whole.dtype == np.int8
    assert list(changed.bias) == [7, 8]


def test_a_column_without_weights_stays_empty() -> None:
    empty = Product(np.zeros((3, 2), np.int8), np.ones(2, np.float32), np.zeros(2, np.float32))
    nothing = Taught(
        thin={BIAS: (np.zeros((3, 1), np.float32), np.zeros((1, 2), np.float32))},
        values={},
        verdict=np.ones(2, np.float32),
        bias=0,
    )

    assert not nothing.applied(Weights({}, {BIAS: empty})).products[BIAS].whole.any()


def test_what_was_taught_is_kept_in_a_file(tmp_path: Path) -> None:
    taught().save(tmp_path / "taught.npz")

    kept = Taught.load(tmp_path / "taught.npz")
    assert kept.thin[BIAS][0] == pytest.approx(taught().thin[BIAS][0])
    assert (list(kept.verdict), kept.bias, list(kept.values[BIAS])) == ([1, 1], 0.5, [7, 8])


def test_another_models_weights_cannot_be_taught() -> None:
    with pytest.raises(KeyError):
        taught("somebody.else.bias").applied(weights())
