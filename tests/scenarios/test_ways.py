"""Who waits can be called, or have the answer by e-mail too."""

import asyncio
from email.message import EmailMessage

import pytest

from bot.flows.renew import renew_expectations
from handlers.ids import Action
from sandbox.client import SandboxError
from tests.scenarios.story import DANA, HANDED_OFF, MAYA, PATIENCE, SHARED, Story, shown


async def mailed(story: Story, count: int = 1) -> list[EmailMessage]:
    """The mails, once there are so many."""
    async with asyncio.timeout(PATIENCE):
        while len(story.box.post_office.mailbox) < count:
            await story.people.wait_for_quiet(0.02, within=PATIENCE)
    return story.box.post_office.mailbox


async def test_a_call_is_noted_at_once_and_the_number_when_it_is_told(story: Story) -> None:
    await story.ask(MAYA, "Can I talk to someone?")
    notice = await story.sees(MAYA, HANDED_OFF)

    await story.press(MAYA, notice, Action.WAY_CALL)
    await story.sees(MAYA, "Which number may")
    await story.card(contains="they have not told a number yet")
    form = await story.people.wait_for_view(MAYA, within=PATIENCE)
    wrong = await story.people.submit(MAYA, form["id"], {"where": "after lunch"})
    assert wrong["response_action"] == "errors"
    await story.people.submit(MAYA, form["id"], {"where": "+44 20 7946 0958, after lunch"})

    await story.sees(MAYA, "sees the number")
    await story.settled()
    await story.card(contains="call Maya Torres back at +44 20 7946 0958")
    assert await story.refused() == []


async def test_a_call_is_asked_for_in_words_too(story: Story) -> None:
    await story.ask(MAYA, "Can I talk to someone?")
    await story.sees(MAYA, HANDED_OFF)

    await story.say(MAYA, "call me back please")
    await story.sees(MAYA, "Which number may")
    await story.say(MAYA, "020 7946 0958 is best")
    await story.sees(MAYA, "sees the number")
    await story.settled()

    await story.card(contains="call Maya Torres back at 020 7946 0958")


async def test_the_answer_goes_by_e_mail_too_with_a_link_to_the_thread(story: Story) -> None:
    await story.ask(MAYA, "Our exports are empty. Can I talk to someone?")
    notice = await story.sees(MAYA, HANDED_OFF)

    await story.press(MAYA, notice, Action.WAY_MAIL)
    await story.sees(MAYA, "To which address")
    await story.say(MAYA, "e-mail me at maya@brightwater.example")
    told = await story.sees(MAYA, "goes to m…@brightwater.example too")
    assert "maya@" not in told["text"]
    card = await story.card()
    await story.press(DANA, card, Action.HANDOFF_CLAIM)
    await story.note(DANA, card, "The filter was set to May.")

    (mail,) = await mailed(story)
    text = mail.get_content()
    assert mail["To"] == "maya@brightwater.example"
    assert "The filter was set to May." in text
    assert "Our exports are empty" in text
    assert f"/archives/{SHARED}/p{story.thread.replace('.', '')}" in text
    assert "is not read" in text
    await story.note(DANA, card, "note: they never paid")
    assert len(await mailed(story)) == 1


async def test_an_address_that_the_mail_server_does_not_take_is_told_to_the_team(story: Story) -> None:
    story.box.post_office.answers["maya@nowhere.example"] = "550 No such user"
    card = await story.claimed(DANA)
    await story.say(MAYA, "e-mail me at maya@nowhere.example")
    await story.sees(MAYA, "goes to m…@nowhere.example too")

    await story.note(DANA, card, "Here it is.")

    await story.team_sees(card, "The mail server does not take mail to m…@nowhere.example")
    assert story.box.post_office.mailbox == []


async def test_colleagues_ask_for_nothing_in_a_customers_name(story: Story) -> None:
    await story.ask(MAYA, "Can I talk to someone?")
    notice = await story.sees(MAYA, HANDED_OFF)

    await story.press(DANA, notice, Action.WAY_CALL)

    await story.is_told(DANA, "the customer's to ask for", SHARED)
    assert "call Maya" not in shown((await story.cards())[0])
    with pytest.raises(SandboxError):
        await story.people.wait_for_view(DANA, within=0.01)


async def test_who_waits_sees_how_they_stand_and_is_told_once_when_it_takes_long(story: Story) -> None:
    first = await story.handed_off()
    await story.ask(MAYA, "Another thing: our seats are wrong. Can I talk to someone?")
    notice = await story.sees(MAYA, "Requests before yours at this moment: 1.")
    await story.press(DANA, first, Action.HANDOFF_CLAIM)
    await story.settled()

    await story.later(renew_expectations, minutes=10)

    stands = await story.sees(MAYA, "No request is before yours at this moment.")
    assert (stands["ts"], len(await story.said())) == (notice["ts"], 1)

    for hours in (3, 3.1, 3.2):
        await story.later(renew_expectations, hours=hours)

    late = await story.sees(MAYA, "You have waited a while")
    assert [one["ts"] for one in await story.said()] == [notice["ts"], late["ts"]]
