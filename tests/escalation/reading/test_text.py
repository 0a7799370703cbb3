"""How words are made comparable."""

import pytest

from escalation.reading.spelling import Speller
from escalation.reading.text import clauses, normalised, without_address, without_quotes


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Don’t", "dont"),
        ("human-readable", "human_readable"),
        ("hiiiii", "hi"),
        ("Größe", "grosse"),
        ("İstanbul", "istanbul"),
        ("człowiek", "czlowiek"),
        ("живой", "живои"),
        ("إنسان", "انسان"),
        ("１２", "12"),
        ("1000", "1000"),
        ("बात", "बात"),
    ],
)
def test_a_word_loses_case_accents_and_apostrophes(word: str, expected: str) -> None:
    assert normalised(word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a `b` c", "a   c"),
        ("> quoted\nown", " \nown"),
        ("&gt; quoted\nown", " \nown"),
        ("```x\ny```own", "\nown"),
        ("```never closed", "```never closed"),
        ('he said "hello there"', "he said  "),
        ('"all of it"', '"all of it"'),
    ],
)
def test_quotes_and_code_are_not_the_authors(text: str, expected: str) -> None:
    assert without_quotes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<@U123> hi", "  hi"),
        ("<!here> hi <#C1|general>", "  hi  "),
        ("@Baton hi", "  hi"),
        ("see <https://x.example|here>", "see  link "),
        ("see https://x.example/a?b", "see  link "),
        ("mail me: a@b.example", "mail me: a@b.example"),
    ],
)
def test_mentions_are_dropped_and_links_named(text: str, expected: str) -> None:
    assert without_address(text) == expected


def test_clauses_end_at_stops_and_know_whether_they_ask() -> None:
    found = clauses("Hi, version 2.5 fails - why? :wave: Thanks")

    assert [(clause.line, clause.asks) for clause in found] == [
        ("hi", False), ("version 2.5 fails", False), ("why", True), ("thanks", False),
    ]  # fmt: skip


def test_a_clause_remembers_what_was_written() -> None:
    (clause,) = clauses("Let  me TALK to a humán")

    assert clause.written(clause.line.index("talk"), len(clause.line)) == "TALK to a humán"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("humna", "human"),
        ("humn", "human"),
        ("hummann", "hummann"),
        ("humane", "humane"),
        ("represenattive", "representative"),
        ("reprsentativ", "representative"),
        ("urgent", "urgent"),
        ("hum", "hum"),
    ],
)
def test_a_slip_or_two_are_undone(word: str, meant: str) -> None:
    assert Speller("human agent representative", never="humane").repaired(word) == meant
