import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.brain.confidence import DEPTH, confidence
from bot.brain.cut import cut
from bot.brain.search import PassageIndex
from escalation.limits import Limits
from escalation.model import Passage
from integrations.markdown_folder import MarkdownFolder

ROOT = Path(__file__).parents[2]


def passage(key: str, text: str, title: str = "", section: str = "") -> Passage:
    return Passage(id=key, title=title, section=section, url=f"https://help.example/{key}", text=text)


INDEX = PassageIndex.build(
    [
        passage("refunds", "Money returns to the card within five days.", title="Refunds", section="By card"),
        passage("limits", "The answer is 429 when you send too much.", title="Rate limits"),
        passage("codes", "E-4102 means that the card expired. E-4103 means that the bank said no.", title="Codes"),
        passage("hooks", "Every delivery carries the webhook_id and the eventType.", title="Webhooks"),
        passage("photos", "Photos upload when the phone is back online.", title="Photos"),
    ]
)


def found(query: str) -> list[str]:
    return [hit.passage.id for hit in INDEX.search(query)]


@pytest.mark.parametrize(
    ("query", "best"),
    [
        pytest.param("how do I get a refund?", "refunds", id="another form of the word"),
        pytest.param("error E-4103??", "codes", id="a code"),
        pytest.param("e4102", "codes", id="a code as people type it"),
        pytest.param("getting 429s", "limits", id="a number in the plural"),
        pytest.param("what's webhook_id", "hooks", id="snake case"),
        pytest.param("webhook id", "hooks", id="the parts of snake case"),
        pytest.param("event type", "hooks", id="the parts of camel case"),
        pytest.param("my pics are stuck", "photos", id="a word that stands for another"),
    ],
)
def test_the_passage_that_is_meant_comes_first(query: str, best: str) -> None:
    assert found(query)[0] == best


def test_a_word_in_the_title_outweighs_one_in_the_text() -> None:
    index = PassageIndex.build([passage("a", "invoice here, and more words"), passage("b", "words", title="Invoice")])

    assert [hit.passage.id for hit in index.search("invoice")] == ["b", "a"]


def test_what_was_tried_is_passed_over() -> None:
    hits = INDEX.search("card refund", without=frozenset({"refunds"}))

    assert [hit.passage.id for hit in hits] == ["codes"]


def test_no_more_is_found_than_asked_for() -> None:
    assert len(INDEX.search("card photos webhook limits", limit=2)) == 2


def test_the_best_comes_first() -> None:
    scores = [hit.score for hit in INDEX.search("card expired refund")]

    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    "query", ["", "  \n", "🙈🙈", "how do I get this?", "¿dónde está?", "返金したい", "Ω≈ç√∫", "'’-_."]
)
def test_a_question_without_a_known_word_finds_nothing(query: str) -> None:
    assert INDEX.search(query) == ()
    assert confidence(INDEX.search(query)) == 0


def test_an_empty_library_finds_nothing() -> None:
    assert PassageIndex.build([]).search("refund") == ()
    assert PassageIndex.build([passage("a", "🙈")]).search("refund") == ()


def test_a_very_long_question_is_read_from_its_beginning() -> None:
    (hit, *_) = INDEX.search("refund " + " ".join(f"word{n}" for n in range(50_000)))

    assert hit.passage.id == "refunds"
    assert hit.terms == 200


def test_coverage_is_the_share_of_the_question_that_is_spoken_of() -> None:
    (whole, *_), (half, *_) = INDEX.search("card expired"), INDEX.search("card zeppelin")

    assert whole.coverage == 1
    assert 0 < half.coverage < 0.5  # what nobody wrote about weighs most


def test_another_error_code_is_not_covered() -> None:
    (hit, *_) = INDEX.search("card E-9999")

    assert hit.coverage < 0.5


# ── Measured on the help centre of the sandbox ──────────────────────────────────────────────────────────────────────


def questions() -> Iterator[tuple[str, str | None]]:
    for line in (ROOT / "tests/data/help_centre_questions.jsonl").read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        yield question["question"], question["url"]


@cache
def help_centre() -> PassageIndex:
    articles = MarkdownFolder(ROOT / "sandbox/help_centre").read()
    return PassageIndex.build(passage for article in articles for passage in cut(article))


def articles_for(question: str) -> list[str]:
    addresses = (hit.passage.url.partition("#")[0] for hit in help_centre().search(question, limit=12))
    return list(dict.fromkeys(addresses))


def test_the_right_article_is_among_the_first_three() -> None:
    answerable = [(question, url) for question, url in questions() if url]

    right = sum(url in articles_for(question)[:3] for question, url in answerable)

    assert right >= 0.9 * len(answerable)


def test_most_of_what_can_be_answered_is_and_most_of_what_cannot_is_not() -> None:
    verdicts = [
        (url is not None, confidence(help_centre().search(question, limit=DEPTH)) >= Limits().answer_at)
        for question, url in questions()
    ]
    answered = [is_found for is_answerable, is_found in verdicts if is_answerable]
    refused = [not is_found for is_answerable, is_found in verdicts if not is_answerable]

    assert sum(answered) >= 0.9 * len(answered)
    assert sum(refused) >= 0.65 * len(refused)
