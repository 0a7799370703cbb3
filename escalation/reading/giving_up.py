"""Does the customer give up? *Never mind*, and nothing else that is wanted."""

import re
from functools import lru_cache

from escalation.reading.chatter import is_small_talk
from escalation.reading.text import Clause, clauses

_GIVES_UP = re.compile(
    r"(?:(?:ok|okay|oh|ah|actually|sorry|hi|hey|well|no|just|then|please|ach|na|bah|bueno) )*(?:"
    r"never ?mind(?: (?:then|it|this|that))?|nvm|forget (?:it|this|that|about (?:it|this|that))|dont bother|"
    r"(?:its|this is|that is|thats) (?:no longer|not) (?:needed|necessary|relevant)(?: any ?more)?|no longer needed|"
    r"(?:i|we) (?:no longer need|dont need) (?:it|this|help|this one)(?: any ?more)?|"
    r"you can close (?:it|this|this one)|"
    r"vergiss es|vergessen sie es|(?:es |das )?hat sich erledigt|"
    r"laisse(?:z)? tomber|(?:ce )?nest plus la peine|olvidalo|dejalo|no importa|ya no (?:hace falta|lo necesito)|"
    r"lascia(?:te)? (?:stare|perdere)|laat maar|esquece|deixa (?:pra la|para la)"
    r")(?: (?:thanks|thank you|thx|danke|merci|gracias|grazie|bedankt|obrigado))*"
)
"""Whole clauses: *never mind the export, my invoice is wrong* gives up nothing."""

_OF_THEMSELVES = re.compile(r"(?:i|ill|ive|we|well|weve) (?!need|want|still|have|get|cant|see)")


@lru_cache(maxsize=512)
def gives_up(text: str) -> bool:
    """Whether they want nothing of us any more. When in doubt, they do."""
    said = [clause for clause in clauses(text) if clause.words]
    rest = [clause for clause in said if not _GIVES_UP.fullmatch(clause.line)]
    return len(rest) < len(said) and all(_is_beside(clause) for clause in rest)


def _is_beside(clause: Clause) -> bool:
    """A pleasantry, or what they do now: *I'll look elsewhere*."""
    return not clause.asks and (is_small_talk(clause) or _OF_THEMSELVES.match(clause.line) is not None)
