"""How long a customer waits for a person, by when that must end, and whom we called about it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Step(StrEnum):
    """What was done about a customer who waits, each once a wait. `BREACHED` is only noted, on the card."""

    WARNED = "warned"
    BREACHED = "breached"
    LATE = "late"
    WIDENED = "widened"
    PASSED_ON = "passed_on"
    ON_CALL = "on_call"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a waiting customer was told last of where they stand: `ahead` wait in front of them, and by when they
    usually and nearly always have an answer; None where nobody can say.

    Told `at`, be it only in its place; in a message of its own at `told_at`, `aloud` times since the first.
    """

    ahead: int
    usual_by: datetime | None
    most_by: datetime | None
    at: datetime
    told_at: datetime
    aloud: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceClock:
    """The clock of a handoff. It belongs to the customer: neither claims nor releases nor new handoffs start it anew.

    `asked_at` is their first message that nobody answered, `waiting_since` the first since a person last answered
    (None: the last word is ours), `queued_at` since when nobody has it. An answer is due at `due_at`, the resolution
    at `resolve_by`; `warn_at` is when people are reminded. `steps` are what was done in this wait, `nudged_at` when
    people were last called. By `usual_by` an answer usually comes, the customer was told at first, and by `most_by`
    nearly always; None where nobody could tell. `outlook` is what they were told last.
    """

    asked_at: datetime
    queued_at: datetime
    waiting_since: datetime | None
    answered_at: datetime | None = None
    warn_at: datetime | None = None
    due_at: datetime | None = None
    resolve_by: datetime | None = None
    steps: tuple[Step, ...] = ()
    nudged_at: datetime | None = None
    usual_by: datetime | None = None
    most_by: datetime | None = None
    outlook: Outlook | None = None

    @property
    def told(self) -> tuple[datetime | None, datetime | None]:
        """By when an answer usually comes, and nearly always, by what the customer was told last."""
        return (self.outlook.usual_by, self.outlook.most_by) if self.outlook else (self.usual_by, self.most_by)
