import pytest

from bot.flows.press import press
from bot.ports import AnswerSaid
from escalation.model import Belief, ConversationId
from escalation.topics import Topic, TopicFound
from storage import answers
from tests.flows.conftest import CHANNEL, MAYA, Town
from tests.flows.test_doubts import knows, reads

QUESTION = "How long does a refund take?"


async def ask_and_judge(town: Town, kind: str) -> None:
    ts = await town.says(MAYA, QUESTION)
    await town.settle()
    await press(town.deps, kind, ConversationId(f"{CHANNEL}:{ts}"), ts, MAYA.id)
    await town.settle()


async def offer_after(town: Town, judged: str, *, times: int) -> str:
    """What is offered with a good answer, after this many were judged so."""
    for _ in range(times):
        await ask_and_judge(town, judged)
    before = len(town.messenger.in_channel(CHANNEL))
    await town.says(MAYA, QUESTION)
    await town.settle()
    answer = town.messenger.in_channel(CHANNEL)[before].saying
    assert isinstance(answer, AnswerSaid)
    return answer.offer


@pytest.mark.parametrize(("judged", "is_offered"), [("not_solved", True), ("solved", False)])
async def test_answers_that_rarely_help_come_with_the_offer_of_a_person(
    town: Town, judged: str, is_offered: bool
) -> None:
    knows(town, confidence=0.6)

    offer = await offer_after(town, judged, times=6)

    assert bool(offer) is is_offered


async def test_what_is_learned_of_one_topic_says_nothing_about_another(town: Town) -> None:
    knows(town, confidence=0.6)
    for _ in range(6):
        await ask_and_judge(town, "not_solved")
    topic = Topic(name="Refunds")
    reads(town, topic=TopicFound(topic=topic, belief=Belief(probability=0.9, evidence="refund")))

    assert await offer_after(town, "solved", times=0) == ""


async def test_each_answer_is_judged_for_itself(town: Town) -> None:
    ts = await town.says(MAYA, QUESTION)
    await town.settle()
    thread = ConversationId(f"{CHANNEL}:{ts}")

    for kind in ("not_solved", "solved"):
        await press(town.deps, kind, thread, ts, MAYA.id)
        await town.settle()

    async with town.deps.database.transaction() as tx:
        latest, first = await answers.judged(tx, "")
    assert (latest.helped, first.helped) == (True, False)
