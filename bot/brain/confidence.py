"""How likely it is that the best of what was found answers the question, told by the search alone."""

import math
from collections.abc import Sequence

from bot.brain.search import Hit

DEPTH = 20
"""Hits that are looked at: about as many as hold seven different articles."""

_RIVALS = {1: 1, 3: 2, 6: 1}
"""Which of the other articles are compared, and how much each weighs: a near second may be as good an answer, a near
seventh means that nothing stands out."""

_STEEP, _MIDDLE = 15.0, 0.215
"""The curve from strength to probability, fitted to the help centre of the sandbox (docs/quality.md)."""


def confidence(hits: Sequence[Hit]) -> float:
    """The probability, 0 to 1, that the first of these hits is where the answer stands. They are the DEPTH best.

    What matters is how much of the question is covered (a long one is forgiven more words that nobody wrote down),
    and this counts the more, the further the article stands out and the better its heading says what was asked.
    """
    if not hits or not hits[0].terms:
        return 0.0
    best = hits[0]
    covered = math.pow(best.coverage, 8 / (6 + best.terms))
    strength = covered * (0.2 + _standing_out(hits) + 0.4 * best.heading) / 1.6
    return 1 / (1 + math.exp(-_STEEP * (strength - _MIDDLE)))


def _standing_out(hits: Sequence[Hit]) -> float:
    """How far the best article is above others, 0 to 1: 1 when nothing else was found."""
    scores: dict[str, float] = {}
    for hit in hits:
        scores.setdefault(hit.passage.article, hit.score)
    best, *others = scores.values()
    margins = [
        weight * (1 - others[place - 1] / best if place <= len(others) else 1) for place, weight in _RIVALS.items()
    ]
    return sum(margins) / sum(_RIVALS.values())
