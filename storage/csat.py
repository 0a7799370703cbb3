"""How customers rate the person's and the bot's part of an episode."""

from dataclasses import asdict
from datetime import datetime

from pydantic import TypeAdapter
from sqlmodel import col, select

from escalation.csat import Part, Rating
from escalation.model import Episode, Handoff
from storage.database import Tx
from storage.tables import CsatRow, EpisodeRow, HandoffRow

_RATING = TypeAdapter(Rating)
_HANDOFF = TypeAdapter(Handoff)


async def keep(tx: Tx, rating: Rating) -> None:
    """Remember it; the last word counts."""
    await tx.merge(CsatRow(**asdict(rating)))
    await tx.flush()


async def of(tx: Tx, episode: Episode) -> dict[Part, Rating]:
    """What was said about this episode."""
    query = select(CsatRow).where(col(CsatRow.conversation) == episode.conversation)
    rows = (await tx.exec(query.where(col(CsatRow.episode) == episode.number))).all()
    return {Part(row.part): _RATING.validate_python(row.model_dump()) for row in rows}


async def since(tx: Tx, moment: datetime) -> tuple[tuple[Rating, Handoff], ...]:
    """Every rating since then, with the handoff that it is about."""
    query = select(CsatRow, HandoffRow).where(col(CsatRow.at) >= moment)
    query = query.join(
        EpisodeRow,
        (col(EpisodeRow.conversation) == col(CsatRow.conversation)) & (col(EpisodeRow.number) == col(CsatRow.episode)),
    ).join(HandoffRow, col(HandoffRow.id) == col(EpisodeRow.handoff))
    rows = (await tx.exec(query.order_by(col(CsatRow.at)))).all()
    return tuple(
        (_RATING.validate_python(rating.model_dump()), _HANDOFF.validate_python(handoff.model_dump()))
        for rating, handoff in rows
    )
