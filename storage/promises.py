"""What customers were promised: made once, found, moved and settled once."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement
from sqlmodel import and_, col, or_, select, update

from escalation.model import Handoff, HandoffId, PersonId, Promise, PromiseId, PromiseState
from storage.database import Tx
from storage.errors import NotFoundError
from storage.tables import PromiseRow

_PROMISE = TypeAdapter(Promise)
_TO_KEEP = (PromiseState.OPEN, PromiseState.BROKEN)


async def add(tx: Tx, promise: Promise) -> bool:
    """Remember a promise, once by what made it; False when it is known already."""
    if await tx.get(PromiseRow, promise.id) is not None:
        return False
    tx.add(PromiseRow(**asdict(promise)))
    await tx.flush()
    return True


async def get(tx: Tx, promise: PromiseId) -> Promise:
    """The promise as it stands, or NotFoundError."""
    row = await tx.get(PromiseRow, promise, populate_existing=True)
    if row is None:
        raise NotFoundError(f"promise {promise}")
    return _PROMISE.validate_python(row.model_dump())


async def made_by(tx: Tx, source: str) -> tuple[Promise, ...]:
    """Every promise that this message, or tool, made."""
    return await _where(tx, col(PromiseRow.source) == source)


async def open_of(tx: Tx, handoff: HandoffId) -> tuple[Promise, ...]:
    """What its customer still waits for, be it late, what is due first first."""
    return await _where(tx, col(PromiseRow.handoff) == handoff, col(PromiseRow.state).in_(_TO_KEEP))


async def of_handoff(tx: Tx, handoff: HandoffId) -> tuple[Promise, ...]:
    """All of its promises, whatever became of them, what is due first first."""
    return await _where(tx, col(PromiseRow.handoff) == handoff)


async def of_person(tx: Tx, person: PersonId) -> tuple[Promise, ...]:
    """What this person still has to keep, be it late, what is due first first."""
    return await _where(tx, col(PromiseRow.owner) == person, col(PromiseRow.state).in_(_TO_KEEP))


async def due(tx: Tx, now: datetime) -> tuple[Promise, ...]:
    """What is open and due by now, and what its owner is to hear of by now."""
    is_due = and_(col(PromiseRow.state) == PromiseState.OPEN, col(PromiseRow.due_at) <= now)
    to_remind = and_(col(PromiseRow.state).in_(_TO_KEEP), col(PromiseRow.remind_at) <= now)
    return await _where(tx, or_(is_due, to_remind))


async def to_report(tx: Tx, since: datetime) -> tuple[Promise, ...]:
    """What has a time and is still to be kept in time, and what was settled since then."""
    is_open = and_(col(PromiseRow.state) == PromiseState.OPEN, col(PromiseRow.due_at).is_not(None))
    return await _where(tx, or_(is_open, col(PromiseRow.settled_at) >= since))


async def settle(
    tx: Tx, promise: Promise, state: PromiseState, *, now: datetime, by: PersonId | None = None, how: str = ""
) -> bool:
    """It ended so, if it still stands as it was read. Two may settle it in the same instant; one does."""
    ended = {"state": state, "settled_at": now, "settled_by": by, "how": how, "remind_at": None}
    return await _change(tx, promise, ended)


async def open_again(tx: Tx, promise: Promise, remind_at: datetime | None) -> bool:
    """It was settled too early, and is still to be kept."""
    values = {"state": PromiseState.OPEN, "settled_at": None, "settled_by": None, "how": "", "remind_at": remind_at}
    return await _change(tx, promise, values)


async def move(tx: Tx, promise: Promise, due_at: datetime | None, remind_at: datetime | None, what: str) -> bool:
    """It is due then, and is this, from now on."""
    return await _change(tx, promise, {"due_at": due_at, "remind_at": remind_at, "what": what})


async def remind_at(tx: Tx, promise: Promise, moment: datetime | None) -> bool:
    """Its owner is reminded then; None: no more."""
    return await _change(tx, promise, {"remind_at": moment})


async def give(tx: Tx, promise: Promise, handoff: Handoff, owner: PersonId | None) -> bool:
    """This person keeps it from now on, or the team that has this handoff; it stands on that one's card."""
    return await _change(tx, promise, {"owner": owner, "team": handoff.queue.name, "handoff": handoff.id})


async def _change(tx: Tx, promise: Promise, values: dict[str, Any]) -> bool:
    guarded = update(PromiseRow).where(col(PromiseRow.id) == promise.id, col(PromiseRow.state) == promise.state)
    return (await tx.exec(guarded.values(**values).returning(col(PromiseRow.id)))).first() is not None


async def _where(tx: Tx, *holds: ColumnElement[bool]) -> tuple[Promise, ...]:
    order = (col(PromiseRow.due_at).is_(None), col(PromiseRow.due_at), col(PromiseRow.made_at), col(PromiseRow.part))
    rows = (await tx.exec(select(PromiseRow).where(*holds).order_by(*order))).all()
    return tuple(_PROMISE.validate_python(row.model_dump()) for row in rows)
