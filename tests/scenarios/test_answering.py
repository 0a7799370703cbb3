"""A customer asks, and the bot answers: once, from the help centre, and only when it was asked."""

import pytest

from handlers.ids import Action
from tests.scenarios.knowledge import INVOICES, INVOICES_URL, KEYS, KEYS_URL, PASSWORD, WEBHOOK_FIELDS, WEBHOOKS_URL
from tests.scenarios.story import DANA, DISCLOSURE, ELI, INES, JONAS, MAYA, SHARED, Story, buttons, words


async def test_a_question_gets_one_cited_answer_in_its_thread(main_story: Story) -> None:
    await main_story.ask(MAYA, KEYS)

    answer = await main_story.sees(MAYA, "Create second key")

    assert KEYS_URL in words(answer)
    assert {Action.HANDOFF_REQUEST, Action.ANSWER_FEEDBACK} <= buttons(answer)
    assert len(await main_story.said()) == 1
