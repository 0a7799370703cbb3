"""A colleague speaks in the customer's own thread: the bot stands down at once."""

from tests.scenarios.knowledge import INVOICES, KEYS
from tests.scenarios.story import DANA, MAYA, PRIYA, Story, words

PENDING = 0.8
"""Seconds in which a question waits for its answer, so that somebody can be faster."""


async def test_an_answer_that_is_pending_is_not_given(story: Story) -> None:
    await story.stop_bot()
    await story.start_bot(baton_quiet_seconds=PENDING)
    await story.ask(MAYA, KEYS)

    await story.say(DANA, "I'm on it, Maya.")

    assert await story.said() == []


async def test_later_questions_are_left_to_the_person_until_the_bot_is_mentioned(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    await story.sees(MAYA)
    await story.say(DANA, "Let me take this.")
    await story.settled()

    await story.say(MAYA, INVOICES)
    assert len(await story.said()) == 1

    answer = await story.answer_to(MAYA, f"@Baton {INVOICES}")
    assert "Export as PDF" in words(answer)


async def test_a_button_pressed_after_that_gets_no_answer_of_the_bot(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    answer = await story.sees(MAYA)
    await story.say(DANA, "Let me take this.")
    await story.settled()

    await story.thumb(MAYA, answer, "not_solved")

    assert len(await story.said()) == 1


async def test_a_person_who_is_asked_for_after_that_is_the_one_who_is_there(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    await story.sees(MAYA)
    await story.say(DANA, "Let me take this.")
    await story.settled()

    await story.say(MAYA, "Can I talk to a human?")

    assert len(await story.said()) == 1


async def test_a_colleague_who_answers_a_waiting_customer_directly_has_claimed_it(story: Story) -> None:
    card = await story.handed_off()

    await story.say(PRIYA, "Hello Maya, I'm Priya.")

    claimed = await story.card(contains=f"With <@{PRIYA}>")
    assert claimed["ts"] == card["ts"]
    await story.team_sees(card, "I'm Priya")
    await story.note(PRIYA, card, "and I write from here now")
    await story.sees(MAYA, "write from here")


async def test_what_the_claimer_writes_directly_is_shown_to_the_team_and_not_said_twice(story: Story) -> None:
    card = await story.claimed(DANA)

    await story.say(DANA, "I write here directly")

    await story.team_sees(card, "I write here directly")
    seen = [one for one in await story.messages() if "write here directly" in one["text"]]
    assert len(seen) == 1
