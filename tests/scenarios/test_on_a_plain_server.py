"""A Slack-compatible server without streams, metadata, thumbs, other names, ephemerals, reactions or Connect."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Mode
from handlers.ids import Action
from sandbox.server import Sandbox
from tests.scenarios.knowledge import INVOICES, KEYS, KEYS_URL
from tests.scenarios.model_server import ScriptedModel
from tests.scenarios.story import BATON, DANA, ELI, HANDED_OFF, MAYA, TEAM, NewSettings, Story, buttons, telling, words

WORKSPACE = """
[[teams]]
name = "Larkspur Support"
channel = "C0HANDOFF"

[[channels]]
id = "C0BRIGHTW"
account = "Brightwater Plumbing"
everyone_is_customer = true

[people]
staff = ["U0DANA", "U0ELI"]
admins = ["U0PRIYA"]
"""

LACKS = dict.fromkeys(
    (
        "streaming",
        "metadata",
        "slack_connect",
        "feedback_buttons",
        "customize",
        "ephemeral",
        "reactions",
        "assistant_status",
    ),
    False,
)


@pytest.fixture
async def plain(
    request: pytest.FixtureRequest, box: Sandbox, settings: NewSettings, tmp_path: Path
) -> AsyncIterator[Story]:
    """A story on a server that lacks nearly everything; people are told apart by the admin's own words."""
    transport: Mode = getattr(request, "param", "socket")
    workspace = tmp_path / "plain.toml"
    workspace.write_text(WORKSPACE, encoding="utf-8")
    async with telling(box, settings, transport) as story:
        await story.people.features(**LACKS)
        await story.start_bot(baton_config=workspace)
        yield story


@pytest.mark.parametrize("plain", ["socket", "http"], indirect=True)
async def test_a_question_is_answered_there_too(plain: Story) -> None:
    await plain.ask(MAYA, KEYS)

    answer = await plain.sees(MAYA, "Create second key")

    assert KEYS_URL in words(answer)
    assert {Action.ANSWER_SOLVED, Action.ANSWER_NOT_SOLVED, Action.HANDOFF_REQUEST} <= buttons(answer)
    assert len(await plain.said()) == 1


async def test_staff_are_told_from_customers_there_too(plain: Story) -> None:
    await plain.ask(DANA, KEYS)

    assert await plain.said() == []


@pytest.mark.parametrize("plain", ["socket", "http"], indirect=True)
async def test_a_handoff_is_claimed_and_words_go_both_ways_there_too(plain: Story) -> None:
    card = await plain.handed_off()
    await plain.press(DANA, card, Action.HANDOFF_CLAIM)
    await plain.sees(MAYA, "has read along")

    await plain.note(DANA, card, "Hi Maya, this is Dana.")
    relayed = await plain.sees(MAYA, "this is Dana")
    assert "Dana Whitfield" in words(relayed)
    await plain.say(MAYA, "Hello Dana, 401 again")
    assert "Maya Torres" in words(await plain.team_sees(card, "401 again"))

    ts = await plain.note(DANA, card, "note: they-did-not-pay")
    await plain.note(ELI, card, "i-had-that-too")
    await plain.people.edit(DANA, TEAM, ts, "note: they-never-pay")
    seen = await plain.texts()
    assert "pay" not in seen
    assert "i-had-that-too" not in seen

    await plain.press(DANA, card, Action.HANDOFF_RESOLVE)
    told = await plain.sees(MAYA, "marked this as solved")
    await plain.press(MAYA, told, Action.RESOLUTION_REJECT)
    await plain.card(contains=f"With <@{DANA}>")


async def test_the_slower_agent_is_told_there_too(plain: Story) -> None:
    card = await plain.handed_off()

    await asyncio.gather(*(plain.press(agent, card, Action.HANDOFF_CLAIM) for agent in (DANA, ELI)))

    winner = DANA if "Dana" in (await plain.sees(MAYA, "has read along"))["text"] else ELI
    await plain.people.wait_for_message(ELI, TEAM, 15, contains=f"<@{winner}> already has this one", author=BATON)


async def test_an_answer_whose_arrival_was_not_noticed_is_said_once_there_too(plain: Story) -> None:
    await plain.people.fault("chat.postMessage", drop_after_commit=True)

    await plain.ask(MAYA, KEYS)
    await plain.sees(MAYA, "Create second key")

    assert len(await plain.said()) == 1


async def test_a_handoff_whose_arrival_was_not_noticed_is_told_once_there_too(plain: Story) -> None:
    await plain.people.fault("chat.postMessage", drop_after_commit=True, times=3)

    await plain.ask(MAYA, "Can I talk to someone?")
    await plain.sees(MAYA, HANDED_OFF)
    card = await plain.card()
    await plain.team_sees(card, "conversation so far")

    assert len(await plain.said()) == 1
    assert len(await plain.cards()) == 1


async def test_relayed_words_whose_arrival_was_not_noticed_are_said_once_there_too(plain: Story) -> None:
    card = await plain.claimed(DANA)
    await plain.people.fault("chat.postMessage", drop_after_commit=True)

    await plain.note(DANA, card, "Look at <the log> & the *list*, Maya")
    await plain.sees(MAYA, "the log")

    assert (await plain.texts()).count("Look at") == 2  # its text and its block


async def test_two_equal_answers_in_one_thread_are_both_given_there_too(plain: Story) -> None:
    await plain.ask(MAYA, INVOICES)
    await plain.sees(MAYA, "Export as PDF")
    await plain.people.fault("chat.postMessage", drop_after_commit=True)

    await plain.answer_to(MAYA, INVOICES)

    assert len(await plain.said()) == 2


async def test_a_model_writes_there_too(plain: Story, model: ScriptedModel, tmp_path: Path) -> None:
    await plain.stop_bot()
    await plain.start_bot(baton_config=tmp_path / "plain.toml", openai_base_url=model.url)
    model.will_say("Create a second key. ", "That is the end [1].")
    await plain.ask(MAYA, KEYS)

    answer = await plain.sees(MAYA, "From our help centre")

    assert "That is the end" in words(answer)
    assert len(await plain.said()) == 1
