from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest

from bot.ports import AnswerSaid, Found, LanguageModel, NoticeSaid
from escalation.limits import Policy, Setting
from escalation.model import Answer, Belief, Outcome, Queue, TurnId, Utterance
from escalation.signals import Reading
from escalation.topics import May, Topic, TopicFound
from storage import conversations
from tests.fakes import FakeModel
from tests.flows.conftest import CHANNEL, DANA, DESK, MAYA, Town, passage

MONEY = Queue(name="Billing", channel=DESK)
QUESTION = "How long does a refund take?"


@dataclass(slots=True)
class Told:
    """A Reader that reads what it was told, and remembers what it was given."""

    reading: Reading
    before: list[tuple[str | None, ...]] = field(default_factory=list)

    async def read(self, text: str, before: Sequence[Utterance]) -> Reading:
        self.before.append(tuple(line.text for line in before))
        return self.reading

    async def refresh(self) -> None:
        return


def reads(town: Town, **facts: object) -> Told:
    told = Told(Reading(**facts))  # type: ignore[arg-type]
    town.deps = replace(town.deps, reader=told)
    return told


def knows(town: Town, confidence: float, rivals: tuple[str, ...] = ()) -> None:
    found = passage("refunds", "Refunds take three days.")
    quoted = Answer(text=found.text, sources=(found.source,), passages=(found.id,), confidence=confidence)
    town.library.always = Found(passages=(found,), quoted=quoted, rivals=rivals)


async def because(town: Town, ts: str) -> tuple[Outcome | None, str, str]:
    async with town.deps.database.transaction() as tx:
        turn = await conversations.turn(tx, TurnId(f"{CHANNEL}:{ts}"))
    assert turn is not None
    return turn.outcome, turn.because, turn.policy


async def test_a_doubtful_answer_offers_a_person_in_words(town: Town) -> None:
    knows(town, confidence=0.4)

    ts = await town.says(MAYA, QUESTION)
    await town.settle()

    (answer,) = town.messenger.in_channel(CHANNEL)
    assert isinstance(answer.saying, AnswerSaid)
    assert answer.saying.offer == town.deps.workspace.texts.offer_unsure
    assert await because(town, ts) == (Outcome.ANSWERED, "the bot is not sure of its answer (40%)", "shipped")
    assert town.heard(DESK) == []


async def test_a_sure_answer_offers_nothing_in_words(town: Town) -> None:
    await town.says(MAYA, QUESTION)

    await town.settle()

    (answer,) = town.messenger.in_channel(CHANNEL)
    assert isinstance(answer.saying, AnswerSaid)
    assert answer.saying.offer == ""


async def test_where_two_articles_fit_the_customer_is_asked_which(town: Town) -> None:
    knows(town, confidence=0.4, rivals=("Refunds", "Invoices"))

    await town.says(MAYA, "about my money")
    await town.settle()

    (notice,) = town.messenger.in_channel(CHANNEL)
    assert isinstance(notice.saying, NoticeSaid)
    assert "*Refunds*" in notice.saying.text
    assert "*Invoices*" in notice.saying.text
    assert notice.saying.offers_person


async def test_nobody_is_asked_back_a_third_time(town: Town) -> None:
    knows(town, confidence=0.4, rivals=("Refunds", "Invoices"))
    thread = await town.says(MAYA, "about my money")
    await town.settle()
    await town.says(MAYA, "the money thing", thread=thread)
    await town.settle()

    await town.says(MAYA, "my money!", thread=thread)
    await town.settle()

    kinds = [type(posted.saying).__name__ for posted in town.messenger.in_channel(CHANNEL)]
    assert kinds == ["NoticeSaid", "NoticeSaid", "AnswerSaid"]


async def test_a_risk_goes_to_a_person_before_anything_is_looked_up(town: Town) -> None:
    ts = await town.says(MAYA, "We were charged twice. I want my money back, refund us!")

    await town.settle()

    assert "CardSaid" in town.heard(DESK)
    assert town.library.searched == []
    outcome, why, _ = await because(town, ts)
    assert outcome is Outcome.HANDED_OFF
    assert why.startswith("disputes a charge or wants money back (“charged twice”)")


async def test_what_led_to_one_handoff_does_not_lead_to_the_next(town: Town) -> None:
    told = reads(town, frustration=Belief(probability=0.95, evidence="useless"))
    thread = await town.says(MAYA, QUESTION)
    await town.settle()
    await town.says(MAYA, "this is useless", thread=thread)
    await town.settle()
    assert town.heard(DESK).count("CardSaid") == 1
    told.reading = Reading()
    await town.hands_back(DANA)

    again = await town.says(MAYA, "And how long does the refund to a card take?", thread=thread)
    await town.settle()

    outcome, _, _ = await because(town, again)
    assert outcome is Outcome.ANSWERED
    assert told.before[-1] == ()
    assert town.heard(DESK).count("CardSaid") == 1


@pytest.mark.parametrize(
    ("may", "outcome"),
    [
        pytest.param(May.ALWAYS_ESCALATE, Outcome.HANDED_OFF, id="a person always answers"),
        pytest.param(May.AI_FIRST, Outcome.ANSWERED, id="the bot answers first"),
    ],
)
async def test_a_topic_decides_what_the_bot_may_do(town: Town, may: May, outcome: Outcome) -> None:
    topic = Topic(name="Refunds", may=may)
    reads(town, topic=TopicFound(topic=topic, belief=Belief(probability=0.9, evidence="refund")))

    ts = await town.says(MAYA, QUESTION)
    await town.settle()

    assert (await because(town, ts))[0] is outcome


async def test_an_admin_s_dials_hold_in_their_channel_and_the_version_is_noted(town: Town) -> None:
    setting = Setting(dials={"sure_at": 1.0})
    town.deps = replace(town.deps, policy=Policy(settings=(setting,), version="v2"))

    ts = await town.says(MAYA, QUESTION)
    await town.settle()

    assert await because(town, ts) == (Outcome.ANSWERED, "the bot is not sure of its answer (90%)", "v2")


@pytest.mark.parametrize(
    ("written", "is_offered", "doubt"),
    [
        pytest.param("Three days after we got it [1].", False, "", id="cited, and as the article has it"),
        pytest.param("Three days after we got it.", True, "it cites no article", id="no article is cited"),
        pytest.param("30 days after we got it [1].", True, "no article has the number 30", id="a number of its own"),
    ],
)
async def test_an_answer_that_the_articles_do_not_bear_out_ends_with_the_offer_of_a_person(
    with_model: Callable[[LanguageModel], Town], written: str, is_offered: bool, doubt: str
) -> None:
    town = with_model(FakeModel(written))

    ts = await town.says(MAYA, QUESTION)
    await town.settle()

    (answer,) = town.messenger.in_channel(CHANNEL)
    assert isinstance(answer.saying, AnswerSaid)
    assert bool(answer.saying.offer) is is_offered
    assert (await because(town, ts))[1].endswith(doubt or "an answer was found")


async def test_a_topic_of_the_bot_s_own_offers_nobody_even_then(with_model: Callable[[LanguageModel], Town]) -> None:
    town = with_model(FakeModel("30 days after we got it."))
    topic = Topic(name="Refunds", may=May.AI_OWNS)
    reads(town, topic=TopicFound(topic=topic, belief=Belief(probability=0.9, evidence="refund")))

    await town.says(MAYA, QUESTION)
    await town.settle()

    (answer,) = town.messenger.in_channel(CHANNEL)
    assert isinstance(answer.saying, AnswerSaid)
    assert answer.saying.offer == ""
