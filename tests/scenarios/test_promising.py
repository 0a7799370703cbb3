from handlers.ids import Action
from tests.scenarios.story import DANA, ELI, MAYA, TEAM, Story, buttons, shown


async def test_what_an_agent_promises_stands_on_the_card_until_they_say_that_it_is_kept(story: Story) -> None:
    card = await story.claimed()

    await story.note(DANA, card, "Sorry about that! I'll send the fix within two hours.")
    await story.sees(MAYA, "I'll send the fix within two hours")
    noted = await story.team_sees(card, "Noted as a promise")
    await story.card(contains="Promised")

    assert {Action.PROMISE_DONE, Action.PROMISE_DROP} <= buttons(noted)
    await story.press(DANA, noted, Action.PROMISE_DONE)
    await story.team_sees(card, f"Kept: “I'll send the fix within two hours” (<@{DANA}>)")
    assert "Promised" not in shown(await story.card())
    assert "Noted as a promise" not in await story.texts()


async def test_who_says_no_time_is_asked_for_it_and_a_word_gives_it_and_ends_it(story: Story) -> None:
    card = await story.claimed()

    await story.note(DANA, card, "I'll get back to you.")
    await story.team_sees(card, "by when?")
    await story.note(DANA, card, "promise by tomorrow")
    await story.team_sees(card, "Noted as a promise: “I'll get back to you”")
    await story.note(ELI, card, "promise drop")
    await story.team_sees(card, "No promise any more")
    await story.note(DANA, card, "promise done")

    await story.is_told(DANA, "no promise to be kept", TEAM)
    assert "promise" not in await story.texts()
