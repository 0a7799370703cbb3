from collections.abc import Mapping

from bot.brain.recall import Judge, remembered
from escalation.reading.repeats import Said


class Believes:
    """A Judge that believes what it was told to, of texts with these words in them."""

    def __init__(self, beliefs: Mapping[str, float]) -> None:
        self._beliefs = beliefs

    def belief(self, question: str, before: str, text: str) -> float:
        return max((belief for words, belief in self._beliefs.items() if words in text), default=0.1)


TALK = [
    Said(text="Hello there. We are a one man shop. The weather is fine.", is_customer=True),
    Said(text="How nice, we are a one man shop too.", is_customer=False),
    Said(text="I use Chrome on the laptop.", is_customer=True),
]


def told(question: str, judge: Judge | None) -> tuple[int, str, str] | None:
    given = remembered(question, TALK, judge)
    return (given.at, given.quote, given.why) if given else None


def test_what_the_rules_miss_is_told_by_a_judge_with_the_sentence_that_says_it() -> None:
    judge = Believes({"one man shop": 0.95})

    assert told("Is anybody else affected?", judge) == (0, "We are a one man shop.", "read")
    assert told("Is anybody else affected?", None) is None


def test_a_judge_that_is_not_sure_says_nothing() -> None:
    assert told("Is anybody else affected?", Believes({"one man shop": 0.6})) is None


def test_what_the_rules_see_holds_unless_the_judge_does_not_believe_it_at_all() -> None:
    assert told("Which browser do you use?", Believes({"Chrome": 0.6})) == (2, "I use Chrome on the laptop.", "named")
    assert told("Which browser do you use?", Believes({"": 0.01})) is None


def test_words_that_ask_nothing_are_not_judged() -> None:
    assert told("Thanks, I will have a look at the shop.", Believes({"": 0.99})) is None


def test_only_the_customers_words_are_read() -> None:
    own_words = [Said(text="We are a one man shop.", is_customer=False)]

    assert remembered("Is anybody else affected?", own_words, Believes({"": 0.99})) is None
