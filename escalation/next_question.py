"""The one thing that is worth asking a customer next."""

import re
from collections.abc import Sequence

from escalation import bugs
from escalation.briefing import ask_of, customers, fails
from escalation.model import Given, Kind, Utterance
from escalation.reading import is_chatter, is_vague, only_asks_for_person, verdict

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_EMPTY = re.compile(
    r"\W*(?:i said )?(?:nothing works|it(?:['’]?s| is) (?:broken|not working)|(?:it )?does ?n['’]?t work|"
    r"fix (?:it|this)|help)\W*",
    re.I,
)
_GENERAL = re.compile(r"\W*(?:and\s+)?(?:how|do|does|can|could|is\s+there|are\s+there|what\s+(?:is|are))\b", re.I)
"""Asked about the product, not about something of theirs that went wrong."""

_ABOUT_MONEY = re.compile(
    r"\b(?:refund\w*|invoic\w*|charg\w*|bill(?:ed|ing)?|payments?|paid|vat|rechnung\w*|factur\w*)\b", re.I
)
_ABOUT_MAIL = re.compile(r"\b(?:invitations?|invites?|newsletters?|mails?|e-?mails?)\b", re.I)

_WHAT = "What is it about, and what exactly do you see?"
_WHICH_PAYMENT = "Which invoice or payment is it about?"
_WHICH_ADDRESS = "Which address is it about?"
_SINCE = "Since when does it happen?"
_WHOM = "Does it hurt only you, or others, too?"


def next_question(lines: Sequence[Utterance], given: Sequence[Given]) -> str:
    """In words for the customer; empty where they told what is needed."""
    said = [one for text in customers(lines) for one in _SENTENCE.split(text) if one.strip() and _tells(one)]
    if not said:
        return _WHAT
    ask, kinds = ask_of(lines), {one.kind for one in given}
    if _ABOUT_MONEY.search(ask) and not _GENERAL.match(ask) and kinds.isdisjoint({Kind.NUMBER, Kind.ERROR}):
        return _WHICH_PAYMENT
    if {Kind.NUMBER, Kind.AMOUNT} <= kinds:
        return ""
    is_broken = fails(ask) or Kind.ERROR in kinds or (fails("\n".join(said)) and not _GENERAL.match(ask))
    return _about_failure(said, ask, given) if is_broken else ""


def _about_failure(said: Sequence[str], ask: str, given: Sequence[Given]) -> str:
    """What an engineer would ask first; then since when, and how far it reaches."""
    kinds = {one.kind for one in given}
    if _ABOUT_MAIL.search(ask) and "@" not in "".join(said):
        return _WHICH_ADDRESS
    missing = [one for one in bugs.wanted(said) if one is not bugs.Detail.SEEN or Kind.ERROR not in kinds]
    if missing and not _has_code(given):
        return bugs.asking(missing[0])
    if Kind.SINCE not in kinds:
        return _SINCE
    return "" if Kind.HURT in kinds else _WHOM


def _has_code(given: Sequence[Given]) -> bool:
    """An error's own code stands for the rest."""
    return any(one.kind is Kind.ERROR and any(sign.isdigit() for sign in one.words) for one in given)


def _tells(sentence: str) -> bool:
    """Whether it says anything of the matter."""
    says_nothing = only_asks_for_person(sentence) or is_vague(sentence) or is_chatter(sentence)
    return not (says_nothing or verdict(sentence) or _EMPTY.fullmatch(sentence))
