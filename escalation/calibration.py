"""Learns from customers' verdicts how far the confidence in answers about a topic is to be trusted."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_CAUTION = 2.0
"""How firmly the confidence is believed before anybody judged: about as much as eight verdicts weigh."""

_EDGE = 1e-6
_STEPS = 20


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer that a customer judged: how sure the bot was of it, 0 to 1, and whether it helped."""

    confidence: float
    helped: bool


def shift(judged: Sequence[Judged]) -> float:
    """How much better, in log-odds, answers fare than their confidence said; below 0, worse. 0 without verdicts.

    The most likely shift, held near 0 while verdicts are few (Newton's method; the sum is concave).
    """
    found = 0.0
    for _ in range(_STEPS if judged else 0):
        expected = [shifted(one.confidence, found) for one in judged]
        slope = sum(one.helped - p for one, p in zip(judged, expected, strict=True)) - _CAUTION * found
        found += slope / (sum(p * (1 - p) for p in expected) + _CAUTION)
    return found


def shifted(confidence: float, by: float) -> float:
    """A confidence moved by so many log-odds. 0 stays 0: where nothing was found, no history makes it an answer."""
    if confidence <= 0:
        return 0.0
    sure = min(max(confidence, _EDGE), 1 - _EDGE)
    return 1 / (1 + math.exp(-math.log(sure / (1 - sure)) - by))
