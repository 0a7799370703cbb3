import pytest

from bot.brain.support import unsupported
from escalation.model import Passage

PASSAGES = (
    Passage(
        id="a", title="Rate limits", section="", url="https://docs.example/limits", text="1,000 calls in 60 seconds."
    ),
    Passage(id="b", title="Errors", section="E-4102", url="https://docs.example/errors", text="Try again."),
)
ASKED = "We make 2500 calls. What happens?"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("You may make 1000 calls in 60 seconds [1].", id="numbers of an article, however written"),
        pytest.param("With 2500 calls you wait [1].", id="the customer's own number"),
        pytest.param("See E-4102 [2].", id="a number of a heading"),
        pytest.param("1. Wait.\n12. Ask again [1].", id="numbered steps"),
        pytest.param("Wait 5 seconds [1].", id="a single digit is too common to tell"),
        pytest.param("Warten Sie [1, 2].", id="another language"),
        pytest.param("Wait [1](https://docs.example/limits/2024/77).", id="the address of a citation"),
    ],
)
def test_nothing_speaks_against(text: str) -> None:
    assert unsupported(text, PASSAGES, ASKED) == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("You may make many calls.", "it cites no article", id="no citation"),
        pytest.param("You may make many calls [7].", "it cites no article", id="a citation of nothing"),
        pytest.param("You may make 5,000 calls [1].", "no article has the number 5000", id="another number"),
        pytest.param("It costs $49.99 [1].", "no article has the number 4999", id="a price"),
    ],
)
def test_the_articles_do_not_bear_it_out(text: str, why: str) -> None:
    assert unsupported(text, PASSAGES, ASKED) == why
