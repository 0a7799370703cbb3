"""A time out of a team's calendar that is kept for a customer."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from escalation.model.ids import ConversationId, HandoffId, PersonId, SlotId


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """From when to when, in UTC; the end is no part of it."""

    begins: datetime
    ends: datetime

    def overlaps(self, other: "Span") -> bool:
        """Whether both hold some moment."""
        return self.begins < other.ends and other.begins < self.ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """A time that a team's calendar says is taken, and by what: the event's UID."""

    span: Span
    uid: str = ""


class SlotState(StrEnum):
    """Whether the time is kept; `PAST` is what another booking followed."""

    RESERVED = "reserved"
    PAST = "past"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A time that a customer reserved with a team. `sequence` counts its changes, as calendars want it.

    `mail` is where their invitation goes, or empty.
    """

    id: SlotId
    team: str
    begins: datetime
    ends: datetime
    handoff: HandoffId
    conversation: ConversationId
    by: PersonId
    name: str
    mail: str = ""
    state: SlotState = SlotState.RESERVED
    sequence: int = 0
    made_at: datetime

    @property
    def span(self) -> Span:
        """When it is."""
        return Span(begins=self.begins, ends=self.ends)

    @property
    def uid(self) -> str:
        """What calendars know it by, however often it moves."""
        return f"{self.id}@slots.baton"

    @property
    def source(self) -> str:
        """What makes the promise that goes with it."""
        return f"slot:{self.id}"


def slot_id(handoff: HandoffId, number: int) -> SlotId:
    """The n-th booking in a handoff (from 1). Opaque, because calendars see it."""
    return SlotId(f"S{hashlib.sha256(f'{handoff}#{number}'.encode()).hexdigest()[:16]}")
