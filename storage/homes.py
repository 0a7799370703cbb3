"""Who opened their App Home lately, and what it shows."""

from datetime import datetime

from sqlmodel import col, delete, select, update

from escalation.model import PersonId
from storage.database import Tx
from storage.tables import HomeRow


async def note_opened(tx: Tx, person: PersonId, now: datetime) -> None:
    """They look at it now."""
    known = await tx.get(HomeRow, person)
    if known is None:
        tx.add(HomeRow(person=person, opened_at=now, drawn_at=now, shows=""))
        await tx.flush()
    else:
        known.opened_at = now


async def note_drawn(tx: Tx, person: PersonId, shows: str, now: datetime) -> None:
    """This is what it shows now."""
    drawn = update(HomeRow).where(col(HomeRow.person) == person)
    await tx.exec(drawn.values(shows=shows, drawn_at=now))


async def opened_since(tx: Tx, moment: datetime) -> tuple[tuple[PersonId, str], ...]:
    """Whose was opened since then, and what it shows; those that were drawn longest ago first."""
    query = select(HomeRow).where(col(HomeRow.opened_at) >= moment).order_by(col(HomeRow.drawn_at))
    return tuple((PersonId(row.person), row.shows) for row in (await tx.exec(query)).all())


async def forget(tx: Tx, before: datetime) -> None:
    """Nobody looks at these any more."""
    await tx.exec(delete(HomeRow).where(col(HomeRow.opened_at) < before))
