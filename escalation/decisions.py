"""What may be decided about a turn: a closed union, matched with `assert_never`."""

from dataclasses import dataclass
from typing import TypeAlias

from escalation.model import Priority, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Say the drafted answer; where the topic is the bot's own, without an offer whatever comes to light."""

    is_owned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskBack:
    """Ask the customer to say more, or which of the `rivals` is meant, and offer a person."""

    why: str
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferHuman:
    """Say the drafted answer, and that a person is a press away: there are doubts, strongest first."""

    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOff:
    """Bring in a person, for these reasons, strongest first."""

    reasons: tuple[Reason, ...]
    priority: Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class StaySilent:
    """Say nothing, and remember why."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge:
    """The customer says it is solved: note it, with a quiet acknowledgement."""


Decision: TypeAlias = Reply | AskBack | OfferHuman | HandOff | StaySilent | Acknowledge


def explained(decision: Decision) -> str:
    """Why, in words that a support lead understands."""
    match decision:
        case HandOff(reasons=reasons) | OfferHuman(reasons=reasons):
            return "; ".join(_said(reason) for reason in reasons)
        case AskBack(why=why) | StaySilent(why=why):
            return why
        case Reply():
            return "an answer was found"
        case Acknowledge():
            return "the customer says it is solved"


def _said(reason: Reason) -> str:
    return f"{reason.detail} (“{reason.evidence}”)" if reason.evidence else reason.detail
