"""A customer asks, and the bot answers: once, from the help centre, and only when it was asked."""

import pytest

from handlers.ids import Action
from sandbox import posting
from sandbox.records import Message as SandboxMessage
from tests.scenarios.knowledge import (
    INVOICES,
    INVOICES_URL,
    KEYS,
    KEYS_URL,
    OFFLINE,
    OFFLINE_URL,
    PASSWORD,
    UNKNOWN,
    WEBHOOK_FIELDS,
    WEBHOOKS_URL,
)
from tests.scenarios.story import (
    DANA,
    DISCLOSURE,
    HANDED_OFF,
    INES,
    JONAS,
    MAYA,
    OTHER_SHARED,
    PRIYA,
    SHARED,
    Story,
    buttons,
    shown,
    words,
)

BURST_ENDS = 0.6
"""Seconds: longer than even a busy machine takes between two messages of a burst."""


async def test_a_question_gets_one_cited_answer_in_its_thread(main_story: Story) -> None:
    await main_story.ask(MAYA, KEYS)

    answer = await main_story.sees(MAYA, "Create second key")

    assert KEYS_URL in shown(answer)
    assert {Action.HANDOFF_REQUEST, Action.ANSWER_FEEDBACK} <= buttons(answer)
    assert len(await main_story.said()) == 1
    assert await main_story.cards() == []
    assert await main_story.refused() == []


async def test_only_the_first_answer_says_that_a_bot_speaks(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    first = await story.sees(MAYA)
    again = await story.answer_to(MAYA, INVOICES)
    await story.ask(MAYA, PASSWORD)
    elsewhere = await story.sees(MAYA)

    assert DISCLOSURE in shown(first)
    assert INVOICES_URL in shown(again)
    assert DISCLOSURE not in shown(again)
    assert DISCLOSURE not in shown(elsewhere)


async def test_each_customer_is_told_once_that_a_bot_speaks(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    await story.sees(MAYA)

    await story.ask(JONAS, KEYS)
    to_jonas = await story.sees(JONAS)
    await story.ask(INES, KEYS, OTHER_SHARED)
    to_ines = await story.sees(INES)

    assert DISCLOSURE in shown(to_jonas)
    assert DISCLOSURE in shown(to_ines)


async def test_the_customer_sees_that_the_bot_is_at_it_and_then_no_more(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    await story.sees(MAYA)

    await story.settled()
    shown_statuses = [call["status"] for call in await story.called("assistant.threads.setStatus")]

    assert shown_statuses[0]
    assert await story.people.statuses(MAYA, SHARED) == []


@pytest.mark.parametrize("text", ["Hi all!", "Good morning team", "thanks!", "ok great, thanks", "👍", "lol"])
async def test_small_talk_is_left_alone(story: Story, text: str) -> None:
    await story.ask(MAYA, text)

    assert await story.said() == []


async def test_thanks_after_an_answer_is_left_alone(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    await story.sees(MAYA)

    await story.say(MAYA, "thanks!")

    assert len(await story.said()) == 1


async def test_staff_who_talk_are_left_alone(story: Story) -> None:
    await story.ask(DANA, KEYS)
    await story.say(PRIYA, INVOICES)

    assert await story.said() == []


async def test_another_bot_is_left_alone(story: Story) -> None:
    ws = story.box.ws
    message = SandboxMessage(ts=ws.next_ts(), author=JONAS, text=KEYS, extra={"bot_id": "B0OTHER", "app_id": "A0OTHER"})

    story.thread = posting.post(ws, ws.channel(SHARED), message).ts

    assert await story.said() == []


async def test_somebody_who_joins_is_left_alone(story: Story) -> None:
    await story.people.leave(JONAS, SHARED)

    await story.people.join(MAYA, SHARED, JONAS)

    await story.settled()
    assert all(one["author"] != "Baton" for one in await story.people.messages(MAYA, SHARED))


async def test_a_message_that_mentions_a_colleague_is_left_alone(story: Story) -> None:
    await story.ask(MAYA, f"<@{JONAS}> {KEYS}")

    assert await story.said() == []


async def test_a_burst_that_mentions_a_colleague_at_its_start_is_left_alone(untold: Story) -> None:
    await untold.start_bot(baton_quiet_seconds=BURST_ENDS)

    await untold.ask(MAYA, f"<@{JONAS}> have a look please")
    await untold.say(MAYA, KEYS)

    assert await untold.said() == []


async def test_a_question_to_a_colleague_and_the_bot_is_answered(story: Story) -> None:
    await story.ask(MAYA, f"<@{JONAS}> @Baton {KEYS}")

    await story.sees(MAYA, "Create second key")


async def test_a_reply_in_a_thread_that_is_not_ours_is_left_alone(story: Story) -> None:
    await story.ask(DANA, "We have maintenance on Sunday.")

    await story.say(MAYA, KEYS)

    assert await story.said() == []


async def test_the_bot_answers_in_anybodys_thread_when_it_is_mentioned(story: Story) -> None:
    await story.ask(DANA, "We have maintenance on Sunday.")

    await story.say(MAYA, f"@Baton {KEYS}")

    await story.sees(MAYA, "Create second key")
    assert len(await story.said()) == 1


async def test_a_mention_is_answered_once_though_it_arrives_as_two_events(main_story: Story) -> None:
    await main_story.ask(MAYA, f"@Baton {KEYS}")

    await main_story.sees(MAYA, "Create second key")

    kinds = {one["payload"]["event"]["type"] for one in await main_story.people.deliveries()}
    assert {"message", "app_mention"} <= kinds
    assert len(await main_story.said()) == 1


async def test_a_greeting_to_the_bot_itself_is_not_left_hanging(story: Story) -> None:
    await story.ask(MAYA, "@Baton hello!")

    assert len(await story.said()) == 1


async def test_a_burst_of_messages_in_the_channel_gets_one_answer(story: Story) -> None:
    await story.stop_bot()
    await story.start_bot(baton_quiet_seconds=BURST_ENDS)

    await story.ask(MAYA, "hello there")
    second = await story.people.post(MAYA, SHARED, "how do I export all invoices")
    third = await story.people.post(MAYA, SHARED, "as a PDF file?")
    answer = await story.sees(MAYA)

    assert INVOICES_URL in words(answer)
    assert len(await story.said()) == 1
    for ts in (second, third):
        assert [one["ts"] for one in await story.people.messages(MAYA, SHARED, ts)] == [ts]


async def test_a_burst_of_messages_in_a_thread_gets_one_answer(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    await story.sees(MAYA)
    await story.stop_bot()
    await story.start_bot(baton_quiet_seconds=BURST_ENDS)

    await story.say(MAYA, "one more thing")
    await story.say(MAYA, "how do I export all invoices")
    last = await story.say(MAYA, "as a PDF file?")
    answer = await story.sees(MAYA, after=last)

    assert INVOICES_URL in words(answer)
    assert len(await story.said()) == 2


async def test_two_customers_who_write_at_once_get_an_answer_each(story: Story) -> None:
    theirs = await story.people.post(JONAS, SHARED, INVOICES)
    await story.ask(MAYA, KEYS)

    await story.sees(MAYA, "Create second key")
    await story.people.wait_for_message(JONAS, SHARED, 15, thread_ts=theirs, contains=INVOICES_URL)

    assert len(await story.said()) == 1


async def test_an_event_that_is_delivered_twice_is_answered_once(main_story: Story) -> None:
    await main_story.people.fail_deliveries("duplicate", 2)

    await main_story.ask(MAYA, f"@Baton {KEYS}")
    await main_story.sees(MAYA)

    assert len(await main_story.said()) == 1


async def test_an_event_whose_first_delivery_is_lost_is_answered_once(main_story: Story) -> None:
    await main_story.people.fail_deliveries("lose", 2)

    await main_story.ask(MAYA, f"@Baton {KEYS}")
    await main_story.sees(MAYA)

    assert len(await main_story.said()) == 1


async def test_messages_that_arrive_in_the_wrong_order_get_one_answer(untold: Story) -> None:
    await untold.start_bot(baton_quiet_seconds=BURST_ENDS)
    await untold.people.fail_deliveries("reorder")

    await untold.ask(MAYA, "How do I export all invoices")
    await untold.say(MAYA, "as a PDF file?")
    await untold.sees(MAYA, INVOICES_URL)

    assert len(await untold.said()) == 1


async def test_what_nobody_wrote_down_gets_honest_words_and_a_person(story: Story) -> None:
    await story.ask(MAYA, UNKNOWN)

    notice = await story.sees(MAYA, HANDED_OFF)

    assert "couldn't find anything about this" in notice["text"]
    assert DISCLOSURE in shown(notice)
    assert "penguins" in words(await story.card())
    assert len(await story.said()) == 1


async def test_a_vague_message_is_asked_back_about_once_and_then_gets_a_person(story: Story) -> None:
    await story.ask(MAYA, "help, please")

    asked = await story.sees(MAYA, "Could you tell me a bit more")
    assert Action.HANDOFF_REQUEST in buttons(asked)
    assert await story.cards() == []

    await story.say(MAYA, "please help me")

    await story.sees(MAYA, HANDED_OFF)
    assert len(await story.cards()) == 1


async def test_a_vague_message_is_asked_back_about_even_if_the_help_centre_has_a_word_in_common_with_it(
    story: Story,
) -> None:
    await story.ask(MAYA, "something is broken")

    await story.sees(MAYA, "Could you tell me a bit more")


async def test_a_complaint_before_any_answer_is_asked_back_about_and_not_called_a_second_try(story: Story) -> None:
    await story.ask(MAYA, "it doesn't work")

    await story.sees(MAYA, "Could you tell me a bit more")

    assert len(await story.said()) == 1


async def test_whoever_explains_after_being_asked_back_gets_an_answer(story: Story) -> None:
    await story.ask(MAYA, "help, please")
    await story.sees(MAYA, "Could you tell me a bit more")

    answer = await story.answer_to(MAYA, PASSWORD)

    assert "Forgot password" in words(answer)


async def test_a_long_section_of_the_help_centre_is_answered_from_and_never_refused(story: Story) -> None:
    await story.ask(MAYA, WEBHOOK_FIELDS)

    answer = await story.sees(MAYA, "field_000")

    assert WEBHOOKS_URL in shown(answer)
    assert await story.refused() == []


async def test_a_very_long_question_is_answered_and_handed_on_and_never_refused(story: Story) -> None:
    log = "\n".join(f"line {number}: connection reset by peer" for number in range(300))
    await story.ask(MAYA, f"{KEYS}\n{log}")
    await story.say(MAYA, "Can I talk to someone?")

    await story.sees(MAYA, HANDED_OFF)

    card = await story.card()
    await story.team_sees(card, "conversation so far")
    assert await story.refused() == []


async def test_a_question_in_a_direct_message_is_answered_there(story: Story) -> None:
    await story.ask(MAYA, OFFLINE, channel="U0BATON")

    assert OFFLINE_URL in words(await story.sees(MAYA, "signatures"))
