"""What the bot says: a value for each kind of words, drawn at the edge."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from escalation.alternatives import Way
from escalation.desk import QueueView
from escalation.model import (
    UNJUDGED,
    Attachment,
    ChannelId,
    ConversationId,
    Handoff,
    HandoffId,
    Judgement,
    PersonId,
    Promise,
    Source,
    Ts,
    Utterance,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something is said: a channel, and the thread in it if any."""

    channel: ChannelId
    thread: Ts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What stands on the buttons that a customer sees, and in the small print beside them, in their language."""

    person: str = "Talk to a person"
    solved: str = "Solved"
    not_solved: str = "Not solved"
    reopen: str = "Not solved yet"
    twins: str = "…or just say so: _that worked_ ✅ · _that didn't work_ ❌ · _a person, please_ 🙋"
    sources: str = "From our help centre:"
    disclosure: str = "I'm Baton, an automated assistant. You can ask for a person at any time."


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSaid:
    """An answer with its sources and the buttons under it. `discloses` adds that a bot speaks, at first contact.

    `offer` is a sentence that offers a person, where there are doubts; `is_broken_off` says that the end is missing.
    """

    conversation: ConversationId
    text: str
    sources: tuple[Source, ...] = ()
    offer: str = ""
    discloses: bool = False
    labels: Labels = Labels()
    is_broken_off: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time that a text names in these words; Slack shows it to everybody in their own zone."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLine:
    """One thing that was passed on, and what it is called."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptSaid:
    """What was passed on, as the customer sees it; `fix` stands on the button that corrects it, `hint` tells the words.

    `note` says who corrected it.
    """

    handoff: HandoffId
    title: str
    lines: tuple[ReceiptLine, ...]
    note: str = ""
    fix: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaySaid:
    """Something else that a waiting customer can do, as a button under a notice."""

    way: Way
    label: str
    handoff: HandoffId


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlookSaid:
    """How it stands with a customer who waits, and the times that this names."""

    text: str
    moments: tuple[Moment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedSaid:
    """A time is reserved: what stands on the button that gives it back."""

    label: str
    handoff: HandoffId


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSaid:
    """A plain word of the bot to the customer, with the offers it makes, the times it names, and a receipt.

    `outlook` is how it stands by now, where that changed since; `note` is what is noted below it. Both in small print.
    """

    conversation: ConversationId
    text: str
    offers_person: bool = False
    offers_reopen: HandoffId | None = None
    offers_confirming: bool = False
    outlook: OutlookSaid | None = None
    note: str = ""
    moments: tuple[Moment, ...] = ()
    discloses: bool = False
    receipt: ReceiptSaid | None = None
    ways: tuple[WaySaid, ...] = ()
    booked: BookedSaid | None = None
    labels: Labels = Labels()


@dataclass(frozen=True, slots=True, kw_only=True)
class RelaySaid:
    """Somebody's words, carried to the other side under their name. `is_from_agent` says which side they come from.

    `text` is the original; a `translation` is what the other side reads: a customer in its place, the team beside it.
    `note` is small print about that.
    """

    name: str
    text: str
    is_from_agent: bool
    files: tuple[str, ...] = ()
    translation: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSaid:
    """A copy of a file that somebody sent, carried to the other side under their name."""

    file: Attachment
    name: str
    is_from_agent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an agent asks was told by the customer already: in these words, then, there."""

    quote: str
    at: datetime
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsentSaid:
    """Under the claimer's words that stay inside until they send them: how; or that they are sent.

    Where they ask what was `told` already, they go out by themselves at `goes_at`, if any. `why_not` says why they
    are not sent at all.
    """

    handoff: HandoffId
    message: Ts
    is_sent: bool = False
    told: Told | None = None
    goes_at: datetime | None = None
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSaid:
    """What the bot drafts for whoever has a handoff: a reply, an opening, or what it would answer itself.

    `became` is what was done with it.
    """

    handoff: HandoffId
    number: int
    text: str
    sources: tuple[Source, ...] = ()
    what: str = "reply"
    became: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSaid:
    """The handoff's card, as it stands, with the promises still to be kept; or that of a team that passed it on.

    `told` is what the customer was last told about it.
    """

    handoff: Handoff
    passed_to: str = ""
    told: str = ""
    promises: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseSaid:
    """What the customer was promised, as it stands, in the card's thread."""

    promise: Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptSaid:
    """What was said before the handoff, for the card's thread."""

    handoff: HandoffId
    lines: tuple[Utterance, ...]
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgingSaid:
    """Asks the team what a handoff was, of these `causes`, and whether it was needed; shows what was said, and by whom.

    `by` is empty while nobody has said.
    """

    handoff: HandoffId
    causes: tuple[str, ...]
    judgement: Judgement = UNJUDGED
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamNoticeSaid:
    """A word of the bot to the team, in the card's thread."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewSaid:
    """A team's queue, for its channel."""

    queue: QueueView


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentSaid:
    """One failure that several accounts report, for a team's channel."""

    name: str
    url: str
    title: str
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSaid:
    """What an engineer wants to know of the customer, in the card's thread. An agent decides whether it is asked.

    `asked_by` is who did; empty while nobody has.
    """

    handoff: HandoffId
    comment: str
    author: str
    text: str
    asked_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CsatSaid:
    """Asks a customer how the person's part was, and the bot's unless `bot` is empty; a score of 0 is not given yet.

    `scale` explains the numbers, `thanks` stands there once one was given, and `why` where one is low.
    """

    conversation: ConversationId
    episode: int
    handoff: HandoffId
    person: str
    bot: str = ""
    person_score: int = 0
    bot_score: int = 0
    scale: str
    thanks: str
    why: str
    button_why: str
    labels: Labels = Labels()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferSaid:
    """A word to a customer's channel that nobody asked for, about no conversation."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgeSaid:
    """A call to people about a handoff: to these, or to everybody who is around. `link` leads to its card.

    `sign` stands before it.
    """

    text: str
    people: tuple[PersonId, ...] = ()
    calls_everybody: bool = False
    moments: tuple[Moment, ...] = ()
    link: str = ""
    sign: str = "⏰"


Saying: TypeAlias = (
    AnswerSaid
    | NoticeSaid
    | OfferSaid
    | CsatSaid
    | RelaySaid
    | FileSaid
    | UnsentSaid
    | DraftSaid
    | CardSaid
    | TranscriptSaid
    | JudgingSaid
    | TeamNoticeSaid
    | IncidentSaid
    | OverviewSaid
    | NudgeSaid
    | QuestionSaid
    | PromiseSaid
)
