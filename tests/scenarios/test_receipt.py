"""The customer sees what was handed over, and corrects it: by a form, or in words."""

from handlers.ids import Action
from tests.scenarios.story import (
    DANA,
    HANDED_OFF,
    JONAS,
    MAYA,
    PATIENCE,
    PRIYA,
    SHARED,
    Message,
    Story,
    shown,
    words,
)

EXPORT = "The export of our usage report fails with E-4711. We need the numbers for March today."


async def _handed_off(story: Story) -> Message:
    await story.ask(MAYA, EXPORT)
    await story.say(MAYA, "Can I talk to a person?")
    return await story.sees(MAYA, HANDED_OFF)


async def test_the_customer_sees_what_was_handed_over_and_a_colleague_of_theirs_corrects_it(story: Story) -> None:
    notice = await _handed_off(story)
    assert "The export of our usage report fails with E-4711" in shown(notice)
    assert "We need the numbers for March today." in shown(notice)
    assert "Brightwater" in shown(notice)
    assert "asked for a person" not in words(notice)  # why, is ours

    await story.press(JONAS, notice, Action.RECEIPT_FIX)
    form = await story.people.wait_for_view(JONAS, within=PATIENCE)
    said = {"about": "The webhooks fail. password: hunter2!", "wants": ""}
    await story.people.submit(JONAS, form["id"], said)

    card = await story.card(contains="The webhooks fail")
    assert "Corrected by Jonas" in shown(card)
    assert "What they want" not in shown(card)  # they took it back
    told = await story.team_sees(card, "corrected what it is about: “The webhooks fail.")
    assert "before: “The export of our usage report fails" in words(told)
    redrawn = await story.sees(MAYA, "Corrected by Jonas")
    assert redrawn["ts"] == notice["ts"]
    assert "hunter2" not in words(redrawn) + words(card) + await story.team_texts(card)
    await story.people.command(PRIYA, SHARED, "/support", "status")
    await story.is_told(PRIYA, "*Receipts:* 1, 1 corrected (100%)", SHARED)
    assert await story.refused() == []


async def test_after_a_claim_a_correction_in_words_works_and_after_the_resolution_it_reopens_nothing(
    story: Story,
) -> None:
    notice = await _handed_off(story)
    await story.press(DANA, notice, Action.RECEIPT_FIX)
    await story.is_told(DANA, "Only whoever asked", SHARED)
    await story.press(DANA, await story.card(), Action.HANDOFF_CLAIM)
    await story.sees(MAYA, "has read along")

    await story.say(MAYA, "correction: it is about webhooks instead")
    await story.settled()
    card = await story.card(contains="it is about webhooks instead")
    await story.press(DANA, card, Action.HANDOFF_RESOLVE)
    await story.sees(MAYA, "marked this as solved")
    await story.say(MAYA, "correction: no, it is about invoices")
    await story.is_told(MAYA, "nothing left to correct", SHARED)

    card = await story.card(contains="Resolved by")
    assert "about webhooks" in shown(card)
    assert "invoices" not in words(card)
    assert "it is about webhooks instead" in words(await story.sees(MAYA, "Corrected by Maya"))
