"""Repeats: is it seen when an agent asks what the customer has told already?"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.brain.reader.language import language_of
from bot.brain.recall import judge_for, recalled, remembered
from bot.evals.figures import Judged, binary
from bot.evals.texts import read_lines, write_predictions
from bot.ports import LanguageModel
from escalation.model import Attachment, Speaker, Ts, Utterance
from escalation.reading.repeats import Given, Said


async def judge_repeats(
    files: list[Path], predictions: Path | None, model: LanguageModel | None = None
) -> dict[str, object]:
    """The figures over all agents' messages; `right_place` is how many of those seen were answered where we say.

    A model is asked as in life: where nothing else sees it, with as little patience.
    """
    judged: list[Judged] = []
    said: list[dict[str, object]] = []
    places: list[bool] = []
    for line in read_lines(files):
        given, truth = await _given(line), bool(line["answered"])
        if given is None and model is not None:
            given = await recalled(model, str(line["question"]), _lines(line))
        judged.append(Judged(truth=truth, verdict=given is not None, belief=float(given is not None)))
        if given and truth:
            places.append(given.at == line.get("where"))
        said.append({"id": line["id"], "answered": given is not None, **_where(given)})
    write_predictions(predictions, said)
    figures = {name: value for name, value in binary(judged).items() if name in _FIGURES}
    right = {"right_place": round(sum(places) / len(places), 4)} if places else {}
    return {"kind": "repeats", **figures, **right}


_SOME_TIME = datetime(2026, 11, 23, tzinfo=UTC)

_FIGURES = ("precision", "recall", "f1", "n", "positives")
"""What a verdict without a belief can show."""


async def _given(line: dict[str, Any]) -> Given | None:
    """As in life, where the language of the talk is told from the customer's words."""
    talk = [
        Said(text=turn["text"], is_customer=turn["role"] == "customer", files=tuple(turn.get("files", ())))
        for turn in line["turns"]
    ]
    language = await language_of(" ".join(said.text for said in talk if said.is_customer))
    return remembered(str(line["question"]), talk, judge_for(language))


def _lines(line: dict[str, Any]) -> list[Utterance]:
    return [_utterance(turn) for turn in line["turns"]]


def _utterance(turn: dict[str, Any]) -> Utterance:
    return Utterance(
        speaker=Speaker.CUSTOMER if turn["role"] == "customer" else Speaker.AGENT,
        author=None,
        name="",
        text=turn["text"],
        at=_SOME_TIME,
        ts=Ts("1.0"),
        files=tuple(Attachment(id="", name=name) for name in turn.get("files", ())),
    )


def _where(given: Given | None) -> dict[str, object]:
    return {"where": given.at, "quote": given.quote, "why": given.why} if given else {"where": None}
