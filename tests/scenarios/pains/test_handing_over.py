"""Pains 13, 14 and 17 to 20: a handoff happens, is told, keeps its word and its secrets."""

from pathlib import Path

import pytest

from handlers.ids import Action
from tests.scenarios.knowledge import INVOICES, KEYS
from tests.scenarios.model_server import ScriptedModel
from tests.scenarios.pains import BEGINNING
from tests.scenarios.story import (
    BATON,
    DANA,
    ELI,
    HANDED_OFF,
    INES,
    MAYA,
    OTHER_SHARED,
    PRIYA,
    SHARED,
    TEAM,
    Story,
    shown,
    words,
)

NOT_YET = "issue 6 brings it"
MONEY = "C0GENERAL"
TWO_TEAMS = f"""
[[teams]]
name = "Everybody"
channel = "{TEAM}"

[[teams]]
name = "Money"
channel = "{MONEY}"

[[channels]]
id = "{SHARED}"
team = "Money"
"""


async def test_p13_a_handoff_fires_though_the_model_would_go_on(model_story: Story, model: ScriptedModel) -> None:
    for _ in range(3):
        model.will_say("I am sure that I can help you with this myself [1].")

    await model_story.ask(MAYA, KEYS)
    await model_story.sees(MAYA, "help you with this myself")
    await model_story.say(MAYA, "No. Put me through to somebody who works there.")

    await model_story.sees(MAYA, HANDED_OFF)
    await model_story.card()


@pytest.mark.parametrize("fault", [{"status": 500}, {"drop_after_commit": True}, {"status": 429, "retry_after": 1}])
async def test_p14_customer_and_team_are_both_told_of_a_handoff(main_story: Story, fault: dict[str, object]) -> None:
    await main_story.people.fault("chat.postMessage", **fault, times=2)

    await main_story.ask(MAYA, "Can I talk to someone?")

    await main_story.sees(MAYA, HANDED_OFF)
    card = await main_story.card()
    await main_story.team_sees(card, "conversation so far")
    assert len(await main_story.cards()) == 1
    assert len(await main_story.said()) == 1


async def test_p17_the_bot_promises_nothing_that_only_people_can_keep(model_story: Story, model: ScriptedModel) -> None:
    model.will_say(
        BEGINNING, "it works at once [1]. Our team will call you tomorrow. ", "I have escalated this to an engineer. "
    )

    await model_story.ask(MAYA, KEYS)
    await model_story.sees(MAYA, "works at once")

    (answer,) = await model_story.said()
    assert "call you" not in words(answer)
    assert "escalated" not in words(answer)


@pytest.mark.xfail(strict=True, raises=AssertionError, reason=f"no service levels on the card; {NOT_YET}")
async def test_p18_the_clock_runs_from_the_customers_first_unanswered_message(story: Story) -> None:
    card = await story.claimed(DANA)
    await story.press(DANA, card, Action.HANDOFF_RELEASE)
    waiting = await story.card(contains="Waiting for someone")

    assert "due" in shown(waiting).lower()


async def test_p19_a_handoff_always_has_a_team_and_a_channels_own_comes_first(untold: Story, tmp_path: Path) -> None:
    config = tmp_path / "teams.toml"
    config.write_text(TWO_TEAMS, encoding="utf-8")
    await untold.people.join(PRIYA, MONEY, BATON)
    await untold.start_bot(baton_config=config)

    await untold.ask(MAYA, "We were charged twice, refund us!")
    await untold.sees(MAYA, HANDED_OFF)
    theirs = await untold.people.wait_for_message(DANA, MONEY, 15, contains="needs a person")
    await untold.ask(INES, "Can I talk to a person?", OTHER_SHARED)

    assert "Queue: Money" in shown(theirs)
    assert "Queue: Everybody" in shown(await untold.card())  # nobody was named for this channel


@pytest.mark.xfail(strict=True, raises=AssertionError, reason=f"nobody is reminded of what nobody claims; {NOT_YET}")
async def test_p19_a_handoff_that_nobody_claims_is_not_forgotten(story: Story) -> None:
    card = await story.handed_off()

    assert "reminder" in (await story.team_texts(card)).lower()


async def test_p20_nothing_internal_reaches_the_customer(main_story: Story) -> None:
    card = await main_story.claimed(DANA)
    await main_story.note(DANA, card, "note: they are behind on payment, careful")
    await main_story.note(DANA, card, "// and their contract ends in May")
    await main_story.note(ELI, card, "I would not give them a discount")
    await main_story.people.post(ELI, TEAM, "did anyone see Brightwater's overdue invoice?")
    edited = await main_story.note(DANA, card, "One moment please")
    await main_story.sees(MAYA, "One moment please")
    await main_story.people.edit(DANA, TEAM, edited, "note: one moment, checking their overdue invoice")

    await main_story.note(DANA, card, "Here I am again.")
    await main_story.sees(MAYA, "Here I am again.")

    read = await main_story.texts(MAYA)
    for secret in ("behind on payment", "ends in May", "discount", "overdue", "One moment"):
        assert secret not in read


async def test_p20_a_topic_said_to_the_bot_stays_inside(story: Story) -> None:
    card = await story.claimed(DANA)

    await story.note(DANA, card, "topic: difficult customer")
    await story.note(DANA, card, "Hello Maya")
    await story.sees(MAYA, "Hello Maya")

    assert "difficult" not in await story.texts(MAYA)
    assert INVOICES not in await story.texts(MAYA)
