"""The inbox: what was heard or is due. Stored once by key, worked in order within a lane."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Integer, bindparam, func, insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select, update
from sqlmodel.sql.expression import SelectOfScalar

from storage.database import Tx, take_turns
from storage.tables import InboxRow

_LOCK = 7214


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWork:
    """Something to be remembered until it is done: what came in, or what is due later."""

    key: str
    kind: str
    lane: str
    payload: dict[str, Any]
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One piece of work, claimed for us until the lease ends. `attempts` counts this one."""

    seq: int
    key: str
    kind: str
    lane: str
    payload: dict[str, Any]
    received_at: datetime
    attempts: int


def _is_open() -> ColumnElement[bool]:
    return col(InboxRow.done_at).is_(None)


def _due() -> SelectOfScalar[InboxRow]:
    now: BindParameter[datetime] = bindparam("now")
    in_work = col(InboxRow.lease_until) > now
    waits_for_another_try = (col(InboxRow.attempts) > 0) & (col(InboxRow.due_at) > now)
    busy = select(InboxRow.lane).where(_is_open()).where(in_work | waits_for_another_try)
    firsts = (
        select(func.min(InboxRow.seq))
        .where(_is_open())
        .where(col(InboxRow.due_at) <= now)
        .where(col(InboxRow.lane).not_in(busy))
        .group_by(col(InboxRow.lane))
    )
    first = select(InboxRow).where(col(InboxRow.seq).in_(firsts)).order_by(col(InboxRow.seq))
    return first.limit(bindparam("limit", type_=Integer))


# Asked several times a second even when nothing happens: not built anew each time.
_DUE = _due()
_NEXT_DUE = select(func.min(InboxRow.due_at)).where(_is_open(), col(InboxRow.due_at) > bindparam("now"))


async def put(tx: Tx, new: NewWork, now: datetime) -> bool:
    """Remember it, once per key. False when it was there already."""
    if (await tx.exec(select(InboxRow.seq).where(col(InboxRow.key) == new.key))).first() is not None:
        return False
    row = {"key": new.key, "kind": new.kind, "lane": new.lane, "payload": new.payload, "due_at": new.due}
    try:
        async with tx.begin_nested():
            await tx.exec(insert(InboxRow).values(**row, received_at=now, attempts=0, result=""))
    except IntegrityError:  # another replica was faster
        return False
    return True


async def claim(tx: Tx, owner: str, now: datetime, lease: timedelta, *, limit: int) -> tuple[Work, ...]:
    """Claim up to `limit` pieces of work, each the first that is due in a lane nobody works in.

    What is due later does not block its lane; what failed and waits for another try does. Claims take
    turns, so that no two replicas ever work in one lane, whatever the order in which rows became visible.
    """
    await take_turns(tx, _LOCK)
    rows = (await tx.exec(_DUE, params={"now": now, "limit": limit})).all()
    for row in rows:
        row.lease_owner, row.lease_until, row.attempts = owner, now + lease, row.attempts + 1
    return tuple(_work(row) for row in rows)


async def next_due(tx: Tx, now: datetime) -> datetime | None:
    """When the next piece of work falls due, if any is still to."""
    return (await tx.exec(_NEXT_DUE, params={"now": now})).one()


async def finish(tx: Tx, seq: int, owner: str, now: datetime, result: str) -> None:
    """It is done."""
    done = {"done_at": now, "result": result, "lease_owner": None, "lease_until": None}
    ours = update(InboxRow).where(col(InboxRow.seq) == seq, col(InboxRow.lease_owner) == owner)
    await tx.exec(ours.values(**done))


async def call_off(tx: Tx, key: str, now: datetime) -> None:
    """It needs not be done any more, unless somebody is at it."""
    idle = col(InboxRow.lease_until).is_(None) | (col(InboxRow.lease_until) <= now)
    unneeded = update(InboxRow).where(_is_open(), idle, col(InboxRow.key) == key)
    await tx.exec(unneeded.values(done_at=now, result="called off"))


async def postpone(tx: Tx, seq: int, due: datetime, why: str) -> None:
    """It failed: try again at `due`."""
    later = {"due_at": due, "result": why, "lease_owner": None, "lease_until": None}
    await tx.exec(update(InboxRow).where(col(InboxRow.seq) == seq).values(**later))


async def renew(tx: Tx, owner: str, until: datetime) -> None:
    """Still working on what we claimed."""
    mine = update(InboxRow).where(_is_open(), col(InboxRow.lease_owner) == owner)
    await tx.exec(mine.values(lease_until=until))


async def release_all(tx: Tx) -> None:
    """Forget every lease. Only for the sole user of a database, at start."""
    await tx.exec(update(InboxRow).where(_is_open()).values(lease_owner=None, lease_until=None))


async def since(tx: Tx) -> datetime | None:
    """Since when anything was heard or done here, as far as we remember; None for a database that is new."""
    return (await tx.exec(select(func.min(InboxRow.received_at)))).one()


async def backlog(tx: Tx, now: datetime) -> int:
    """How much is due, and nobody is at it."""
    idle = col(InboxRow.lease_until).is_(None) | (col(InboxRow.lease_until) <= now)
    waiting = select(func.count()).select_from(InboxRow).where(_is_open(), col(InboxRow.due_at) <= now, idle)
    return (await tx.exec(waiting)).one()


async def forget_done(tx: Tx, before: datetime) -> None:
    """Drop finished work that is too old to be delivered again."""
    old = select(InboxRow).where(col(InboxRow.done_at) < before)
    for row in (await tx.exec(old)).all():
        await tx.delete(row)


def _work(row: InboxRow) -> Work:
    assert row.seq is not None
    return Work(
        seq=row.seq,
        key=row.key,
        kind=row.kind,
        lane=row.lane,
        payload=row.payload,
        received_at=row.received_at,
        attempts=row.attempts,
    )
