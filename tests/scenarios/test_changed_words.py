"""Customers correct themselves and take words back, before and after the bot has answered."""

from tests.scenarios.knowledge import INVOICES, INVOICES_URL, KEYS
from tests.scenarios.story import HANDED_OFF, MAYA, SHARED, Story, words

PENDING = 0.8


async def test_what_is_corrected_before_the_answer_is_what_is_answered(story: Story) -> None:
    await story.stop_bot()
    await story.start_bot(baton_quiet_seconds=PENDING)
    await story.ask(MAYA, KEYS)

    await story.people.edit(MAYA, SHARED, story.thread, INVOICES)
    answer = await story.sees(MAYA)

    assert INVOICES_URL in words(answer)
    assert len(await story.said()) == 1


async def test_what_is_taken_back_before_the_answer_is_not_answered(story: Story) -> None:
    await story.stop_bot()
    await story.start_bot(baton_quiet_seconds=PENDING)
    await story.settled()
    await story.ask(MAYA, KEYS)

    await story.people.delete(MAYA, SHARED, story.thread)

    await story.settled()
    assert [one for one in await story.people.messages(MAYA, SHARED) if one["is_bot"]] == []
    assert await story.refused() == []


async def test_of_a_burst_only_what_was_not_taken_back_is_answered(untold: Story) -> None:
    await untold.start_bot(baton_quiet_seconds=PENDING)
    await untold.ask(MAYA, KEYS)
    second = await untold.people.post(MAYA, SHARED, "Can I talk to a human?")

    await untold.people.delete(MAYA, SHARED, second)

    await untold.sees(MAYA, "Create second key")
    assert await untold.cards() == []


async def test_a_preview_that_slack_adds_triggers_nothing(story: Story) -> None:
    await story.ask(MAYA, f"{KEYS} We read https://blog.example/keys before")

    await story.sees(MAYA, "Create second key")

    assert len(await story.said()) == 1


async def test_a_question_corrected_after_its_answer_is_not_answered_again(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    await story.sees(MAYA)

    await story.people.edit(MAYA, SHARED, story.thread, f"{KEYS} Thanks!")

    assert len(await story.said()) == 1


async def test_the_transcript_has_the_words_as_they_stand_now(story: Story) -> None:
    await story.ask(MAYA, f"{KEYS} My secret is hunter2.")
    await story.sees(MAYA)
    await story.people.edit(MAYA, SHARED, story.thread, KEYS)
    await story.settled()

    await story.say(MAYA, "Can I talk to someone?")
    await story.sees(MAYA, HANDED_OFF)
    card = await story.card()
    transcript = await story.team_sees(card, "conversation so far")

    assert KEYS in transcript["text"]
    assert "hunter2" not in words(transcript) + words(card)


async def test_a_conversation_goes_on_though_its_first_message_was_deleted(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    await story.sees(MAYA)

    await story.people.delete(MAYA, SHARED, story.thread)
    await story.settled()

    assert INVOICES_URL in words(await story.answer_to(MAYA, INVOICES))
