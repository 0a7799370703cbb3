"""A request for a person, from opening to resolution."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from escalation.model.answer import Source
from escalation.model.clock import ServiceClock
from escalation.model.facts import Dossier
from escalation.model.given import Given, Kind, OfferJudged
from escalation.model.ids import ChannelId, ConversationId, HandoffId, PersonId
from escalation.model.outcome import Ending, Judgement
from escalation.model.receipt import Receipt
from escalation.model.ticket import TicketLink


class Priority(IntEnum):
    """How soon a person is needed."""

    LOW = 1
    NORMAL = 2
    HIGH = 3
    URGENT = 4


class HandoffStatus(StrEnum):
    """Where a handoff stands."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    RESOLVED = "resolved"
    HANDED_BACK = "handed_back"
    MERGED = "merged"

    @property
    def is_open(self) -> bool:
        """Whether a person is still expected to act."""
        return self in {HandoffStatus.WAITING, HandoffStatus.CLAIMED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a person should be involved. `detail` is for people, `code` for counting, `evidence` quotes what was seen."""

    code: str
    detail: str
    priority: Priority = Priority.NORMAL
    is_binding: bool = True
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Where handoffs wait: a team and its channel."""

    name: str
    channel: ChannelId


class Relay(StrEnum):
    """How the claimer's words in the card's thread reach the customer: by themselves, or each when it is sent."""

    DIRECT = "direct"
    EXPLICIT = "explicit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the customer was asked for and has not told yet, since when, and by whom."""

    question: str
    at: datetime
    by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """Put aside, by whom and since when: until a moment, or until an issue is closed, by its name (`ENG-118`).

    In any case until the customer writes.
    """

    by: PersonId
    at: datetime
    until: datetime | None = None
    issue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """What an agent reads in ten seconds. `tried` are the articles that were offered, `judged` what came of them.

    `given` are the facts that the customer told, `question` the one to ask next (empty: none), `files` the names of
    theirs. `tier` is the account's, `contacts` how often the customer needed a person in the week before. `language`
    is theirs, an ISO 639-1 code, or empty where it cannot be told. `receipt` is what they see of it, and may correct;
    `translation` are their words in the team's language, where it is another.
    """

    ask: str
    summary: str
    tried: tuple[Source, ...] = ()
    judged: tuple[OfferJudged, ...] = ()
    given: tuple[Given, ...] = ()
    question: str = ""
    files: tuple[str, ...] = ()
    tier: str = ""
    contacts: int = 0
    language: str = ""
    receipt: Receipt | None = None
    translation: str = ""

    def words(self, *kinds: Kind) -> tuple[str, ...]:
        """What the customer told of these kinds, in their words."""
        return tuple(one.words for one in self.given if one.kind in kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handoff:
    """One request for a person. Its card is drawn from this and nothing else.

    `dossier` is what our systems know of the customer, `ticket` the issue that it led to. `topic` is what it is about,
    or empty; `policy` the version under which it was decided. `clock` tells what the customer is owed,
    `passed_on` how often it went to another team, `why_here` why this one has it, `owner` who of us knows the account.
    `relay` is how this team's words reach the customer, `asked` what they are to tell us, `judgement` what an agent
    makes of it in the end, `ending` how it ended for the customer. `priority_by` is who of us set the priority, if
    anybody did; `snoozed` tells that it is put aside.
    """

    id: HandoffId
    conversation: ConversationId
    customer_name: str
    account: str
    customer_link: str
    queue: Queue
    priority: Priority
    priority_by: PersonId | None = None
    reasons: tuple[Reason, ...]
    briefing: Briefing
    dossier: Dossier = field(default_factory=Dossier)
    ticket: TicketLink | None = None
    clock: ServiceClock | None = None
    passed_on: int = 0
    why_here: str = ""
    owner: PersonId | None = None
    relay: Relay = Relay.DIRECT
    asked: Asked | None = None
    snoozed: Snooze | None = None
    judgement: Judgement = field(default_factory=Judgement)
    merged_into: HandoffId | None = None
    ending: Ending | None = None
    topic: str = ""
    policy: str = ""
    status: HandoffStatus = HandoffStatus.WAITING
    claimed_by: PersonId | None = None
    opened_at: datetime
    claimed_at: datetime | None = None
    closed_at: datetime | None = None
