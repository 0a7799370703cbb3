"""Retrieval: are the right articles found, and is it known when there are none?"""

import math
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, quantiles

from bot.brain.confidence import DEPTH, confidence
from bot.brain.cut import cut
from bot.brain.search import PassageIndex
from bot.evals.figures import Judged, auroc
from bot.evals.texts import read_lines, write_predictions
from bot.ports import Article

_PASSAGES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question: what was found, and what should have been."""

    id: str
    ranked: list[str]
    relevant: frozenset[str]
    is_answerable: bool
    belief: float
    seconds: float


def judge_retrieval(documents: Path, files: list[Path], predictions: Path | None) -> dict[str, object]:
    """The figures over all questions, on an index of these documents."""
    began = time.perf_counter()
    index, home = _index(documents)
    build = time.perf_counter() - began
    asked = [_ask(index, home, question) for question in read_lines(files)]
    lines: list[dict[str, object]] = [{"id": one.id, "ranked": one.ranked, "answerable": one.belief} for one in asked]
    write_predictions(predictions, lines)
    return {"kind": "retrieval", **_figures(asked), "build_seconds": round(build, 3), "n": len(asked)}


def _index(documents: Path) -> tuple[PassageIndex, dict[str, str]]:
    passages, home = [], {}
    for line in read_lines([documents]):
        article = Article(id=str(line["id"]), title=str(line.get("title") or ""), url="", text=str(line["text"]))
        for passage in cut(article):
            passages.append(passage)
            home[passage.id] = article.id
    return PassageIndex.build(passages), home


def _ask(index: PassageIndex, home: dict[str, str], question: dict[str, object]) -> Asked:
    began = time.perf_counter()
    hits = index.search(str(question["text"]), limit=_PASSAGES)
    belief = confidence(hits[:DEPTH])
    seconds = time.perf_counter() - began
    relevant = question.get("relevant")
    return Asked(
        id=str(question["id"]),
        ranked=list(dict.fromkeys(home[hit.passage.id] for hit in hits))[:10],
        relevant=frozenset(map(str, relevant)) if isinstance(relevant, list) else frozenset(),
        is_answerable=bool(question.get("answerable", True)),
        belief=belief,
        seconds=seconds,
    )


def _figures(asked: list[Asked]) -> dict[str, float]:
    answerable = [one for one in asked if one.is_answerable and one.relevant]
    judged = [Judged(truth=one.is_answerable, verdict=True, belief=one.belief) for one in asked]
    figures = {
        "hit@1": fmean(_hit(one, 1) for one in answerable),
        "hit@3": fmean(_hit(one, 3) for one in answerable),
        "recall@5": fmean(_recall(one, 5) for one in answerable),
        "recall@10": fmean(_recall(one, 10) for one in answerable),
        "mrr@10": fmean(_reciprocal_rank(one) for one in answerable),
        "ndcg@10": fmean(_ndcg(one) for one in answerable),
        "answerable_auroc": auroc(judged),
        "refused_at_10": _refused_at_10(asked),
    }
    times = sorted(one.seconds * 1000 for one in asked)
    cuts = quantiles(times, n=100) if len(times) > 1 else times * 99
    return {**{name: round(value, 4) for name, value in figures.items()}, **_times(cuts)}


def _times(cuts: list[float]) -> dict[str, float]:
    return {"ms_p50": round(cuts[49], 2), "ms_p99": round(cuts[98], 2)}


def _hit(one: Asked, at: int) -> float:
    return float(bool(one.relevant & set(one.ranked[:at])))


def _recall(one: Asked, at: int) -> float:
    return len(one.relevant & set(one.ranked[:at])) / len(one.relevant)


def _reciprocal_rank(one: Asked) -> float:
    return next((1 / rank for rank, found in enumerate(one.ranked, start=1) if found in one.relevant), 0.0)


def _ndcg(one: Asked) -> float:
    gain = sum(1 / math.log2(rank + 1) for rank, found in enumerate(one.ranked, start=1) if found in one.relevant)
    return gain / sum(1 / math.log2(rank + 1) for rank in range(1, min(len(one.relevant), 10) + 1))


def _refused_at_10(asked: list[Asked]) -> float:
    """The share of unanswerable questions refused by the limit that refuses a tenth of the answerable ones."""
    answerable = sorted(one.belief for one in asked if one.is_answerable)
    unanswerable = [one.belief for one in asked if not one.is_answerable]
    if not answerable or not unanswerable:
        return 0.0
    limit = answerable[len(answerable) // 10]
    return sum(belief < limit for belief in unanswerable) / len(unanswerable)
