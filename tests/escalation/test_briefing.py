"""What a card tells of a conversation, by rules."""

from datetime import UTC, datetime

import pytest

from escalation.briefing import Offered, ask_of, judged, words_of
from escalation.model import OfferJudged, Source, Speaker, Ts, Utterance
from escalation.next_question import next_question
from escalation.reading import given

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
REFUNDS = Source(title="Refunds", url="")
ANSWER = Offered(text="Refunds take three days.", sources=(REFUNDS,))


def talk(*said: str) -> list[Utterance]:
    """Lines that begin with `bot:` are the bot's."""
    return [
        Utterance(
            speaker=Speaker.BOT if text.startswith("bot: ") else Speaker.CUSTOMER,
            author=None,
            name="x",
            text=text.removeprefix("bot: "),
            at=NOON,
            ts=Ts(f"{number}.0"),
        )
        for number, text in enumerate(said)
    ]


@pytest.mark.parametrize(
    ("said", "ask"),
    [
        (("Hi there!", "Where is my refund?"), "Where is my refund?"),
        (("We moved last week. The export fails now.",), "The export fails now."),
        (("We did not change anything. Deploys hang at step 3.",), "Deploys hang at step 3."),
        (("it doesn't work", "the sync never finishes"), "the sync never finishes"),
        (("I want to cancel. Let me talk to a person.",), "I want to cancel."),
        (("How do I add a seat?", "bot: So.", "That worked, thanks!", "My invoice is wrong"), "My invoice is wrong"),
        (("How do I add a seat?", "bot: So.", "great, thanks", "And how do I drop one?"), "And how do I drop one?"),
        (("can I talk to someone?",), "can I talk to someone?"),
        ((), "asked for a person"),
        (("Our hook says:\n```\nHTTP 429\n```",), "Our hook says:"),
        (("x" * 200,), "x" * 139 + "…"),
    ],
)
def test_the_ask_is_the_sentence_that_says_what_they_want(said: tuple[str, ...], ask: str) -> None:
    assert ask_of(talk(*said)) == ask


def test_the_words_are_the_last_five_without_greetings() -> None:
    assert words_of(talk("hello", "a fails", "bot: b")) == "“a fails”"
    assert words_of(()) == "Nothing was said yet."


def test_an_article_is_judged_by_the_next_words_about_it() -> None:
    lines = talk("Where is my refund?", "bot: Refunds take three days.", "that didn't help", "that worked!")

    assert judged(lines, [ANSWER], {}) == (OfferJudged(title="Refunds", helped=False, words="that didn't help"),)


def test_an_article_is_judged_by_the_button_under_it() -> None:
    lines = talk("Where is my refund?", "bot: Refunds take three days.")

    assert judged(lines, [ANSWER], {Ts("1.0"): True}) == (OfferJudged(title="Refunds", helped=True),)


def test_who_says_nothing_of_an_article_has_not_judged_it() -> None:
    lines = talk("Where is my refund?", "bot: Refunds take three days.", "and what about my invoice?")

    assert judged(lines, [ANSWER], {}) == ()


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("can I talk to a human?", "What is it about, and what exactly do you see?"),
        ("nothing works!!! fix it", "What is it about, and what exactly do you see?"),
        ("You charged me twice", "Which invoice or payment is it about?"),
        ("You charged me $480 twice, see invoice INV-1", ""),
        ("How do I change the VAT number?", ""),
        ("Do you ship to Mars?", ""),
        ("The invitations bounce", "Which address is it about?"),
        ("The page is broken", "What did you do just before it happened?"),
        ("The export fails with error 403", "Since when does it happen?"),
        ("The export fails with error 403 since yesterday", "Does it hurt only you, or others, too?"),
        ("The export fails with error 403 since yesterday for all our users", ""),
        ('It says "Link expired" when I click', "In which version, browser or device does it happen?"),
    ],
)
def test_the_next_question_is_the_most_telling_thing_that_they_did_not_say(said: str, question: str) -> None:
    lines = talk(said)

    assert next_question(lines, given([said])) == question
