"""Pains 4 to 9 and 25: what Slack delivers, loses and refuses."""

import asyncio

import pytest

from sandbox.records import Message as SandboxMessage
from tests.scenarios.knowledge import INVOICES, KEYS, KEYS_URL, PASSWORD
from tests.scenarios.model_server import ScriptedModel
from tests.scenarios.pains import BEGINNING
from tests.scenarios.story import BATON, DANA, HANDED_OFF, INES, JONAS, MAYA, OTHER_SHARED, SHARED, Story, words


async def test_p04_retries_and_twin_events_never_make_two_answers(main_story: Story) -> None:
    await main_story.people.fail_deliveries("duplicate", 6)

    await main_story.ask(MAYA, f"@Baton {KEYS}")  # delivered as a message and as a mention, each several times
    await main_story.sees(MAYA, "second key")

    assert len(await main_story.said()) == 1


async def test_p05_edits_count_once_and_previews_never(untold: Story) -> None:
    await untold.start_bot(baton_quiet_seconds=0.6)
    asked = await untold.ask(MAYA, KEYS)
    await untold.people.edit(MAYA, SHARED, asked, INVOICES)
    answer = await untold.sees(MAYA)
    await untold.people.edit(MAYA, SHARED, asked, f"{INVOICES} (see https://larkspur.example)")
    deleted = await untold.say(MAYA, PASSWORD)
    await untold.people.delete(MAYA, SHARED, deleted)

    assert "Export as PDF" in words(answer)
    assert len(await untold.said()) == 1


async def test_p06_an_event_that_slack_lost_for_good_is_found_after_the_next_connect(story: Story) -> None:
    await story.ask(JONAS, PASSWORD)
    await story.sees(JONAS, "Forgot password")
    await story.settled()
    ws, channel = story.box.ws, story.box.ws.channel(SHARED)
    missed = SandboxMessage(ts=ws.next_ts(), author=MAYA, text=KEYS)
    in_thread = SandboxMessage(ts=ws.next_ts(), author=JONAS, text=INVOICES, thread_ts=story.thread)
    for message in (missed, in_thread):  # they stand in the channel, and no event ever tells of them
        channel.messages[message.ts] = message
    channel.threads[story.thread].append(in_thread.ts)

    await story.people.disconnect("refresh_requested")

    await story.people.wait_for_message(JONAS, SHARED, 15, thread_ts=story.thread, contains="Export as PDF")
    answer = await story.people.wait_for_message(MAYA, SHARED, 15, thread_ts=missed.ts, contains="second key")
    assert KEYS_URL in words(answer)
    assert len(await story.said(JONAS)) == 2


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
    await story.sees(MAYA, "That was all of it.")

    arrived = "".join(one["text"] for one in await story.said())
    for piece in ("lorem", "x", "code", "🦊"):
        assert arrived.count(piece) >= text.count(piece)
    assert [one for one in await story.refused() if "long" in one or "invalid" in one] == []


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
    await story.people.features(rate_limits="strict")

    await story.ask(MAYA, KEYS)
    other = await story.people.post(INES, OTHER_SHARED, INVOICES)

    await story.sees(MAYA, "second key")
    await story.people.wait_for_message(INES, OTHER_SHARED, 15, thread_ts=other, contains="Export as PDF")
