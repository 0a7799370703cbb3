"""Channels that Slack calls by another id than the one under which we first met them."""

from datetime import datetime

from sqlmodel import col, select

from escalation.model import ChannelId
from storage.database import Tx
from storage.tables import AddressRow


async def move(tx: Tx, old: ChannelId, new: ChannelId, now: datetime) -> None:
    """Slack calls the channel `new` from now on. Told twice is fine."""
    known = await tx.get(AddressRow, old)
    await tx.merge(AddressRow(id=new, channel=known.channel if known else old, since=now))


async def every(tx: Tx) -> tuple[tuple[ChannelId, ChannelId], ...]:
    """Each id that Slack gave a channel later, with the first one, oldest change first."""
    rows = (await tx.exec(select(AddressRow).order_by(col(AddressRow.since)))).all()
    return tuple((ChannelId(row.id), ChannelId(row.channel)) for row in rows)
