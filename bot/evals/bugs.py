"""Bugs: is a failure that was reported before recognised, whatever the words?"""

from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from bot.brain.duplicates import Near, Report, Reports, likeliest
from bot.brain.sentences.meaning import installed_meaning
from bot.errors import MisconfiguredError
from bot.evals.figures import Judged, auroc
from bot.evals.texts import read_lines, write_predictions
from escalation.bugs import is_same

_RANKS = (1, 5, 10)
_DEPTH = 100
_LOOKED_AT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The place of the report that another one repeats, among those like it, from 1; 0: not found."""

    rank: int

    @property
    def reciprocal(self) -> float:
        """One over the rank."""
        return 1 / self.rank if self.rank else 0.0


def judge_bugs(reports: Path, files: list[Path], predictions: Path | None) -> dict[str, object]:
    """The figures over all pairs; `duplicate_auroc` tells duplicates from all reports that no pair names."""
    known = [_report(line) for line in read_lines([reports])]
    by_id = {report.id: report for report in known}
    pairs = [(str(line["id"]), str(line["duplicate_of"])) for line in read_lines(files) if line["duplicate_of"]]
    strangers = sorted({own for pair in pairs for own in pair} - set(by_id))
    if strangers:
        raise MisconfiguredError(f"{reports} has no report {strangers[0]}")
    compared = Reports(known, installed_meaning())
    near = {report.id: compared.nearest(report, _DEPTH) for report in known}
    found = [Judgement(rank=_rank(near[own], other)) for own, other in pairs]
    write_predictions(predictions, [_prediction(own, theirs) for own, theirs in near.items()])
    joined = {"duplicate_auroc": _told_apart(near, pairs), **_joined(by_id, near, pairs)}
    return {"kind": "bugs", **_figures(found), **joined, "n": len(pairs)}


def _report(line: dict[str, object]) -> Report:
    return Report(id=str(line["id"]), title=str(line.get("title") or ""), text=str(line.get("text") or ""))


def _rank(near: tuple[Near, ...], wanted: str) -> int:
    return next((rank for rank, one in enumerate(near, start=1) if one.report.id == wanted), 0)


def _figures(found: list[Judgement]) -> dict[str, float]:
    recalls = {f"recall@{at}": fmean(0 < one.rank <= at for one in found) for at in _RANKS} if found else {}
    mrr = {"mrr": fmean(one.reciprocal for one in found)} if found else {}
    return {name: round(value, 4) for name, value in (recalls | mrr).items()}


def _told_apart(near: dict[str, tuple[Near, ...]], pairs: list[tuple[str, str]]) -> float:
    """How often a duplicate is more like its nearest than a report is that stands alone."""
    duplicates = {own for own, _ in pairs}
    named = duplicates | {other for _, other in pairs}
    judged = [
        Judged(truth=own in duplicates, verdict=False, belief=_belief(theirs))
        for own, theirs in near.items()
        if own in duplicates or own not in named
    ]
    return round(auroc(judged), 4)


def _joined(
    by_id: dict[str, Report], near: dict[str, tuple[Near, ...]], pairs: list[tuple[str, str]]
) -> dict[str, float]:
    """What would have become of every report at the limit that customers meet: joined to the right issue or not.

    A report that no pair names may still be a duplicate that nobody marked: the precision is a lower bound.
    """
    likely = {own: likeliest(by_id[own], theirs[:_LOOKED_AT]) for own, theirs in near.items()}
    first = {own: theirs[0] for own, theirs in likely.items() if theirs}
    joined = {
        own: other for own, (other, belief) in first.items() if is_same(belief, is_fresh=False, is_reported=False)
    }
    related = {frozenset(pair) for pair in pairs}
    right = sum(frozenset((own, other)) in related for own, other in joined.items())
    found = sum(joined.get(own) == other for own, other in pairs)
    precision = right / len(joined) if joined else 0.0
    return {"precision": round(precision, 4), "recall": round(found / len(pairs), 4) if pairs else 0.0}


def _belief(near: tuple[Near, ...]) -> float:
    return near[0].likeness if near else 0.0


def _prediction(own: str, near: tuple[Near, ...]) -> dict[str, object]:
    return {"id": own, "ranked": [one.report.id for one in near[:_LOOKED_AT]], "duplicate": round(_belief(near), 6)}
