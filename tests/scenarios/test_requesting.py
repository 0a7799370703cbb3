"""An agent asks the customer for a fact, and hears when it is there."""

from handlers.ids import Action
from tests.scenarios.story import DANA, ELI, MAYA, PATIENCE, Story, shown, words


async def test_a_fact_is_asked_for_by_a_word_and_its_answer_is_announced(story: Story) -> None:
    card = await story.claimed(DANA)

    await story.note(ELI, card, "request: which browser is it?")
    await story.is_told(ELI, "Claim it first")
    await story.note(DANA, card, "request: which browser is it?")
    asked = await story.sees(MAYA, "which browser is it?")
    assert asked["author"] == "Dana Whitfield"
    await story.card(contains="no answer yet")
    await story.say(MAYA, "ok")
    await story.say(MAYA, "Firefox 143")

    told = await story.team_sees(card, "answered “which browser is it?”")
    assert "no answer yet" not in shown((await story.cards())[0])
    assert (await story.team_texts(card)).count("answered “") == words(told).count("answered “")


async def test_a_fact_is_asked_for_by_the_menu_too(story: Story) -> None:
    card = await story.claimed(DANA)
    handoff = next(one for block in card["blocks"] for one in block.get("elements", ()) if one["type"] == "button")

    await story.press(DANA, card, Action.HANDOFF_MORE, f"request:{handoff['value']}")
    form = await story.people.wait_for_view(DANA, within=PATIENCE)
    await story.people.submit(DANA, form["id"], {"question": "Since when?"})

    await story.sees(MAYA, "Since when?")
    assert await story.refused() == []
