"""What people taught about topics: examples in customers' own words."""

from datetime import datetime

from sqlmodel import col, func, select

from storage.database import Tx
from storage.tables import TopicExampleRow

LONGEST = 1000
"""Characters of an example that are kept."""

CONFIRMED = "confirmed"
"""The source of what nobody objected to."""


async def learn(tx: Tx, topic: str, text: str, source: str, now: datetime) -> None:
    """This text belongs to the topic; the last word counts, whoever had said otherwise."""
    await tx.merge(TopicExampleRow(text=text.strip()[:LONGEST], topic=topic, source=source, at=now))


async def examples(tx: Tx) -> dict[str, tuple[str, ...]]:
    """All that was learned, by topic; what is about none has an empty name. What people said weighs most: it is last.

    Before it comes what nobody objected to; each oldest first.
    """
    is_said = col(TopicExampleRow.source) != CONFIRMED
    query = select(TopicExampleRow).order_by(is_said, col(TopicExampleRow.at), col(TopicExampleRow.text))
    rows = (await tx.exec(query)).all()
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        found[row.topic] = (*found.get(row.topic, ()), row.text)
    return found


async def version(tx: Tx) -> tuple[int, datetime | None]:
    """Changes whenever something was learned."""
    query = select(func.count(), func.max(col(TopicExampleRow.at))).select_from(TopicExampleRow)
    return (await tx.exec(query)).one()
