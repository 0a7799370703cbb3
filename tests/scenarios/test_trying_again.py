"""An answer did not help, or it did: by words, by buttons, by emoji, and all of them mean the same."""

import pytest

from handlers.ids import Action
from tests.scenarios.knowledge import KEYS, KEYS_URL, OFFLINE
from tests.scenarios.story import DANA, HANDED_OFF, MAYA, SHARED, Story, buttons, words

GLAD = "Glad that helped"


async def test_an_answer_that_did_not_help_is_followed_by_another_one_and_then_by_a_person(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    first = await story.sees(MAYA)

    second = await story.answer_to(MAYA, "that didn't work")
    assert "different angle" in second["text"]
    assert "Create second key" in words(first)
    assert "Create second key" not in words(second)
    assert KEYS_URL in words(second)

    notice = await story.answer_to(MAYA, "still not working")
    assert HANDED_OFF in notice["text"]
    assert "Sorry that I couldn't solve this" in notice["text"]
    card = await story.card()
    assert "2 answers did not help" in words(card)
    assert KEYS_URL in words(card)


async def test_an_answer_that_helped_is_quietly_acknowledged(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    await story.sees(MAYA)

    assert GLAD in (await story.answer_to(MAYA, "that worked, thank you!"))["text"]

    assert len(await story.said()) == 2


async def test_solved_is_also_a_button(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    answer = await story.sees(MAYA)

    await story.thumb(MAYA, answer, "solved")
    await story.thumb(MAYA, answer, "solved")

    await story.sees(MAYA, GLAD)
    assert len(await story.said()) == 2


async def test_not_solved_is_also_a_button_and_pressing_it_twice_is_harmless(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    first = await story.sees(MAYA)

    await story.thumb(MAYA, first, "not_solved")
    await story.thumb(MAYA, first, "not_solved")
    second = await story.sees(MAYA, "different angle")
    assert len(await story.said()) == 2

    await story.thumb(MAYA, second, "not_solved")
    await story.sees(MAYA, HANDED_OFF)
    assert len(await story.cards()) == 1


async def test_talk_to_a_person_is_also_a_button_and_pressing_it_twice_is_harmless(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    answer = await story.sees(MAYA)

    await story.press(MAYA, answer, Action.HANDOFF_REQUEST)
    await story.press(MAYA, answer, Action.HANDOFF_REQUEST)

    await story.sees(MAYA, HANDED_OFF)
    assert len(await story.cards()) == 1
    assert len(await story.said()) == 2


async def test_the_buttons_are_plain_ones_where_slack_has_no_thumbs(story: Story) -> None:
    await story.people.features(feedback_buttons=False)
    await story.ask(MAYA, KEYS)
    first = await story.sees(MAYA)
    assert {Action.ANSWER_SOLVED, Action.ANSWER_NOT_SOLVED, Action.HANDOFF_REQUEST} <= buttons(first)

    await story.press(MAYA, first, Action.ANSWER_NOT_SOLVED)
    second = await story.sees(MAYA, "different angle")
    await story.press(MAYA, second, Action.ANSWER_SOLVED)

    await story.sees(MAYA, GLAD)
    assert len(await story.said()) == 3


@pytest.mark.parametrize("emoji", ["white_check_mark", "+1", "thumbsup::skin-tone-3"])
async def test_solved_is_also_an_emoji(story: Story, emoji: str) -> None:
    await story.ask(MAYA, KEYS)
    answer = await story.sees(MAYA)

    await story.people.react(MAYA, SHARED, answer["ts"], emoji)

    await story.sees(MAYA, GLAD)
    assert len(await story.said()) == 2


async def test_not_solved_is_also_an_emoji(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    first = await story.sees(MAYA)

    await story.people.react(MAYA, SHARED, first["ts"], "x")
    second = await story.sees(MAYA, "different angle")
    await story.people.react(MAYA, SHARED, second["ts"], "x")

    await story.sees(MAYA, HANDED_OFF)


async def test_asking_for_a_person_is_also_an_emoji_and_giving_it_twice_is_harmless(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    answer = await story.sees(MAYA)

    await story.people.react(MAYA, SHARED, answer["ts"], "raising_hand")
    await story.people.unreact(MAYA, SHARED, answer["ts"], "raising_hand")
    await story.people.react(MAYA, SHARED, answer["ts"], "raising_hand")

    await story.sees(MAYA, HANDED_OFF)
    assert len(await story.cards()) == 1


async def test_the_words_the_button_and_the_emoji_for_one_answer_count_as_one_failure(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    first = await story.sees(MAYA)

    await story.thumb(MAYA, first, "not_solved")
    await story.people.react(MAYA, SHARED, first["ts"], "x")
    await story.sees(MAYA, "different angle")

    assert len(await story.said()) == 2
    assert await story.cards() == []


async def test_an_emoji_on_somebodys_own_words_means_nothing(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    await story.sees(MAYA)

    await story.people.react(MAYA, SHARED, story.thread, "x")

    assert len(await story.said()) == 1


async def test_an_emoji_of_the_support_team_is_no_verdict_of_the_customer(story: Story) -> None:
    await story.ask(MAYA, KEYS)
    answer = await story.sees(MAYA)

    await story.people.react(DANA, SHARED, answer["ts"], "+1")
    await story.people.react(DANA, SHARED, answer["ts"], "x")

    assert len(await story.said()) == 1


async def test_a_person_comes_when_there_is_no_second_answer(story: Story) -> None:
    await story.ask(MAYA, OFFLINE)
    await story.sees(MAYA, "signatures")

    notice = await story.answer_to(MAYA, "that didn't help")

    assert HANDED_OFF in notice["text"]
