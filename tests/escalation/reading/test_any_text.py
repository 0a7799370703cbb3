"""Any text can be read: without error, and without waiting."""

from collections.abc import Callable
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation.reading import Verdict, asks_for_person, is_chatter, is_vague, verdict

READERS: tuple[Callable[[str], object], ...] = (asks_for_person, verdict, is_chatter, is_vague)
WORDS = """
please talk to a human not bot has been now it still doesn't work thanks ? , . > ` ``` : :x: <@U1> a chat no yes
das hat nicht geholfen merci pas marche я 人 話 를 बात 🙋 \u0301 \u200d \u202e \x00
"""
PIECES = st.sampled_from((*WORDS.split(), "\n"))


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    assert asks_for_person(text) is None or asks_for_person(text)
    assert verdict(text) in {None, Verdict.SOLVED, Verdict.NOT_SOLVED}
    assert is_chatter(text) in {True, False}
    assert is_vague(text) in {True, False}


@given(st.lists(PIECES, max_size=60).map(" ".join))
def test_any_words_have_an_answer(text: str) -> None:
    assert not (is_chatter(text) and is_vague(text))
    assert asks_for_person(text) is None or asks_for_person(text)
    assert verdict(text) in {None, Verdict.SOLVED, Verdict.NOT_SOLVED}


@settings(max_examples=10, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=4).map(" ".join), st.sampled_from(("", " ")))
def test_a_very_long_text_is_read_in_little_time(piece: str, gap: str) -> None:
    text = ((piece + gap) * 40_000)[:40_000]
    started = perf_counter()

    for read in READERS:
        read(text)

    assert perf_counter() - started < 10


@pytest.mark.parametrize(
    "text",
    [
        "a" * 40_000,
        "1." * 20_000,
        "has been " * 5_000,
        "a chat " * 6_000,
        "please talk to my manager " * 1_600,
        "don't want to " * 3_000,
        "pas marche " * 4_000,
        "thanks " * 6_000,
        "hello " * 6_000 + "x",
        "`" * 40_000,
        '"' * 40_001,
        "<@" * 20_000,
        "> " * 20_000,
        "?" * 40_000,
        ":x" * 20_000,
        "''" * 20_000,
        "a'" * 20_000,
        "a-" * 20_000,
        " -" * 20_000,
        "\n" * 40_000,
        "人と" * 20_000,
        "\u0301" * 40_000,
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_no_repetition_is_slow(text: str) -> None:
    started = perf_counter()

    for read in READERS:
        read(text)

    assert perf_counter() - started < 10
