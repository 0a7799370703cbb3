"""What may be decided about a turn: a closed union, matched with `assert_never`."""

from dataclasses import dataclass
from typing import TypeAlias

from escalation.model import Priority, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Say the drafted answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskBack:
    """Ask the customer to say more, and offer a person."""

    why: str


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


Decision: TypeAlias = Reply | AskBack | HandOff | StaySilent | Acknowledge
