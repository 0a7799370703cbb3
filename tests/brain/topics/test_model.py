import numpy as np
import pytest

from bot.brain.sentences.meaning import installed_meaning
from bot.brain.topics.model import TopicModel

TAUGHT = {
    "Refunds": (
        "I want my money back",
        "please refund the last invoice",
        "can we get a refund for October",
        "how long does a refund take",
        "we would like our payment returned",
    ),
    "Access": (
        "I cannot log in",
        "the password reset mail never arrives",
        "my account is locked",
        "two factor codes are refused at login",
        "a colleague cannot sign in any more",
    ),
    "Exports": (
        "how do I export invoices as CSV",
        "the report download is empty",
        "can I export all contacts",
        "the PDF export lacks a column",
        "where is the download button of a report",
    ),
    None: ("hello there", "what is the weather like today", "thanks a lot", "see you at the conference", "tell a joke"),
}
TEXTS = [text for texts in TAUGHT.values() for text in texts]
TOPICS = [topic for topic, texts in TAUGHT.items() for _ in texts]


@pytest.fixture(scope="module", params=["with a sentence model", "by words alone"])
def model(request: pytest.FixtureRequest) -> TopicModel:
    return TopicModel.fit(TEXTS, TOPICS, installed_meaning() if request.param.startswith("with") else None)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        pytest.param("please refund our October invoice", "Refunds", id="words of several examples"),
        pytest.param("my colleague cannot log in", "Access", id="words of two examples"),
        pytest.param("export the report as PDF", "Exports", id="a command"),
    ],
)
def test_a_text_like_the_examples_has_their_topic(model: TopicModel, text: str, topic: str) -> None:
    verdict = model.judge(text)

    assert verdict.topic == topic
    assert verdict.accepted


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("hello, what a lovely day", id="like what was taught to be about none"),
        pytest.param("", id="nothing at all"),
        pytest.param("👍👍👍", id="signs only"),
    ],
)
def test_what_fits_none_is_refused(model: TopicModel, text: str) -> None:
    assert not model.judge(text).accepted


def test_what_is_about_something_else_is_refused_by_the_sentence_model() -> None:
    model = TopicModel.fit(TEXTS, TOPICS, installed_meaning())

    assert not model.judge("do you know a good restaurant in Lima").accepted


def test_other_words_of_the_same_meaning_are_recognised_by_the_sentence_model() -> None:
    model = TopicModel.fit(TEXTS, TOPICS, installed_meaning())

    verdict = model.judge("would you reimburse us?")

    assert verdict.topic == "Refunds"
    assert verdict.accepted


def test_the_evidence_is_the_customers_words(model: TopicModel) -> None:
    found = model.evidence("Hello! Is a REFUND of it to be had? ?", "Refunds")

    assert found[0] == "REFUND"
    assert not {"?", "a", "of", "it"} & set(found)


def test_learning_the_same_again_says_the_same() -> None:
    one, other = (TopicModel.fit(TEXTS, TOPICS, installed_meaning()) for _ in range(2))

    assert [one.judge(text) for text in TEXTS] == [other.judge(text) for text in TEXTS]


def test_one_topic_alone_can_be_taught() -> None:
    model = TopicModel.fit(TAUGHT["Refunds"], ["Refunds"] * 5)

    assert model.judge("please refund the last invoice").accepted
    assert not model.judge("what is the weather like").accepted


def test_topics_without_an_example_cannot_be_learned() -> None:
    with pytest.raises(ValueError, match="no topic has an example"):
        TopicModel.fit(["hello"], [None])


def test_posts_are_told_apart_by_their_shape() -> None:
    filler = "We run version 4.2 on Linux and on a Mac, behind a proxy, with the default settings everywhere. " * 3
    bugs = [f"Crash on {what}\nTraceback (most recent call last)\n{filler}\nError: {what}" for what in "abcdefgh"]
    questions = [f"How can I use {what}?\n{filler}\nIs there a way to do {what}? Any idea?" for what in "abcdefgh"]
    model = TopicModel.fit(bugs + questions, ["bug"] * 8 + ["question"] * 8)

    verdicts = [model.judge(f"{title}\n{filler}") for title in ("Fails with an error", "What is the best way?")]

    assert [verdict.topic for verdict in verdicts] == ["bug", "question"]


def test_beliefs_are_probabilities(model: TopicModel) -> None:
    beliefs = np.array([model.judge(text).belief for text in TEXTS])

    assert ((beliefs >= 0) & (beliefs <= 1)).all()
