from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from escalation.model import (
    Briefing,
    ChannelId,
    Ending,
    Handoff,
    HandoffId,
    HandoffStatus,
    Outcome,
    Owner,
    PersonId,
    Priority,
    Queue,
    ServiceClock,
    Speaker,
    Stage,
    Ts,
    Utterance,
    conversation_id,
)
from escalation.outcomes import Patience, Said, Standing, ending, is_about_the_same, said_in, stage, standing

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PATIENCE = Patience(presumed=timedelta(days=3), abandoned=timedelta(days=7))
HANDOFF = Handoff(
    id=HandoffId("H1"),
    conversation=conversation_id(ChannelId("C1"), Ts("1.1")),
    customer_name="Maya",
    account="",
    customer_link="",
    queue=Queue(name="Support", channel=ChannelId("C2")),
    priority=Priority.NORMAL,
    reasons=(),
    briefing=Briefing(ask="", summary=""),
    opened_at=NOON,
)
CLAIMED = replace(HANDOFF, status=HandoffStatus.CLAIMED, claimed_by=PersonId("U1"), claimed_at=NOON)
WAITS = ServiceClock(asked_at=NOON, queued_at=NOON, waiting_since=NOON)
ANSWERED = replace(WAITS, waiting_since=None)
ALL = (Standing.WAITING, Standing.ASKED, Standing.ANSWERED, Standing.MARKED)


@pytest.mark.parametrize(
    ("stands", "said", "days", "how"),
    [
        (Standing.WAITING, None, 0, None),
        (Standing.WAITING, None, 400, None),
        (Standing.WAITING, Said.SOLVED, 400, None),
        (Standing.WAITING, Said.GAVE_UP, 0, Ending.ABANDONED),
        (Standing.ASKED, None, 6.9, None),
        (Standing.ASKED, None, 7, Ending.ABANDONED),
        (Standing.ASKED, Said.SOLVED, 0, Ending.CONFIRMED),
        (Standing.ASKED, Said.GAVE_UP, 0, Ending.ABANDONED),
        (Standing.ANSWERED, None, 2.9, None),
        (Standing.ANSWERED, None, 3, Ending.PRESUMED),
        (Standing.ANSWERED, Said.SOLVED, 0, Ending.CONFIRMED),
        (Standing.MARKED, None, 2.9, None),
        (Standing.MARKED, None, 3, Ending.PRESUMED),
        (Standing.MARKED, Said.SOLVED, 0, Ending.CONFIRMED),
        (Standing.MARKED, Said.GAVE_UP, 400, Ending.ABANDONED),
    ],
)
def test_an_ending_follows_from_whose_word_is_next_what_was_said_and_how_long_it_is_quiet(
    stands: Standing, said: Said | None, days: float, how: Ending | None
) -> None:
    assert ending(stands, said, timedelta(days=days), PATIENCE) is how


@pytest.mark.parametrize("stands", ALL)
@pytest.mark.parametrize("days", [0, 3, 7, 10_000])
def test_silence_is_never_a_confirmation(stands: Standing, days: int) -> None:
    assert ending(stands, None, timedelta(days=days), PATIENCE) is not Ending.CONFIRMED


@pytest.mark.parametrize(
    ("handoff", "owner", "bot", "is_theirs", "stands"),
    [
        (None, Owner.BOT, Outcome.ANSWERED, False, Standing.ANSWERED),
        (None, Owner.BOT, Outcome.ASKED_BACK, False, Standing.ASKED),
        (None, Owner.BOT, None, True, Standing.WAITING),
        (None, Owner.PERSON, None, True, Standing.WAITING),
        (None, Owner.PERSON, Outcome.ANSWERED, False, Standing.ASKED),
        (HANDOFF, Owner.NOBODY, Outcome.HANDED_OFF, False, Standing.WAITING),
        (CLAIMED, Owner.PERSON, Outcome.HANDED_OFF, True, Standing.WAITING),
        (replace(CLAIMED, clock=WAITS), Owner.PERSON, Outcome.HANDED_OFF, False, Standing.WAITING),
        (replace(CLAIMED, clock=ANSWERED), Owner.PERSON, Outcome.HANDED_OFF, False, Standing.ASKED),
        (replace(CLAIMED, status=HandoffStatus.RESOLVED), Owner.NOBODY, Outcome.HANDED_OFF, True, Standing.MARKED),
        (replace(CLAIMED, status=HandoffStatus.MERGED), Owner.NOBODY, Outcome.HANDED_OFF, False, Standing.WAITING),
        (replace(CLAIMED, status=HandoffStatus.HANDED_BACK), Owner.BOT, Outcome.HANDED_OFF, False, Standing.ASKED),
        (replace(CLAIMED, status=HandoffStatus.HANDED_BACK), Owner.BOT, Outcome.ANSWERED, False, Standing.ANSWERED),
    ],
)
def test_whose_word_is_next(
    handoff: Handoff | None, owner: Owner, bot: Outcome | None, is_theirs: bool, stands: Standing
) -> None:
    assert standing(handoff, owner, bot, is_theirs=is_theirs) is stands


LATER, EARLIER = NOON + timedelta(hours=1), NOON - timedelta(hours=1)


@pytest.mark.parametrize(
    ("handoff", "owner", "left_at", "where"),
    [
        (None, Owner.BOT, None, Stage.BOT),
        (None, Owner.PERSON, None, Stage.PERSON),
        (replace(CLAIMED, status=HandoffStatus.HANDED_BACK), Owner.BOT, None, Stage.BOT),
        (HANDOFF, Owner.NOBODY, None, Stage.QUEUE),
        (HANDOFF, Owner.NOBODY, LATER, Stage.QUEUE),
        (CLAIMED, Owner.PERSON, None, Stage.PERSON),
        (CLAIMED, Owner.PERSON, LATER, Stage.PERSON),
        (replace(CLAIMED, status=HandoffStatus.RESOLVED), Owner.NOBODY, EARLIER, Stage.QUEUE),
        (replace(HANDOFF, status=HandoffStatus.RESOLVED), Owner.NOBODY, None, Stage.PERSON),
    ],
)
def test_who_had_the_customer_when_it_ended(
    handoff: Handoff | None, owner: Owner, left_at: datetime | None, where: Stage
) -> None:
    assert stage(handoff, owner, left_at) is where


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("thanks, that works", Said.SOLVED),
        ("never mind, it works now", Said.SOLVED),
        ("never mind", Said.GAVE_UP),
        ("thanks", None),
        ("It still says 401", None),
    ],
)
def test_what_the_last_words_make_of_it(text: str, said: Said | None) -> None:
    assert said_in(text) is said


def line(text: str | None, speaker: Speaker = Speaker.CUSTOMER) -> Utterance:
    return Utterance(speaker=speaker, author=None, name="Maya", text=text, at=NOON, ts=Ts("1.1"))


def test_the_same_question_in_other_words_is_about_the_same() -> None:
    before = [line("How do I rotate my API keys?"), line("Rotate the webhook secret?", Speaker.BOT), line(None)]

    assert is_about_the_same([line("hi"), line("how can I rotate the API key")], before)
    assert not is_about_the_same([line("Rotate the webhook secret?")], before)
    assert not is_about_the_same([line("Can I talk to someone?")], [line("Can I talk to someone?")])
    assert not is_about_the_same([line("Where are my invoices?")], before)
