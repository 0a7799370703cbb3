"""Slack stumbles, or the bot is stopped and started: what must be said is said once, and in order."""

import pytest

from handlers.ids import Action
from tests.scenarios.knowledge import INVOICES, KEYS, KEYS_URL
from tests.scenarios.story import DANA, HANDED_OFF, MAYA, SHARED, Story, words

FAULTS: tuple[dict[str, object], ...] = (
    {"status": 429, "retry_after": 1},
    {"drop_after_commit": True},
    {"status": 500},
    {"error": "internal_error"},
)


@pytest.mark.parametrize("fault", FAULTS)
async def test_an_answer_is_said_once_though_posting_it_fails_at_first(story: Story, fault: dict[str, object]) -> None:
    await story.people.fault("chat.postMessage", **fault)

    await story.ask(MAYA, KEYS)
    answer = await story.sees(MAYA, "Create second key")

    assert KEYS_URL in words(answer)
    assert len(await story.said()) == 1


async def test_an_answer_is_said_once_though_nearly_everything_fails(story: Story) -> None:
    await story.people.fault("chat.postMessage", drop_after_commit=True)
    await story.people.fault("conversations.replies", status=500)
    await story.people.fault("users.info", status=500)
    await story.people.fault("assistant.threads.setStatus", status=500)
    await story.people.fault("team.info", status=500)

    await story.ask(MAYA, KEYS)
    await story.sees(MAYA, "Create second key")

    assert len(await story.said()) == 1


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_handoff_is_told_once_everywhere_though_posting_fails(story: Story, fault: dict[str, object]) -> None:
    await story.people.fault("chat.postMessage", **fault, times=3)

    await story.ask(MAYA, "Can I talk to someone?")
    await story.sees(MAYA, HANDED_OFF)
    card = await story.card()
    await story.team_sees(card, "conversation so far")

    assert len(await story.said()) == 1
    assert len(await story.cards()) == 1
    assert len(await story.people.messages(DANA, "C0HANDOFF", card["ts"])) == 2


async def test_a_handoff_happens_though_its_link_cannot_be_had(story: Story) -> None:
    await story.people.fault("chat.getPermalink", status=500)

    await story.handed_off()


@pytest.mark.parametrize("fault", FAULTS[:2])
async def test_words_keep_their_order_though_the_first_of_them_fails(story: Story, fault: dict[str, object]) -> None:
    card = await story.claimed(DANA)
    await story.people.fault("chat.postMessage", **fault)

    for number in range(4):
        await story.note(DANA, card, f"part {number}")
    await story.sees(MAYA, "part 3")

    relayed = [one["text"] for one in await story.said() if one["text"].startswith("part ")]
    assert relayed == [f"part {number}" for number in range(4)]


async def test_two_equal_words_are_both_said_though_the_first_ones_answer_is_lost(story: Story) -> None:
    await story.people.features(metadata=False)
    card = await story.claimed(DANA)
    await story.people.fault("chat.postMessage", drop_after_commit=True)

    await story.note(DANA, card, "ping")
    await story.note(DANA, card, "ping")
    await story.settled()

    assert [one["text"] for one in await story.said()].count("ping") == 2


async def test_a_card_is_redrawn_though_that_fails_at_first(story: Story) -> None:
    card = await story.handed_off()
    await story.people.fault("chat.update", status=500)

    await story.press(DANA, card, Action.HANDOFF_CLAIM)

    await story.card(contains=f"With <@{DANA}>")


async def test_a_delivery_that_is_repeated_for_a_whole_handoff_changes_nothing(main_story: Story) -> None:
    await main_story.people.fail_deliveries("duplicate", 20)
    card = await main_story.claimed(DANA)
    await main_story.note(DANA, card, "Hi Maya")
    await main_story.sees(MAYA, "Hi Maya")
    await main_story.say(MAYA, "Hello Dana")
    await main_story.team_sees(card, "Hello Dana")

    texts = [one["text"] for one in await main_story.said()]
    assert texts.count("Hi Maya") == 1
    assert len(texts) == 3
    assert len(await main_story.cards()) == 1


async def test_a_question_stored_before_a_restart_is_answered_once_after_it(main_story: Story) -> None:
    await main_story.stop_bot()
    await main_story.start_bot(baton_quiet_seconds=1.0)
    since = await main_story.people.next_delivery()
    await main_story.ask(MAYA, KEYS)
    await main_story.people.wait_for_delivery("message", since, acked=True)
    await main_story.stop_bot()
    assert [one for one in await main_story.messages() if one["is_bot"]] == []

    await main_story.start_bot()
    await main_story.sees(MAYA, "Create second key")

    assert len(await main_story.said()) == 1


async def test_a_question_asked_while_the_bot_was_away_is_answered_once_it_is_back(story: Story) -> None:
    await story.stop_bot()
    await story.ask(MAYA, KEYS)

    await story.start_bot()
    await story.sees(MAYA, "Create second key")

    assert len(await story.said()) == 1


async def test_an_answer_that_could_not_be_said_before_a_restart_is_said_after_it(story: Story) -> None:
    await story.people.fault("chat.postMessage", status=500, times=0)
    await story.ask(MAYA, KEYS)
    await story.people.wait_for_call("chat.postMessage", ok=False)
    await story.stop_bot()
    await story.people.clear_faults()

    await story.start_bot()
    await story.sees(MAYA, "Create second key")

    assert len(await story.said()) == 1


async def test_an_answer_whose_arrival_was_not_noticed_before_a_restart_is_not_said_again(story: Story) -> None:
    await story.people.fault("chat.postMessage", drop_after_commit=True)
    await story.people.fault("conversations.replies", status=500, times=0)
    await story.ask(MAYA, KEYS)
    await story.sees(MAYA, "Create second key")
    await story.people.wait_for_call("conversations.replies", ok=False)
    await story.stop_bot()
    await story.people.clear_faults()

    await story.start_bot()

    assert len(await story.said()) == 1


async def test_a_handoff_goes_on_after_a_restart(story: Story) -> None:
    card = await story.claimed(DANA)
    await story.stop_bot()
    await story.start_bot()

    await story.note(DANA, card, "Hi Maya")
    await story.sees(MAYA, "Hi Maya")
    await story.say(MAYA, "Hello Dana")
    await story.team_sees(card, "Hello Dana")
    await story.press(DANA, card, Action.HANDOFF_RESOLVE)
    await story.sees(MAYA, "marked this as solved")


async def test_sockets_that_are_refreshed_lose_nothing(story: Story) -> None:
    await story.people.disconnect("refresh_requested")

    await story.ask(MAYA, KEYS)
    await story.sees(MAYA, "Create second key")

    assert len(await story.said()) == 1


async def test_a_channel_from_which_the_bot_was_removed_is_answered_in_once_it_is_back(untold: Story) -> None:
    await untold.start_bot(baton_quiet_seconds=0.6)
    await untold.ask(MAYA, KEYS)
    await untold.people.leave(DANA, SHARED, "U0BATON")
    await untold.people.wait_for_call("chat.postMessage", ok=False)
    await untold.people.join(DANA, SHARED, "U0BATON")

    await untold.stop_bot()
    await untold.start_bot()

    await untold.ask(MAYA, INVOICES)
    await untold.sees(MAYA, "Export as PDF")
