"""Words go both ways between the customer's thread and the card's, and only those that should."""

import pytest

from handlers.ids import Action
from tests.scenarios.knowledge import KEYS
from tests.scenarios.story import BATON, DANA, ELI, JONAS, MAYA, SHARED, TEAM, Story, shown, words

LONG = "\n".join(f"Step {number}: look at line {number:04} of the log." for number in range(1, 245))


async def test_the_claimers_words_reach_the_customer_under_the_agents_name_and_are_marked(main_story: Story) -> None:
    card = await main_story.claimed(DANA)

    ts = await main_story.note(DANA, card, "Hi Maya, I can see your two keys.")

    relayed = await main_story.sees(MAYA, "I can see your two keys")
    assert relayed["author"] == "Dana Whitfield"
    assert "Dana Whitfield" in shown(relayed)
    assert await main_story.people.wait_for_reaction(TEAM, ts, "white_check_mark", 15) == ["U0BATON"]
    assert await main_story.refused() == []


async def test_the_customers_words_reach_the_cards_thread_under_the_customers_name(story: Story) -> None:
    card = await story.claimed(DANA)

    await story.say(MAYA, "The old one still answers with 401 & <b>more</b>")

    copy = await story.team_sees(card, "still answers with 401 &amp; &lt;b&gt;more&lt;/b&gt;")
    assert "Maya Torres" in words(copy)


async def test_another_customer_who_joins_the_thread_is_heard_under_their_own_name(story: Story) -> None:
    card = await story.claimed(DANA)

    await story.say(JONAS, "I see it as well")

    assert "Jonas Lind" in words(await story.team_sees(card, "I see it as well"))


async def test_what_colleagues_say_among_themselves_stays_inside(story: Story) -> None:
    card = await story.handed_off()
    await story.note(DANA, card, "said-before-the-claim")
    await story.press(DANA, card, Action.HANDOFF_CLAIM)
    await story.sees(MAYA, "has read along")

    await story.note(ELI, card, "said-by-a-colleague")
    noted = await story.note(DANA, card, "note: said-in-a-note")
    await story.note(DANA, card, "NOTE : said-in-another-note")
    await story.people.post(DANA, TEAM, "said-in-the-channel")
    await story.note(DANA, card, "said-to-the-customer")

    await story.sees(MAYA, "said-to-the-customer")
    await story.people.wait_for_reaction(TEAM, noted, "lock", 15)
    seen = await story.texts()
    for inside in ("before-the-claim", "by-a-colleague", "in-a-note", "in-another-note", "in-the-channel"):
        assert inside not in seen


async def test_what_was_said_after_the_end_stays_inside(story: Story) -> None:
    card = await story.resolved(DANA)

    await story.note(DANA, card, "said-after-the-end")

    assert "said-after-the-end" not in await story.texts()


async def test_words_keep_their_order(story: Story) -> None:
    card = await story.claimed(DANA)

    for number in range(6):
        await story.note(DANA, card, f"part {number}")
    await story.sees(MAYA, "part 5")

    relayed = [one["text"] for one in await story.said() if one["text"].startswith("part ")]
    assert relayed == [f"part {number}" for number in range(6)]


async def test_a_corrected_word_of_the_agent_is_corrected_for_the_customer(story: Story) -> None:
    card = await story.claimed(DANA)
    ts = await story.note(DANA, card, "I can see two keys")
    relayed = await story.sees(MAYA, "two keys")

    await story.people.edit(DANA, TEAM, ts, "I can see three keys")

    changed = await story.sees(MAYA, "three keys")
    assert changed["ts"] == relayed["ts"]
    assert "two keys" not in await story.texts()


async def test_a_corrected_word_of_the_customer_is_corrected_for_the_team(story: Story) -> None:
    card = await story.claimed(DANA)
    ts = await story.say(MAYA, "it says 401")
    copy = await story.team_sees(card, "it says 401")

    await story.people.edit(MAYA, SHARED, ts, "it says 403")

    changed = await story.team_sees(card, "it says 403")
    assert changed["ts"] == copy["ts"]
    assert "it says 401" not in await story.team_texts(card)


async def test_a_word_that_is_taken_back_is_gone_on_the_other_side(story: Story) -> None:
    card = await story.claimed(DANA)
    mine = await story.note(DANA, card, "wrong window, sorry")
    theirs = await story.say(MAYA, "our code word is marmalade")
    await story.sees(MAYA, "wrong window")
    await story.team_sees(card, "marmalade")

    await story.people.delete(DANA, TEAM, mine)
    await story.people.delete(MAYA, SHARED, theirs)

    assert "wrong window" not in await story.texts()
    assert "marmalade" not in await story.team_texts(card)


async def test_a_relayed_word_that_is_turned_into_a_note_is_taken_back(story: Story) -> None:
    card = await story.claimed(DANA)
    ts = await story.note(DANA, card, "they did not pay")
    await story.sees(MAYA, "they did not pay")

    await story.people.edit(DANA, TEAM, ts, "note: they did not pay")

    assert "they did not pay" not in await story.texts()


async def test_a_note_stays_inside_when_it_is_corrected(story: Story) -> None:
    card = await story.claimed(DANA)
    ts = await story.note(DANA, card, "note: they did not pay")
    await story.people.wait_for_reaction(TEAM, ts, "lock", 15)

    await story.people.edit(DANA, TEAM, ts, "note: they did never pay")

    assert "pay" not in await story.texts()


async def test_a_very_long_text_of_an_agent_arrives_whole(story: Story) -> None:
    assert len(LONG) > 9_000
    card = await story.claimed(DANA)

    await story.note(DANA, card, LONG)

    await story.sees(MAYA, "look at line 0001")
    seen = "\n".join(shown(one) for one in await story.said())
    assert [line for line in LONG.splitlines() if line not in seen] == []
    assert await story.refused() == []


async def test_an_even_longer_text_arrives_whole_too(story: Story) -> None:
    longest = "\n".join(f"Step {number}: look at line {number:04} of the log." for number in range(1, 350))
    assert 13_000 < len(longest) < 14_000
    card = await story.claimed(DANA)

    await story.note(DANA, card, longest)

    await story.sees(MAYA, "look at line 0001")
    seen = "\n".join(shown(one) for one in await story.said())
    assert [line for line in longest.splitlines() if line not in seen] == []


async def test_a_very_long_text_of_the_customer_arrives_whole(story: Story) -> None:
    card = await story.claimed(DANA)

    await story.say(MAYA, LONG)

    await story.team_sees(card, "look at line 0001")
    seen = await story.team_texts(card)
    assert [line for line in LONG.splitlines() if line not in seen] == []


@pytest.mark.parametrize(
    "text", ["<!channel> look", "<!here|here> look", "@channel look", f"<@{JONAS}> look", "<!everyone> look"]
)
async def test_an_agents_words_call_nobody(story: Story, text: str) -> None:
    card = await story.claimed(DANA)

    await story.note(DANA, card, text)

    relayed = words(await story.sees(MAYA, "look"))
    assert "<!" not in relayed
    assert "<@" not in relayed
    assert "@channel" not in relayed


@pytest.mark.parametrize("text", ["<!channel> look", "@everyone look", f"<@{DANA}> look"])
async def test_a_customers_words_call_nobody(story: Story, text: str) -> None:
    card = await story.claimed(DANA)

    await story.say(MAYA, text)

    copy = words(await story.team_sees(card, "look"))
    assert "<!" not in copy
    assert "<@" not in copy
    assert "@everyone" not in copy


async def test_a_mentioned_colleague_is_called_by_name_in_what_is_relayed(story: Story) -> None:
    card = await story.claimed(DANA)

    await story.note(DANA, card, f"<@{ELI}> will look at it")

    assert ELI not in words(await story.sees(MAYA, "will look at it"))


async def test_a_link_of_an_agent_is_still_a_link_for_the_customer(story: Story) -> None:
    card = await story.claimed(DANA)

    await story.note(DANA, card, "See <https://status.larkspur.example/today|our status page> please")

    assert "https://status.larkspur.example/today" in words(await story.sees(MAYA, "status page"))


async def test_a_preview_that_slack_adds_to_a_link_changes_nothing(story: Story) -> None:
    card = await story.claimed(DANA)
    await story.settled()
    before = [one for one in await story.called("chat.update") if one["channel"] != TEAM]

    await story.note(DANA, card, "See https://status.larkspur.example/today")
    await story.sees(MAYA, "status.larkspur.example/today")

    await story.settled()
    assert [one for one in await story.called("chat.update") if one["channel"] != TEAM] == before


async def test_a_file_of_the_agent_is_at_least_announced(story: Story) -> None:
    card = await story.claimed(DANA)

    await story.people.upload(DANA, TEAM, "steps.txt", "one two three", card["ts"])

    await story.sees(MAYA, "📎 steps.txt")


async def test_a_file_of_the_customer_is_at_least_announced(story: Story) -> None:
    card = await story.claimed(DANA)

    await story.people.upload(MAYA, SHARED, "error.log", "boom", story.thread)

    await story.team_sees(card, "📎")


async def test_the_bot_keeps_out_of_a_conversation_that_a_person_has(story: Story) -> None:
    await story.claimed(DANA)
    before = len(await story.said())

    await story.say(MAYA, KEYS)
    await story.say(MAYA, f"@Baton {KEYS}")

    assert len(await story.said()) == before


async def test_an_emoji_on_the_other_sides_words_reaches_them_and_a_colleagues_does_not(story: Story) -> None:
    card = await story.claimed(DANA)
    asked = await story.say(MAYA, "Which key is it?")
    copy = await story.team_sees(card, "Which key is it?")
    answered = await story.note(DANA, card, "The second one")
    relayed = await story.sees(MAYA, "The second one")

    await story.people.react(ELI, TEAM, copy["ts"], "see_no_evil")
    await story.people.react(DANA, TEAM, copy["ts"], "eyes")
    await story.people.react(MAYA, SHARED, relayed["ts"], "+1")

    assert await story.people.wait_for_reaction(SHARED, asked, "eyes", 15) == [BATON]
    assert await story.people.wait_for_reaction(TEAM, answered, "+1", 15) == [BATON]
    await story.settled()
    (seen,) = [one for one in await story.messages() if one["ts"] == asked]
    assert [one["name"] for one in seen["reactions"]] == ["eyes"]

    await story.people.react(JONAS, SHARED, relayed["ts"], "+1")
    await story.people.unreact(MAYA, SHARED, relayed["ts"], "+1")
    await story.people.unreact(DANA, TEAM, copy["ts"], "eyes")
    await story.settled()
    assert await story.people.wait_for_reaction(TEAM, answered, "+1", 15) == [BATON]  # Jonas has it there still
    (seen,) = [one for one in await story.messages() if one["ts"] == asked]
    assert seen["reactions"] == []
    await story.people.unreact(JONAS, SHARED, relayed["ts"], "+1")
    await story.people.react(DANA, TEAM, copy["ts"], "eyes")
    assert await story.people.wait_for_reaction(SHARED, asked, "eyes", 15) == [BATON]
    await story.settled()
    (noted,) = [one for one in await story.people.messages(DANA, TEAM, card["ts"]) if one["ts"] == answered]
    assert [one["name"] for one in noted["reactions"]] == ["white_check_mark"]
