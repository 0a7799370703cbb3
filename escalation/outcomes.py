"""How an episode ended, by what is known of it. Silence is its own kind of ending, and never a confirmation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from escalation.model import (
    Ending,
    Handoff,
    HandoffStatus,
    Outcome,
    Owner,
    Speaker,
    Stage,
    Utterance,
)
from escalation.reading import Verdict, gives_up, is_chatter, only_asks_for_person, verdict
from escalation.reading.repetition import Exchange, times_asked


class Standing(StrEnum):
    """What silence would mean now.

    *Waiting*: the customer waits for us. *Asked*: the next word is theirs. *Answered*: the bot's answer stands, and
    nobody judged it. *Marked*: one of us marked it as solved.
    """

    WAITING = "waiting"
    ASKED = "asked"
    ANSWERED = "answered"
    MARKED = "marked"


class Said(StrEnum):
    """What the customer's last words make of it."""

    SOLVED = "solved"
    GAVE_UP = "gave_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long silence must last to be an ending."""

    presumed: timedelta
    abandoned: timedelta


def ending(standing: Standing, said: Said | None, quiet: timedelta, patience: Patience) -> Ending | None:
    """How it ended, after so much quiet; None while it goes on. Who waits for us is left to nobody's silence."""
    if said is Said.GAVE_UP:
        return Ending.ABANDONED
    if standing is Standing.WAITING:
        return None
    if said is Said.SOLVED:
        return Ending.CONFIRMED
    if standing is Standing.ASKED:
        return Ending.ABANDONED if quiet >= patience.abandoned else None
    return Ending.PRESUMED if quiet >= patience.presumed else None


def standing(handoff: Handoff | None, owner: Owner, bot: Outcome | None, *, is_theirs: bool) -> Standing:
    """Whose the next word is. `bot` is how the bot's last turn ended; `is_theirs` says that the last word is theirs."""
    if handoff is not None and handoff.status is HandoffStatus.RESOLVED:
        return Standing.MARKED
    if handoff is not None and handoff.status in {HandoffStatus.WAITING, HandoffStatus.MERGED}:
        return Standing.WAITING  # what was merged goes on, and ends, with the other
    if owner is not Owner.BOT:
        clock = handoff.clock if handoff is not None else None
        waits = clock.waiting_since is not None if clock is not None else is_theirs
        return Standing.WAITING if waits else Standing.ASKED
    if bot is None:
        return Standing.WAITING
    return Standing.ANSWERED if bot is Outcome.ANSWERED else Standing.ASKED


def stage(handoff: Handoff | None, owner: Owner, left_at: datetime | None = None) -> Stage:
    """Who had the customer in the end; or, where they gave up, at that moment."""
    if handoff is None or handoff.status is HandoffStatus.HANDED_BACK:
        return Stage.PERSON if owner is Owner.PERSON else Stage.BOT
    if left_at is not None:
        was_claimed = handoff.claimed_at is not None and handoff.claimed_at <= left_at
        return Stage.PERSON if was_claimed else Stage.QUEUE
    return Stage.QUEUE if handoff.status is HandoffStatus.WAITING else Stage.PERSON


def said_in(text: str) -> Said | None:
    """What these words make of it. *Never mind, it works now* is solved."""
    if verdict(text) is Verdict.SOLVED:
        return Said.SOLVED
    return Said.GAVE_UP if gives_up(text) else None


def is_about_the_same(lines: Sequence[Utterance], before: Sequence[Utterance]) -> bool:
    """Whether the customer asks here what they had asked there."""
    asked = tuple(Exchange(asked=text) for text in _words(before))
    return any(times_asked(text, asked).times > 1 for text in _words(lines))


def _words(lines: Sequence[Utterance]) -> list[str]:
    """What they say about something: everybody greets alike, and asks alike for a person."""
    said = [line.text for line in lines if line.speaker is Speaker.CUSTOMER and line.text]
    return [text for text in said if not is_chatter(text) and not only_asks_for_person(text)]
