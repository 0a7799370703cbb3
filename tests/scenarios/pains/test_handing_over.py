"""Pains 13, 14, 17, 19 and 20: a handoff happens, is told, keeps its word and its secrets."""

from pathlib import Path

import pytest

from bot.flows.watch_waiting import watch_waiting
from handlers.ids import Action
from tests.scenarios.knowledge import INVOICES, KEYS
from tests.scenarios.model_server import ScriptedModel
from tests.scenarios.pains import BEGINNING
from tests.scenarios.pains.configured import LARKSPUR_SUPPORT, with_config
from tests.scenarios.story import (
    BATON,
    DANA,
    ELI,
    HANDED_OFF,
    INES,
    MAYA,
    OTHER_SHARED,
    PATIENCE,
    PRIYA,
    SHARED,
    TEAM,
    Story,
    labelled,
    shown,
    words,
)

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


@pytest.mark.parametrize(
    "claim",
    [
        "I am transferring you to a human agent now.",
        "Let me connect you with a specialist.",
        "I've escalated this to our support team.",
        "A human agent will join this thread shortly.",
    ],
)
async def test_p13_a_model_that_only_says_that_it_hands_over_is_not_repeated(
    model_story: Story, model: ScriptedModel, claim: str
) -> None:
    model.will_say(BEGINNING, "it works at once [1]. ", claim)

    await model_story.ask(MAYA, KEYS)
    await model_story.sees(MAYA, "works at once")

    assert claim not in await model_story.texts() or await model_story.cards()


async def test_p13_whoever_asks_for_a_person_gets_one_without_the_model(
    model_story: Story, model: ScriptedModel
) -> None:
    await model_story.ask(MAYA, "Can I talk to a human?")  # the model has no script: it would fail

    await model_story.sees(MAYA, HANDED_OFF)
    assert model.asked == []


@pytest.mark.parametrize("fault", [{"status": 500}, {"drop_after_commit": True}, {"status": 429, "retry_after": 1}])
async def test_p14_customer_and_team_are_both_told_of_a_handoff(main_story: Story, fault: dict[str, object]) -> None:
    await main_story.people.fault("chat.postMessage", **fault, times=2)

    await main_story.ask(MAYA, "Can I talk to someone?")

    await main_story.sees(MAYA, HANDED_OFF)
    card = await main_story.card()
    await main_story.team_sees(card, "conversation so far")
    assert len(await main_story.cards()) == 1
    assert len(await main_story.said()) == 1


async def test_p14_a_handoff_that_cannot_reach_its_team_alarms_somebody(story: Story) -> None:
    await story.people.leave(PRIYA, TEAM, BATON)

    await story.ask(MAYA, "Can I talk to someone?")
    await story.sees(MAYA, HANDED_OFF)
    await story.people.wait_for_call("chat.postMessage", ok=False, within=PATIENCE)
    await story.people.wait_for_quiet(0.5, within=PATIENCE)

    told = await story.people.messages(PRIYA, BATON)  # she is Baton's admin
    assert "Maya Torres" in "\n".join(words(one) for one in told)


async def test_p14_customer_and_team_are_both_told_though_the_bot_dies_in_between(main_story: Story) -> None:
    await main_story.people.fault("chat.postMessage", status=500, times=0)
    await main_story.ask(MAYA, "Can I talk to someone?")
    await main_story.people.wait_for_call("chat.postMessage", ok=False, within=PATIENCE)
    await main_story.stop_bot()
    assert [one for one in await main_story.messages() if one["is_bot"]] == []
    await main_story.people.clear_faults()

    await main_story.start_bot()
    await main_story.sees(MAYA, HANDED_OFF)
    await main_story.team_sees(await main_story.card(), "conversation so far")

    assert (len(await main_story.said()), len(await main_story.cards())) == (1, 1)


async def test_p17_the_bot_promises_nothing_that_only_people_can_keep(model_story: Story, model: ScriptedModel) -> None:
    model.will_say(
        BEGINNING, "it works at once [1]. Our team will call you tomorrow. ", "I have escalated this to an engineer. "
    )

    await model_story.ask(MAYA, KEYS)
    await model_story.sees(MAYA, "works at once")

    (answer,) = await model_story.said()
    assert "call you" not in words(answer)
    assert "escalated" not in words(answer)


async def test_p19_a_handoff_always_has_a_team_and_a_channels_own_comes_first(untold: Story, tmp_path: Path) -> None:
    await untold.people.join(PRIYA, MONEY, BATON)
    await with_config(untold, tmp_path, TWO_TEAMS)

    await untold.ask(MAYA, "We were charged twice, refund us!")
    await untold.sees(MAYA, HANDED_OFF)
    theirs = await untold.people.wait_for_message(DANA, MONEY, 15, contains="needs a person")
    await untold.ask(INES, "Can I talk to a person?", OTHER_SHARED)

    assert "Queue: Money" in shown(theirs)
    assert "Queue: Everybody" in shown(await untold.card())  # nobody was named for this channel


async def test_p19_a_handoff_that_nobody_claims_reaches_the_next_level(untold: Story, tmp_path: Path) -> None:
    second = f'unclaimed_minutes = 0.01\nnext = "Second line"\n[[teams]]\nname = "Second line"\nchannel = "{MONEY}"\n'
    await untold.people.join(PRIYA, MONEY, BATON)
    await with_config(untold, tmp_path, LARKSPUR_SUPPORT + second)

    card = await untold.handed_off()
    await untold.later(watch_waiting, seconds=5)

    theirs = await untold.people.wait_for_message(ELI, MONEY, PATIENCE, contains="needs a person:")
    await untold.people.press(ELI, theirs, Action.HANDOFF_CLAIM.value)
    await untold.sees(MAYA, "Eli Okafor")
    assert card["ts"] in {one["ts"] for one in await untold.cards()}


async def test_p19_a_handoff_at_the_wrong_team_is_passed_on(untold: Story, tmp_path: Path) -> None:
    await untold.people.join(PRIYA, MONEY, BATON)
    await with_config(untold, tmp_path, TWO_TEAMS)
    await untold.ask(INES, "Can I talk to a person?", OTHER_SHARED)
    await untold.sees(INES, HANDED_OFF)
    wrong = await untold.card()

    passing = [one for one in labelled(wrong) if "pass" in one["text"]["text"].lower()]
    assert passing, f"no way to pass it on among {[one['text']['text'] for one in labelled(wrong)]}"
    await untold.note(DANA, wrong, "pass to Money")

    right = await untold.people.wait_for_message(DANA, MONEY, PATIENCE, contains="Ines Moreau", author=BATON)
    assert "Queue: Money" in shown(right)


async def test_p20_nothing_internal_reaches_the_customer(story: Story) -> None:
    card = await story.claimed(DANA)
    await story.note(DANA, card, "note: they are behind on payment, careful")
    await story.note(DANA, card, "// and their contract ends in May")
    await story.note(ELI, card, "I would not give them a discount")
    await story.people.post(ELI, TEAM, "did anyone see Brightwater's overdue invoice?")
    edited = await story.note(DANA, card, "One moment please")
    await story.sees(MAYA, "One moment please")
    await story.people.edit(DANA, TEAM, edited, "note: one moment, checking their overdue invoice")

    await story.note(DANA, card, "Here I am again.")
    await story.sees(MAYA, "Here I am again.")

    read = await story.texts(MAYA)
    for secret in ("behind on payment", "ends in May", "discount", "overdue", "One moment"):
        assert secret not in read


async def test_p20_a_topic_said_to_the_bot_stays_inside(story: Story) -> None:
    card = await story.claimed(DANA)

    await story.note(DANA, card, "topic: difficult customer")
    await story.note(DANA, card, "Hello Maya")
    await story.sees(MAYA, "Hello Maya")

    assert "difficult" not in await story.texts(MAYA)
    assert INVOICES not in await story.texts(MAYA)
