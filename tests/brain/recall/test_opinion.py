"""A model may say that something was told already, and must show where."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from bot.brain import prompts
from bot.brain.recall import recalled
from bot.ports import Recalled
from escalation.model import Attachment, Speaker, Ts, Utterance
from tests.fakes import FakeModel

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ASKED = "Thanks! How many of you are in the office?"


def said(speaker: Speaker, text: str, *files: Attachment) -> Utterance:
    return Utterance(speaker=speaker, author=None, name="", text=text, at=NOW, ts=Ts("1.0"), files=files)


TALK = (
    said(Speaker.CUSTOMER, "It's only  me and Tom here. My password: hunter22 no longer works."),
    said(Speaker.BOT, "Is it everybody?"),
    said(Speaker.CUSTOMER, "I don't know how many. Is it the office?"),
)


@pytest.mark.parametrize(
    ("turn", "quote", "is_heard"),
    [
        pytest.param(1, "it's only me and Tom", True, id="the customer's words"),
        pytest.param(1, "It is just Tom and me", False, id="words of the model's own"),
        pytest.param(3, "It's only me and Tom", False, id="another turn"),
        pytest.param(2, "Is it everybody", False, id="our own words"),
        pytest.param(3, "I don't know how many", False, id="what was left open"),
        pytest.param(3, "Is it the office?", False, id="a question"),
        pytest.param(1, " ", False, id="no words"),
        pytest.param(1, "hunter22", False, id="a secret, which it was not shown"),
        pytest.param(0, "", False, id="nowhere"),
        pytest.param(4, "It's only me and Tom", False, id="a turn that there is not"),
        pytest.param(-2, "It's only me and Tom", False, id="counted from the end"),
    ],
)
async def test_only_what_the_customer_said_there_counts(turn: int, quote: str, is_heard: bool) -> None:
    model = FakeModel()
    model.recalled = Recalled(turn=turn, quote=quote)

    given = await recalled(model, ASKED, TALK)

    assert (given is not None) is is_heard
    assert given is None or (given.at, given.quote, given.question) == (0, quote, ASKED.partition(" ")[2])


async def test_a_model_that_fails_or_dawdles_holds_nothing_back() -> None:
    class Slow(FakeModel):
        async def recall(self, asked: str, before: Sequence[Utterance]) -> Recalled:
            await asyncio.Event().wait()
            raise AssertionError

    assert await recalled(FakeModel(), ASKED, TALK) is None
    assert await recalled(Slow(), ASKED, TALK, seconds=0.01) is None


async def test_what_asks_nothing_costs_no_call() -> None:
    model = FakeModel()
    model.recalled = Recalled(turn=1, quote="Tom")

    assert await recalled(model, "I have restarted it for you.", TALK) is None
    assert await recalled(model, ASKED, TALK[1:2]) is None


def test_turns_are_numbered_without_secrets_and_a_file_is_named() -> None:
    picture = Attachment(id="F1", name="screen.png")

    prompt = prompts.recalling("Your token: abcdef123456, right?", (*TALK, said(Speaker.CUSTOMER, "", picture)))

    assert "hunter22" not in prompt.user
    assert "abcdef123456" not in prompt.user
    assert "[2] Assistant: Is it everybody?" in prompt.user
    assert "[4] Customer: (file: screen.png)" in prompt.user
