"""What a customer told already is not asked again by accident, and no question of an agent is lost."""

from pathlib import Path

from handlers.ids import Action
from tests.scenarios.model_server import ScriptedModel
from tests.scenarios.pains.configured import LARKSPUR_SUPPORT, with_config
from tests.scenarios.story import DANA, ELI, MAYA, Message, Story, shown

TOLD = "The export stays grey for me in Firefox 131, can I talk to someone?"


async def handed_over(story: Story, tmp_path: Path, seconds: float) -> Message:
    """Maya told her browser before Dana took over."""
    await with_config(story, tmp_path, LARKSPUR_SUPPORT + f"[copilot]\nhold_repeats_seconds = {seconds}\n")
    card = await story.handed_off(MAYA, TOLD)
    await story.press(DANA, card, Action.HANDOFF_CLAIM)
    await story.sees(MAYA, "has read along")
    return card


async def test_a_question_that_was_answered_waits_and_is_kept_inside_or_sent(untold: Story, tmp_path: Path) -> None:
    card = await handed_over(untold, tmp_path, 600)

    await untold.note(DANA, card, "Which browser do you use?")
    held = await untold.team_sees(card, "told us this already")
    assert "Firefox 131" in shown(held)
    await untold.press(ELI, held, Action.RELAY_DROP)
    await untold.is_told(ELI, "Only who has this handoff can decide")
    await untold.press(DANA, held, Action.RELAY_DROP)
    await untold.team_sees(card, "Not sent: it stays in here")
    await untold.note(DANA, card, "And which browser do your colleagues use, Maya?")
    await untold.note(DANA, card, "Sorry, which browser is it?")
    await untold.team_sees(card, "told us this already", after=held["ts"])
    await untold.note(DANA, card, "send")

    await untold.sees(MAYA, "Sorry, which browser is it?")
    assert "Which browser do you use?" not in await untold.texts()


async def test_a_held_question_goes_out_by_itself(untold: Story, tmp_path: Path) -> None:
    card = await handed_over(untold, tmp_path, 0.5)

    await untold.note(DANA, card, "Which browser do you use?")

    await untold.team_sees(card, "Sent to the customer")
    await untold.settled()
    assert sum("Which browser" in one["text"] for one in await untold.messages()) == 1


async def test_a_held_question_that_becomes_another_goes_out_at_once(untold: Story, tmp_path: Path) -> None:
    card = await handed_over(untold, tmp_path, 600)
    ts = await untold.note(DANA, card, "Which browser do you use?")
    await untold.team_sees(card, "told us this already")

    await untold.people.edit(DANA, card_channel(card), ts, "Which report do you export?")

    await untold.sees(MAYA, "Which report do you export?")
    assert "Which browser" not in await untold.texts()


def card_channel(card: Message) -> str:
    return str(card["channel"])


async def test_what_only_a_model_sees_was_told_waits_too_if_the_customer_did_say_so(
    model_story: Story, model: ScriptedModel
) -> None:
    model.will_recall("How large is your team", 1, "just Tom and me")
    model.will_recall("What does Tom do", 1, "Tom is our bookkeeper")
    card = await model_story.handed_off(MAYA, "It's just Tom and me, and neither gets in. Can I talk to a person?")
    await model_story.press(DANA, card, Action.HANDOFF_CLAIM)
    await model_story.sees(MAYA, "has read along")

    await model_story.note(ELI, card, "How large is your team again?")
    await model_story.note(DANA, card, "What does Tom do?")
    await model_story.sees(MAYA, "What does Tom do?")
    await model_story.note(DANA, card, "How large is your team?")
    held = await model_story.team_sees(card, "told us this already")

    assert "just Tom and me" in shown(held)
    assert len(model.recalling) == 2
