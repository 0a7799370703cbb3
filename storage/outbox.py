"""The outbox: what must be said, once by key, in order within a lane, and only while its epoch holds."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Integer, bindparam, func, insert
from sqlmodel import col, select, update
from sqlmodel.sql.expression import SelectOfScalar

from escalation.model import ChannelId, ConversationId, Handoff, Ts, channel_of
from storage.database import Tx, take_turns
from storage.tables import ConversationRow, OutboxRow

_LOCK = 7215


class Act(StrEnum):
    """What is done to Slack."""

    POST = "post"
    REWRITE = "rewrite"
    ERASE = "erase"
    MARK = "mark"
    UNMARK = "unmark"
    WHISPER = "whisper"
    RESPOND = "respond"


class State(StrEnum):
    """Where words stand. `live` means that a turn is streaming them itself."""

    QUEUED = "queued"
    LIVE = "live"
    SENT = "sent"
    WITHDRAWN = "withdrawn"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Something to say or do. `saying` is the saying's stored form; `target` the key of the words it is about.

    With `epoch` set, they are withdrawn when the conversation's owner has changed since.
    """

    key: str
    lane: str
    act: Act
    channel: ChannelId
    thread: Ts | None = None
    target: str | None = None
    saying: dict[str, Any]
    conversation: ConversationId | None = None
    epoch: int | None = None
    state: State = State.QUEUED


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """Words claimed for sending. `started_at` is set when an earlier attempt may have come through."""

    seq: int
    words: Words
    attempts: int
    queued_at: datetime
    started_at: datetime | None
    ts: Ts | None


def _is_open() -> ColumnElement[bool]:
    return col(OutboxRow.state) == State.QUEUED


def _due() -> SelectOfScalar[OutboxRow]:
    now: BindParameter[datetime] = bindparam("now")
    firsts = select(func.min(OutboxRow.seq)).where(_is_open()).group_by(col(OutboxRow.lane))
    return (
        select(OutboxRow)
        .where(col(OutboxRow.seq).in_(firsts), col(OutboxRow.due_at) <= now)
        .where(col(OutboxRow.lease_until).is_(None) | (col(OutboxRow.lease_until) <= now))
        .order_by(col(OutboxRow.seq))
        .limit(bindparam("limit", type_=Integer))
    )


_DUE = _due()
"""Asked several times a second even when nothing happens: not built anew each time."""


async def put(tx: Tx, words: Words, now: datetime) -> bool:
    """Queue it, once per key. False when it was there already."""
    if (await tx.exec(select(OutboxRow.seq).where(col(OutboxRow.key) == words.key))).first() is not None:
        return False
    row = {name: getattr(words, name) for name in Words.__dataclass_fields__}
    started = now if words.state is State.LIVE else None
    row |= {"attempts": 0, "queued_at": now, "due_at": now, "started_at": started, "note": ""}
    await tx.exec(insert(OutboxRow).values(**row))
    return True


async def claim(tx: Tx, owner: str, now: datetime, lease: timedelta, *, limit: int) -> tuple[Sending, ...]:
    """Claim the first unsent words of each lane, if they are due and nobody is sending there."""
    await take_turns(tx, _LOCK)
    rows = (await tx.exec(_DUE, params={"now": now, "limit": limit})).all()
    for row in rows:
        row.lease_owner, row.lease_until = owner, now + lease
    return tuple(_sending(row) for row in rows)


async def start(tx: Tx, sending: Sending, now: datetime) -> bool:
    """Note that an attempt begins. False, and withdrawn for good, when the conversation has another owner by now."""
    words = sending.words
    if words.epoch is not None:
        query = select(ConversationRow.epoch).where(col(ConversationRow.id) == words.conversation).with_for_update()
        if (await tx.exec(query)).first() != words.epoch:
            await _end(tx, sending.seq, State.WITHDRAWN, note="the conversation has another owner by now")
            return False
    attempt = {"attempts": col(OutboxRow.attempts) + 1, "started_at": sending.started_at or now}
    await tx.exec(update(OutboxRow).where(col(OutboxRow.seq) == sending.seq).values(**attempt))
    return True


async def sent(tx: Tx, seq: int, ts: Ts | None) -> None:
    """It was said, here."""
    await _end(tx, seq, State.SENT, ts=ts)


async def failed(tx: Tx, seq: int, why: str) -> None:
    """It cannot be said, ever."""
    await _end(tx, seq, State.FAILED, note=why)


async def postpone(tx: Tx, seq: int, due: datetime, why: str, *, certainly_unsaid: bool) -> None:
    """Try again at `due`. When it was certainly not said, the next attempt need not look first."""
    later: dict[str, Any] = {"due_at": due, "note": why, "lease_owner": None, "lease_until": None}
    if certainly_unsaid:
        later["started_at"] = None
    await tx.exec(update(OutboxRow).where(col(OutboxRow.seq) == seq).values(**later))


async def find(tx: Tx, key: str) -> Sending | None:
    """The words with this key."""
    row = (await tx.exec(select(OutboxRow).where(col(OutboxRow.key) == key))).first()
    return _sending(row) if row else None


async def last_about(tx: Tx, key: str) -> Words | None:
    """What was last to be done about the words with this key: to say them, in other words, or to take them back."""
    query = select(OutboxRow).where((col(OutboxRow.key) == key) | (col(OutboxRow.target) == key))
    query = query.where(col(OutboxRow.act).in_((Act.POST, Act.REWRITE, Act.ERASE)))
    row = (await tx.exec(query.order_by(col(OutboxRow.seq).desc()))).first()
    return _sending(row).words if row else None


async def find_all(tx: Tx, key: str) -> tuple[Sending, ...]:
    """The words with this key, and their further parts, whose keys are `key:2`, `key:3` …; in order."""
    query = select(OutboxRow).where((col(OutboxRow.key) == key) | col(OutboxRow.key).startswith(f"{key}:"))
    return tuple(_sending(row) for row in (await tx.exec(query.order_by(col(OutboxRow.seq)))).all())


async def latest(tx: Tx, key: str) -> Sending | None:
    """The newest words that were posted under this key, or one that continues it: `key:2`, `key:3` …"""
    continued = (col(OutboxRow.key) == key) | col(OutboxRow.key).startswith(f"{key}:", autoescape=True)
    query = select(OutboxRow).where(continued, col(OutboxRow.act) == Act.POST)
    row = (await tx.exec(query.order_by(col(OutboxRow.seq).desc()).limit(1))).first()
    return _sending(row) if row else None


async def last_rewrite(tx: Tx, target: str) -> Sending | None:
    """The newest words that replace these."""
    query = select(OutboxRow).where(col(OutboxRow.target) == target, col(OutboxRow.act) == Act.REWRITE)
    row = (await tx.exec(query.order_by(col(OutboxRow.seq).desc()).limit(1))).first()
    return _sending(row) if row else None


async def count_below(tx: Tx, channel: ChannelId, seq: int) -> int:
    """How many messages of ours stand below these words in the channel, threads aside."""
    ours = select(func.count()).select_from(OutboxRow).where(col(OutboxRow.channel) == channel)
    ours = ours.where(col(OutboxRow.act) == Act.POST, col(OutboxRow.state) == State.SENT, col(OutboxRow.seq) > seq)
    return (await tx.exec(ours.where(col(OutboxRow.target).is_(None), col(OutboxRow.thread).is_(None)))).one()


async def key_at(tx: Tx, channel: ChannelId, ts: Ts) -> str | None:
    """The key of the words that stand at this message."""
    at = select(OutboxRow.key).where(col(OutboxRow.channel) == channel, col(OutboxRow.ts) == ts)
    return (await tx.exec(at.where(col(OutboxRow.act) == Act.POST))).first()


async def is_posting(tx: Tx, channel: ChannelId) -> bool:
    """Whether something is being posted here, so that it may stand there already and we do not know where."""
    begun = select(OutboxRow.seq).where(_is_open(), col(OutboxRow.channel) == channel, col(OutboxRow.act) == Act.POST)
    return (await tx.exec(begun.where(col(OutboxRow.started_at).is_not(None)))).first() is not None


async def conversation_at(tx: Tx, channel: ChannelId, ts: Ts) -> ConversationId | None:
    """The conversation that the words at this message belong to."""
    at = select(OutboxRow.conversation).where(col(OutboxRow.channel) == channel, col(OutboxRow.ts) == ts)
    found = (await tx.exec(at.where(col(OutboxRow.act) == Act.POST))).first()
    return ConversationId(found) if found else None


async def said(tx: Tx, conversation: ConversationId, prefix: str) -> tuple[Words, ...]:
    """What was said in a conversation under keys that begin so, oldest first."""
    query = select(OutboxRow).where(col(OutboxRow.conversation) == conversation, col(OutboxRow.state) == State.SENT)
    rows = await tx.exec(query.where(col(OutboxRow.key).startswith(prefix)).order_by(col(OutboxRow.seq)))
    return tuple(_sending(row).words for row in rows.all())


async def told(tx: Tx, handoff: Handoff) -> tuple[Words, ...]:
    """What the customer was told or is being told about a handoff, oldest first."""
    query = select(OutboxRow).where(col(OutboxRow.conversation) == handoff.conversation)
    query = query.where(col(OutboxRow.channel) == channel_of(handoff.conversation), col(OutboxRow.act) == Act.POST)
    query = query.where(col(OutboxRow.key).contains(f":{handoff.id}"))
    query = query.where(col(OutboxRow.state).in_((State.QUEUED, State.SENT)))
    return tuple(_sending(row).words for row in (await tx.exec(query.order_by(col(OutboxRow.seq)))).all())


async def known(tx: Tx, channel: ChannelId, since: datetime) -> frozenset[Ts]:
    """Messages in this channel that are accounted for by what we recorded."""
    there = select(OutboxRow.ts).where(col(OutboxRow.channel) == channel, col(OutboxRow.ts).is_not(None))
    return frozenset(Ts(ts) for ts in (await tx.exec(there.where(col(OutboxRow.queued_at) >= since))).all() if ts)


async def note_ts(tx: Tx, key: str, ts: Ts) -> None:
    """A live message stands here."""
    await tx.exec(update(OutboxRow).where(col(OutboxRow.key) == key).values(ts=ts))


async def settle(tx: Tx, key: str, saying: dict[str, Any], ts: Ts | None) -> None:
    """A live message is whole: this is what it says."""
    whole = {"saying": saying, "state": State.SENT, "ts": ts}
    await tx.exec(update(OutboxRow).where(col(OutboxRow.key) == key).values(**whole))


async def withdraw(tx: Tx, keys: tuple[str, ...]) -> None:
    """Do not say what was not said yet."""
    unsaid = update(OutboxRow).where(col(OutboxRow.key).in_(keys), _is_open(), col(OutboxRow.started_at).is_(None))
    await tx.exec(unsaid.values(state=State.WITHDRAWN))


async def renew(tx: Tx, owner: str, until: datetime) -> None:
    """Still sending what we claimed."""
    await tx.exec(update(OutboxRow).where(_is_open(), col(OutboxRow.lease_owner) == owner).values(lease_until=until))


async def release_all(tx: Tx) -> None:
    """Forget every lease. Only for the sole user of a database, at start."""
    await tx.exec(update(OutboxRow).where(_is_open()).values(lease_owner=None, lease_until=None))


async def backlog(tx: Tx) -> int:
    """How much is still unsaid."""
    return (await tx.exec(select(func.count()).select_from(OutboxRow).where(_is_open()))).one()


async def _end(tx: Tx, seq: int, state: State, *, ts: Ts | None = None, note: str = "") -> None:
    end: dict[str, Any] = {"state": state, "note": note, "lease_owner": None, "lease_until": None}
    if ts is not None:
        end["ts"] = ts
    await tx.exec(update(OutboxRow).where(col(OutboxRow.seq) == seq).values(**end))


def _sending(row: OutboxRow) -> Sending:
    assert row.seq is not None
    return Sending(
        seq=row.seq,
        words=Words(
            key=row.key,
            lane=row.lane,
            act=Act(row.act),
            channel=ChannelId(row.channel),
            thread=Ts(row.thread) if row.thread else None,
            target=row.target,
            saying=row.saying,
            conversation=ConversationId(row.conversation) if row.conversation else None,
            epoch=row.epoch,
            state=State(row.state),
        ),
        attempts=row.attempts,
        queued_at=row.queued_at,
        started_at=row.started_at,
        ts=Ts(row.ts) if row.ts else None,
    )


async def is_offer(tx: Tx, channel: ChannelId, ts: Ts) -> bool:
    """Whether this message is help that we offered: who answers it answers us."""
    query = select(OutboxRow.key).where(col(OutboxRow.channel) == channel, col(OutboxRow.ts) == ts)
    return any(key.startswith("offer_help:") for key in (await tx.exec(query)).all())
