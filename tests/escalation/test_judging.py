import pytest

from escalation.judging import NotUnderstoodError, judgement_in
from escalation.model import Judgement, Needed

CAUSES = ("question", "bug", "account matter", "misunderstanding of the bot", "billing, and tax", "outage", "other")


@pytest.mark.parametrize(
    ("words", "cause", "needed"),
    [
        ("bug, too early", "bug", Needed.TOO_EARLY),
        ("too early, bug", "bug", Needed.TOO_EARLY),
        ("Bug and Needed.", "bug", Needed.NEEDED),
        ("needed", "", Needed.NEEDED),
        ("not needed", "", Needed.NOT_NEEDED),
        ("unneeded", "", Needed.NOT_NEEDED),
        ("too_late", "", Needed.TOO_LATE),
        ("too-early!", "", Needed.TOO_EARLY),
        ("misunderstanding", "misunderstanding of the bot", None),
        ("Account Matter; not  needed", "account matter", Needed.NOT_NEEDED),
        ("billing, and tax", "billing, and tax", None),
        ("", "", None),
    ],
)
def test_a_judgement_is_read_from_few_words(words: str, cause: str, needed: Needed | None) -> None:
    assert judgement_in(words, CAUSES) == Judgement(cause=cause, needed=needed)


@pytest.mark.parametrize("words", ["weather", "bug, weather", "o", "too soon"])
def test_words_that_say_neither_are_not_guessed_at(words: str) -> None:
    with pytest.raises(NotUnderstoodError):
        judgement_in(words, CAUSES)


def test_a_judgement_reads_as_people_say_it() -> None:
    assert Judgement(cause="bug", needed=Needed.TOO_EARLY).words == "bug, too early"
    assert Judgement().words == ""
