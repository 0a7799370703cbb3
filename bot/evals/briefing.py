"""The card: are the questions that an agent would ask answered by it, for somebody who has only the card?"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any, TypeAlias

from bot.accounts import Accounts
from bot.errors import MisconfiguredError
from bot.evals.texts import read_lines, write_predictions
from bot.flows.press import press
from bot.flows.resolve import resolve_handoff
from bot.ports import AnswerSaid, CardSaid, Reader, Saying
from bot.stage import Stage, StageLibrary, StageSource, StageTracker, opened_stage
from bot.stage.systems import facts_of, passage
from bot.stage.world import AGENT, DESK, THEIRS, with_workspace
from escalation.model import ChannelId, Handoff, Person, PersonId, Ts, conversation_id
from storage import handoffs

Drawn: TypeAlias = Callable[[Saying], tuple[str, ...]]
"""A card as people read it: the text of each of its blocks."""

QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "who": ("Who",),
    "ask": ("",),
    "happened": ("What they see", "Where, with what"),
    "since": ("Since when", "Whom it hurts"),
    "tried": ("What they tried",),
    "offered": ("The bot offered",),
    "next": ("Ask next",),
    "why": ("Why now",),
    "due": ("Urgency",),
    "known": ("Account",),
    "told": ("They were told",),
    "related": ("Belongs to it", "Account"),
}
"""What an agent asks, and under which headings of the card the answer stands: "" is its headline."""

_UNKNOWN = re.compile(r"\bnot told\b|\bnothing (?:yet|is missing)\b|\bno (?:issue|system)\b", re.I)
_HEADING = re.compile(r"^\*([^*\n]+)\*[ \n]|^(Urgency)(?=:)", re.M)
_NOT_TOLD = "Not told"
_DATE = re.compile(r"<!date\^[^|>]*\|([^>]*)>")
_LINK = re.compile(r"<[^|>\s]+\|([^>]*)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One question about one card: what stands there about it, and what is wanting of that."""

    scenario: str
    question: str
    stands: str
    faults: tuple[str, ...]


async def judge_briefing(reader: Reader, draw: Drawn, files: list[Path], out: Path | None) -> dict[str, object]:
    """For each of the twelve questions, how many of the scenarios' cards answer it, or say that nobody knows."""
    usual, scenarios = _read(files)
    found: list[Judgement] = []
    lengths: list[int] = []
    async with opened_stage(reader) as stage:
        for number, scenario in enumerate(scenarios):
            blocks = draw(await _card(stage, number, scenario))
            lengths.append(len(_readable("\n".join(blocks)).split()))
            found += _judged(str(scenario["id"]), parts_of(blocks), usual, scenario)
    write_predictions(out, [_prediction(one) for one in found])
    asked = {one: [each for each in found if each.question == one] for one in QUESTIONS}
    answered = {one: f"{sum(not each.faults for each in asked[one])}/{len(asked[one])}" for one in QUESTIONS}
    faults = [f"{one.scenario}, {one.question}: {'; '.join(one.faults)}" for one in found if one.faults]
    return {
        "kind": "briefing",
        **answered,
        "answered": round(sum(not one.faults for one in found) / len(found), 4) if found else 0.0,
        "n": len(scenarios),
        "words_median": median(lengths) if lengths else 0,
        "words_most": max(lengths, default=0),
        "faults": faults,
    }


def parts_of(blocks: Sequence[str]) -> dict[str, str]:
    """What stands on a card under which heading; its headline under none."""
    headline, *rest = blocks
    text = _readable("\n".join(rest))
    marks = list(_HEADING.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    named = {(mark[1] or mark[2]): text[mark.start() : end] for mark, end in zip(marks, ends, strict=True)}
    return {"": headline, **named}


def faults_of(
    question: str, parts: Mapping[str, str], expected: Sequence[str] | None, never: Sequence[str]
) -> list[str]:
    """What is wanting of the answer: facts that are not there, others that must not be, or silence."""
    headings = QUESTIONS[question]
    stands = _plain(" ".join(parts.get(one, "") for one in headings))
    not_told = {one.strip() for one in parts.get(_NOT_TOLD, "").lower().partition("*  ")[2].split(";")}
    wrong = [f"says “{one}”" for one in never if _plain(one) in stands]
    wrong += [f"is silent on “{one}”" for one in headings if one not in parts and one.lower() not in not_told]
    if expected is not None:
        return wrong + [f"lacks “{one}”" for one in expected if _plain(one) not in stands]
    admits = [one.lower() in not_told or bool(_UNKNOWN.search(parts.get(one, ""))) for one in headings]
    return (
        wrong
        if all(admits[:1]) and (question == "related" or all(admits))
        else [*wrong, "does not say that nobody knows"]
    )


def _judged(
    name: str, parts: Mapping[str, str], usual: Mapping[str, Any], scenario: Mapping[str, Any]
) -> list[Judgement]:
    expected = usual.get("expected", {}) | scenario["expected"]
    found = []
    for question in QUESTIONS:
        if question not in expected:
            raise MisconfiguredError(f"scenario {name} does not say what answers “{question}”")
        wanted = expected[question]
        always = usual.get("always", {}).get(question, ())
        wanted = [*(wanted or ()), *always] if wanted is not None or always else None
        faults = faults_of(question, parts, wanted, scenario.get("never", {}).get(question, ()))
        stands = " ".join(parts.get(one, "") for one in QUESTIONS[question])
        found.append(Judgement(scenario=name, question=question, stands=stands, faults=tuple(faults)))
    return found


def _read(files: list[Path]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What is usual, from the line of that name, and the scenarios."""
    lines: list[dict[str, Any]] = list(read_lines(files))
    usual = next((line for line in lines if line["id"] == "usual"), {})
    return usual, [line for line in lines if line["id"] != "usual"]


async def _card(stage: Stage, number: int, scenario: Mapping[str, Any]) -> CardSaid:
    """Play the scenario through; the card as it stands at its end."""
    stage = _set(stage, number, scenario)
    channel = ChannelId(f"C{number:03d}")
    customer = Person(id=PersonId(f"U{number:03d}"), name=scenario["customer"], team=THEIRS)
    for visit in range(scenario.get("contacts", 0)):
        await _once_before(stage, customer, channel, visit)
    for other in range(len(scenario.get("also_from", ()))):
        stranger = Person(id=PersonId(f"U{number:03d}{other}"), name=f"Somebody {other}", team=THEIRS)
        await _play(stage, stranger, ChannelId(f"C{number:03d}X{other}"), scenario["said"])
    thread = await _play(stage, customer, channel, scenario["said"], pauses="knowledge" in scenario)
    async with stage.deps.database.transaction() as tx:
        handoff = await handoffs.latest(tx, conversation_id(channel, thread))
    if handoff is None:
        raise MisconfiguredError(f"scenario {scenario['id']} brings in no person, so that there is no card")
    return _card_of(stage, handoff)


def _card_of(stage: Stage, handoff: Handoff) -> CardSaid:
    cards = [one.saying for one in stage.messenger.in_channel(DESK) if isinstance(one.saying, CardSaid)]
    return next(card for card in cards if card.handoff.id == handoff.id)


def _set(stage: Stage, number: int, scenario: Mapping[str, Any]) -> Stage:
    """The workspace and its systems as the scenario wants them."""
    channels = [{"id": f"C{number:03d}", "account": scenario.get("account", ""), "tier": scenario.get("tier", "")}]
    channels += [{"id": f"C{number:03d}X{at}", "account": one} for at, one in enumerate(scenario.get("also_from", ()))]
    hours = {"hours": ["Tue 09:00-17:00"]} if scenario.get("closed") else {}
    stage = with_workspace(stage, channels=channels, teams=[{"name": "Support", "channel": DESK, **hours}])
    library = StageLibrary({word: passage(word, title, text) for word, title, text in scenario.get("knowledge", ())})
    sources = tuple(StageSource(name=one["name"], facts=facts_of(one)) for one in scenario.get("systems", ()))
    tracker = StageTracker(at=stage.clock.now()) if scenario.get("tracker") else None
    deps = replace(
        stage.deps,
        library=library,
        accounts=Accounts(sources, stage.clock),
        tracker=tracker,
        topics=stage.deps.workspace.known_topics,
        policy=stage.deps.workspace.policy,
    )
    return replace(stage, deps=deps)


async def _play(stage: Stage, who: Person, channel: ChannelId, said: Sequence[Any], *, pauses: bool = False) -> Ts:
    """What the customer says and presses, in one go or with a pause after each; the thread in which it is."""
    thread: Ts | None = None
    for number, step in enumerate(said, start=1):
        if isinstance(step, dict) and "press" in step:
            answers = [one.ts for one in stage.messenger.in_channel(channel) if isinstance(one.saying, AnswerSaid)]
            assert thread is not None
            await press(stage.deps, step["press"], conversation_id(channel, thread), answers[-1], who.id)
        else:
            whole = step if isinstance(step, dict) else {"text": step}
            ts = await stage.says(who, whole["text"], channel, thread, tuple(whole.get("files", ())))
            thread = thread or ts
        if pauses or number == len(said):
            await stage.settle()
    assert thread is not None
    return thread


async def _once_before(stage: Stage, who: Person, channel: ChannelId, visit: int) -> None:
    """They needed a person earlier this week, about something else."""
    thread = await _play(stage, who, channel, (f"I need a human for matter {visit}",))
    async with stage.deps.database.transaction() as tx:
        handoff = await handoffs.latest(tx, conversation_id(channel, thread))
    assert handoff is not None
    await resolve_handoff(stage.deps, handoff.id, AGENT)
    stage.clock.forward(hours=3)


def _readable(text: str) -> str:
    """As Slack shows it: links by their words, times as words, no escapes."""
    shown = _LINK.sub(r"\1", _DATE.sub(r"\1", text))
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _prediction(one: Judgement) -> dict[str, object]:
    return {"id": one.scenario, "question": one.question, "stands": one.stands, "faults": list(one.faults)}
