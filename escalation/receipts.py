"""The receipt of a handoff: what its customer is told was passed on, and how they correct it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from escalation.model import Briefing, Conversation, Kind, Person, Receipt, Speaker, Utterance
from escalation.reading import is_chatter, only_asks_for_person
from escalation.redaction import secretless
from escalation.roles import House, may_act

ABOUT_AT_MOST, TOLD_AT_MOST = 140, 600
_FILES_AT_MOST = 10

_SENTENCES = re.compile(r"(?<=[.!?…。！？])\s+|\n+")
_WISH = re.compile(
    r"\b(?:(?:i|we) (?:want|need|wish)|(?:i|we)(?:['’]d| would) (?:like|love|prefer|rather)|(?:can|could|would) you"
    r"|please"
    r"|(?:ich|wir) (?:möchten?|will|wollen|brauchen?|hätten?|bräuchten?)|bitte|(?:können|könnten) sie"
    r"|(?:je|nous) (?:veux|voulons|voudrais|voudrions|souhait\w+)|besoin d"
    r"|s['’]il vous pla[iî]t|pou(?:vez|rriez)[- ]vous"
    r"|(?:quiero|queremos|quisiera|necesit\w+|me gustaría|por favor|podrían?)"
    r"|(?:quero|queremos|gostaria|gostaríamos|precis[oa]\w*|poderiam?)"
    r"|(?:vorrei|vorremmo|voglio|vogliamo|abbiamo bisogno|ho bisogno|per favore|potreste)"
    r"|(?:ik|wij|we) (?:wil|willen|heb nodig)|graag|alstublieft|(?:kunt|kan) u)\b",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"\s*\**(?:correction|korrektur|berichtigung|correcci[oó]n|corre[cç][aã]o|correzione|correctie)\**\s*[:：]\s*"
    r"(?P<words>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
"""The word that corrects a receipt, in every language that we write in."""


def first_receipt(briefing: Briefing, lines: Sequence[Utterance]) -> Receipt:
    """What is passed on, out of the customer's own words and the articles that they were shown."""
    theirs = [line for line in lines if line.speaker is Speaker.CUSTOMER]
    files = tuple(secretless(file.name) for line in theirs for file in line.files)
    return Receipt(
        about=_line(briefing.ask, ABOUT_AT_MOST),
        tried=_line("; ".join((*briefing.words(Kind.TRIED), *(one.title for one in briefing.tried))), TOLD_AT_MOST),
        wants=_wish([line.text or "" for line in theirs], briefing.ask),
        files=files[:_FILES_AT_MOST],
    )


def corrected(receipt: Receipt, said: Receipt, by: Person, at: datetime) -> Receipt:
    """The receipt with what somebody `said` of it instead; the very same where they changed nothing."""
    about = _line(secretless(said.about), ABOUT_AT_MOST) or receipt.about
    tried, wants = _line(secretless(said.tried), TOLD_AT_MOST), _line(secretless(said.wants), TOLD_AT_MOST)
    if (about, tried, wants) == (receipt.about, receipt.tried, receipt.wants):
        return receipt
    return replace(receipt, about=about, tried=tried, wants=wants, version=receipt.version + 1, by=by.name, at=at)


def correction_in(text: str) -> str:
    """What it is about instead, where a message is the correction of a receipt; else an empty string."""
    found = _CORRECTION.fullmatch(text)
    return found["words"].strip() if found else ""


def may_correct(person: Person, conversation: Conversation, house: House) -> bool:
    """Whether it is theirs to correct: the customer's own, or that of a colleague of theirs; never one of us."""
    if person.id == conversation.customer:
        return True
    if person.is_bot or not person.is_known or may_act(person, conversation.channel, house):
        return False
    return person.team == conversation.customer_team


def _wish(texts: Sequence[str], ask: str) -> str:
    """The last sentence that says what the customer wants, unless that is the problem itself, or only a person."""
    sentences = [one.strip() for text in texts for one in _SENTENCES.split(secretless(text)) if one.strip()]
    wishes = [one for one in sentences if _WISH.search(one) and not (is_chatter(one) or only_asks_for_person(one))]
    last = _line(wishes[-1], TOLD_AT_MOST) if wishes else ""
    return "" if not last or last in " ".join(ask.split()) else last


def _line(text: str, limit: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"
