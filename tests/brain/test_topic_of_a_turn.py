import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from bot.brain.reader import LocalReader
from bot.brain.topics import TaughtTopics
from escalation.model import Speaker, Ts, Utterance
from escalation.topics import Topic

TOPICS = (
    Topic(name="Refunds", examples=("I want my money back", "please refund the invoice", "can we get a refund")),
    Topic(name="Access", examples=("I cannot log in", "my account is locked", "the password reset does not arrive")),
)
NONE = ("hello there", "thanks", "what is the weather like", "who won the game", "tell me a joke")
REFUND, LOGIN = "Could you refund our last invoice?", "Nobody of us can log in"


@pytest.fixture(scope="module")
def reader() -> LocalReader:
    reader = LocalReader(TaughtTopics(TOPICS, NONE))
    asyncio.run(reader.refresh())
    return reader


def talk(lines: Sequence[str]) -> list[Utterance]:
    at = datetime(2026, 1, 1, 9, tzinfo=UTC)
    return [
        Utterance(speaker=speaker, author=None, name=speaker.value, text=text, at=at, ts=Ts(f"{number}.0"))
        for number, line in enumerate(lines)
        for speaker, text in ((Speaker.CUSTOMER, line), (Speaker.BOT, "Open the settings."))
    ]


@pytest.mark.parametrize(
    ("before", "text", "topic"),
    [
        pytest.param([], REFUND, "Refunds", id="by its own words"),
        pytest.param([REFUND], LOGIN, "Access", id="by its own words, whatever was asked before"),
        pytest.param([REFUND], "that didn't work", "Refunds", id="a verdict is about what was asked"),
        pytest.param(
            [LOGIN, REFUND, "no, still the same"], "that didn't help either", "Refunds", id="and so is a second"
        ),
        pytest.param([REFUND], "can I talk to a human?", "Refunds", id="so is the wish for a person"),
        pytest.param([REFUND], "", "Refunds", id="so is a button"),
        pytest.param([REFUND], "thanks!", None, id="thanks are about nothing"),
        pytest.param([REFUND], "Which wine goes well with fish?", None, id="another question of its own"),
        pytest.param([], "that didn't work", None, id="a verdict on nothing"),
        pytest.param([], "can I talk to a human?", None, id="a person, at once"),
    ],
)
async def test_what_a_turn_is_about(reader: LocalReader, before: list[str], text: str, topic: str | None) -> None:
    reading = await reader.read(text, talk(before))

    assert (reading.topic.topic.name if reading.topic else None) == topic


async def test_the_words_that_show_a_topic_are_kept(reader: LocalReader) -> None:
    reading = await reader.read(REFUND, ())

    assert reading.topic is not None
    assert "refund" in reading.topic.belief.evidence
