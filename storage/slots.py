"""Times that customers reserved with teams. No two of a team's ever overlap."""

import zlib
from dataclasses import asdict
from datetime import datetime

from pydantic import TypeAdapter
from sqlmodel import col, func, select, update

from escalation.model import HandoffId, Slot, SlotId, SlotState, Span
from storage.database import Tx, take_turns
from storage.errors import NotFoundError
from storage.tables import SlotRow

_SLOT = TypeAdapter(Slot)


async def reserve(tx: Tx, slot: Slot) -> bool:
    """Keep a time, anew or in the place of the one that the same slot had; False when it is no longer free.

    The caller holds the handoff. Whoever books with a team waits for whoever does at this moment.
    """
    await take_turns(tx, _lock(slot.team))
    if any(one.id != slot.id for one in await _kept(tx, slot.team, slot.span)):
        return False
    await tx.merge(SlotRow(**asdict(slot)))
    await tx.flush()
    return True


async def end(tx: Tx, slot: Slot, state: SlotState) -> bool:
    """It is kept no more, if it still stands as it was read."""
    stands = (col(SlotRow.state) == SlotState.RESERVED, col(SlotRow.sequence) == slot.sequence)
    ended = update(SlotRow).where(col(SlotRow.id) == slot.id, *stands)
    values = {"state": state, "sequence": slot.sequence + 1}
    return (await tx.exec(ended.values(**values).returning(col(SlotRow.id)))).first() is not None


async def give(tx: Tx, slot: Slot, handoff: HandoffId) -> None:
    """It belongs to this handoff from now on, which has none."""
    await tx.exec(update(SlotRow).where(col(SlotRow.id) == slot.id).values(handoff=handoff))


async def get(tx: Tx, slot: SlotId) -> Slot:
    """The slot as it stands, or NotFoundError."""
    row = await tx.get(SlotRow, slot, populate_existing=True)
    if row is None:
        raise NotFoundError(f"slot {slot}")
    return _SLOT.validate_python(row.model_dump())


async def of_handoff(tx: Tx, handoff: HandoffId) -> Slot | None:
    """The time that is kept for this handoff, if any."""
    kept = select(SlotRow).where(col(SlotRow.handoff) == handoff, col(SlotRow.state) == SlotState.RESERVED)
    row = (await tx.exec(kept.execution_options(populate_existing=True))).first()
    return _SLOT.validate_python(row.model_dump()) if row else None


async def count(tx: Tx, handoff: HandoffId) -> int:
    """How many times there were for this handoff, whatever became of them."""
    return (await tx.exec(select(func.count()).where(col(SlotRow.handoff) == handoff))).one()


async def of_team(tx: Tx, team: str, since: datetime) -> tuple[Slot, ...]:
    """All of a team's slots that end after this moment, whatever became of them."""
    rows = (await tx.exec(select(SlotRow).where(col(SlotRow.team) == team, col(SlotRow.ends) > since))).all()
    return tuple(_SLOT.validate_python(row.model_dump()) for row in rows)


async def _kept(tx: Tx, team: str, span: Span) -> tuple[Slot, ...]:
    found = await of_team(tx, team, span.begins)
    return tuple(one for one in found if one.state is SlotState.RESERVED and one.begins < span.ends)


def _lock(team: str) -> int:
    """One of PostgreSQL's locks for each team."""
    return zlib.crc32(f"slots of {team}".encode())
