"""How a handoff ended: what the agent makes of it, and what the customer does."""

from handlers.ids import Action
from tests.scenarios.knowledge import KEYS
from tests.scenarios.story import DANA, ELI, MAYA, PATIENCE, PRIYA, SHARED, Message, Story, buttons, labelled, shown


async def test_an_agent_resolves_with_one_press_and_says_afterwards_what_it_was(story: Story) -> None:
    card = await story.resolved(DANA)
    asked = await story.team_sees(card, "was this handoff needed")

    await story.press(DANA, asked, Action.OUTCOME_TOO_EARLY)
    await story.card(contains=f"Resolved by <@{DANA}>: too early")
    await story.note(ELI, card, "outcome: bug")
    await story.card(contains=f"Resolved by <@{DANA}>: bug, too early")
    await story.note(DANA, card, "outcome needed")
    await story.card(contains=f"Resolved by <@{DANA}>: bug, needed")
    await story.note(DANA, card, "outcome: weather")

    assert "question · bug" in (await story.is_told(DANA, "I don't know “weather”"))["text"]
    assert "bug, needed" in shown(await story.team_sees(card, "Noted by"))
    assert "too early" not in await story.texts()
    await story.people.command(PRIYA, SHARED, "/support", "outcomes")
    assert "needed 100% (21–100%), n=1" in (await story.is_told(PRIYA, "Was the handoff needed?", SHARED))["text"]


async def test_an_agent_resolves_and_judges_in_one_breath(story: Story) -> None:
    card = await story.claimed(DANA)

    await story.note(DANA, card, "resolve: nonsense")
    await story.is_told(DANA, "I don't know “nonsense”")
    await story.note(DANA, card, "resolve: bug, too late")

    await story.sees(MAYA, "marked this as solved")
    await story.card(contains=f"Resolved by <@{DANA}>: bug, too late")
    assert "nonsense" not in await story.texts()


async def test_the_customer_says_that_it_is_solved_and_nothing_more_is_said(story: Story) -> None:
    await story.resolved(DANA)
    told = await story.sees(MAYA, "marked this as solved")
    assert {Action.RESOLUTION_CONFIRM, Action.RESOLUTION_REJECT} == buttons(told)

    await story.press(MAYA, told, Action.RESOLUTION_CONFIRM)
    await story.press(MAYA, told, Action.RESOLUTION_CONFIRM)

    await story.card(contains="says that it is solved")
    noted = await story.sees(MAYA, "Glad that helped!")
    assert noted["ts"] == told["ts"]
    assert {Action.RESOLUTION_REJECT} == buttons(noted)
    await story.say(MAYA, "Sadly it fails again with 401")
    await story.card(contains=f"With <@{DANA}>")
    await story.card(contains="came back about it")


async def _asked(story: Story) -> tuple[Message, Message]:
    """The bot answered, Dana helped, and the customer confirmed; the card, and the question how it was."""
    await story.ask(MAYA, KEYS)
    await story.sees(MAYA, "second key")
    await story.answer_to(MAYA, "Can I talk to someone?")
    card = await story.card()
    await story.press(DANA, card, Action.HANDOFF_CLAIM)
    await story.sees(MAYA, "has read along")
    await story.note(DANA, card, "resolve")
    await story.sees(MAYA, "marked this as solved")
    await story.say(MAYA, "thanks, that works")
    return card, await story.sees(MAYA, "How was Dana Whitfield's help?")


async def test_a_customer_rates_by_a_tap_and_in_words_says_why_and_gets_it_back_only_when_they_say_so(
    story: Story,
) -> None:
    card, asked = await _asked(story)
    handoff = next(one["value"].partition(":")[2] for one in labelled(asked) if one["action_id"] == Action.CSAT_2)

    await story.press(MAYA, asked, Action.CSAT_4, f"bot:{handoff}")
    await story.sees(MAYA, "Thank you!")
    await story.press(MAYA, asked, Action.CSAT_2, f"person:{handoff}")
    low = await story.sees(MAYA, "What went wrong?")
    await story.press(MAYA, low, Action.CSAT_WHY)
    form = await story.people.wait_for_view(MAYA, within=PATIENCE)
    await story.people.submit(MAYA, form["id"], {"why": "It took <!channel> days"})

    await story.team_sees(card, "the help 2 of 5, the automated answers 4 of 5")
    assert "It took &lt;!channel&gt; days" in await story.team_texts(card)
    await story.say(MAYA, "5 stars")
    await story.team_sees(card, "the help 5 of 5")
    await story.people.command(PRIYA, SHARED, "/support", "csat")
    assert "the bot's part:* 4.0" in (await story.is_told(PRIYA, "How was it?", SHARED))["text"]
    await story.press(DANA, asked, Action.CSAT_1, f"person:{handoff}")
    await story.is_told(DANA, "Only whoever asked", SHARED)
    assert "Resolved by" in shown((await story.cards())[0])
    noted = await story.sees(MAYA, "If it isn't solved, say so")
    await story.press(MAYA, noted, Action.RESOLUTION_REJECT)
    await story.card(contains=f"With <@{DANA}>")
    assert await story.refused() == []
