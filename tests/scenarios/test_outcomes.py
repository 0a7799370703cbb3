"""How a handoff ended: what the agent makes of it, and what the customer does."""

from handlers.ids import Action
from tests.scenarios.story import DANA, ELI, MAYA, PRIYA, SHARED, Story, buttons, shown


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
