"""What a customer was promised, by whom, and by when."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from escalation.model.ids import ConversationId, HandoffId, PersonId, PromiseId

_TALK = timedelta(hours=2)
"""So long a talk may last until somebody says that it took place."""


class PromiseKind(StrEnum):
    """How it was made: in an agent's words, or by a tool of the bot."""

    SAID = "said"
    CALLBACK = "callback"
    EMAIL = "email"
    SLOT = "slot"


class PromiseState(StrEnum):
    """What became of it. Broken is what was not kept when it was due; it may be kept late."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPromise:
    """A commitment that is about to be made: see `Promise`. Without `owner` whoever has the handoff keeps it."""

    source: str
    part: int = 0
    what: str
    due_at: datetime | None
    kind: PromiseKind = PromiseKind.SAID
    owner: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One commitment to a customer, once by `source` and `part`: the message or tool that made it, and which of its.

    `owner` is who keeps it; None: the team. Without `due_at` nobody has said by when, and it is never late.
    `remind_at` is when its owner is reminded, None once that was done. `settled_by` is empty where the clock did it.
    """

    id: PromiseId
    source: str
    part: int = 0
    handoff: HandoffId
    conversation: ConversationId
    owner: PersonId | None
    team: str
    what: str
    kind: PromiseKind = PromiseKind.SAID
    due_at: datetime | None
    made_at: datetime
    remind_at: datetime | None = None
    state: PromiseState = PromiseState.OPEN
    settled_at: datetime | None = None
    settled_by: PersonId | None = None
    how: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody is still expected to keep it, be it late."""
        return self.state in {PromiseState.OPEN, PromiseState.BROKEN}

    @property
    def late_from(self) -> datetime | None:
        """From when it is late. A time that is reserved begins when it is due, and somebody can say so after it."""
        if self.due_at is None or self.kind is not PromiseKind.SLOT:
            return self.due_at
        return self.due_at + _TALK

    @property
    def was_late(self) -> bool:
        """Whether it was kept, but not in time."""
        settled, late = self.settled_at, self.late_from
        return self.state is PromiseState.KEPT and settled is not None and late is not None and settled > late


def promise_id(source: str, part: int = 0) -> PromiseId:
    """The promise that this made. Opaque, because it travels in button values."""
    return PromiseId(f"P{hashlib.sha256(f'{source}#{part}'.encode()).hexdigest()[:12]}")
