"""Is there a request, but nothing in it to search for? Then the bot asks back instead of guessing."""

from escalation.reading.chatter import is_chatter, is_small_talk
from escalation.reading.text import Clause, clauses
from escalation.reading.vague_words import CORE, UNSPACED, VAGUE_WORDS
from escalation.reading.verdict import Verdict, verdict

_LONGEST = 25


def is_vague(text: str) -> bool:
    """Whether somebody wants something and every word leaves open what: *help*, *I have a question*, *hello?*"""
    said = clauses(text)
    if sum(len(clause.words) for clause in said) > _LONGEST or is_chatter(text):
        return False
    if not any(_wants(clause) for clause in said) or verdict(text) is Verdict.SOLVED:
        return False
    return all(is_small_talk(clause) or _says_nothing(clause) for clause in said)


def _wants(clause: Clause) -> bool:
    return clause.asks or clause.line in UNSPACED or any(word.text in CORE for word in clause.words)


def _says_nothing(clause: Clause) -> bool:
    words = {word.text for word in clause.words}
    return clause.line in UNSPACED or any(words <= empty for empty in VAGUE_WORDS)
