"""Episodes: a customer's problems, one by one, and how each ended."""

from dataclasses import asdict
from datetime import datetime

from pydantic import TypeAdapter
from sqlmodel import col, func, select, update

from escalation.model import ChannelId, ConversationId, Ending, Episode, Handoff, HandoffStatus, PersonId
from storage.database import Tx
from storage.tables import ConversationRow, EpisodeRow, HandoffRow, UtteranceRow

_EPISODE = TypeAdapter(Episode)
_ENDED = (Ending.CONFIRMED, Ending.PRESUMED, Ending.ABANDONED)


async def keep(tx: Tx, episode: Episode) -> None:
    """Remember the episode as it stands. Whoever does has the lock of its conversation."""
    await tx.merge(EpisodeRow(**asdict(episode)))
    await tx.flush()


async def latest(tx: Tx, conversation: ConversationId) -> Episode | None:
    """The conversation's newest episode."""
    query = select(EpisodeRow).where(col(EpisodeRow.conversation) == conversation)
    row = (await tx.exec(query.order_by(col(EpisodeRow.number).desc()).limit(1))).first()
    return _episode(row) if row else None


async def of(tx: Tx, handoff: Handoff) -> Episode | None:
    """The episode that this is the latest handoff of."""
    query = select(EpisodeRow).where(col(EpisodeRow.conversation) == handoff.conversation)
    row = (await tx.exec(query.where(col(EpisodeRow.handoff) == handoff.id))).first()
    return _episode(row) if row else None


async def to_be_asked(tx: Tx, now: datetime) -> tuple[Episode, ...]:
    """The episodes about which the customer is to be asked by now."""
    rows = (await tx.exec(select(EpisodeRow).where(col(EpisodeRow.ask_at) <= now))).all()
    return tuple(_episode(row) for row in rows)


async def quiet(tx: Tx, since: datetime) -> tuple[Episode, ...]:
    """The episodes that go on, in which nobody has said anything since then."""
    last = select(func.max(UtteranceRow.at)).where(col(UtteranceRow.conversation) == col(EpisodeRow.conversation))
    goes_on = col(EpisodeRow.ending).is_(None) | (col(EpisodeRow.ending) == Ending.RETURNED)
    query = select(EpisodeRow).where(goes_on, col(EpisodeRow.opened_at) <= since)
    query = query.where(last.scalar_subquery() <= since)
    return tuple(_episode(row) for row in (await tx.exec(query.order_by(col(EpisodeRow.opened_at)))).all())


async def ended_for(
    tx: Tx, customer: PersonId, channel: ChannelId, since: datetime, without: ConversationId
) -> tuple[Episode, ...]:
    """What ended for this person in this channel since then, but for one conversation."""
    query = select(EpisodeRow).join(ConversationRow, col(ConversationRow.id) == col(EpisodeRow.conversation))
    query = query.where(col(ConversationRow.customer) == customer, col(ConversationRow.channel) == channel)
    query = query.where(col(EpisodeRow.conversation) != without, col(EpisodeRow.ended_at) >= since)
    rows = (await tx.exec(query.where(col(EpisodeRow.ending).in_(_ENDED)))).all()
    return tuple(_episode(row) for row in rows)


async def came_back_elsewhere(tx: Tx, episode: Episode, now: datetime) -> bool:
    """Who had it has asked the same in another thread. False when it goes on already."""
    change = update(EpisodeRow).where(
        col(EpisodeRow.conversation) == episode.conversation, col(EpisodeRow.number) == episode.number
    )
    values = {"ending": Ending.RETURNED, "ended_at": now, "returns": col(EpisodeRow.returns) + 1, "ask_at": None}
    change = change.where(col(EpisodeRow.ending).in_(_ENDED)).values(**values)
    return (await tx.exec(change.returning(col(EpisodeRow.number)))).first() is not None


async def since(tx: Tx, moment: datetime) -> tuple[Episode, ...]:
    """Every episode that began since then, oldest first; what was merged into another is counted there."""
    merged = select(HandoffRow.id).where(col(HandoffRow.status) == HandoffStatus.MERGED)
    query = select(EpisodeRow).where(col(EpisodeRow.opened_at) >= moment).order_by(col(EpisodeRow.opened_at))
    query = query.where(col(EpisodeRow.handoff).is_(None) | col(EpisodeRow.handoff).not_in(merged))
    return tuple(_episode(row) for row in (await tx.exec(query)).all())


def _episode(row: EpisodeRow) -> Episode:
    return _EPISODE.validate_python(row.model_dump())
