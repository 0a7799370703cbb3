"""An agent asks a colleague, gives a handoff away and puts it aside, all from the card's menu."""

from bot.flows.ask_colleague import watch_enquiries
from handlers.ids import Action
from tests.scenarios.story import DANA, ELI, MAYA, PATIENCE, Message, Story, shown

QUESTION = "Does the EU cluster still use the old limit?"


async def chooses(story: Story, who: str, card: Message, verb: str, **filled: object) -> None:
    """Somebody chooses from the card's menu, and fills in the form that opens."""
    handoff = next(one for block in card["blocks"] for one in block.get("elements", ()) if one["type"] == "button")
    await story.press(who, card, Action.HANDOFF_MORE, f"{verb}:{handoff['value']}")
    form = await story.people.wait_for_view(who, within=PATIENCE)
    answer = await story.people.submit(who, form["id"], filled)
    assert answer.get("response_action") != "errors", answer


async def test_a_colleague_is_asked_reminded_and_answers_and_the_customer_sees_none_of_it(story: Story) -> None:
    card = await story.claimed(DANA)

    await chooses(story, DANA, card, "ask", person=ELI, question=QUESTION)
    asked = await story.team_sees(card, f"<@{ELI}> Dana Whitfield asks you: “{QUESTION}”")
    assert QUESTION in shown(await story.home(ELI, "You are asked"))
    await story.later(watch_enquiries, hours=2)
    await story.team_sees(card, f"<@{ELI}> <@{DANA}> “{QUESTION}” was asked here")
    at = await story.note(ELI, card, "Until Thursday, yes.")

    told = await story.team_sees(card, "Eli Okafor answered", after=asked["ts"])
    assert f"<@{DANA}>" in told["text"]
    await story.settled()
    (answer,) = [one for one in await story.people.messages(DANA, told["channel"], card["ts"]) if one["ts"] == at]
    assert "speech_balloon" in str(answer["reactions"])
    assert "Thursday" not in await story.texts()
    assert "EU cluster" not in await story.texts()
    assert await story.refused() == []


async def test_the_menus_forms_take_a_person_and_a_moment(story: Story) -> None:
    card = await story.handed_off()

    await chooses(story, DANA, card, "assign", person=MAYA)
    await story.is_told(DANA, "is not of our support team")
    tomorrow = int(float(card["ts"])) + 86_400
    await chooses(story, DANA, card, "snooze", until=tomorrow)
    aside = await story.card(contains="Put aside")
    assert f"<!date^{tomorrow}^" in shown(aside)
    assert "1 put aside" in shown(await story.overview("0 waiting, 0 with somebody"))

    await chooses(story, DANA, aside, "assign", person=ELI)
    assert "Put aside" not in shown(await story.card(contains=f"With <@{ELI}>"))
    await story.sees(MAYA, "Eli Okafor from")
