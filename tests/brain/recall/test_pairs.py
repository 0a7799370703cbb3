from pathlib import Path

import pytest

from bot.brain.recall.memory import SURE
from bot.brain.recall.pairs import LONGEST, PairReader, installed_judge, pieces
from bot.brain.sentences.minilm import tokenizer

JUDGE = installed_judge()


@pytest.mark.parametrize(
    ("question", "before", "answers", "does_not"),
    [
        ("Is anybody else affected?", "", "I'm a one man shop, so it's just me who notices.", "Nothing loads."),
        ("How did you pay?", "", "Paid through the app at ten past nine.", "The fine is 60 euros, by letter."),
        ("When did it begin?", "", "It has been like this since Monday.", "The invoice is from Monday."),
    ],
)
def test_an_answer_is_told_from_what_only_looks_like_one(
    question: str, before: str, answers: str, does_not: str
) -> None:
    assert JUDGE is not None
    assert JUDGE.belief(question, before, answers) > SURE > JUDGE.belief(question, before, does_not)


@pytest.mark.parametrize("text", ["", "🙂", "word " * 5000])
def test_every_text_is_judged(text: str) -> None:
    assert JUDGE is not None
    assert 0 <= JUDGE.belief(text, text, text) <= 1


def test_question_and_answer_are_both_read_however_long_they_are() -> None:
    asked, told = pieces(tokenizer(), "why " * 500, "because " * 500, "so " * 500)

    assert (len(asked), len(asked) + len(told)) == (42, LONGEST)
    assert asked[-1] == told[40] == told[-1]


def test_a_model_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="does not start"):
        PairReader.load(tmp_path / "none.npz")
