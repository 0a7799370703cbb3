"""Figures from judgements: pure arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One item: what is true, what we say, and how strongly we believe it."""

    truth: bool
    verdict: bool
    belief: float


def binary(items: Sequence[Judged]) -> dict[str, float | int]:
    """Precision, recall, F1 of the verdicts; AUROC and average precision of the beliefs."""
    positives = sum(item.truth for item in items)
    said = sum(item.verdict for item in items)
    right = sum(item.truth and item.verdict for item in items)
    precision = right / said if said else 0.0
    recall = right / positives if positives else 0.0
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / (precision + recall), 4) if right else 0.0,
        "auroc": round(auroc(items), 4),
        "average_precision": round(average_precision(items), 4),
        "n": len(items),
        "positives": positives,
    }


def auroc(items: Sequence[Judged]) -> float:
    """How often a true item is believed more than a false one; ties count half. 0.5 when there is only one kind."""
    positives = sum(item.truth for item in items)
    negatives = len(items) - positives
    if not positives or not negatives:
        return 0.5
    below, wins = 0, 0.0
    for _, tied in groupby(sorted(items, key=_belief), key=_belief):
        level = list(tied)
        true = sum(item.truth for item in level)
        wins += true * (below + (len(level) - true) / 2)
        below += len(level) - true
    return wins / (positives * negatives)


def average_precision(items: Sequence[Judged]) -> float:
    """Precision at each level of belief, weighted by the recall it adds."""
    positives = sum(item.truth for item in items)
    seen = right = 0
    total = 0.0
    for _, tied in groupby(sorted(items, key=_belief, reverse=True), key=_belief):
        level = list(tied)
        true = sum(item.truth for item in level)
        seen, right = seen + len(level), right + true
        total += true * right / seen
    return total / positives if positives else 0.0


def _belief(item: Judged) -> float:
    return item.belief
