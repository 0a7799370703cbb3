"""Topics: is the right one found, and is a text refused that is about none of them?"""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from bot.brain.sentences.meaning import installed_meaning
from bot.brain.topics.model import TopicModel, TopicVerdict
from bot.errors import MisconfiguredError
from bot.evals.figures import Judged, auroc
from bot.evals.texts import read_lines, write_predictions


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A text, what it is truly about (None: nothing that is taught), and whose topics it is judged by."""

    text: str
    topic: str | None
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A line, and what the model makes of it."""

    line: Line
    verdict: TopicVerdict


def judge_topics(train: Sequence[Path], files: list[Path], predictions: Path | None) -> dict[str, object]:
    """The figures over all lines. Each group is taught its own training lines, and judged by them."""
    taught, asked = _lines(train), _lines(files)
    found: dict[int, Found] = {}
    fit = judging = 0.0
    for group in sorted({line.group for line in asked}):
        began = time.perf_counter()
        model = _taught([line for line in taught if line.group == group], group)
        fitted = time.perf_counter()
        for number, line in enumerate(asked):
            if line.group == group:
                found[number] = Found(line=line, verdict=model.judge(line.text))
        fit, judging = fit + fitted - began, judging + time.perf_counter() - fitted
    ordered = [found[number] for number in range(len(asked))]
    write_predictions(predictions, [_prediction(number, one) for number, one in enumerate(ordered)])
    times = {"fit_seconds": round(fit, 2), "ms_per_text": round(1000 * judging / max(len(asked), 1), 2)}
    return {"kind": "topics", **figures(ordered), **times, "n": len(asked)}


def figures(found: Sequence[Found]) -> dict[str, float | int]:
    """Accuracy and macro F1 of the best topic over what is in scope; how well the rest is told apart and refused.

    `oos_recall_at_90`: the share of null lines that the limit refuses which accepts nine tenths of the others. The
    last two are of the limit that customers meet. Macro F1 is the mean over groups.
    """
    inside = [one for one in found if one.line.topic is not None]
    outside = [one for one in found if one.line.topic is None]
    judged = [
        Judged(truth=one.line.topic is not None, verdict=one.verdict.accepted, belief=one.verdict.belief)
        for one in found
    ]
    groups = sorted({one.line.group for one in inside})
    by_group = [macro_f1([one for one in inside if one.line.group == group]) for group in groups]
    return {
        "accuracy": round(_mean([one.verdict.topic == one.line.topic for one in inside]), 4),
        "macro_f1": round(_mean(by_group), 4),
        "oos_auroc": round(auroc(judged), 4),
        "oos_recall_at_90": round(_refused_at_90(inside, outside), 4),
        "accepted_in_scope": round(_mean([one.verdict.accepted for one in inside]), 4),
        "refused_out_of_scope": round(_mean([not one.verdict.accepted for one in outside]), 4),
    }


def macro_f1(found: Sequence[Found]) -> float:
    """The mean of each topic's F1; for lines in scope."""
    true = Counter(str(one.line.topic) for one in found)
    said = Counter(one.verdict.topic for one in found)
    right = Counter(one.verdict.topic for one in found if one.line.topic == one.verdict.topic)
    return _mean([2 * right[topic] / (true[topic] + said[topic]) for topic in true.keys() | said.keys()])


def _refused_at_90(inside: Sequence[Found], outside: Sequence[Found]) -> float:
    if not inside:
        return 0.0
    beliefs = sorted(one.verdict.belief for one in inside)
    limit = beliefs[len(beliefs) // 10]
    return _mean([one.verdict.belief < limit for one in outside])


def _mean(values: Sequence[float]) -> float:
    return fmean(values) if values else 0.0


def _taught(lines: Sequence[Line], group: str) -> TopicModel:
    try:
        return TopicModel.fit([line.text for line in lines], [line.topic for line in lines], installed_meaning())
    except ValueError as error:
        raise MisconfiguredError(f"--train teaches group {group!r} nothing: {error}") from error


def _lines(files: Sequence[Path]) -> list[Line]:
    return [
        Line(
            text=str(line["text"]),
            topic=None if line.get("topic") is None else str(line["topic"]),
            group=str(line.get("group") or ""),
        )
        for line in read_lines(list(files))
    ]


def _prediction(number: int, found: Found) -> dict[str, object]:
    verdict = found.verdict
    return {"i": number, "topic": verdict.topic, "accepted": verdict.accepted, "score": round(verdict.belief, 6)}
