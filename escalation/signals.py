"""Signals: every fact the rules may use about a turn; and Limits: the dials a workspace may turn."""

from dataclasses import dataclass

from escalation.model import Conversation, Priority
from escalation.reading import Verdict, asks_for_person, is_chatter, is_vague, verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The dials. Shipped values are what a customer meets unless an admin changes them."""

    max_failed_answers: int = 2
    max_ask_backs: int = 1
    default_priority: Priority = Priority.NORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """Facts about the customer's latest turn. `asks_for_person` holds the words that say so."""

    asks_for_person: str = ""
    verdict: Verdict | None = None
    is_chatter: bool = False
    is_vague: bool = False
    is_for_somebody_else: bool = False
    failed_answers: int = 0
    asked_back: int = 0
    has_been_answered: bool = False
    has_found_something: bool = True
    model_has_failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a turn says, before anything was looked up. `mentions` are people other than the bot."""

    text: str
    mentions_us: bool = False
    mentions_others: bool = False
    pressed_person: bool = False
    pressed_verdict: Verdict | None = None
    asked_back: int = 0


def read_signals(words: Words, conversation: Conversation) -> Signals:
    """Read a turn. Buttons and reactions arrive as what they say.

    "It doesn't work" judges an answer only where there was one; before, it is a question too vague to search for.
    """
    said = words.pressed_verdict or verdict(words.text)
    if said is Verdict.NOT_SOLVED and not conversation.tried:
        said = None
    vague = said is None and not words.pressed_person and is_vague(words.text)
    return Signals(
        asks_for_person="pressed the button" if words.pressed_person else asks_for_person(words.text) or "",
        verdict=said,
        is_chatter=not words.mentions_us and is_chatter(words.text),
        is_vague=vague,
        is_for_somebody_else=words.mentions_others and not words.mentions_us,
        failed_answers=conversation.failed_answers + (said is Verdict.NOT_SOLVED),
        asked_back=words.asked_back,
        has_been_answered=bool(conversation.tried),
        has_found_something=not vague,
    )
