"""What was done about handoffs, by whom and when: only ever added to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import TypeAdapter
from sqlmodel import col, select

from escalation.model import Handoff, HandoffId, PersonId
from storage.database import Tx
from storage.tables import HandoffEventRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something that was done: `kind` is its verb, `by` is empty where nobody did it, `detail` says more."""

    kind: str
    at: datetime
    by: PersonId | None = None
    detail: Mapping[str, str] = field(default_factory=dict)


_DEED = TypeAdapter(Deed)


async def note(tx: Tx, handoff: Handoff, deed: Deed, key: str) -> bool:
    """Remember it, once per `key`; False when it is known already."""
    known = await tx.exec(select(HandoffEventRow.seq).where(col(HandoffEventRow.key) == key))
    if known.first() is not None:
        return False
    kept = _DEED.dump_python(deed)
    tx.add(HandoffEventRow(key=key, handoff=handoff.id, conversation=handoff.conversation, **kept))
    await tx.flush()
    return True


async def find(tx: Tx, key: str) -> Deed | None:
    """What was done under this key."""
    row = (await tx.exec(select(HandoffEventRow).where(col(HandoffEventRow.key) == key))).first()
    return _deed(row) if row else None


async def of(tx: Tx, handoff: HandoffId) -> tuple[Deed, ...]:
    """All that was done about a handoff, oldest first."""
    query = select(HandoffEventRow).where(col(HandoffEventRow.handoff) == handoff)
    return tuple(_deed(row) for row in (await tx.exec(query.order_by(col(HandoffEventRow.seq)))).all())


async def since(tx: Tx, kind: str, moment: datetime) -> tuple[tuple[HandoffId, Deed], ...]:
    """Every deed of this kind since then, about which handoff, oldest first."""
    query = select(HandoffEventRow).where(col(HandoffEventRow.kind) == kind, col(HandoffEventRow.at) >= moment)
    rows = (await tx.exec(query.order_by(col(HandoffEventRow.seq)))).all()
    return tuple((HandoffId(row.handoff), _deed(row)) for row in rows)


def _deed(row: HandoffEventRow) -> Deed:
    return _DEED.validate_python({"kind": row.kind, "at": row.at, "by": row.by, "detail": row.detail})
