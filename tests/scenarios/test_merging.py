"""Two requests become one, or one becomes two, and nobody has to repeat anything."""

from handlers.ids import Action
from tests.scenarios.story import (
    DANA,
    ELI,
    HANDED_OFF,
    INES,
    MAYA,
    OTHER_SHARED,
    PATIENCE,
    SHARED,
    TEAM,
    Message,
    Story,
    shown,
)


async def link_to(story: Story, card: Message) -> str:
    """What an agent copies from a message's menu."""
    assert story.box.url
    return f"{story.box.url}/archives/{TEAM}/p{card['ts'].replace('.', '')}"


async def test_a_second_thread_about_the_same_reaches_the_same_agent(story: Story) -> None:
    first = await story.claimed(DANA)
    going_on = story.thread
    sent = await story.people.upload(MAYA, SHARED, "empty.txt", "nothing in it")
    story.thread = sent["ts"]
    await story.say(MAYA, "Also the exports are empty. Can a person look?")
    await story.sees(MAYA, HANDED_OFF)
    second = await story.card(contains="exports are empty")

    await story.note(ELI, second, f"merge {await link_to(story, first)}")

    told = await story.sees(MAYA, "together with your other request")
    assert going_on.replace(".", "") in told["text"]
    await story.team_sees(first, "merged another thread")
    await story.team_sees(first, "exports are empty")
    await story.team_sees(first, "📎 From Maya Torres")
    await story.say(MAYA, "all of them since Monday")
    await story.team_sees(first, "all of them since Monday")
    assert "Merged into another" in shown((await story.cards())[-1])
    assert await story.refused() == []


async def test_handoffs_of_two_customers_are_never_merged(story: Story) -> None:
    mine = await story.claimed(DANA)
    await story.ask(INES, "Can I talk to a person?", OTHER_SHARED)
    await story.sees(INES, HANDED_OFF)
    theirs = await story.card(contains="Ines Moreau")

    await story.note(DANA, theirs, f"merge {await link_to(story, mine)}")
    await story.is_told(DANA, "two customers' channels")
    await story.press(DANA, theirs, Action.HANDOFF_MORE, f"merge:{button_value(theirs)}")

    await story.is_told(DANA, "no other open handoff")
    assert "Maya" not in await story.texts(INES)


async def test_one_that_was_merged_is_its_own_again_when_it_is_reopened(story: Story) -> None:
    first = await story.claimed(DANA)
    await story.ask(MAYA, "Also the exports are empty. Can a person look?")
    await story.sees(MAYA, HANDED_OFF)
    second = await story.card(contains="exports are empty")
    await story.note(DANA, second, f"merge {await link_to(story, first)}")
    await story.sees(MAYA, "together with your other request")

    await story.note(ELI, second, "reopen")
    await story.card(contains=f"With <@{ELI}>")
    await story.say(MAYA, "still empty")

    await story.team_sees(second, "still empty")


async def test_a_request_that_came_along_gets_a_thread_and_a_card_of_its_own(story: Story) -> None:
    card = await story.claimed(DANA)

    await story.press(DANA, card, Action.HANDOFF_MORE, f"split:{button_value(card)}")
    form = await story.people.wait_for_view(DANA, within=PATIENCE)
    await story.people.submit(DANA, form["id"], {"what": "an invoice of May with our new address"})

    begun = await story.people.wait_for_message(MAYA, SHARED, PATIENCE, contains="apart from the rest")
    story.thread = begun["ts"]
    await story.sees(MAYA, HANDED_OFF)
    own = await story.card(contains="an invoice of May")
    assert "split it off" in shown(own)
    await story.press(ELI, own, Action.HANDOFF_CLAIM)
    await story.note(ELI, own, "Here is the invoice")
    await story.sees(MAYA, "Here is the invoice")


def button_value(card: Message) -> str:
    """The id that the card's buttons carry."""
    buttons = [one for block in card["blocks"] for one in block.get("elements", ()) if one["type"] == "button"]
    return str(buttons[0]["value"])
