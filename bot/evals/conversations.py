"""Whole conversations, replayed turn by turn: the past is true, the future unseen, the code what customers meet."""

import math
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import fmean

from bot.evals.figures import Judged, binary
from bot.evals.texts import read_lines, write_predictions
from bot.ports import Reader
from escalation.decisions import Decision, HandOff, explained
from escalation.limits import Case, Policy
from escalation.model import Speaker, Ts, TurnId, Utterance
from escalation.policy import decide
from escalation.signals import Past, Signals

_SPEAKERS = {"customer": Speaker.CUSTOMER, "bot": Speaker.BOT, "agent": Speaker.AGENT}
_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
_ON_TIME = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A customer's turn of a replayed conversation: where it stands, what it says, and what would have been decided."""

    turn: int
    signals: Signals
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """When a person would have come, and when one should have; counted in customer's turns. None is never."""

    predicted: int | None
    gold: int | None
    kind: str = ""


async def replay(reader: Reader, policy: Policy, turns: Sequence[dict[str, str]]) -> AsyncIterator[Step]:
    """Every customer's turn, read and decided on what was said before it. Each line of a bot counts as an answer."""
    limits = policy.limits_for(Case())
    past = Past()
    for number, turn in enumerate(turns):
        if turn["role"] != "customer":
            past = _after(past, turn["role"])
            continue
        before = [_line(at, one) for at, one in enumerate(turns[:number])]
        signals = Signals(says=await reader.read(turn["text"], before), past=past)
        yield Step(turn=number, signals=signals, decision=decide(signals, limits))
        past = Past(answers=past.answers, failed_answers=signals.failed_answers)


async def judge_frustration(reader: Reader, policy: Policy, files: list[Path], out: Path | None) -> dict[str, object]:
    """The figures over all labelled turns; single texts are conversations of one turn."""
    limit = policy.limits_for(Case()).frustration_at
    items: list[Judged] = []
    said: list[dict[str, object]] = []
    for number, line in enumerate(read_lines(files)):
        turns, labels = _labelled(line)
        async for step in replay(reader, policy, turns):
            label = labels[step.turn] if step.turn < len(labels) else None
            if label is None:
                continue
            mood = step.signals.says.frustration
            items.append(Judged(truth=bool(label), verdict=mood.holds(limit), belief=mood.probability))
            where = {"id": line["id"], "turn": step.turn} if "turns" in line else {"i": number}
            said.append({**where, "score": round(mood.probability, 6), "label": mood.holds(limit)})
    write_predictions(out, said)
    return {"kind": "frustration", **binary(items)}


async def judge_timing(reader: Reader, policy: Policy, files: list[Path], out: Path | None) -> dict[str, object]:
    """When the first handoff would have come, against when it should have."""
    timed: list[Timed] = []
    said: list[dict[str, object]] = []
    for line in read_lines(files):
        turns = _turns(line)
        handed = await _first_handoff(reader, policy, turns)
        gold = line.get("gold")
        timed.append(
            Timed(
                predicted=_customers_turn(turns, handed.turn) if handed else None,
                gold=_customers_turn(turns, gold) if isinstance(gold, int) else None,
                kind=str(line.get("kind") or ""),
            )
        )
        why = explained(handed.decision) if handed else "no reason for a person came up"
        said.append({"id": line["id"], "handoff": handed.turn if handed else None, "why": why})
    write_predictions(out, said)
    kinds = sorted({one.kind for one in timed if one.kind})
    by_kind = {kind: timing_figures([one for one in timed if one.kind == kind]) for kind in kinds}
    return {"kind": "timing", **timing_figures(timed), **({"by_kind": by_kind} if by_kind else {})}


def timing_figures(timed: Sequence[Timed]) -> dict[str, float | int]:
    """H-GT and its parts, as docs/quality.md defines them. A part that nothing in the file can show is left out."""
    due = [one for one in timed if one.gold is not None]
    calm = [one for one in timed if one.gold is None]
    figures: dict[str, float | int] = {"n": len(timed)}
    if due:
        near = [_nearness(one) for one in due]
        figures |= {
            "timely": round(fmean(near), 4),
            "on_time": _share(due, lambda off: abs(off) <= _ON_TIME),
            "early": _share(due, lambda off: off < -_ON_TIME),
            "late": _share(due, lambda off: off > _ON_TIME),
            "missed": round(sum(one.predicted is None for one in due) / len(due), 4),
        }
    if calm:
        needless = sum(one.predicted is not None for one in calm) / len(calm)
        figures |= {"specificity": round(1 - needless, 4), "needless": round(needless, 4)}
    if due and calm:
        figures["h_gt"] = round(_harmonic(float(figures["timely"]), float(figures["specificity"])), 4)
    return figures


async def _first_handoff(reader: Reader, policy: Policy, turns: Sequence[dict[str, str]]) -> Step | None:
    async for step in replay(reader, policy, turns):
        if isinstance(step.decision, HandOff):
            return step
    return None


def _after(past: Past, role: str) -> Past:
    """A bot's line is an answer; once a person has spoken, nothing before counts any more."""
    return Past(answers=past.answers + 1, failed_answers=past.failed_answers) if role == "bot" else Past()


def _line(number: int, turn: dict[str, str]) -> Utterance:
    return Utterance(
        speaker=_SPEAKERS[turn["role"]],
        author=None,
        name=turn["role"],
        text=turn["text"],
        at=_BEGINNING + timedelta(minutes=number),
        ts=Ts(f"{number}.0"),
        turn=TurnId(str(number)),
    )


def _turns(line: dict[str, object]) -> list[dict[str, str]]:
    turns = line["turns"]
    assert isinstance(turns, list)
    return turns


def _labelled(line: dict[str, object]) -> tuple[list[dict[str, str]], list[object]]:
    if "turns" not in line:
        return [{"role": "customer", "text": str(line["text"])}], [line["label"]]
    labels = line["labels"]
    assert isinstance(labels, list)
    return _turns(line), labels


def _customers_turn(turns: Sequence[dict[str, str]], index: int) -> int:
    """How many customer's turns come before this one."""
    return sum(turn["role"] == "customer" for turn in turns[:index])


def _nearness(one: Timed) -> float:
    if one.predicted is None or one.gold is None:
        return 0.0
    return math.exp(-((one.predicted - one.gold) ** 2) / 2)


def _share(due: Sequence[Timed], is_so: Callable[[int], bool]) -> float:
    offs = [one.predicted - one.gold for one in due if one.predicted is not None and one.gold is not None]
    return round(sum(map(is_so, offs)) / len(due), 4)


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one and other else 0.0
