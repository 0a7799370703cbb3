"""What admins decided about channels."""

from datetime import datetime

from sqlmodel import col, select

from escalation.model import ChannelId, PersonId
from storage.database import Tx
from storage.tables import ChannelRow


async def is_paused(tx: Tx, channel: ChannelId) -> bool:
    """Whether an admin silenced the bot here."""
    row = await tx.get(ChannelRow, channel)
    return row is not None and row.paused_at is not None


async def pause(tx: Tx, channel: ChannelId, by: PersonId, now: datetime) -> bool:
    """Silence the bot here. False when it was silent already."""
    if await is_paused(tx, channel):
        return False
    await tx.merge(ChannelRow(id=channel, paused_by=by, paused_at=now))
    return True


async def resume(tx: Tx, channel: ChannelId) -> bool:
    """Let the bot speak again. False when it was not silent."""
    if not await is_paused(tx, channel):
        return False
    await tx.merge(ChannelRow(id=channel))
    return True


async def paused(tx: Tx) -> tuple[ChannelId, ...]:
    """Every channel in which the bot is silent."""
    query = select(ChannelRow.id).where(col(ChannelRow.paused_at).is_not(None))
    return tuple(ChannelId(channel) for channel in (await tx.exec(query)).all())
