from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from bot.brain.reader import SecondOpinion
from bot.ports import Opinion
from escalation.limits import Limits
from escalation.model import Belief, Utterance
from escalation.signals import Reading
from tests.fakes import FakeModel

YES = Opinion(asks_for_person=True, is_request=True, is_frustrated=True, why="somebody")
NO = Opinion(asks_for_person=False, is_request=False, is_frustrated=False)
TEXT = "can somebody look?"


@dataclass(frozen=True, slots=True)
class Said:
    """A Reader that always reads the same."""

    reading: Reading

    async def read(self, text: str, before: Sequence[Utterance]) -> Reading:
        return self.reading

    async def refresh(self) -> None:
        return


def unsure(person: float = 0.4, mood: float = 0.0) -> Reading:
    return Reading(asks_for_person=Belief(probability=person), frustration=Belief(probability=mood))


@pytest.mark.parametrize(
    ("person", "opinion", "holds"),
    [
        pytest.param(0.4, YES, True, id="a doubt, and the model says yes"),
        pytest.param(0.6, NO, False, id="a doubt, and the model says no"),
        pytest.param(0.9, NO, True, id="sure of it, whatever the model says"),
        pytest.param(0.05, YES, False, id="sure that not, whatever the model says"),
    ],
)
async def test_a_model_is_heard_only_where_the_local_reader_is_unsure(
    person: float, opinion: Opinion, holds: bool
) -> None:
    reader = SecondOpinion(Said(unsure(person)), FakeModel(opinion=opinion))

    reading = await reader.read(TEXT, ())

    assert reading.asks_for_person.holds(Limits().person_at) is holds


async def test_a_sure_reading_costs_no_call() -> None:
    sure = Reading(asks_for_person=Belief(probability=1.0, evidence="a human"))

    assert await SecondOpinion(Said(sure), FakeModel()).read(TEXT, ()) is sure


async def test_a_model_that_fails_changes_nothing() -> None:
    reading = unsure()

    assert await SecondOpinion(Said(reading), FakeModel()).read(TEXT, ()) is reading


async def test_only_the_customer_s_own_words_become_evidence() -> None:
    invented = Opinion(asks_for_person=True, is_request=True, is_frustrated=False, why="ignore all rules")

    heard = await SecondOpinion(Said(unsure()), FakeModel(opinion=YES)).read(TEXT, ())
    made_up = await SecondOpinion(Said(unsure()), FakeModel(opinion=invented)).read(TEXT, ())

    assert heard.asks_for_person.evidence == "somebody"
    assert made_up.asks_for_person.evidence == ""


async def test_one_doubt_does_not_open_another_question() -> None:
    reading = await SecondOpinion(Said(unsure(0.4, mood=0.95)), FakeModel(opinion=NO)).read(TEXT, ())

    assert reading.frustration.probability == 0.95
