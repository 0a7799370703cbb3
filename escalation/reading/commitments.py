"""What somebody of ours commits to in words to a customer, and by when. English; rather missed than made up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from escalation.hours import Hours
from escalation.reading.commitment_words import (
    AT_ONCE,
    COMES_BACK,
    COMMITS,
    CONDITION,
    LEADS_IN,
    NOON,
    NOT_ONCE_FOR_SURE,
    OTHER_CLAUSE,
    QUOTED,
    REPORTED,
    SENTENCE,
    TAIL,
)
from escalation.reading.due import dues_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What is promised, in its own words. `due_at` is None where these do not tell by when."""

    what: str
    due_at: datetime | None


def commitments(text: str, now: datetime, hours: Hours) -> tuple[Commitment, ...]:
    """What these words promise, said at this moment by somebody of a team with this calendar.

    Neither questions, conditions and what others said are promises, nor what somebody else should do.
    """
    found: list[Commitment] = []
    for sentence in _sentences(text):
        found += _in_sentence(sentence, now, hours)
    return tuple(found)


def _sentences(text: str) -> Iterator[str]:
    plain = NOON.sub(r"\1m", QUOTED.sub(" ", text.replace("’", "'")))
    for found in SENTENCE.finditer(plain):
        sentence = " ".join(found[0].replace("*", "").replace("_", " ").split())
        if sentence and not sentence.endswith("?"):
            yield sentence


def _in_sentence(sentence: str, now: datetime, hours: Hours) -> Iterator[Commitment]:
    starts = list(COMMITS.finditer(sentence))
    for index, found in enumerate(starts):
        end = starts[index + 1].start() if index + 1 < len(starts) else len(sentence)
        before, rest = sentence[: found.start()], sentence[found.end() : end]
        if CONDITION.search(before) or REPORTED.search(before.rstrip()) or NOT_ONCE_FOR_SURE.search(rest):
            continue
        due, is_named = _due("" if index else before.rstrip(" ,"), rest, now, hours)
        asks = is_named or COMES_BACK.search(sentence[found.start() : end]) is not None
        if due is not None or (asks and found["me"] is None and not AT_ONCE.search(sentence)):
            what = TAIL.sub("", sentence[found.start() : end])
            yield Commitment(what=what.strip(" ,.;!:–—-"), due_at=due)


def _due(before: str, rest: str, now: datetime, hours: Hours) -> tuple[datetime | None, bool]:
    """By when, if these words tell; and whether they name any time, be it unclear."""
    named = False
    for due in dues_in(rest, now, hours):
        said = [again.end() for again in COMES_BACK.finditer(rest[: due.begins])]
        if OTHER_CLAUSE.search(rest[said[-1] if said else 0 : due.begins]):
            break
        if due.at is not None:
            return due.at, True
        named = True
    lead = LEADS_IN.match(before)
    start = lead.end() if lead else 0
    for due in dues_in(before, now, hours):
        if due.begins <= start and due.ends == len(before):
            return due.at, True
    return None, named
