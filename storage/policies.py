"""The policies that were ever in force here, by version."""

from datetime import datetime
from typing import Any

from sqlmodel import col, select

from storage.database import Tx
from storage.tables import PolicyRow


async def note(tx: Tx, version: str, body: dict[str, Any], now: datetime) -> bool:
    """This policy is in force. False when it was known already."""
    if await tx.get(PolicyRow, version) is not None:
        return False
    tx.add(PolicyRow(version=version, body=body, since=now))
    await tx.flush()
    return True


async def all_versions(tx: Tx) -> tuple[tuple[str, datetime], ...]:
    """Every version, and since when it is known; oldest first."""
    rows = (await tx.exec(select(PolicyRow).order_by(col(PolicyRow.since)))).all()
    return tuple((row.version, row.since) for row in rows)
