from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brain.ground import grounded
from bot.brain.promises import unpromising
from escalation.model import Passage
from escalation.reading import promise

REFUNDS = Passage(
    id="refunds",
    title="Refunds",
    section="",
    url="",
    text="You will receive a refund on the original card within three working days after approval.",
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Our team will call you tomorrow.",
        "Someone will get back to you within 24 hours.",
        "We'll fix this by Friday.",
        "I have escalated this to our engineers.",
        "You will be contacted shortly.",
        "A member of our team will reach out.",
        "I’ll make sure we refund you.",
        "Your refund has been issued.",
        "I've opened a ticket for you.",
        "We guarantee a fix.",
        "An agent will contact you.",
        "You'll hear back from us today.",
        "I am transferring you to a human agent now.",
        "Let me connect you with a specialist.",
        "A human agent will join this thread shortly.",
    ],
)
def test_a_promise_is_heard(sentence: str) -> None:
    assert promise(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Open Billing and press Export.",
        "The export will contain all invoices.",
        "You will see a green tick.",
        "Webhooks are retried five times.",
        "If you call the API too often, it answers 429.",
        "Your technicians will see the job offline.",
        "Ask your administrator to resend the link.",
        "A person can look at it with you.",
        "Connect your calendar, then pass this code to your colleague.",
        "They will join the meeting from the app.",
        "The team that owns the channel can change it.",
    ],
)
def test_what_only_tells_is_no_promise(sentence: str) -> None:
    assert promise(sentence) == ""


async def said(*pieces: str) -> str:
    async def words() -> AsyncIterator[str]:
        for piece in pieces:
            yield piece

    return "".join([word async for word in unpromising(grounded(words(), [REFUNDS]), [REFUNDS])])


async def test_a_sentence_that_promises_is_not_said() -> None:
    assert await said("Press Export. Our team will call ", "you tomorrow. Then wait.") == "Press Export. Then wait."


async def test_what_the_help_centre_says_may_be_said() -> None:
    text = "You will receive a refund on your original card within three working days after approval."

    assert await said(text) == text


async def test_an_answer_that_only_promises_is_none() -> None:
    assert await said("Someone will get back to you.") == ""


@given(st.lists(st.integers(1, 12), max_size=12))
async def test_it_never_matters_how_the_words_were_chopped(cuts: list[int]) -> None:
    text = "1. Press Export.\n2. Wait.\n\nOur team will call you. That's all (really!). We'll fix it"
    pieces, rest = [], text
    for cut in cuts:
        pieces.append(rest[:cut])
        rest = rest[cut:]

    assert await said(*pieces, rest) == await said(text)
