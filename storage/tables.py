"""The tables. They never leave this room; see escalation/model for what does."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, MetaData, text
from sqlmodel import Field, SQLModel

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(SQLModel):
    """The root of our tables. Plain `datetime` fields are aware on both databases and refuse naive values."""

    metadata = MetaData(naming_convention=NAMES)


_WHILE_RESERVED: dict[str, Any] = {
    "sqlite_where": text("state = 'reserved'"),
    "postgresql_where": text("state = 'reserved'"),
}


def _json() -> Any:
    return Field(sa_column=Column(JSON, nullable=False))


class InboxRow(Table, table=True):
    """Everything that was heard or is due, once by `key`; worked in order within a `lane`."""

    __tablename__ = "inbox"
    __table_args__ = (Index("ix_inbox_open", "done_at", "due_at"), Index("ix_inbox_lane", "lane", "done_at"))

    seq: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    kind: str
    lane: str
    payload: dict[str, Any] = _json()
    received_at: datetime
    due_at: datetime
    attempts: int = 0
    lease_owner: str | None = None
    lease_until: datetime | None = None
    done_at: datetime | None = None
    result: str = ""


class ConversationRow(Table, table=True):
    """A customer's thread."""

    __tablename__ = "conversation"

    id: str = Field(primary_key=True)
    channel: str = Field(index=True)
    thread: str
    customer: str
    customer_name: str
    customer_team: str | None
    account: str
    owner: str
    owner_id: str | None
    epoch: int
    answers: int
    failed_answers: int
    tried: list[str] = _json()
    episodes: int
    opened_at: datetime
    settled_at: datetime | None


class UtteranceRow(Table, table=True):
    """What was said, once per Slack message."""

    __tablename__ = "utterance"
    __table_args__ = (Index("uq_utterance_message", "channel", "ts", unique=True),)

    seq: int | None = Field(default=None, primary_key=True)
    conversation: str = Field(index=True, foreign_key="conversation.id")
    channel: str
    ts: str
    speaker: str
    author: str | None
    name: str
    text: str | None
    at: datetime
    turn: str | None
    files: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False, server_default="[]"))


class TurnRow(Table, table=True):
    """A burst of customer messages and how it ended."""

    __tablename__ = "turn"
    __table_args__ = (Index("ix_turn_open", "outcome", "deadline"),)

    id: str = Field(primary_key=True)
    conversation: str = Field(index=True, foreign_key="conversation.id")
    opened_at: datetime
    deadline: datetime
    is_taken: bool
    mentions_us: bool
    mentions_others: bool
    outcome: str | None
    why: str
    because: str
    policy: str


class HandoffRow(Table, table=True):
    """A request for a person."""

    __tablename__ = "handoff"

    id: str = Field(primary_key=True)
    conversation: str = Field(index=True, foreign_key="conversation.id")
    customer_name: str
    account: str
    customer_link: str
    queue: dict[str, Any] = _json()
    priority: int
    priority_by: str | None = None
    reasons: list[Any] = _json()
    briefing: dict[str, Any] = _json()
    dossier: dict[str, Any] = _json()
    ticket: dict[str, Any] | None = Field(sa_column=Column(JSON(none_as_null=True), nullable=True))
    clock: dict[str, Any] | None = Field(sa_column=Column(JSON(none_as_null=True), nullable=True))
    judgement: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False, server_default="{}"))
    ending: str | None = None
    asked: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))
    snoozed: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))
    merged_into: str | None = None
    passed_on: int = 0
    why_here: str = ""
    owner: str | None = None
    relay: str = Field(default="direct", sa_column_kwargs={"server_default": "direct"})
    topic: str
    policy: str
    status: str = Field(index=True)
    claimed_by: str | None
    opened_at: datetime
    claimed_at: datetime | None
    closed_at: datetime | None


class HandoffEventRow(Table, table=True):
    """Something that was done about a handoff, once by `key`; only ever added."""

    __tablename__ = "handoff_event"
    __table_args__ = (Index("ix_handoff_event_kind", "kind", "at"),)

    seq: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    handoff: str = Field(index=True, foreign_key="handoff.id")
    conversation: str = Field(index=True, foreign_key="conversation.id")
    kind: str
    by: str | None
    at: datetime
    detail: dict[str, Any] = _json()


class PromiseRow(Table, table=True):
    """What a customer was promised, once by what made it; `due_at` is empty while nobody has said by when."""

    __tablename__ = "promise"
    __table_args__ = (
        Index("uq_promise_source", "source", "part", unique=True),
        Index("ix_promise_due", "state", "due_at"),
    )

    id: str = Field(primary_key=True)
    source: str
    part: int
    handoff: str = Field(index=True, foreign_key="handoff.id")
    conversation: str = Field(index=True, foreign_key="conversation.id")
    owner: str | None = Field(index=True)
    team: str
    what: str
    kind: str
    due_at: datetime | None
    made_at: datetime
    remind_at: datetime | None
    state: str
    settled_at: datetime | None
    settled_by: str | None
    how: str


class SlotRow(Table, table=True):
    """A time that a customer reserved with a team: each once, and one for each handoff."""

    __tablename__ = "slot"
    __table_args__ = (
        Index("uq_slot_time", "team", "begins", unique=True, **_WHILE_RESERVED),
        Index("uq_slot_handoff", "handoff", unique=True, **_WHILE_RESERVED),
    )

    id: str = Field(primary_key=True)
    team: str
    begins: datetime
    ends: datetime = Field(index=True)
    handoff: str = Field(index=True, foreign_key="handoff.id")
    conversation: str = Field(foreign_key="conversation.id")
    by: str
    name: str
    mail: str
    state: str
    sequence: int
    made_at: datetime


class EpisodeRow(Table, table=True):
    """One problem of a customer, and how it ended for them."""

    __tablename__ = "episode"
    __table_args__ = (Index("ix_episode_ending", "ending", "ended_at"),)

    conversation: str = Field(primary_key=True, foreign_key="conversation.id")
    number: int = Field(primary_key=True)
    opened_at: datetime = Field(index=True)
    handoff: str | None = Field(index=True)
    topic: str
    stage: str
    ending: str | None
    ended_at: datetime | None
    returns: int
    ask_at: datetime | None = Field(index=True)
    asked_at: datetime | None


class CsatRow(Table, table=True):
    """How a customer rates one part of an episode: the person's or the bot's. The last word counts."""

    __tablename__ = "csat"

    conversation: str = Field(primary_key=True, foreign_key="conversation.id")
    episode: int = Field(primary_key=True)
    part: str = Field(primary_key=True)
    score: int
    by: str
    why: str
    first_at: datetime
    at: datetime = Field(index=True)


class TopicExampleRow(Table, table=True):
    """What a customer said that belongs to a topic, as people taught or confirmed it."""

    __tablename__ = "topic_example"

    text: str = Field(primary_key=True)
    topic: str = Field(index=True)
    source: str
    at: datetime


class PolicyRow(Table, table=True):
    """A version of the policy: every dial and topic, and since when it is known here."""

    __tablename__ = "policy"

    version: str = Field(primary_key=True)
    body: dict[str, Any] = _json()
    since: datetime


class OutboxRow(Table, table=True):
    """Everything that must be said, once by `key`; in order within a `lane`.

    `epoch` is the owner's epoch under which it was decided; None means that it is true whoever owns the conversation.
    `target` names another row whose message this one is about (a reply to it, an edit of it, its deletion).
    """

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_open", "state", "due_at"), Index("ix_outbox_place", "channel", "ts"))

    seq: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    lane: str = Field(index=True)
    act: str
    channel: str
    thread: str | None
    target: str | None
    saying: dict[str, Any] = _json()
    conversation: str | None = Field(index=True)
    epoch: int | None
    state: str
    attempts: int = 0
    queued_at: datetime
    started_at: datetime | None = None
    due_at: datetime
    lease_owner: str | None = None
    lease_until: datetime | None = None
    ts: str | None = None
    note: str = ""


class PersonRow(Table, table=True):
    """Somebody as Slack last showed them, and when they were first told that a bot speaks."""

    __tablename__ = "person"

    id: str = Field(primary_key=True)
    name: str
    team: str | None
    is_guest: bool
    is_admin: bool
    is_bot: bool
    is_known: bool
    email: str
    zone: str = Field(default="", sa_column_kwargs={"server_default": ""})
    seen_at: datetime
    disclosed_at: datetime | None = None


class ChannelRow(Table, table=True):
    """What an admin decided about a channel."""

    __tablename__ = "channel"

    id: str = Field(primary_key=True)
    paused_by: str | None = None
    paused_at: datetime | None = None


class AddressRow(Table, table=True):
    """What Slack calls a channel by now: `id` is its new id, `channel` the one under which we first met it."""

    __tablename__ = "address"

    id: str = Field(primary_key=True)
    channel: str
    since: datetime


class HomeRow(Table, table=True):
    """Somebody's App Home: when they last opened it, and what it shows, as a digest."""

    __tablename__ = "home"

    person: str = Field(primary_key=True)
    opened_at: datetime = Field(index=True)
    drawn_at: datetime
    shows: str


class ArticleRow(Table, table=True):
    """A page of knowledge, as last synced."""

    __tablename__ = "article"

    id: str = Field(primary_key=True)
    source: str = Field(index=True)
    title: str
    url: str
    text: str
    digest: str
    synced_at: datetime


class AnswerRow(Table, table=True):
    """An answer that was given; `helped` once the customer judged it."""

    __tablename__ = "answer"
    __table_args__ = (Index("ix_answer_topic", "topic", "at"),)

    turn: str = Field(primary_key=True)
    conversation: str = Field(index=True, foreign_key="conversation.id")
    topic: str
    confidence: float
    helped: bool | None = None
    at: datetime


class RatingRow(Table, table=True):
    """What a customer thought of an answer; the last word counts."""

    __tablename__ = "rating"

    answer: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    conversation: str = Field(index=True)
    is_good: bool
    at: datetime


class BugRow(Table, table=True):
    """An issue of the tracker that hurts a customer, as last seen."""

    __tablename__ = "bug"

    id: str = Field(primary_key=True)
    name: str
    title: str
    text: str
    url: str
    state: str = Field(index=True)
    opened_at: datetime
    seen_at: datetime


class BugReportRow(Table, table=True):
    """A handoff that is about an issue, and whose it is. What they say until `awaits_until` goes to the issue."""

    __tablename__ = "bug_report"

    handoff: str = Field(primary_key=True, foreign_key="handoff.id")
    bug: str = Field(index=True, foreign_key="bug.id")
    conversation: str = Field(index=True, foreign_key="conversation.id")
    account: str
    words: str
    awaits_until: datetime | None
    at: datetime


class PageEventRow(Table, table=True):
    """Something a user of the product did or met, kept for a day."""

    __tablename__ = "page_event"
    __table_args__ = (Index("ix_page_event_user", "user", "at"),)

    id: str = Field(primary_key=True)
    kind: str
    user: str
    org: str
    email: str
    path: str
    title: str
    name: str
    failed: bool
    error: str
    trace: str
    version: str
    at: datetime


class ProductUserRow(Table, table=True):
    """A user of the product, as its own server introduced them."""

    __tablename__ = "product_user"

    user: str = Field(primary_key=True)
    email: str = Field(index=True)
    org: str
    at: datetime


class PersonLinkRow(Table, table=True):
    """Somebody in Slack who is this user of the product, until then."""

    __tablename__ = "person_link"

    person: str = Field(primary_key=True)
    user: str = Field(index=True)
    until: datetime


class UsedTokenRow(Table, table=True):
    """A token that counts once, and was used."""

    __tablename__ = "used_token"

    id: str = Field(primary_key=True)
    until: datetime
