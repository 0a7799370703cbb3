"""People as Slack last showed them, and what they were told."""

from dataclasses import asdict
from datetime import datetime

from pydantic import TypeAdapter

from escalation.model import Person, PersonId
from storage.database import Tx
from storage.tables import PersonRow

_PERSON = TypeAdapter(Person)


async def find(tx: Tx, person: PersonId, since: datetime | None = None) -> Person | None:
    """The person as last seen, if that was since then."""
    row = await tx.get(PersonRow, person)
    return _PERSON.validate_python(row.model_dump()) if row and (since is None or row.seen_at >= since) else None


async def see(tx: Tx, person: Person, now: datetime) -> None:
    """Remember how Slack shows this person now."""
    known = await tx.get(PersonRow, person.id)
    disclosed = known.disclosed_at if known else None
    await tx.merge(PersonRow(**asdict(person), seen_at=now, disclosed_at=disclosed))


async def disclose(tx: Tx, person: PersonId, now: datetime) -> bool:
    """Note that this person is told that a bot speaks. True the first time."""
    row = await tx.get(PersonRow, person)
    if row is None or row.disclosed_at is not None:
        return False
    row.disclosed_at = now
    return True
