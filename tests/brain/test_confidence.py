import pytest

from bot.brain.confidence import confidence
from bot.brain.search import Hit
from escalation.model import Passage


def hit(article: str, score: float = 1, coverage: float = 1, heading: float = 0, terms: int = 4) -> Hit:
    passage = Passage(id=f"{article}#part", title="", section="", url="", text="")
    return Hit(passage, score=score, coverage=coverage, heading=heading, terms=terms)


def field(*scores: float, coverage: float = 0.6, heading: float = 0) -> list[Hit]:
    return [hit(f"article-{place}", score, coverage, heading) for place, score in enumerate(scores)]


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        pytest.param(field(9, 8, coverage=0.9), field(9, 8, coverage=0.3), id="more of the question is covered"),
        pytest.param(field(9, 8, heading=1), field(9, 8, heading=0), id="the heading says what was asked"),
        pytest.param(field(9, 2, 1), field(9, 8.9, 1), id="the second is far behind"),
        pytest.param(field(9, 8, 8, 2), field(9, 8, 8, 7.9), id="only few come near"),
        pytest.param(field(9), field(9, 8), id="nothing else was found"),
        pytest.param(
            [hit("a", 1, 0.5, terms=20)], [hit("a", 1, 0.5, terms=2)], id="a long question may have more uncovered"
        ),
    ],
)
def test_confidence_is_higher_when(surer: list[Hit], less_sure: list[Hit]) -> None:
    assert 0 <= confidence(less_sure) < confidence(surer) <= 1


def test_passages_of_the_same_article_are_no_rivals() -> None:
    alone = [hit("rotate", 9), hit("other", 3)]

    assert confidence([alone[0], hit("rotate", 8.9), alone[1]]) == confidence(alone)


def test_hits_that_tell_nothing_are_no_answer() -> None:
    assert confidence([]) == 0
    assert confidence([hit("a", score=0, coverage=0, terms=0)]) == 0
