"""A customer's thread, what was said in it, and who may speak in it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from escalation.model.ids import ChannelId, ConversationId, PersonId, TeamId, Ts, TurnId
from escalation.model.message import Attachment


class Owner(StrEnum):
    """Who answers the customer now."""

    BOT = "bot"
    NOBODY = "nobody"
    PERSON = "person"


class Speaker(StrEnum):
    """Whose words an utterance is."""

    CUSTOMER = "customer"
    BOT = "bot"
    AGENT = "agent"


class Outcome(StrEnum):
    """How a turn ended. Every turn ends in exactly one."""

    ANSWERED = "answered"
    ASKED_BACK = "asked_back"
    HANDED_OFF = "handed_off"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One thread with one customer.

    `epoch` rises whenever the owner changes; words decided under an older epoch are never said. `answers`,
    `failed_answers` and what was said count from `settled_at` on, when a person last took or gave it back: what led
    to one handoff does not lead to the next.
    """

    id: ConversationId
    channel: ChannelId
    thread: Ts
    customer: PersonId
    customer_name: str
    customer_team: TeamId | None
    account: str
    owner: Owner = Owner.BOT
    owner_id: PersonId | None = None
    epoch: int = 0
    answers: int = 0
    failed_answers: int = 0
    tried: tuple[str, ...] = ()
    episodes: int = 0
    opened_at: datetime
    settled_at: datetime | None = None

    def is_fresh(self, at: datetime) -> bool:
        """Whether something said then still counts."""
        return self.settled_at is None or at > self.settled_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One thing said in a conversation. `text` is the current wording; None once its author deleted it."""

    speaker: Speaker
    author: PersonId | None
    name: str
    text: str | None
    at: datetime
    ts: Ts
    turn: TurnId | None = None
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A customer's burst of messages that deserves one outcome, before `deadline` or a person is brought in.

    Once it `is_taken`, the bot is speaking and further messages are another turn. Whom any of its messages
    mentions tells for whom it is meant. `because` is the decision in words, `policy` the version it was made under.
    """

    id: TurnId
    conversation: ConversationId
    opened_at: datetime
    deadline: datetime
    is_taken: bool = False
    mentions_us: bool = False
    mentions_others: bool = False
    outcome: Outcome | None = None
    why: str = ""
    because: str = ""
    policy: str = ""
