"""Pains 4 to 9 and 25: what Slack delivers, loses and refuses."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from handlers.ids import Action
from tests.scenarios.knowledge import INVOICES, INVOICES_URL, KEYS, KEYS_URL, OFFLINE, PASSWORD
from tests.scenarios.model_server import ScriptedModel
from tests.scenarios.pains import BEGINNING
from tests.scenarios.story import (
    BATON,
    DANA,
    HANDED_OFF,
    INES,
    JONAS,
    MAYA,
    OTHER_SHARED,
    PATIENCE,
    SHARED,
    Story,
    buttons,
    words,
)


async def test_p04_retries_and_twin_events_never_make_two_answers(main_story: Story) -> None:
    await main_story.people.fail_deliveries("duplicate", 6)

    await main_story.ask(MAYA, f"@Baton {KEYS}")  # delivered as a message and as a mention, each several times
    await main_story.sees(MAYA, "second key")

    assert len(await main_story.said()) == 1


async def test_p04_a_retry_that_comes_after_a_restart_is_not_answered_again(main_story: Story) -> None:
    asked = await main_story.ask(MAYA, KEYS)
    await main_story.sees(MAYA, "second key")
    await main_story.settled()
    sent = [one["payload"] for one in await main_story.people.deliveries() if one["kind"] == "events_api"]
    (first,) = [one for one in sent if one["event"].get("ts") == asked]
    await main_story.stop_bot()
    await main_story.start_bot()

    since = await main_story.people.next_delivery()
    main_story.box.courier.send_event(first)
    await main_story.people.wait_for_delivery("message", since, acked=True)

    assert len(await main_story.said()) == 1


async def test_p05_what_is_edited_or_taken_back_before_its_answer_is_not_answered_as_it_was(untold: Story) -> None:
    await untold.start_bot(baton_quiet_seconds=0.6)
    await untold.people.edit(MAYA, SHARED, await untold.ask(MAYA, KEYS), INVOICES)
    answer = await untold.sees(MAYA)
    await untold.people.delete(MAYA, SHARED, await untold.say(MAYA, PASSWORD))

    assert "Export as PDF" in words(answer)
    assert len(await untold.said()) == 1


async def test_p05_previews_and_small_corrections_after_an_answer_trigger_nothing(main_story: Story) -> None:
    asked = await main_story.ask(MAYA, f"{KEYS} We read https://blog.example/keys before.")
    await main_story.sees(MAYA, "second key")
    await main_story.people.edit(MAYA, SHARED, asked, f"{KEYS} We have read https://blog.example/keys before!")

    assert len(await main_story.said()) == 1
    changes = [one["payload"]["event"] for one in await main_story.people.deliveries() if one["kind"] == "events_api"]
    previews = [one for one in changes if (one.get("message") or {}).get("attachments")]
    assert previews


async def test_p05_a_question_that_is_edited_into_another_one_after_its_answer_is_answered_once_more(
    main_story: Story,
) -> None:
    asked = await main_story.ask(MAYA, KEYS)
    first = await main_story.sees(MAYA, "second key")

    await main_story.people.edit(MAYA, SHARED, asked, INVOICES)
    second = await main_story.sees(MAYA, "Export as PDF", after=first["ts"])
    await main_story.people.edit(MAYA, SHARED, asked, f"{INVOICES} Thank you!")

    assert INVOICES_URL in words(second)
    assert len(await main_story.said()) == 2


async def test_p05_a_question_that_is_edited_into_the_wish_for_a_person_brings_one(story: Story) -> None:
    asked = await story.ask(MAYA, KEYS)
    await story.sees(MAYA, "second key")

    await story.people.edit(MAYA, SHARED, asked, "Can I talk to a human, please?")

    await story.sees(MAYA, HANDED_OFF)
    await story.card()


@asynccontextmanager
async def losing_everything(story: Story) -> AsyncIterator[None]:
    """Meanwhile Slack's events are lost for good; then the socket is refreshed, as it is once an hour."""
    await story.settled()
    await story.people.fail_deliveries("drop", times=0)
    yield
    await story.settled()
    await story.people.clear_faults()
    await story.people.disconnect("refresh_requested")


async def test_p06_an_event_that_slack_lost_for_good_is_found_after_the_next_connect(story: Story) -> None:
    await story.ask(JONAS, PASSWORD)
    await story.sees(JONAS, "Forgot password")
    async with losing_everything(story):
        follow_up = await story.say(JONAS, INVOICES)
        lost = [
            (MAYA, SHARED, await story.people.post(MAYA, SHARED, KEYS)),
            (INES, OTHER_SHARED, await story.people.post(INES, OTHER_SHARED, KEYS)),  # the first word in this channel
            (MAYA, BATON, await story.people.post(MAYA, BATON, OFFLINE)),
        ]
        assert len(await story.said(JONAS)) == 1

    await story.sees(JONAS, "Export as PDF", after=follow_up)
    for who, channel, thread in lost:
        await story.people.wait_for_message(who, channel, PATIENCE, thread_ts=thread, author=BATON)
    async with losing_everything(story):
        pass
    assert len(await story.said(JONAS)) == 2
    for who, channel, thread in lost:
        seen = await story.people.messages(who, channel, thread)
        assert len([one for one in seen if one["author_id"] == BATON]) == 1


async def test_p06_words_of_a_handoff_that_slack_lost_arrive_on_the_other_side(story: Story) -> None:
    card = await story.claimed(DANA)
    async with losing_everything(story):
        await story.note(DANA, card, "Dana's lost words")
        await story.say(MAYA, "Maya's lost words")

    await story.sees(MAYA, "Dana's lost words")
    await story.team_sees(card, "Maya's lost words")
    assert [one["text"] for one in await story.said()].count("Dana's lost words") == 1


async def test_p06_nothing_is_heard_twice_though_the_channel_has_another_id_by_now(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    await story.sees(MAYA, "second key")
    story.channel = await story.people.change_channel(DANA, SHARED, "change_id")
    async with losing_everything(story):
        follow_up = await story.say(MAYA, INVOICES)

    await story.sees(MAYA, "Export as PDF", after=follow_up)
    assert len(await story.said()) == 2


async def test_p06_a_lost_question_that_a_colleague_answered_meanwhile_is_left_to_the_colleague(untold: Story) -> None:
    await untold.start_bot(baton_quiet_seconds=0.6)
    async with losing_everything(untold):
        await untold.ask(MAYA, KEYS)
        await untold.say(DANA, "Maya, I have this one.")
        since = await untold.people.next_call()

    await untold.people.wait_for_call("conversations.replies", since, ok=True)
    assert await untold.said() == []


async def test_p06_what_was_lost_while_the_bot_was_away_is_found_when_it_is_back(main_story: Story) -> None:
    async with losing_everything(main_story):
        await main_story.ask(MAYA, KEYS)
        await main_story.settled()
        await main_story.stop_bot()
        await main_story.start_bot()

    await main_story.sees(MAYA, "second key")
    assert len(await main_story.said()) == 1


async def test_p06_what_was_said_before_the_bot_came_is_not_answered_out_of_nowhere(story: Story) -> None:
    await story.people.leave(DANA, OTHER_SHARED, BATON)
    await story.settled()
    old = await story.people.post(INES, OTHER_SHARED, KEYS)
    async with losing_everything(story):
        await story.people.join(DANA, OTHER_SHARED, BATON)
        await story.ask(INES, INVOICES, OTHER_SHARED)

    await story.sees(INES, "Export as PDF")
    await story.settled()
    assert [one["ts"] for one in await story.people.messages(INES, OTHER_SHARED, old)] == [old]


@pytest.mark.parametrize("trouble", ["the model hangs", "the model fails", "Slack fails for a while"])
async def test_p07_nobody_is_left_with_nothing(untold: Story, model: ScriptedModel, trouble: str) -> None:
    never = asyncio.Event()
    if trouble == "the model hangs":
        model.will_say(never, "too late")
    if trouble == "the model fails":
        model.will_fail(500)
        model.will_fail(500)
    await untold.start_bot(
        openai_base_url=model.url, openai_api_key="key", baton_model="scripted", baton_turn_seconds=0.5
    )
    if trouble == "Slack fails for a while":
        await untold.people.fault("chat.startStream", status=500, times=2)
        await untold.people.fault("chat.postMessage", status=500, times=2)
        model.will_fail(500)
        model.will_fail(500)

    await untold.ask(MAYA, KEYS)

    await untold.sees(MAYA, HANDED_OFF)
    await untold.card()
    never.set()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("lorem " * 6_000, id="36,000 characters of words"),
        pytest.param("x" * 20_000, id="a word without end"),
        pytest.param("```\ncode\n```\n" * 60, id="sixty code blocks"),
        pytest.param("🦊" * 4_500, id="emoji only"),
    ],
)
async def test_p08_no_text_is_too_long_for_slack(story: Story, text: str) -> None:
    card = await story.claimed(DANA)

    await story.note(DANA, card, text)
    await story.note(DANA, card, "That was all of it.")
    await story.say(MAYA, text)
    await story.say(MAYA, "This was all of mine.")
    await story.sees(MAYA, "That was all of it.")
    await story.team_sees(card, "This was all of mine.")

    for_maya = "".join(one["text"] for one in await story.said())
    for_dana = await story.team_texts(card)
    for piece in ("lorem", "x", "code", "🦊"):
        assert for_maya.count(piece) >= text.count(piece)
        assert for_dana.count(piece) >= 2 * text.count(piece)  # Dana's own words stand there as well
    assert await story.refused() == []


async def test_p08_a_question_that_is_too_long_for_anything_is_answered_and_handed_on(story: Story) -> None:
    await story.ask(MAYA, f"{KEYS}\n{'wordwithoutend' * 1_500}\n" + "```\nat line 1\n```\n" * 500)

    await story.sees(MAYA, "second key")
    await story.say(MAYA, "Can I talk to someone?")
    await story.sees(MAYA, HANDED_OFF)
    await story.team_sees(await story.card(), "conversation so far")

    assert await story.refused() == []


@pytest.mark.parametrize("trouble", ["no streaming", "refused at once", "expires midway"])
async def test_p09_an_answer_is_whole_where_streaming_is_not_to_be_had(
    model_story: Story, model: ScriptedModel, trouble: str
) -> None:
    midway = asyncio.Event()
    model.will_say(BEGINNING, midway, "put it into your tools. ", "The end [1].")
    if trouble == "no streaming":
        await model_story.people.features(streaming=False)
    if trouble == "refused at once":
        await model_story.people.fault("chat.startStream", error="team_not_found", times=0)
    await model_story.ask(MAYA, KEYS)
    if trouble == "expires midway":
        await model_story.people.wait_for_call("chat.startStream", ok=True)
        await model_story.people.expire_streams()
    midway.set()
    await model_story.sees(MAYA, "The end")

    (answer,) = await model_story.said()
    assert not answer["streaming"]
    for piece in ("Create a second key", "put it into your tools", "The end"):
        assert piece in words(answer)
    assert KEYS_URL in words(answer)  # what ends an answer is there as well
    assert Action.HANDOFF_REQUEST in buttons(answer)


async def test_p25_rate_limits_and_missing_history_cost_nobody_an_answer(story: Story) -> None:
    await story.people.features(rate_limits="strict")
    await story.people.fault("conversations.history", error="not_allowed_token_type", times=0)
    await story.people.fault("conversations.replies", error="not_allowed_token_type", times=0)
    asked = ((MAYA, KEYS), (JONAS, INVOICES))
    threads = [(who, await story.people.post(who, SHARED, text)) for who, text in asked]

    for who, thread in threads:
        await story.people.wait_for_message(who, SHARED, 30, thread_ts=thread, author=BATON)
    story.thread = threads[0][1]
    await story.say(MAYA, "Can I talk to someone?")
    card = await story.card()
    transcript = await story.team_sees(card, "conversation so far")

    assert KEYS in words(transcript)
    for who, thread in threads:
        seen = await story.people.messages(who, SHARED, thread)
        assert sum("help centre says" in one["text"] for one in seen) == 1


async def test_p25_two_channels_do_not_wait_for_one_another(story: Story) -> None:
    await story.people.fault("chat.postMessage", status=429, retry_after=60)
    await story.ask(MAYA, KEYS)
    await story.people.wait_for_call("chat.postMessage", ok=False, within=PATIENCE)

    other = await story.people.post(INES, OTHER_SHARED, INVOICES)

    await story.people.wait_for_message(INES, OTHER_SHARED, 15, thread_ts=other, contains="Export as PDF")
    assert len(await story.messages(MAYA)) == 1  # hers waits for a minute, as Slack asked


async def test_p25_nobody_knocks_before_slack_said_they_may(story: Story) -> None:
    await story.people.fault("chat.postMessage", status=429, retry_after=1)
    await story.ask(MAYA, KEYS)

    await story.sees(MAYA, "second key")

    refused, taken = [one for one in await story.people.calls() if one["method"] == "chat.postMessage"]
    assert taken["at"] - refused["at"] >= 1
