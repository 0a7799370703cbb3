"""Pains 18 and 21 to 23: what a customer is told about when and how, and that the clock keeps to it."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.app import SystemClock
from bot.workspace import TextsConfig
from handlers.ids import Action
from tests.scenarios.knowledge import KEYS, UNKNOWN, VAGUE
from tests.scenarios.pains.configured import LARKSPUR_SUPPORT, with_config
from tests.scenarios.story import DANA, ELI, HANDED_OFF, MAYA, Story, labelled, shown, words

MOMENT = re.compile(r"<!date\^(\d+)\^")
"""How Slack shows a moment to everybody in their own time."""

DUE = re.compile(r"due[^<]*<!date\^(\d+)\^", re.IGNORECASE)
"""By when somebody must have answered, as the card shows it."""


def due(card: dict[str, object]) -> int:
    found = DUE.search(shown(card))
    assert found, f"no deadline on the card: {shown(card)}"
    return int(found[1])


async def test_p18_the_clock_runs_from_the_customers_first_unanswered_message(untold: Story, tmp_path: Path) -> None:
    levels = "[[service_levels]]\nfirst_response_minutes = 30\n"
    await with_config(untold, tmp_path, LARKSPUR_SUPPORT + levels)
    await untold.ask(MAYA, KEYS)
    await untold.sees(MAYA, "second key")
    unanswered = await untold.say(MAYA, "Can I talk to someone?")
    promised = int(float(unanswered)) + 30 * 60

    await untold.say(MAYA, "Hello? Anybody?")
    card = await untold.card()
    assert due(card) == pytest.approx(promised, abs=5)
    for agent in (DANA, ELI):  # nor does a new agent make it start anew
        await untold.press(agent, card, Action.HANDOFF_CLAIM)
        card = await untold.card(contains=f"With <@{agent}>")
        assert due(card) == pytest.approx(promised, abs=5)
        await untold.press(agent, card, Action.HANDOFF_RELEASE)
        card = await untold.card(contains="Waiting for someone")
        assert due(card) == pytest.approx(promised, abs=5)


async def test_p18_nothing_that_waits_for_us_is_closed_by_itself(story: Story) -> None:
    card = await story.claimed(DANA)
    await story.say(MAYA, "It still says 401.")
    await story.team_sees(card, "still says 401")
    await story.stop_bot()
    await story.start_bot()
    await story.settled()

    assert f"With <@{DANA}>" in words(await story.card(contains="needs a person"))
    assert "solved" not in await story.texts()


async def test_p21_a_customer_out_of_hours_is_told_when_somebody_will_be_there(untold: Story, tmp_path: Path) -> None:
    london = ZoneInfo("Europe/London")
    another_day = SystemClock().now().astimezone(london) + timedelta(days=3)
    hours = f'hours = ["{another_day:%a} 09:00-17:00"]\ntimezone = "Europe/London"\n'
    await with_config(untold, tmp_path, LARKSPUR_SUPPORT + hours)
    await untold.ask(MAYA, KEYS)
    await untold.sees(MAYA, "second key")  # the bot has no hours

    notice = await untold.answer_to(MAYA, "Can I talk to someone?")

    told = MOMENT.findall(words(notice))
    assert told, f"nobody is there, and the customer reads only: {words(notice)}"
    opens = datetime.fromtimestamp(int(told[0]), london)
    assert (opens.weekday(), opens.hour, opens.minute) == (another_day.weekday(), 9, 0)
    assert set(told) == {told[0]}  # one moment, not two that contradict one another
    assert due(await untold.card()) >= int(told[0])


async def test_p22_a_waiting_customer_is_told_how_long_it_may_take_and_what_else_there_is(story: Story) -> None:
    await story.ask(MAYA, "Can I talk to someone?")
    notice = await story.sees(MAYA, HANDED_OFF)

    assert re.search(r"can't say yet|usually|within about", words(notice)), "nothing is said about the wait"
    ways = {button["text"]["text"].lower(): button["action_id"] for button in labelled(notice)}
    callbacks = [action for label, action in ways.items() if "call" in label]
    assert callbacks, f"no call back among {sorted(ways)}"
    assert any("mail" in label for label in ways), f"no e-mail among {sorted(ways)}"
    await story.people.press(MAYA, notice, callbacks[0])
    await story.card(contains="call")


async def _rate(story: Story) -> None:
    """The customer is helped once more, asked how it was, and says why it was not good."""
    asked = await story.say(MAYA, "Can I talk to someone?")
    await story.note(DANA, await story.card(contains="Waiting for someone"), "resolve")
    told = await story.sees(MAYA, "[resolved]", after=asked)
    await story.press(MAYA, told, Action.RESOLUTION_CONFIRM)
    for text in ("[csat_person]", "[csat_scale]"):
        await story.sees(MAYA, text)
    await story.say(MAYA, "2")
    for text in ("[csat_thanks]", "[csat_why]", "[button_why]"):
        await story.sees(MAYA, text)
    await story.say(MAYA, "It took too long")
    await story.sees(MAYA, "[csat_noted]")


async def test_p23_every_word_that_is_not_an_answer_is_the_teams_own(untold: Story, tmp_path: Path) -> None:
    fields = TextsConfig.model_fields
    texts = "\n".join(f'{name} = "[{name}] by {{team}}"' for name in fields)
    await with_config(untold, tmp_path, f"{LARKSPUR_SUPPORT}\n[texts]\n{texts}\n")

    await untold.ask(MAYA, VAGUE)
    await untold.sees(MAYA, "[ask_back]")
    notice = await untold.answer_to(MAYA, UNKNOWN)
    assert "[handed_off] by Larkspur Support" in words(notice)
    assert "[nothing_found]" in words(notice)
    for action, text in (
        (Action.HANDOFF_CLAIM, "[claimed]"),
        (Action.HANDOFF_RELEASE, "[released]"),
        (Action.HANDOFF_CLAIM, "[claimed]"),
        (Action.HANDOFF_RESOLVE, "[resolved]"),
    ):
        await untold.press(DANA, await untold.card(), action)
        await untold.sees(MAYA, text)
        await untold.settled()
    await untold.say(MAYA, "It still doesn't work")
    await untold.sees(MAYA, "[reopened]")
    await untold.settled()
    await untold.press(DANA, await untold.card(), Action.HANDOFF_HAND_BACK)
    await untold.sees(MAYA, "[handed_back]")
    await untold.answer_to(MAYA, KEYS)
    await untold.say(MAYA, "that worked, thank you!")
    await untold.sees(MAYA, "[solved]")
    await _rate(untold)

    read = await untold.texts()
    ours = {name: max(re.split(r"\{\w+\}", str(field.default)), key=len) for name, field in fields.items()}
    assert [name for name, words_of_ours in ours.items() if words_of_ours[:25] in read] == []


async def test_p23_a_text_that_promises_what_nobody_promised_is_not_taken(untold: Story, tmp_path: Path) -> None:
    promise = '\n[texts]\nhanded_off = "{team} will call you back within five minutes."\n'
    refusal = ""
    try:
        await with_config(untold, tmp_path, LARKSPUR_SUPPORT + promise)
    except AssertionError as error:
        refusal = str(error)

    assert "promise" in refusal
