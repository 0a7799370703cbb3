"""How things ended: what a handoff was about and whether it was needed, as the agent judges it afterwards."""

from dataclasses import dataclass
from enum import StrEnum


class Needed(StrEnum):
    """Was this handoff needed?

    *Too early*: the bot would have been right. *Too late*: it should have come sooner.
    """

    NEEDED = "needed"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    NOT_NEEDED = "not_needed"

    @property
    def label(self) -> str:
        """As people say it."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What an agent makes of a handoff. `cause` is empty, and `needed` None, where nobody said."""

    cause: str = ""
    needed: Needed | None = None

    @property
    def words(self) -> str:
        """As people read it; empty where nothing was said."""
        return ", ".join(part for part in (self.cause, self.needed.label if self.needed else "") if part)


UNJUDGED = Judgement()
