"""A card shown to somebody who has only the card."""

from pathlib import Path

import pytest

from bot.brain.reader import LocalReader
from bot.brain.topics import TaughtTopics
from bot.cli.eval import card_texts
from bot.errors import MisconfiguredError
from bot.evals.briefing import QUESTIONS, faults_of, judge_briefing, parts_of
from bot.workspace import Workspace

CORPUS = Path(__file__).parents[1] / "data" / "briefings.jsonl"
CARD = (
    "Maya (Acme): The export fails",
    "*Who*  Maya, Acme\n*They said*\n“The export fails”",
    "*What they see*  &lt;403&gt; at <https://x.example|the page>\n"
    "*Not told*  since when; whom it hurts\n*Ask next*  Since?",
    "*Account*  Acme\n• Stripe  Renews: <!date^1797163200^{date_short}|2026-12-13>",
    "Urgency: High · Opened <!date^1797163200^{time}|12:00>",
)


async def test_the_card_answers_twelve_questions_in_every_scenario() -> None:
    shipped = Workspace()
    reader = LocalReader(TaughtTopics(shipped.known_topics, shipped.known_about_none))
    await reader.refresh()

    figures = await judge_briefing(reader, card_texts, [CORPUS], None)

    assert figures["faults"] == []
    assert figures["n"] == 60
    assert {figures[question] for question in QUESTIONS} == {"60/60"}
    assert len(QUESTIONS) == 12


def test_the_check_reads_what_slack_shows() -> None:
    parts = parts_of(CARD)

    assert parts[""] == "Maya (Acme): The export fails"
    assert "<403> at the page" in parts["What they see"]
    assert "2026-12-13" in parts["Account"]
    assert "12:00" in parts["Urgency"]


@pytest.mark.parametrize(
    ("question", "expected", "never", "fault"),
    [
        ("who", ["Maya"], [], ""),
        ("who", ["Dana"], [], "lacks “Dana”"),
        ("ask", ["export"], ["Maya"], "says “Maya”"),
        ("since", None, [], ""),
        ("who", None, [], "does not say that nobody knows"),
        ("offered", ["Refunds"], [], "is silent on “The bot offered”"),
        ("tried", None, [], "is silent on “What they tried”"),
        ("happened", ["403"], [], "is silent on “Where, with what”"),
    ],
)
def test_the_check_finds_what_is_wanting(
    question: str, expected: list[str] | None, never: list[str], fault: str
) -> None:
    faults = faults_of(question, parts_of(CARD), expected, never)

    assert faults[:1] == ([fault] if fault else [])


async def test_a_scenario_without_a_person_is_a_mistake(tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text('{"id": "thanks", "customer": "Maya", "said": ["thank you!"], "expected": {}}\n')

    with pytest.raises(MisconfiguredError, match="thanks brings in no person"):
        await judge_briefing(LocalReader(), card_texts, [file], None)


async def test_a_scenario_answers_every_question(tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text('{"id": "human", "customer": "Maya", "said": ["a human please"], "expected": {"who": ["Maya"]}}\n')

    with pytest.raises(MisconfiguredError, match="human does not say what answers “ask”"):
        await judge_briefing(LocalReader(), card_texts, [file], None)
