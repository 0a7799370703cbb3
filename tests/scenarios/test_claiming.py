"""Agents take handoffs, give them back, end them, and open them again."""

import asyncio

import pytest

from handlers.ids import Action
from tests.scenarios.knowledge import INVOICES, INVOICES_URL, KEYS
from tests.scenarios.story import BATON, DANA, ELI, MAYA, PRIYA, TEAM, Story, buttons, shown, words


async def test_of_two_agents_who_press_claim_at_once_one_wins_and_the_other_is_told_who(main_story: Story) -> None:
    card = await main_story.handed_off()

    await asyncio.gather(*(main_story.press(agent, card, Action.HANDOFF_CLAIM) for agent in (DANA, ELI)))
    notice = await main_story.sees(MAYA, "has read along")

    winner, loser = (DANA, ELI) if "Dana" in notice["text"] else (ELI, DANA)
    assert f"<@{winner}> already has this one" in (await main_story.is_told(loser, "already has this one"))["text"]
    claimed = await main_story.card(contains=f"With <@{winner}>")
    expected = {Action.HANDOFF_RESOLVE, Action.HANDOFF_RELEASE, Action.HANDOFF_PASS, Action.HANDOFF_HAND_BACK}
    assert expected == buttons(claimed)
    assert (await main_story.texts()).count("is here and has read along") == words(notice).count("has read along")
    assert len(await main_story.cards()) == 1

    opening = await main_story.team_sees(claimed, "an opening line")
    assert "I've read everything above" not in await main_story.texts()
    await main_story.press(winner, opening, Action.DRAFT_SEND)
    greeted = await main_story.sees(MAYA, "I've read everything above: “Can I talk to someone?”")
    assert str(greeted["username"]).startswith("Dana" if winner == DANA else "Eli")


async def test_claiming_twice_is_harmless(story: Story) -> None:
    card = await story.handed_off()

    await story.press(DANA, card, Action.HANDOFF_CLAIM)
    await story.press(DANA, card, Action.HANDOFF_CLAIM)
    await story.sees(MAYA, "has read along")

    assert len(await story.said()) == 2


async def test_a_customer_who_gets_hold_of_the_claim_button_is_refused(story: Story) -> None:
    await story.people.change_channel(PRIYA, TEAM, "share", team="T0BRIGHTW")
    await story.people.join(PRIYA, TEAM, MAYA)
    card = await story.handed_off()

    await story.press(MAYA, card, Action.HANDOFF_CLAIM)

    await story.is_told(MAYA, "for the support team")
    assert "Waiting for someone" in shown((await story.cards())[0])
    assert len(await story.said()) == 1


async def test_a_handoff_that_is_released_waits_for_the_next_agent(story: Story) -> None:
    card = await story.claimed(DANA)

    await story.press(DANA, card, Action.HANDOFF_RELEASE)
    await story.sees(MAYA, "had to step away")
    waiting = await story.card(contains="Waiting for someone")
    await story.press(ELI, waiting, Action.HANDOFF_CLAIM)
    await story.sees(MAYA, "Eli")
    await story.card(contains=f"With <@{ELI}>")

    await story.note(DANA, card, "I still think it is the proxy")
    await story.note(ELI, card, "Hello Maya, I am Eli")
    await story.sees(MAYA, "I am Eli")
    assert "the proxy" not in await story.texts()


@pytest.mark.parametrize("move", [Action.HANDOFF_RELEASE, Action.HANDOFF_RESOLVE, Action.HANDOFF_HAND_BACK])
async def test_only_the_agent_who_has_it_may_end_it(story: Story, move: Action) -> None:
    card = await story.claimed(DANA)

    await story.press(ELI, card, move)

    await story.is_told(ELI, f"<@{DANA}> has this one")
    assert f"With <@{DANA}>" in shown((await story.cards())[0])


async def test_the_bot_answers_again_once_it_is_handed_back(story: Story) -> None:
    card = await story.claimed()

    await story.press(DANA, card, Action.HANDOFF_HAND_BACK)
    back = await story.sees(MAYA, "I'm back on this one")
    assert Action.HANDOFF_REQUEST in buttons(back)
    answer = await story.answer_to(MAYA, INVOICES)

    assert INVOICES_URL in words(answer)
    assert "Handed back" in shown((await story.cards())[0])


async def test_a_handoff_that_nobody_claimed_can_be_handed_back_too(story: Story) -> None:
    card = await story.handed_off()

    await story.press(ELI, card, Action.HANDOFF_HAND_BACK)

    await story.sees(MAYA, "I'm back on this one")
    assert INVOICES_URL in words(await story.answer_to(MAYA, INVOICES))


async def test_a_customer_who_asks_for_a_person_again_after_that_gets_a_new_card(story: Story) -> None:
    card = await story.claimed()
    await story.press(DANA, card, Action.HANDOFF_HAND_BACK)
    back = await story.sees(MAYA, "I'm back on this one")

    await story.press(MAYA, back, Action.HANDOFF_REQUEST)

    await story.card(ELI, contains="Waiting for someone")
    assert len(await story.cards()) == 2


async def test_the_customer_is_told_that_it_is_solved_and_how_to_disagree(story: Story) -> None:
    card = await story.resolved()

    told = await story.sees(MAYA, "marked this as solved")

    assert "Dana" in told["text"]
    assert Action.RESOLUTION_REJECT in buttons(told)
    assert buttons(card) == {Action.HANDOFF_REOPEN}


async def test_an_agent_reopens_what_was_resolved_and_has_it_then(story: Story) -> None:
    card = await story.resolved(DANA)

    await story.press(ELI, card, Action.HANDOFF_REOPEN)

    await story.sees(MAYA, "Eli")
    reopened = await story.card(contains=f"With <@{ELI}>")
    await story.note(ELI, reopened, "One more thing, Maya")
    await story.sees(MAYA, "One more thing")


async def test_the_customer_reopens_it_by_a_button_and_the_same_agent_has_it(main_story: Story) -> None:
    await main_story.resolved(DANA)
    told = await main_story.sees(MAYA, "marked this as solved")

    await main_story.press(MAYA, told, Action.RESOLUTION_REJECT)
    await main_story.press(MAYA, told, Action.RESOLUTION_REJECT)

    await main_story.sees(MAYA, "isn't solved yet")
    card = await main_story.card(contains=f"With <@{DANA}>")
    await main_story.team_sees(card, f"<@{DANA}> Maya Torres says that this is not solved yet")
    assert (await main_story.team_texts(card)).count("is not solved yet") == 2  # its text and its block
    assert len(await main_story.cards()) == 1


async def test_the_customer_reopens_it_by_an_emoji(story: Story) -> None:
    await story.resolved(DANA)
    told = await story.sees(MAYA, "marked this as solved")

    await story.people.react(MAYA, story.channel, told["ts"], "x")

    await story.card(contains=f"With <@{DANA}>")


async def test_the_customer_reopens_it_by_replying_and_the_same_agent_has_it(story: Story) -> None:
    await story.resolved(DANA)

    await story.say(MAYA, KEYS)

    card = await story.card(contains=f"With <@{DANA}>")
    await story.team_sees(card, "is not solved yet")
    await story.team_sees(card, KEYS)
    await story.note(DANA, card, "Back again, Maya")
    await story.sees(MAYA, "Back again")
    assert "Create second key" not in await story.texts()


@pytest.mark.parametrize(
    "thanks", ["thanks!", "Thank you so much, Dana 🙏", "that worked, thanks!", "perfect, all good now"]
)
async def test_thanks_reopen_nothing(story: Story, thanks: str) -> None:
    await story.resolved(DANA)

    await story.say(MAYA, thanks)

    await story.settled()
    assert "Resolved by" in shown((await story.cards())[0])
    assert "isn't solved yet" not in await story.texts()


async def test_a_new_question_in_the_channel_after_that_is_the_bots_again(story: Story) -> None:
    await story.claimed()

    await story.ask(MAYA, KEYS)

    await story.sees(MAYA, "Create second key")


async def test_a_button_of_an_old_card_is_refused_politely(story: Story) -> None:
    card = await story.claimed(DANA)
    await story.press(DANA, card, Action.HANDOFF_RESOLVE)
    await story.press(DANA, card, Action.HANDOFF_RELEASE)

    await story.is_told(DANA, "resolved already")


async def test_all_that_buttons_do_words_in_the_cards_thread_do_too(story: Story) -> None:
    card = await story.handed_off()

    await story.note(DANA, card, "claim")
    await story.sees(MAYA, "Dana Whitfield from")
    await story.note(ELI, card, "resolve")
    await story.is_told(ELI, f"<@{DANA}> has this one")
    await story.note(DANA, card, "release")
    await story.sees(MAYA, "had to step away")
    await story.note(ELI, card, f"<@{BATON}> claim")
    await story.sees(MAYA, "Eli Okafor from")
    await story.note(ELI, card, "resolve")
    await story.sees(MAYA, "marked this as solved")
    await story.note(DANA, card, "reopen")
    await story.card(contains=f"With <@{DANA}>")
    await story.note(DANA, card, "hand back: too early")
    await story.sees(MAYA, "I'm back on this one")
    await story.team_sees(card, "too early")

    assert "release" not in await story.texts()
    assert "Handed back" in shown((await story.cards())[0])


async def test_a_word_that_the_bot_does_not_know_goes_nowhere_and_is_explained(story: Story) -> None:
    card = await story.claimed(DANA)

    await story.note(DANA, card, f"<@{BATON}> give them a discount")

    told = await story.is_told(DANA, "nothing went to the customer")
    assert "`hand back`" in told["text"]
    assert "discount" not in await story.texts()
