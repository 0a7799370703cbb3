"""Did the answer help? The two buttons under every answer, in the customer's own words."""

import re
from enum import StrEnum
from functools import lru_cache

from escalation.reading.chatter import is_small_talk
from escalation.reading.text import Clause, clauses, own_words
from escalation.reading.verdict_words import HEDGED, LEADING, NOT_SOLVED, SOLVED, spoken


class Verdict(StrEnum):
    """What the customer makes of the last answer."""

    SOLVED = "solved"
    NOT_SOLVED = "not_solved"


_SOLVED = spoken(SOLVED)
_NOT_SOLVED = spoken(NOT_SOLVED)
_MARKS = {
    Verdict.SOLVED: re.compile(
        r"[✅✔☑👍]|:(?:white_check_mark|heavy_check_mark|ballot_box_with_check|\+1|thumbsup|thumbs_up):"
    ),
    Verdict.NOT_SOLVED: re.compile(
        r"[❌✖❎👎]|:(?:x|heavy_multiplication_x|negative_squared_cross_mark|-1|thumbsdown|thumbs_down):"
    ),
}
_TOLD = re.compile(
    r"^(?:(?:i|we|ive|weve|have|just|already|ok|after) ){0,4}"
    r"(?:tried(?! (?:to|my|using))|did|followed|cleared|restarted|restarting|reinstalled|updated|upgraded|rebooted|"
    r"checked|changed|logged|removed|reset|reconnected|clearing|deleted|turned|switched|refreshed)\b"
)
_SHORT = 15


@lru_cache(maxsize=512)
def verdict(text: str) -> Verdict | None:
    """The verdict a message gives on the answer before it; None for no verdict, a mixed one, or a question."""
    substance = [clause for clause in clauses(text) if clause.words and (_judged(clause) or not is_small_talk(clause))]
    if not substance:
        return _marked(text)
    heard = {judged for clause in substance if (judged := _judged(clause))}
    opening = _judged(substance[0]) or _told(substance)
    if opening is None or len(heard) > 1:
        return None
    return None if opening is Verdict.SOLVED and _goes_on(substance) else opening


def _judged(clause: Clause) -> Verdict | None:
    said = LEADING.sub("", clause.line)
    if HEDGED.search(said) or (clause.asks and not said.startswith("still")):
        return None
    return _says(clause.line) or _says(said)


def _told(substance: list[Clause]) -> Verdict | None:
    """*I restarted it and that fixed it*: a short account of having tried, with the verdict at its end."""
    if not _TOLD.match(substance[0].line) or sum(len(clause.words) for clause in substance) > _SHORT:
        return None
    last = substance[-1]
    if last.asks:
        return None
    _, _, ending = last.line.rpartition(" and ")
    return _says(ending)


def _says(line: str) -> Verdict | None:
    if _NOT_SOLVED.match(line):
        return Verdict.NOT_SOLVED
    return Verdict.SOLVED if _SOLVED.match(line) else None


def _goes_on(substance: list[Clause]) -> bool:
    """*That worked, but how do I …?* is solved and a new question: the question counts."""
    return any(clause.asks or HEDGED.search(clause.line) for clause in substance)


def _marked(text: str) -> Verdict | None:
    """A tick, a cross or a thumb, with nothing but pleasantries around it."""
    said = own_words(text)
    found = [judged for judged, mark in _MARKS.items() if mark.search(said)]
    return found[0] if len(found) == 1 else None
