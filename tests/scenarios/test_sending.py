"""Where a team wants it so, nothing that is written in a card's thread reaches the customer before it is sent."""

from pathlib import Path

import pytest

from handlers.ids import Action
from tests.scenarios.pains.configured import LARKSPUR_SUPPORT, with_config
from tests.scenarios.story import DANA, ELI, MAYA, TEAM, Message, Story, shown


@pytest.fixture
async def explicit(untold: Story, tmp_path: Path) -> Story:
    await with_config(untold, tmp_path, LARKSPUR_SUPPORT + 'relay = "explicit"\n')
    return untold


async def offered(story: Story, card: Message) -> Message:
    """What stands under words that are not sent yet."""
    return await story.team_sees(card, "does not see this yet")


async def test_words_wait_until_who_has_it_sends_them_as_they_stand_then(explicit: Story) -> None:
    card = await explicit.claimed(DANA)
    assert "before they press" in shown(card)

    ts = await explicit.note(DANA, card, "You have tow keys")
    offer = await offered(explicit, card)
    assert "keys" not in await explicit.texts()
    await explicit.people.edit(DANA, TEAM, ts, "You have two keys")
    await explicit.press(ELI, offer, Action.RELAY_SEND)
    await explicit.is_told(ELI, "Only who has this handoff can send")
    await explicit.press(DANA, offer, Action.RELAY_SEND)

    await explicit.sees(MAYA, "You have two keys")
    await explicit.team_sees(card, "Sent to the customer")
    assert "tow keys" not in await explicit.texts()


async def test_a_new_wording_waits_too_and_a_deletion_does_not(explicit: Story) -> None:
    card = await explicit.claimed(DANA)
    ts = await explicit.note(DANA, card, "send: You have two keys")
    await explicit.sees(MAYA, "You have two keys")

    await explicit.people.edit(DANA, TEAM, ts, "You have two keys, and an overdue invoice")
    offer = await offered(explicit, card)
    assert "overdue" not in await explicit.texts()
    await explicit.press(DANA, offer, Action.RELAY_SEND)
    await explicit.sees(MAYA, "an overdue invoice")
    await explicit.people.delete(DANA, TEAM, ts)

    assert "two keys" not in await explicit.texts()


async def test_an_emoji_sends_too_and_a_note_is_never_sent(explicit: Story) -> None:
    card = await explicit.claimed(DANA)
    ts = await explicit.note(DANA, card, "I am looking at it")
    await offered(explicit, card)

    await explicit.people.react(ELI, TEAM, ts, "outbox_tray")
    await explicit.people.react(DANA, TEAM, ts, "outbox_tray")
    note = await explicit.note(DANA, card, "note: they did not pay")
    await explicit.people.react(DANA, TEAM, note, "outbox_tray")

    await explicit.sees(MAYA, "I am looking at it")
    assert "pay" not in await explicit.texts()
