"""Triage: what was told of a failure, what to ask for, and whether two reports tell of the same."""

import tomllib
from pathlib import Path

import pytest

from bot.brain.duplicates import Report, Reports, likeliest
from bot.brain.sentences.meaning import installed_meaning
from escalation.bugs import (
    Detail,
    details,
    is_same,
    likelihood,
    may_be_same,
    question_for_customer,
    tells_of_failure,
    wanted,
    ways,
)
from escalation.orders import Order, Verb, order_in

DATA = tomllib.loads((Path(__file__).parents[1] / "data" / "bug_reports.toml").read_text(encoding="utf-8"))
ISSUES = [Report(id=one["id"], title=one["title"], text=one["text"]) for one in DATA["issues"]]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        pytest.param("The board crashes", {Detail.SEEN}, id="what is seen"),
        pytest.param("When I click Save, nothing happens", {Detail.STEPS, Detail.SEEN}, id="steps"),
        pytest.param("it should show ten rows", {Detail.EXPECTED}, id="what was expected"),
        pytest.param("we are on 4.8.1 with Safari", {Detail.VERSION}, id="version"),
        pytest.param("EXP-504", {Detail.ERROR_ID}, id="an error's own id"),
        pytest.param("trace 4bf92f3577b34da6a3ce929d0e0e4736", {Detail.ERROR_ID}, id="a trace"),
        pytest.param("good morning", set(), id="nothing"),
    ],
)
def test_what_a_customer_told_of_a_failure(said: str, told: set[Detail]) -> None:
    assert set(details([said])) == told


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        pytest.param(["it is broken"], (Detail.STEPS, Detail.VERSION), id="only that it is broken"),
        pytest.param(["broken", "when I press Save in Chrome"], (), id="told over two messages"),
        pytest.param(["error EXP-504"], (), id="an error's own id is enough"),
        pytest.param(["please look at our board"], (Detail.SEEN, Detail.STEPS, Detail.VERSION), id="nothing told"),
    ],
)
def test_what_is_missing_is_known(said: list[str], missing: tuple[Detail, ...]) -> None:
    assert wanted(said) == missing


@pytest.mark.parametrize(
    ("said", "words"),
    [
        pytest.param("the app crashed again", "crashed", id="a crash"),
        pytest.param("We get EXP-504", "EXP-504", id="an error id"),
        pytest.param("there is a bug in the export", "bug", id="a bug"),
        pytest.param("How do I rotate our key?", "", id="a question"),
        pytest.param("a debugging guide, please", "", id="a word inside another"),
    ],
)
def test_words_that_only_a_failure_has(said: str, words: str) -> None:
    assert tells_of_failure([said]) == words


@pytest.mark.parametrize(
    ("one", "other", "shares_code", "same_today", "same_later"),
    [
        pytest.param("the page crashes", "the page dies", False, True, True, id="fails in the same way"),
        pytest.param("the page crashes", "the page is wrong", False, False, False, id="fails in another way"),
        pytest.param("the page is odd", "the page is strange", False, True, False, id="in no way we know"),
        pytest.param("EXP-1 on the page", "EXP-1", True, True, True, id="the same error id"),
    ],
)
def test_two_reports_are_of_one_failure_by_likeness_way_and_error_id(
    one: str, other: str, shares_code: bool, same_today: bool, same_later: bool
) -> None:
    likely = likelihood(0.4, one, other, shares_code=shares_code)

    assert (is_same(likely, is_fresh=True), is_same(likely, is_fresh=False)) == (same_today, same_later)


def test_an_issue_that_no_customer_reported_is_joined_with_more_care() -> None:
    assert is_same(0.5, is_fresh=False)
    assert not is_same(0.5, is_fresh=True, is_reported=False)
    assert is_same(0.6, is_fresh=False, is_reported=False)


@pytest.mark.parametrize(
    ("said", "ticket"),
    [
        ("bug", ""),
        (" Bug! ", ""),
        ("bug ENG-118", "ENG-118"),
        ("bug: eng-7.", "ENG-7"),
        ("a bug", None),
        ("bug in it", None),
    ],
)
def test_an_agent_files_or_links_a_bug_by_a_word(said: str, ticket: str | None) -> None:
    order = order_in(said.upper())

    assert order == (None if ticket is None else Order(verb=Verb.BUG, rest=ticket))


def test_ways_of_failing_are_told_apart() -> None:
    assert ways("it closes itself") == {"goes away"}
    assert ways("we get every message twice") == {"comes twice"}
    assert ways("it is fine") == set()


def found(text: str) -> tuple[str, float]:
    """The known issue that a report is most likely about."""
    new = Report(id="new", title=text[:140], text=text)
    return likeliest(new, Reports((*ISSUES, new), installed_meaning()).nearest(new))[0]


def test_reports_in_other_words_are_recognised_and_other_failures_are_not_mistaken_for_them() -> None:
    judged = [(one["of"], *found(one["text"])) for one in DATA["reports"]]
    repeated = [(of, issue, likely) for of, issue, likely in judged if of]
    joined = [(of, issue) for of, issue, likely in judged if is_same(likely, is_fresh=False)]

    assert sum(of == issue for of, issue, _ in repeated) == len(repeated) == 19
    assert sum(of == issue for of, issue in joined) / len(joined) >= 0.9
    assert sum(of == issue for of, issue in joined) / len(repeated) >= 0.75
    assert sum(may_be_same(likely) for _, _, likely in repeated) / len(repeated) >= 0.9


def test_words_alone_do_where_no_sentence_model_runs() -> None:
    new = Report(id="new", title="EXP-504 when exporting invoices", text="the invoice export ends with EXP-504")

    assert Reports((*ISSUES, new), None).nearest(new, 1)[0].report.id == "EXP-1"


@pytest.mark.parametrize(
    ("comment", "question"),
    [
        ("@customer which browser is it?", "which browser is it?"),
        ("Customer: since when?", "since when?"),
        ("question for the customer: is it\n  all of them?", "is it all of them?"),
        ("The customer is right, the query lacks an index", ""),
        ("@customer", ""),
        ("Looks like the grid", ""),
    ],
)
def test_what_an_engineer_wants_to_know_of_the_customer_is_marked(comment: str, question: str) -> None:
    assert question_for_customer(comment) == question
