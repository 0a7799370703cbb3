"""What the platform may do to a channel, or to the app itself, while somebody waits for an answer."""

import httpx

from handlers.ids import Action
from tests.scenarios.knowledge import INVOICES, KEYS
from tests.scenarios.story import BATON, DANA, JONAS, MAYA, PATIENCE, SHARED, TEAM, Story


async def _move(story: Story, channel: str) -> str:
    """Slack gives a channel another id; which."""
    return await story.people.change_channel(DANA, channel, "change_id")


async def test_a_conversation_goes_on_under_its_channels_new_id(story: Story) -> None:
    story = story
    card = await story.claimed(DANA)

    story.channel = await _move(story, SHARED)
    await story.say(MAYA, "Is anybody there?")
    await story.team_sees(card, "Is anybody there?")
    await story.note(DANA, card, "Yes, I am")
    await story.sees(MAYA, "Yes, I am")
    await story.note(DANA, card, "And I stay")
    await story.sees(MAYA, "And I stay")
    assert [one for one in await story.refused() if "channel_not_found" in one] == []


async def test_a_new_question_is_answered_under_the_new_id_also_after_a_restart(untold: Story) -> None:
    story = untold
    await story.start_bot()
    moved = await _move(story, SHARED)
    await story.settled()
    await story.stop_bot()
    await story.start_bot()

    await story.ask(MAYA, INVOICES, moved)
    await story.sees(MAYA, "Export")


async def test_a_channel_that_moves_twice_is_still_the_same(story: Story) -> None:
    card = await story.claimed(DANA)

    story.channel = await _move(story, await _move(story, SHARED))
    await story.say(MAYA, "Hello?")
    await story.team_sees(card, "Hello?")


async def test_cards_stay_at_work_when_the_teams_channel_moves(story: Story) -> None:
    card = await story.handed_off()

    moved = await _move(story, TEAM)
    await story.people.press(DANA, {**card, "channel": moved}, Action.HANDOFF_CLAIM.value)
    await story.sees(MAYA, "has read along")
    await story.people.wait_for_message(DANA, moved, PATIENCE, contains=f"With <@{DANA}>", author=BATON)
    await story.people.post(DANA, moved, "On it", card["ts"])
    await story.sees(MAYA, "On it")

    await story.ask(JONAS, "Can I talk to someone?")
    found = await story.people.wait_for_messages(
        DANA, moved, PATIENCE, contains="needs a person", author=BATON, after_ts=card["ts"]
    )
    assert "Jonas" in str(found)


async def test_the_team_is_told_that_the_customers_channel_was_archived_and_opened(story: Story) -> None:
    card = await story.claimed(DANA)

    await story.people.change_channel(DANA, SHARED, "archive")
    await story.team_sees(card, "was archived")
    note = await story.note(DANA, card, "This waits")
    await story.people.change_channel(DANA, SHARED, "unarchive")
    await story.team_sees(card, "open again: Maya", after=note)


async def test_a_turn_in_an_archived_channel_ends_without_a_word(untold: Story) -> None:
    story = untold
    await story.start_bot(baton_quiet_seconds=1.0)
    await story.ask(MAYA, KEYS)
    await story.people.change_channel(DANA, SHARED, "archive")

    assert await story.said() == []
    assert await story.refused() == []


async def test_the_team_is_told_that_the_customers_organisation_was_disconnected(story: Story) -> None:
    card = await story.claimed(DANA)

    await story.people.change_channel(DANA, SHARED, "unshare", team="T0BRIGHTW")
    await story.team_sees(card, "not shared with Maya Torres's organisation")


async def test_the_team_is_told_that_the_customer_left(story: Story) -> None:
    card = await story.claimed(DANA)

    await story.people.leave(JONAS, SHARED)
    await story.people.leave(MAYA, SHARED)
    await story.team_sees(card, "Maya Torres has left the channel")
    assert "Jonas" not in await story.team_texts(card)


async def test_the_team_is_told_that_the_bot_was_taken_out_and_brought_back(story: Story) -> None:
    card = await story.claimed(DANA)

    await story.people.leave(DANA, SHARED, user=BATON)
    await story.team_sees(card, "I was taken out")
    await story.people.join(DANA, SHARED, user=BATON)
    await story.team_sees(card, "I'm back")
    await story.note(DANA, card, "Here again")
    await story.sees(MAYA, "Here again")


async def test_an_uninstalled_bot_says_nothing_more_and_its_health_says_so(main_story: Story) -> None:
    story = main_story
    card = await story.claimed(DANA)
    await story.people.change_app("uninstall")
    await story.people.wait_for_quiet(within=PATIENCE)
    since = await story.people.next_call()

    await story.note(DANA, card, "Can you read this?")
    await story.people.wait_for_quiet(1.0, within=PATIENCE)
    async with httpx.AsyncClient(trust_env=False) as http:
        ready = await http.get(f"{story.url}/readyz")
    assert (ready.status_code, ready.json()["ok"]) == (503, False)
    assert "Slack does not let us in" in ready.json()["error"]
    assert [call["method"] for call in await story.people.calls(since) if call["method"].startswith("chat.")] == []
    assert "Can you read this?" not in str(await story.messages())


async def test_a_revoked_token_is_noticed_by_its_use_too(story: Story) -> None:
    card = await story.claimed(DANA)
    await story.people.fault("*", error="token_revoked", times=0)  # and no event tells of it

    await story.note(DANA, card, "Can you read this?")
    await story.people.wait_for_quiet(1.0, within=PATIENCE)
    async with httpx.AsyncClient(trust_env=False) as http:
        assert (await http.get(f"{story.url}/readyz")).status_code == 503
