"""Who waits books a time of the team's calendar: by a form, once, as a promise, with an invitation."""

from handlers.ids import Action
from sandbox.client import Json
from tests.scenarios.story import HANDED_OFF, MAYA, PATIENCE, Story, shown


async def times(story: Story, who: str, view: Json | None = None) -> tuple[Json, dict[str, str]]:
    """The form that somebody sees, and the times that can be chosen there, by their labels."""
    form = view or await story.people.wait_for_view(who, within=PATIENCE)
    (field,) = [block for block in form["blocks"] if block["block_id"] == "when"]
    return form, {one["text"]["text"]: one["value"] for one in field["element"]["options"]}


async def test_a_customer_books_a_time_that_nobody_else_is_offered_then(untold: Story) -> None:
    story = untold
    await story.start_bot(larkspur_calendar=story.box.calendar_url)
    await story.ask(MAYA, "Our exports are empty. Can I talk to someone?")
    notice = await story.sees(MAYA, HANDED_OFF)
    assert story.box.calendar.reads == 1

    await story.press(MAYA, notice, Action.WAY_SLOT)
    form, free = await times(story, MAYA)
    assert 3 <= len(free) <= 6
    chosen = next(iter(free))
    await story.people.submit(MAYA, form["id"], {"when": free[chosen], "where": "maya@brightwater.example"})

    await story.sees(MAYA, f"Reserved: {chosen}, with Larkspur Support")
    card = await story.card(contains="be there for Maya Torres")
    assert "Larkspur Support" in shown(card)
    assert chosen.split(",")[0] in shown(card)
