"""What customers thought of answers."""

from datetime import datetime

from escalation.model import ConversationId, PersonId
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
