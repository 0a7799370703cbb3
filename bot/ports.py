"""What the bot needs from the outside world, as small typed protocols. The edges implement them."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeAlias

from escalation.model import (
    Answer,
    ChannelId,
    Conversation,
    ConversationId,
    Fact,
    Handoff,
    HandoffId,
    Identity,
    Passage,
    Person,
    PersonId,
    Priority,
    Rung,
    Source,
    TeamId,
    Ticket,
    Ts,
    Utterance,
)
from escalation.signals import Reading


class Clock(Protocol):
    """What time it is. Aware, UTC."""

    def now(self) -> datetime:
        """The present moment."""
        ...


# ── Saying ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something is said: a channel, and the thread in it if any."""

    channel: ChannelId
    thread: Ts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSaid:
    """An answer with its sources and the buttons under it. `discloses` adds that a bot speaks, at first contact.

    `offer` is a sentence that offers a person, where there are doubts.
    """

    conversation: ConversationId
    text: str
    sources: tuple[Source, ...] = ()
    offer: str = ""
    discloses: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time that a text names in these words; Slack shows it to everybody in their own zone."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSaid:
    """A plain word of the bot to the customer, with the offers it makes and the times it names."""

    conversation: ConversationId
    text: str
    offers_person: bool = False
    offers_reopen: HandoffId | None = None
    moments: tuple[Moment, ...] = ()
    discloses: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RelaySaid:
    """Somebody's words, carried to the other side under their name. `is_from_agent` says which side they come from."""

    name: str
    text: str
    is_from_agent: bool
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSaid:
    """The handoff's card, as it stands; or that of a team that passed it on to another."""

    handoff: Handoff
    passed_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptSaid:
    """What was said before the handoff, for the card's thread."""

    handoff: HandoffId
    lines: tuple[Utterance, ...]
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamNoticeSaid:
    """A word of the bot to the team, in the card's thread."""

    text: str


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
class OfferSaid:
    """A word to a customer's channel that nobody asked for, about no conversation."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgeSaid:
    """A call to people about a handoff: to these, or to everybody who is around. `link` leads to its card."""

    text: str
    people: tuple[PersonId, ...] = ()
    calls_everybody: bool = False
    moments: tuple[Moment, ...] = ()
    link: str = ""


Saying: TypeAlias = (
    AnswerSaid
    | NoticeSaid
    | OfferSaid
    | RelaySaid
    | CardSaid
    | TranscriptSaid
    | TeamNoticeSaid
    | IncidentSaid
    | NudgeSaid
    | QuestionSaid
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """For whom an answer is streamed: Slack shows live words to this one person only."""

    person: PersonId
    team: TeamId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Streamed:
    """What became of a streamed answer: where it stands, its whole text, and whether it was broken off on request."""

    ts: Ts
    text: str
    was_stopped: bool = False


class Messenger(Protocol):
    """Slack, as the bot sees it. Raises UnavailableError when another try may help, RejectedError when not."""

    async def post(self, place: Place, saying: Saying, key: str) -> Ts:
        """Say it. `key` travels along, so that `find` can tell whether it was said."""
        ...

    async def find(self, place: Place, saying: Saying, key: str, known: frozenset[Ts], since: datetime) -> Ts | None:
        """Where this was said already, if it was. `known` are messages that are accounted for otherwise."""
        ...

    async def stream(
        self,
        place: Place,
        listener: Listener,
        words: AsyncIterator[str],
        on_start: Callable[[Ts], Awaitable[None]],
        finished: Callable[[str], AnswerSaid],
        key: str,
    ) -> Streamed:
        """Say an answer while it is being made of `words`.

        `finished` makes the whole answer of the whole text; `key` travels along as in `post`, where the server lets it.

        Streams where the server can, posts and edits where not, and always leaves a whole message behind.
        """
        ...

    async def rewrite(self, place: Place, ts: Ts, saying: Saying) -> None:
        """Replace what was said, also when a stream was left open there."""
        ...

    async def erase(self, place: Place, ts: Ts) -> None:
        """Take back what was said. Gone already is fine."""
        ...

    async def mark(self, place: Place, ts: Ts, emoji: str) -> None:
        """React to a message. Marked already is fine; a server without reactions is fine."""
        ...

    async def whisper(self, place: Place, to: PersonId, text: str) -> None:
        """Tell one person in a channel, so that nobody else sees it."""
        ...

    async def respond(self, url: str, text: str) -> None:
        """Answer a command or a click, visible to whoever made it."""
        ...

    async def show_thinking(self, place: Place, text: str) -> None:
        """Show that work is under way; an empty text ends it. Best effort, never raises."""
        ...

    async def person(self, person: PersonId) -> Person:
        """Who this is. Unknown people come back with their id as their name."""
        ...

    async def team_name(self, team: TeamId) -> str:
        """What this Slack team calls itself, or an empty string. Best effort, never raises."""
        ...

    async def link(self, channel: ChannelId, ts: Ts) -> str:
        """A permanent link to a message, or an empty string."""
        ...

    async def knock(self) -> None:
        """Raise while Slack does not let us in."""
        ...


# ── Thinking ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is to be answered: the customer's words, what was said before, and what may be used."""

    text: str
    history: tuple[Utterance, ...]
    passages: tuple[Passage, ...]
    has_failed_before: bool = False


class Reader(Protocol):
    """Understands what a customer says. Reads in milliseconds, and never fails."""

    async def read(self, text: str, before: Sequence[Utterance]) -> Reading:
        """What the words of a turn say, given what was said before it. Nothing is decided."""
        ...

    async def refresh(self) -> None:
        """Take up what people taught since the last time."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What a language model makes of a turn, as three plain answers; `why` are the customer's words that show it."""

    asks_for_person: bool
    is_request: bool
    is_frustrated: bool
    why: str = ""


class LanguageModel(Protocol):
    """A model that writes. Raises ModelUnavailableError."""

    def write_answer(self, question: Question) -> AsyncIterator[str]:
        """The answer in Markdown, piece by piece, grounded in the passages and citing them as [1], [2] …

        Yields nothing at all when the passages do not hold the answer.
        """
        ...

    async def write_summary(self, conversation: Conversation, lines: Sequence[Utterance]) -> str:
        """Two or three plain sentences for the agent who takes over."""
        ...

    async def read_turn(self, text: str, before: Sequence[Utterance]) -> Opinion:
        """What the customer's latest turn says, given what was said before it."""
        ...

    async def check(self) -> str:
        """Say hello to the model; its name. For `baton doctor`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A page of knowledge as its source keeps it: Markdown, with the address a reader may open."""

    id: str
    title: str
    url: str
    text: str
    source: str = "folder"
    tags: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the library holds on a question: passages, best first, and the answer that quotes them, if there are any.

    How sure it is that they answer is the answer's confidence. `rivals` are the titles of two articles that fit equally
    well, where the words do not decide which is meant.
    """

    passages: tuple[Passage, ...] = ()
    quoted: Answer | None = None
    rivals: tuple[str, ...] = ()


class Library(Protocol):
    """Knowledge, ready to be searched."""

    async def search(self, text: str, *, without: frozenset[str], is_second_try: bool) -> Found:
        """What comes nearest; passages whose ids are in `without` were offered before and are passed over."""
        ...

    async def refresh(self) -> None:
        """Take up what was synced since the last time."""
        ...


class KnowledgeSource(Protocol):
    """Where knowledge comes from."""

    @property
    def name(self) -> str:
        """A stable name: replacing a source's articles leaves those of others alone."""
        ...

    async def articles(self) -> Sequence[Article]:
        """Every article, as it is now."""
        ...


# ── Tracking bugs ───────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketComment:
    """What somebody said on an issue."""

    id: str
    author: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTicket:
    """An issue to be filed. `id` is a random-looking UUID of ours, always the same for the same failure."""

    id: str
    title: str
    text: str
    priority: Priority
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hurt:
    """A customer whom a failure hurts, and where that was heard. Without a `customer` only the link is noted.

    `id` is a UUID of ours for their need, `key` names the handoff, `words` are what they said, without secrets.
    """

    id: str
    key: str
    url: str
    title: str
    subtitle: str
    customer: str = ""
    external_id: str = ""
    domains: tuple[str, ...] = ()
    words: str = ""


class Tracker(Protocol):
    """Where bugs are tracked. Raises UnavailableError or RejectedError; doing a thing twice is doing it once."""

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    async def search(self, words: str) -> tuple[Ticket, ...]:
        """Issues that may tell of this, most likely first; those that were dropped are left out."""
        ...

    async def file(self, new: NewTicket) -> Ticket:
        """File it, unless it was filed before; the issue."""
        ...

    async def read(self, ticket: str) -> Ticket:
        """The issue of this id."""
        ...

    async def read_all(self, tickets: tuple[str, ...]) -> tuple[Ticket, ...]:
        """The issues of these ids, at most a hundred, as far as they exist."""
        ...

    async def note_hurt(self, ticket: str, hurt: Hurt) -> None:
        """A customer is hurt by it: link the thread, and count the need."""
        ...

    async def comments(self, ticket: str) -> tuple[TicketComment, ...]:
        """What was said on an issue, at most the last fifty."""
        ...

    async def comment(self, ticket: str, own_id: str, text: str) -> None:
        """Say something on an issue, once per `own_id`, a UUID of ours."""
        ...

    async def check(self) -> str:
        """Whether it lets us file; a line for `baton doctor`."""
        ...

    async def aclose(self) -> None:
        """Close the connections."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketNewsHeard:
    """A tracker's word that something changed about an issue, or that a comment was made.

    `delivery` tells it from any other.
    """

    ticket: str
    delivery: str
    comment: str = ""


class Webhook(Protocol):
    """An address at which a vendor tells news."""

    @property
    def path(self) -> str:
        """Where, on our own server."""
        ...

    def read(self, headers: Mapping[str, str], body: bytes, now: datetime) -> TicketNewsHeard | None:
        """What is told, None when nothing that concerns us; RejectedError when it is not the vendor, or not now."""
        ...


# ── Knowing the customer ────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a system knows of a customer; `note` says what is odd about it, for agents. Empty: it knows nothing."""

    facts: tuple[Fact, ...] = ()
    note: str = ""


class AccountSource(Protocol):
    """A system that knows customers. Raises UnavailableError (LockedOutError when it does not take our key) or
    RejectedError.
    """

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    @property
    def needs(self) -> Rung:
        """How well the asker must be known before it is asked at all."""
        ...

    async def look_up(self, who: Identity) -> Findings:
        """What it knows of this customer, and of nobody else."""
        ...

    async def check(self) -> str:
        """Whether it lets us read what we need; a line for `baton doctor`."""
        ...

    async def aclose(self) -> None:
        """Close the connections."""
        ...
