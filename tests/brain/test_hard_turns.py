"""Turns that are easy to misread, and what the shipped policy makes of them before anything is looked up."""

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.brain.reader import LocalReader
from escalation.decisions import Acknowledge, AskBack, Decision, HandOff, OfferHuman, Reply, StaySilent
from escalation.limits import Limits
from escalation.model import Speaker, Ts, TurnId, Utterance
from escalation.policy import decide, fired
from escalation.reading import Verdict
from escalation.signals import Past, Signals

FILE = Path(__file__).parents[1] / "data" / "hard_turns.toml"
GROUPS: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["group"]
TURNS = [
    pytest.param(group, text, id=f"{group['name'][:40]}-{number}")
    for group in GROUPS
    for number, text in enumerate(group["texts"])
]
NAMES: dict[type[Decision], str] = {
    HandOff: "person",
    Reply: "answer",
    OfferHuman: "answer",
    StaySilent: "silence",
    Acknowledge: "silence",
    AskBack: "ask_back",
}
NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def reader() -> LocalReader:
    return LocalReader()


def said(before: list[list[str]]) -> list[Utterance]:
    return [
        Utterance(
            speaker=Speaker(who),
            author=None,
            name=who,
            text=text,
            at=NINE + timedelta(minutes=number),
            ts=Ts(f"{number}.0"),
            turn=TurnId(str(number)),
        )
        for number, (who, text) in enumerate(before)
    ]


async def signals_of(reader: LocalReader, group: dict[str, Any], text: str) -> Signals:
    """The turn with its past, as the flows would count it."""
    lines = said(group.get("before", []))
    answers = failed = 0
    for at, line in enumerate(lines):
        if line.speaker is Speaker.BOT:
            answers += 1
        elif answers:
            failed += (await reader.read(line.text or "", lines[:at])).verdict is Verdict.NOT_SOLVED
    past = Past(
        answers=answers,
        failed_answers=failed,
        mentions_us=group.get("mentions") == "us",
        mentions_others=group.get("mentions") == "others",
    )
    return Signals(says=await reader.read(text, lines), past=past)


@pytest.mark.parametrize(("group", "text"), TURNS)
async def test_a_turn_that_is_easy_to_misread_is_not(reader: LocalReader, group: dict[str, Any], text: str) -> None:
    signals = await signals_of(reader, group, text)

    decision = decide(signals, Limits())

    reasons = {reason.code for reason in fired(signals, Limits())}
    assert NAMES[type(decision)] in group["expects"], (decision, reasons)
    assert reasons >= set(group.get("reasons", []))


def test_the_corpus_is_large_and_has_no_turn_twice() -> None:
    texts = [
        (str(group.get("before")), str(group.get("mentions")), text) for group in GROUPS for text in group["texts"]
    ]

    assert len(texts) >= 400
    assert len(set(texts)) == len(texts)
