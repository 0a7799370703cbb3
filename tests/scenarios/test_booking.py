"""Who waits books a time of the team's calendar: by a form, once, as a promise, with an invitation."""

import asyncio
from typing import Any

from icalendar import Calendar

from handlers.ids import Action
from sandbox.client import Json
from tests.scenarios.story import HANDED_OFF, JONAS, MAYA, PATIENCE, Story, shown


async def times(story: Story, who: str, view: Json | None = None) -> tuple[Json, dict[str, str]]:
    """The form that somebody sees, and the times that can be chosen there, by their labels."""
    form = view or await story.people.wait_for_view(who, within=PATIENCE)
    (field,) = [block for block in form["blocks"] if block["block_id"] == "when"]
    return form, {one["text"]["text"]: one["value"] for one in field["element"]["options"]}


async def offered(story: Story, who: str) -> tuple[Json, dict[str, str]]:
    """Somebody asks for a person, and presses *Book a time*."""
    await story.ask(who, "Our exports are empty. Can I talk to someone?")
    notice = await story.sees(who, HANDED_OFF)
    await story.press(who, notice, Action.WAY_SLOT)
    return await times(story, who)


async def invitation(story: Story, to: str, method: str) -> Any:
    """The event in the mail that this address got with this method."""
    async with asyncio.timeout(PATIENCE):
        while True:
            for mail in story.box.post_office.mailbox:
                part = mail.get_body(("plain",)) and next(
                    one for one in mail.walk() if "calendar" in one["Content-Type"]
                )
                if mail["To"] == to and part and part["Content-Type"].params["method"] == method:
                    (event,) = Calendar.from_ical(part.get_content()).walk("VEVENT")
                    return event
            await story.people.wait_for_quiet(0.02, within=PATIENCE)


async def test_a_customer_books_a_time_that_nobody_else_is_offered_until_it_is_given_back(untold: Story) -> None:
    story = untold
    await story.start_bot(larkspur_calendar=story.box.calendar_url)
    assert story.box.calendar.reads == 1
    form, free = await offered(story, MAYA)
    assert 3 <= len(free) <= 6
    chosen, begins = next(iter(free.items()))
    wrong = await story.people.submit(MAYA, form["id"], {"when": begins, "where": "my inbox"})
    assert wrong["response_action"] == "errors"
    await story.people.submit(MAYA, form["id"], {"when": begins, "where": "maya@brightwater.example"})

    booked = await story.sees(MAYA, f"Reserved: {chosen}, with Larkspur Support")
    card = await story.card(contains="be there for Maya Torres")
    assert f"<!date^{begins}^" in shown(card)
    event = await invitation(story, "maya@brightwater.example", "REQUEST")
    assert event["DTSTART"].dt.timestamp() == int(begins)
    assert "Our exports are empty" in event["SUMMARY"]
    assert (await invitation(story, "support@larkspur.example", "REQUEST"))["UID"] == event["UID"]

    _, others = await offered(story, JONAS)
    assert begins not in others.values()

    await story.press(MAYA, booked, Action.SLOT_CANCEL)
    cancelled = await invitation(story, "maya@brightwater.example", "CANCEL")
    assert (cancelled["UID"], cancelled["SEQUENCE"]) == (event["UID"], event["SEQUENCE"] + 1)
    await story.say(JONAS, "book a time")
    listed = await story.sees(JONAS, "are free")
    assert chosen in listed["text"]
    assert await story.refused() == []
