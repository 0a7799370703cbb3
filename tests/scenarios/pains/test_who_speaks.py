"""Pains 1, 2, 3, 15 and 16: who may speak in a thread, and when."""

import asyncio

import pytest

from handlers.ids import Action
from tests.scenarios.knowledge import INVOICES, KEYS, PASSWORD
from tests.scenarios.model_server import ScriptedModel
from tests.scenarios.pains import BEGINNING
from tests.scenarios.story import DANA, HANDED_OFF, JONAS, MAYA, PATIENCE, Story, words


async def heard(story: Story, ts: str) -> None:
    """Until the bot knows of this message, though it may be in the middle of something else."""
    await story.people.wait_for_delivery("message", acked=True)
    while not await story.has_heard(ts):  # noqa: ASYNC110  an event of ours would not be the bot's
        await asyncio.sleep(0)


@pytest.mark.parametrize("moment", ["before it answers", "while it answers", "after it answered"])
async def test_p01_the_bot_never_talks_over_the_person_who_took_the_case(
    model_story: Story, model: ScriptedModel, moment: str
) -> None:
    dana_spoke = asyncio.Event()
    model.will_say(BEGINNING, dana_spoke, "much more. ", "The end.")
    if moment == "before it answers":
        await model_story.stop_bot()
        await model_story.start_bot(baton_quiet_seconds=0.8)
    await model_story.ask(MAYA, KEYS)
    if moment == "while it answers":
        await model_story.people.wait_for_call("chat.startStream", ok=True)
    if moment == "after it answered":
        dana_spoke.set()
        await model_story.sees(MAYA, "The end")

    spoke = await model_story.say(DANA, "Maya, I have this one.")
    await heard(model_story, spoke)
    dana_spoke.set()
    await model_story.say(MAYA, "Great. And how do I export all invoices as a PDF file?")

    said = await model_story.said()
    assert [one for one in said if one["ts"] > spoke] == []
    assert len(said) == (0 if moment == "before it answers" else 1)
    assert ("The end" in words(said[0])) is (moment == "after it answered") if said else True


async def test_p01_an_answer_that_slack_did_not_take_yet_is_dropped_when_a_person_speaks(story: Story) -> None:
    await story.people.fault("chat.postMessage", status=500, times=0)
    await story.ask(MAYA, KEYS)
    await story.people.wait_for_call("chat.postMessage", ok=False, within=PATIENCE)

    await heard(story, await story.say(DANA, "Maya, I have this one."))
    await story.people.clear_faults()

    assert await story.said() == []


async def test_p01_the_bot_says_nothing_while_a_customer_waits_and_while_an_agent_has_it(story: Story) -> None:
    card = await story.handed_off()
    await story.say(MAYA, KEYS)
    assert len(await story.said()) == 1
    await story.press(DANA, card, Action.HANDOFF_CLAIM)
    await story.sees(MAYA, "has read along")

    await story.note(DANA, card, "Which key is it?")
    await story.say(MAYA, "How do I export all invoices as a PDF file?")
    await story.say(JONAS, f"@Baton {PASSWORD}")
    await story.note(DANA, card, "Let me see.")
    await story.sees(MAYA, "Let me see.")

    assert [one["text"] for one in await story.said()][2:] == ["Which key is it?", "Let me see."]


async def test_p02_nobody_has_to_mention_the_bot_again_on_every_turn(story: Story) -> None:
    await story.ask(MAYA, f"@Baton {KEYS}")
    await story.sees(MAYA, "second key")

    second = await story.answer_to(MAYA, INVOICES)
    third = await story.answer_to(JONAS, PASSWORD)

    assert "Export as PDF" in words(second)
    assert "Forgot password" in words(third)


@pytest.mark.parametrize(
    ("who", "text"),
    [
        pytest.param(MAYA, f"<@{DANA}> {KEYS}", id="a customer asks an agent by name"),
        pytest.param(MAYA, f"<@{JONAS}> {KEYS}", id="customers talk to one another"),
        pytest.param(DANA, f"<@{MAYA}> did you see how to rotate an API key?", id="an agent asks the customer"),
        pytest.param(DANA, KEYS, id="an agent thinks aloud"),
    ],
)
async def test_p03_the_bot_never_answers_what_is_meant_for_somebody_else(story: Story, who: str, text: str) -> None:
    await story.ask(who, text)

    assert await story.said() == []


async def test_p03_what_people_tell_one_another_in_the_bots_own_thread_is_not_answered(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    await story.sees(MAYA, "second key")

    await story.say(MAYA, f"<@{JONAS}> how do you reset your password?")
    await story.say(JONAS, f"<@{MAYA}> I never did. How do I export all invoices as a PDF file, by the way?")

    assert len(await story.said()) == 1


async def test_p15_a_handoff_does_not_loop_after_it_was_reopened_or_resolved(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    await story.sees(MAYA, "second key")
    await story.answer_to(MAYA, "That didn't work")
    await story.say(MAYA, "Still broken, this is useless!!")
    await story.sees(MAYA, HANDED_OFF)
    card = await story.card()
    await story.press(DANA, card, Action.HANDOFF_CLAIM)
    await story.sees(MAYA, "has read along")
    await story.press(DANA, await story.card(contains=f"With <@{DANA}>"), Action.HANDOFF_RESOLVE)
    await story.sees(MAYA, "marked this as solved")

    await story.say(MAYA, "It still doesn't work")
    reopened = await story.card(contains=f"With <@{DANA}>")
    await story.press(DANA, reopened, Action.HANDOFF_HAND_BACK)
    await story.sees(MAYA, "back on this one")
    answer = await story.answer_to(MAYA, INVOICES)
    again = await story.answer_to(MAYA, "That didn't work")  # the first time since a person had it

    assert "Export as PDF" in words(answer)
    assert "Export as CSV" in words(again)
    assert len(await story.cards()) == 1
    assert (await story.texts()).count(HANDED_OFF) == words(await story.sees(MAYA, HANDED_OFF)).count(HANDED_OFF)


async def test_p16_the_bot_is_not_mute_after_it_was_handed_back(story: Story) -> None:
    card = await story.claimed(DANA)
    await story.press(DANA, card, Action.HANDOFF_HAND_BACK)
    await story.sees(MAYA, "back on this one")

    answer = await story.answer_to(MAYA, KEYS)
    await story.say(MAYA, "Can I talk to a person?")
    again = await story.card(contains="Waiting for someone")

    assert "second key" in words(answer)
    assert again["ts"] != card["ts"]
