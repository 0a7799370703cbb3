from datetime import UTC, datetime, timedelta

import pytest

from escalation.csat import Part, Rating, is_why, scores_in
from escalation.model import ChannelId, PersonId, Ts, conversation_id

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "person", "bot"),
    [
        ("5", 5, None),
        ("5 stars", 5, None),
        ("1 star!", 1, None),
        ("rate 4", 4, None),
        ("I'd give it a 3", 3, None),
        ("4/5", 4, None),
        ("4 out of 5.", 4, None),
        ("⭐⭐⭐", 3, None),
        ("4 Sterne", 4, None),
        ("bot 2", None, 2),
        ("rate the bot 3", None, 3),
        ("answers: 1 star", None, 1),
        ("4, bot 2", 4, 2),
        ("5 stars and the bot 4", 5, 4),
    ],
)
def test_a_rating_is_read_from_a_whole_message(text: str, person: int | None, bot: int | None) -> None:
    said = {Part.PERSON: person, Part.BOT: bot}

    assert scores_in(text) == {part: score for part, score in said.items() if score}


@pytest.mark.parametrize(
    "text",
    ["", "6", "0 stars", "it fails 5 times a day", "5 users cannot log in", "error 404", "rate limit 4", "4, and"],
)
def test_other_numbers_rate_nothing(text: str) -> None:
    assert scores_in(text) == {}


@pytest.mark.parametrize(
    ("text", "is_reason"),
    [
        ("It took far too long", True),
        ("The answers were about another product.", True),
        ("it still doesn't work", False),
        ("Can somebody look at it again?", False),
        ("I want to talk to a person", False),
        ("reopen", False),
    ],
)
def test_who_wants_something_is_not_taken_to_say_why(text: str, is_reason: bool) -> None:
    assert is_why(text) is is_reason


def test_a_second_thought_counts_for_a_day() -> None:
    rating = Rating(
        conversation=conversation_id(ChannelId("C1"), Ts("1.1")),
        episode=1,
        part=Part.PERSON,
        score=2,
        by=PersonId("U1"),
        first_at=NOON,
        at=NOON,
    )

    assert rating.is_low
    assert rating.may_change(NOON + timedelta(hours=23, minutes=59))
    assert not rating.may_change(NOON + timedelta(days=1))
