"""What customers thought of answers."""

from datetime import datetime

from sqlmodel import col, select

from escalation.model import ConversationId, PersonId, Ts
from storage.database import Tx
from storage.tables import RatingRow


async def rate(
    tx: Tx, answer: str, person: PersonId, conversation: ConversationId, *, is_good: bool, now: datetime
) -> bool:
    """Remember it; the last word counts. False when nothing changed."""
    known = await tx.get(RatingRow, (answer, person))
    if known is not None and known.is_good == is_good:
        return False
    await tx.merge(RatingRow(answer=answer, person=person, conversation=conversation, is_good=is_good, at=now))
    return True


async def of(tx: Tx, conversation: ConversationId) -> dict[Ts, bool]:
    """The last word on each answer of a conversation, by where it stands: whether it was good."""
    query = select(RatingRow.answer, RatingRow.is_good).where(col(RatingRow.conversation) == conversation)
    return {Ts(answer): is_good for answer, is_good in (await tx.exec(query.order_by(col(RatingRow.at)))).all()}
