"""The facts that customers tell, read as fields."""

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from escalation.model import Kind
from escalation.reading import given


def told(text: str, kind: Kind) -> list[str]:
    return [one.words for one in given([text]) if one.kind is kind]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("It fails with error 403 now", Kind.ERROR, ["403"]),
        ("every call returns 502", Kind.ERROR, ["502"]),
        ("We see PDF-500 in the log", Kind.ERROR, ["PDF-500"]),
        ('Saving shows "Cannot read properties"', Kind.ERROR, ["Cannot read properties"]),
        ("Build fails:\n```\nstep 3\nModuleNotFoundError: acme\n```", Kind.ERROR, ["ModuleNotFoundError: acme"]),
        ("Logs:\n```\nall quiet\n```", Kind.ERROR, ["all quiet"]),
        ("It broke in UTF-8 mode", Kind.ERROR, []),
        ("Our 450 users are happy", Kind.ERROR, []),
        ("see https://app.example/forms/12.", Kind.PLACE, ["app.example/forms/12"]),
        ("Chrome 126 on Windows 11, version 5.2.1", Kind.MADE_WITH, ["Chrome 126", "Windows 11", "version 5.2.1"]),
        ("it takes 1.5 seconds", Kind.MADE_WITH, []),
        ("it is order #4711 and invoice INV-2041", Kind.NUMBER, ["#4711", "INV-2041"]),
        ("you took $480 and 30 EUR", Kind.AMOUNT, ["$480", "30 EUR"]),
        ("It has been slow for three days", Kind.SINCE, ["for three days"]),
        ("It has been two weeks", Kind.SINCE, ["two weeks"]),
        ("Broken since the migration, sadly", Kind.SINCE, ["since the migration"]),
        ("Since I can't log in, please help", Kind.SINCE, []),
        ("It worked before Tuesday", Kind.SINCE, ["worked before Tuesday"]),
        ("seit gestern geht nichts", Kind.SINCE, ["seit gestern"]),
        ("We need it by Thursday noon", Kind.BY, ["by Thursday noon"]),
        ("The webinar starts at 3pm", Kind.BY, ["starts at 3pm"]),
        ("The webinar starts at 3pm", Kind.SINCE, []),
        ("all 40 of our analysts are stuck", Kind.HURT, ["all 40 of our analysts"]),
        ("only me, others are fine", Kind.HURT, ["only me"]),
        ("can I talk to a person or an agent", Kind.HURT, []),
        ("I already cleared the cache, same thing", Kind.TRIED, ["I already cleared the cache, same thing"]),
        ("It crashes, we re-authorised it twice", Kind.TRIED, ["we re-authorised it twice"]),
        ("It works fine in Chrome", Kind.TRIED, ["It works fine in Chrome"]),
        ("We added an index, no effect.", Kind.TRIED, ["We added an index, no effect"]),
        ("Ich habe den Cache schon geleert", Kind.TRIED, ["Ich habe den Cache schon geleert"]),
        ("J'ai déjà vidé le cache", Kind.TRIED, ["J'ai déjà vidé le cache"]),
        ("Ya he probado con otro navegador", Kind.TRIED, ["Ya he probado con otro navegador"]),
        ("I haven't cleared the cache", Kind.TRIED, []),
        ("Should I have restarted the app?", Kind.TRIED, []),
        ("I tried to export the report", Kind.TRIED, []),
        ("We received the invoice", Kind.TRIED, []),
        ("After I restarted it, it crashed", Kind.TRIED, []),
    ],
)
def test_a_fact_is_read_in_the_customers_words(text: str, kind: Kind, words: list[str]) -> None:
    assert told(text, kind) == words


def test_what_is_part_of_a_longer_fact_is_told_once() -> None:
    assert told("Chrome crashes. It is Chrome 126.", Kind.MADE_WITH) == ["Chrome 126"]


def test_no_kind_of_fact_fills_the_card() -> None:
    text = "\n".join(f"order #{number}000" for number in range(1, 9))

    assert len(told(text, Kind.NUMBER)) == 4


def test_a_long_attempt_is_clipped() -> None:
    (words,) = told(f"I restarted {'the server ' * 40}", Kind.TRIED)

    assert len(words) <= 140
    assert words.endswith("…")


@given_any(text=st.text(max_size=300))
def test_every_fact_is_words_that_the_customer_wrote(text: str) -> None:
    flat = " ".join(text.split())

    for one in given([text]):
        assert " ".join(one.words.rstrip("…").split()) in flat or "…" in one.words
