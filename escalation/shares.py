"""A share of some cases, and how far it may be off: Wilson's interval, which also holds for few of them."""

import math
from dataclasses import dataclass

_Z = 1.96
"""Nineteen of twenty such intervals hold the true share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share between 0 and 1 of `n` cases, and the interval it lies in."""

    share: float
    low: float
    high: float
    n: int

    @property
    def words(self) -> str:
        """*12 % (3–36 %)*."""
        return f"{self.share:.0%} ({self.low * 100:.0f}–{self.high:.0%})"


def share(part: float, n: int) -> Share:
    """What part of `n` cases this is. With no case at all it may be anything."""
    if n == 0:
        return Share(share=0.0, low=0.0, high=1.0, n=0)
    p, weight = part / n, _Z * _Z / n
    middle = (p + weight / 2) / (1 + weight)
    around = _Z / (1 + weight) * math.sqrt(p * (1 - p) / n + weight / (4 * n))
    return Share(share=p, low=max(0.0, middle - around), high=min(1.0, middle + around), n=n)
