"""How things ended: for the customer, episode by episode; and what an agent makes of a handoff afterwards."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from escalation.model.ids import ConversationId, HandoffId


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


class Ending(StrEnum):
    """How an episode ended for the customer.

    *Confirmed*: they said that it is solved. *Presumed*: we called it solved, or answered, and they did not object.
    *Abandoned*: they left while the next word was theirs, or said that they give up. *Returned*: they came back about
    the same. Silence is never a confirmation.
    """

    CONFIRMED = "confirmed"
    PRESUMED = "presumed"
    ABANDONED = "abandoned"
    RETURNED = "returned"


class Stage(StrEnum):
    """Who had the customer when it ended."""

    BOT = "bot"
    QUEUE = "queue"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One problem of a customer in a conversation, from our first word about it until it ended; numbered from 1.

    `handoff` is the latest that it led to, `topic` what it is about. `ending` is None while it goes on; who comes back
    goes on with it, `returns` times so far. `ended_at` is when it ended, or went on again. `ask_at` is when the
    customer is to be asked how it was, `asked_at` when that was done.
    """

    conversation: ConversationId
    number: int
    opened_at: datetime
    handoff: HandoffId | None = None
    topic: str = ""
    stage: Stage = Stage.BOT
    ending: Ending | None = None
    ended_at: datetime | None = None
    returns: int = 0
    ask_at: datetime | None = None
    asked_at: datetime | None = None

    @property
    def goes_on(self) -> bool:
        """Whether it has not ended, or not anew since the customer came back."""
        return self.ending in {None, Ending.RETURNED}

    @property
    def since(self) -> datetime:
        """When it began, or began again."""
        return self.ended_at or self.opened_at
