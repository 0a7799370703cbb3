"""Answers that were given, how sure the bot was of each, and what the customer made of it."""

from datetime import datetime

from sqlmodel import col, select

from escalation.calibration import Judged
from escalation.model import ConversationId, TurnId
from storage.database import Tx
from storage.tables import AnswerRow

_LAST = 200
"""Verdicts that count: what was learned about articles that were rewritten since is forgotten."""


async def note(
    tx: Tx, turn: TurnId, conversation: ConversationId, topic: str, confidence: float, now: datetime
) -> None:
    """This turn was answered. `topic` is empty when it is about none; nobody has judged it yet."""
    await tx.merge(AnswerRow(turn=turn, conversation=conversation, topic=topic, confidence=confidence, at=now))


async def judge(tx: Tx, conversation: ConversationId, *, helped: bool) -> None:
    """The customer said whether our latest answer helped; the last word counts."""
    query = select(AnswerRow).where(col(AnswerRow.conversation) == conversation).order_by(col(AnswerRow.at).desc())
    row = (await tx.exec(query.limit(1))).first()
    if row is not None:
        row.helped = helped
        await tx.flush()


async def judged(tx: Tx, topic: str) -> tuple[Judged, ...]:
    """The latest answers about this topic that a customer judged, at most 200."""
    query = (
        select(AnswerRow.confidence, AnswerRow.helped)
        .where(col(AnswerRow.topic) == topic, col(AnswerRow.helped).is_not(None))
        .order_by(col(AnswerRow.at).desc())
        .limit(_LAST)
    )
    return tuple(Judged(confidence, bool(helped)) for confidence, helped in (await tx.exec(query)).all())


async def any_since(tx: Tx, conversation: ConversationId, moment: datetime) -> bool:
    """Whether the bot has answered in this conversation since then."""
    query = select(AnswerRow.turn).where(col(AnswerRow.conversation) == conversation, col(AnswerRow.at) >= moment)
    return (await tx.exec(query.limit(1))).first() is not None


async def helped_since(tx: Tx, moment: datetime) -> tuple[int, int]:
    """How many of the answers since then helped, of how many that a customer judged."""
    query = select(AnswerRow.helped).where(col(AnswerRow.at) >= moment, col(AnswerRow.helped).is_not(None))
    judged = (await tx.exec(query)).all()
    return sum(bool(helped) for helped in judged), len(judged)
