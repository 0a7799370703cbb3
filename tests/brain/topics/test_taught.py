import asyncio
from collections.abc import Mapping, Sequence

import pytest
from structlog.testing import capture_logs

from bot.brain.sentences.meaning import installed_meaning
from bot.brain.topics import TaughtTopics
from bot.brain.topics.taught import examples_of
from bot.workspace import Workspace
from escalation.topics import May, Topic

BILLING = Topic(name="Billing", examples=("where is our invoice", "I want to pay"))
ACCESS = Topic(name="Access", examples=("I cannot log in",))


@pytest.mark.parametrize(
    ("learned", "more"),
    [
        pytest.param({}, {}, id="nothing learned"),
        pytest.param({"Access": ["the code is refused"]}, {"the code is refused": "Access"}, id="one more"),
        pytest.param({"Access": ["I want to pay"]}, {"I want to pay": "Access"}, id="people know better"),
        pytest.param({"": ["I want to pay"]}, {"I want to pay": None}, id="about none after all"),
        pytest.param({"Billing": ["hi"]}, {"hi": "Billing"}, id="about something after all"),
        pytest.param({"Gone": ["old words"]}, {}, id="a topic that is not there any more"),
    ],
)
def test_what_people_taught_counts(learned: Mapping[str, Sequence[str]], more: dict[str, str | None]) -> None:
    configured = {
        "hi": None,
        "where is our invoice": "Billing",
        "I want to pay": "Billing",
        "I cannot log in": "Access",
    }

    assert examples_of((BILLING, ACCESS), ("hi",), learned) == configured | more


def test_of_very_many_learned_examples_the_last_ones_count() -> None:
    learned = {"Billing": [f"words {number}" for number in range(60)]}

    found = examples_of((BILLING,), (), learned)

    assert "words 9" not in found
    assert "words 10" in found


async def test_nothing_is_found_before_anything_was_learned() -> None:
    topics = TaughtTopics((BILLING, ACCESS))

    assert topics.find("where is our invoice") is None


async def test_without_topics_nothing_is_about_any() -> None:
    topics = TaughtTopics((), ("hi",))

    await topics.refresh()

    assert topics.find("where is our invoice") is None


async def test_what_has_not_changed_is_not_learned_again() -> None:
    fits: list[None] = []
    topics = TaughtTopics((BILLING, ACCESS), meaning=lambda: fits.append(None))

    await topics.refresh()
    await topics.refresh()

    assert len(fits) == 1


async def test_words_alone_do_where_no_sentence_model_runs() -> None:
    with capture_logs() as logs:
        meaning = installed_meaning("bot.brain.topics.not_installed_here")
    topics = TaughtTopics((BILLING, ACCESS), meaning=lambda: meaning)
    await topics.refresh()

    found = topics.find("where is our invoice?")

    assert [log["event"] for log in logs] == ["topics.words_only"]
    assert found is not None
    assert found.topic == BILLING


@pytest.fixture(scope="module")
def shipped() -> TaughtTopics:
    workspace = Workspace()
    topics = TaughtTopics(workspace.known_topics, workspace.known_about_none)
    asyncio.run(topics.refresh())
    return topics


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("we've been hit twice on our card for the same period", "Billing dispute"),
        ("nobody here can open the app", "Outage"),
        ("how do I add a new person to my team?", "Account access"),
        ("please remove everything you know about our staff", "Privacy and data deletion"),
        ("what is your refund policy?", "Refund"),
        ("is there a webhook when a job is finished?", "Integration and API"),
        ("it would be great if we could sort the list by date", "Feature request"),
        ("the app crashes when I open a report", "Bug report"),
    ],
)
def test_the_shipped_topics_know_what_customers_of_software_ask(shipped: TaughtTopics, text: str, name: str) -> None:
    found = shipped.find(text)

    assert found is not None
    assert found.topic.name == name
    assert found.belief.holds(0.5)


@pytest.mark.parametrize("text", ["lol ok", "which wine goes with fish?", "the cat sat on the mat", "🙃", ""])
def test_the_shipped_topics_claim_nothing_that_is_not_theirs(shipped: TaughtTopics, text: str) -> None:
    assert shipped.find(text) is None


def test_shipped_topics_are_nobodys_and_answered_first() -> None:
    topics = Workspace().known_topics

    assert {(topic.may, topic.team) for topic in topics} == {(May.AI_FIRST, "")}
    assert all(len(topic.examples) >= 10 for topic in topics)
