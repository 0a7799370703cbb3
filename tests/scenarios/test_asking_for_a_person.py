"""Whoever asks for a person gets one, at the first ask, in any wording."""

import pytest

from handlers.ids import Action
from tests.scenarios.knowledge import KEYS
from tests.scenarios.story import (
    DANA,
    DISCLOSURE,
    HANDED_OFF,
    INES,
    MAYA,
    OTHER_SHARED,
    TEAM,
    Story,
    buttons,
    shown,
    words,
)

ENGLISH = (HANDED_OFF, DISCLOSURE)
WORDINGS = {
    "I want a human": ENGLISH,
    "agent please": ENGLISH,
    "This is useless, let me speak to a real person": ENGLISH,
    "Could someone from your team call me back?": ENGLISH,
    "🙋": ENGLISH,
    "Kann ich bitte mit einem Menschen sprechen?": (
        "Sie müssen also nichts wiederholen",
        "ein automatischer Assistent",
    ),
    "Puis-je parler à un conseiller ?": ("vous n'avez donc rien à répéter", "un assistant automatique"),
    "¿Puedo hablar con una persona?": ("no hace falta repetir nada", "un asistente automático"),
    "Posso falar com um atendente?": ("não é preciso repetir nada", "um assistente automático"),
    "担当者と話したいです": ENGLISH,
}
"""How a person is asked for, and how the notice and the bot's disclosure read in that language."""


async def test_the_first_ask_for_a_person_brings_a_notice_a_card_and_the_transcript(main_story: Story) -> None:
    await main_story.ask(MAYA, KEYS)
    await main_story.sees(MAYA)

    notice = await main_story.answer_to(MAYA, "can I talk to someone?")
    assert HANDED_OFF in notice["text"]
    assert "Larkspur Support" in notice["text"]

    card = await main_story.card()
    assert "Maya Torres" in words(card)
    assert "Brightwater Plumbing" in words(card)
    assert "rotate our API key" in card["text"]
    assert "asked for a person" in shown(card)
    assert {Action.HANDOFF_CLAIM, Action.HANDOFF_PASS, Action.HANDOFF_HAND_BACK} == buttons(card)
    transcript = await main_story.team_sees(card, "conversation so far")
    assert KEYS in transcript["text"]
    assert "Create second key" in transcript["text"]
    assert "talk to someone" in transcript["text"]

    assert len(await main_story.cards()) == 1
    assert len(await main_story.said()) == 2
    assert await main_story.refused() == []


@pytest.mark.parametrize("text", WORDINGS)
async def test_any_wording_is_honoured_at_the_first_ask(story: Story, text: str) -> None:
    handed_off, disclosure = WORDINGS[text]
    await story.ask(MAYA, text)

    notice = await story.sees(MAYA, handed_off)

    assert disclosure in shown(notice)
    assert len(await story.cards()) == 1
    assert len(await story.said()) == 1


async def test_a_person_is_asked_for_in_the_same_breath_as_a_question(story: Story) -> None:
    await story.ask(MAYA, f"{KEYS} Actually, can I talk to a human about it?")

    await story.sees(MAYA, HANDED_OFF)

    assert "rotate our API key" in (await story.card())["text"]
    assert len(await story.said()) == 1


async def test_asking_again_while_waiting_opens_no_second_handoff(story: Story) -> None:
    card = await story.handed_off()

    await story.say(MAYA, "Hello? Can I please talk to a human?")

    await story.team_sees(card, "Can I please talk to a human?")
    assert len(await story.cards()) == 1
    assert len(await story.said()) == 1


async def test_what_the_customer_adds_while_waiting_reaches_the_team_and_gets_no_answer(story: Story) -> None:
    card = await story.handed_off()

    await story.say(MAYA, KEYS)

    await story.team_sees(card, KEYS)
    assert len(await story.said()) == 1


async def test_each_customers_card_is_their_own(story: Story) -> None:
    first = await story.handed_off()
    await story.ask(INES, "I want a human", OTHER_SHARED)
    await story.sees(INES, HANDED_OFF)

    second = await story.card(contains="Ines Moreau")

    assert "Nordwind Logistics" in words(second)
    assert first["ts"] != second["ts"]
    await story.say(INES, "It is about our routes.")
    await story.team_sees(second, "about our routes")
    assert "about our routes" not in await story.team_texts(first)


async def test_the_card_links_to_the_customers_thread(story: Story) -> None:
    card = await story.handed_off()

    assert f"/archives/{story.channel}/p{story.thread.replace('.', '')}" in shown(card)


async def test_nobodys_words_wake_the_whole_team(story: Story) -> None:
    await story.ask(MAYA, f"<!channel> <@{DANA}> @Baton can I talk to a human? <https://evil.example|your invoice>")
    card = await story.card()
    await story.team_sees(card, "conversation so far")

    await story.settled()
    for one in await story.people.messages(DANA, TEAM):
        assert "<!" not in words(one).replace("<!date^", "")
        assert f"<@{DANA}>" not in words(one)
        assert "|your invoice>" not in words(one)
