"""A colleague hands a conversation over by hand: by a shortcut, an emoji or a word, on any message of a customer's."""

from handlers.ids import Action, Shortcut
from tests.scenarios.knowledge import KEYS
from tests.scenarios.story import BATON, DANA, ELI, HANDED_OFF, MAYA, PATIENCE, PRIYA, SHARED, Story, shown


async def test_a_shortcut_on_a_message_hands_its_thread_over_with_a_note(main_story: Story) -> None:
    ts = await main_story.ask(MAYA, KEYS)
    await main_story.sees(MAYA, "second key")

    await main_story.people.shortcut(DANA, Shortcut.HAND_OVER, SHARED, ts)
    form = await main_story.people.wait_for_view(DANA, within=PATIENCE)
    await main_story.people.submit(DANA, form["id"], {"note": "they told me on the phone that it is urgent"})

    await main_story.sees(MAYA, HANDED_OFF)
    card = shown(await main_story.card())
    assert "Dana Whitfield handed it over" in card
    assert "they told me on the phone" in card
    assert await main_story.refused() == []


async def test_an_emoji_hands_over_what_the_bot_had_not_listened_to(story: Story) -> None:
    await story.people.command(PRIYA, SHARED, "/support", "pause")
    await story.people.wait_for_message(PRIYA, SHARED, PATIENCE, contains="Paused")
    await story.ask(MAYA, "Our invoices of May are wrong")
    reply = await story.say(MAYA, "all three of them")

    await story.people.react(DANA, SHARED, reply, "ticket")

    await story.sees(MAYA, HANDED_OFF)
    card = await story.card()
    assert "Our invoices of May are wrong" in shown(card)
    assert "all three of them" in await story.team_texts(card)
    await story.press(ELI, card, Action.HANDOFF_CLAIM)
    await story.note(ELI, card, "I am looking at May")
    await story.sees(MAYA, "looking at May")


async def test_a_word_to_the_bot_in_the_customers_thread_hands_it_over_once(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    await story.sees(MAYA, "second key")

    await story.say(DANA, f"<@{BATON}> pass to Nobody")
    await story.is_told(DANA, "I know no team named “Nobody”", SHARED)
    await story.say(DANA, f"<@{BATON}> hand off: they asked twice")
    await story.card(contains="needs a person")
    await story.say(PRIYA, f"<@{BATON}> hand this over")

    await story.is_told(PRIYA, "waits with", SHARED)
    assert len(await story.cards()) == 1


async def test_a_customer_opens_nothing_by_an_emoji_on_their_own_words(story: Story) -> None:
    ts = await story.ask(MAYA, KEYS)
    await story.sees(MAYA, "second key")

    await story.people.react(MAYA, SHARED, ts, "ticket")

    assert await story.cards() == []


async def test_where_only_colleagues_spoke_there_is_nothing_to_hand_over(story: Story) -> None:
    ts = await story.ask(DANA, "Morning all, we ship the new board today")

    await story.people.react(PRIYA, SHARED, ts, "ticket")

    await story.is_told(PRIYA, "no words of a customer", SHARED)
    assert await story.cards() == []
