"""An admin steers the bot by `/support`."""

import pytest

from sandbox.client import SandboxError
from tests.scenarios.knowledge import INVOICES, KEYS
from tests.scenarios.story import DANA, INES, MAYA, OTHER_SHARED, PRIYA, SHARED, Story


async def _steer(story: Story, who: str, order: str, reads: str) -> str:
    """Somebody types it, and only they read this; the text."""
    await story.people.command(who, SHARED, "/support", order)
    return str((await story.is_told(who, reads, SHARED))["text"])


async def test_help_says_what_there_is(story: Story) -> None:
    text = await _steer(story, PRIYA, "help", "/support pause")

    assert "/support status" in text
    assert "/support resume" in text


async def test_no_word_at_all_is_help_too(story: Story) -> None:
    await _steer(story, PRIYA, "", "/support pause")


async def test_a_word_that_is_none_is_answered_with_help(story: Story) -> None:
    await _steer(story, PRIYA, "reboot", "I don't know `reboot`")


async def test_status_says_who_waits_and_who_has_what(story: Story) -> None:
    assert "0 waiting, 0 with somebody" in await _steer(story, PRIYA, "status", "*Here:* at work")

    await story.claimed(DANA)
    await story.handed_off(INES if story.channel == OTHER_SHARED else MAYA)
    text = await _steer(story, PRIYA, "status", "1 waiting, 1 with somebody")

    assert f"<@{DANA}>" in text
    assert "Maya Torres" in text


@pytest.mark.parametrize("order", ["help", "status", "pause", "resume"])
async def test_an_agent_who_is_no_admin_is_refused_politely(story: Story, order: str) -> None:
    await _steer(story, DANA, order, "Only Baton's admins")

    await story.ask(MAYA, KEYS)
    await story.sees(MAYA, "Create second key")


async def test_a_customer_has_no_such_command(story: Story) -> None:
    with pytest.raises(SandboxError, match="command_not_shared"):
        await story.people.command(MAYA, SHARED, "/support", "status")


async def test_a_paused_bot_is_silent_while_people_go_on_and_answers_again_when_resumed(main_story: Story) -> None:
    card = await main_story.claimed(DANA)
    await _steer(main_story, PRIYA, "pause", "Paused")
    claimed = main_story.thread

    await main_story.ask(MAYA, KEYS)
    assert await main_story.said() == []
    main_story.thread = claimed
    await main_story.note(DANA, card, "I am still here")
    await main_story.sees(MAYA, "I am still here")
    await main_story.say(MAYA, "so am I")
    await main_story.team_sees(card, "so am I")

    await _steer(main_story, PRIYA, "resume", "I'm back")
    await main_story.ask(MAYA, KEYS)
    await main_story.sees(MAYA, "Create second key")


async def test_a_pause_holds_in_conversations_that_are_under_way(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    await story.sees(MAYA)
    await _steer(story, PRIYA, "pause", "Paused")

    await story.say(MAYA, INVOICES)

    assert len(await story.said()) == 1


async def test_a_pause_holds_for_an_answer_that_is_pending(untold: Story) -> None:
    await untold.start_bot(baton_quiet_seconds=0.8)
    await untold.ask(MAYA, KEYS)

    await _steer(untold, PRIYA, "pause", "Paused")

    assert await untold.said() == []


async def test_a_pause_holds_in_its_channel_only(story: Story) -> None:
    await _steer(story, PRIYA, "pause", "Paused")

    await story.ask(INES, KEYS, OTHER_SHARED)

    await story.sees(INES, "Create second key")


async def test_pausing_and_resuming_twice_is_harmless(story: Story) -> None:
    await _steer(story, PRIYA, "resume", "I wasn't paused")
    await _steer(story, PRIYA, "pause", "Paused: I won't answer")
    await _steer(story, PRIYA, "pause", "I'm paused in this channel already")
    await _steer(story, PRIYA, "resume", "I'm back")


async def test_a_pause_outlives_a_restart(story: Story) -> None:
    await _steer(story, PRIYA, "pause", "Paused")
    await story.stop_bot()
    await story.start_bot()

    await story.ask(MAYA, KEYS)

    assert await story.said() == []
