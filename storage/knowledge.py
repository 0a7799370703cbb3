"""Knowledge as last synced: articles by source."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select

from storage.database import Tx
from storage.tables import ArticleRow


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """A page of knowledge as kept here."""

    id: str
    source: str
    title: str
    url: str
    text: str


async def replace(tx: Tx, source: str, articles: tuple[StoredArticle, ...], now: datetime) -> tuple[int, int]:
    """Make these the articles of the source; how many were new or changed, and how many are gone."""
    rows = (await tx.exec(select(ArticleRow).where(col(ArticleRow.source) == source))).all()
    before = {row.id: row for row in rows}
    changed = [article for article in articles if _digest(article) != getattr(before.get(article.id), "digest", None)]
    for article in changed:
        await tx.merge(
            ArticleRow(
                id=article.id,
                source=article.source,
                title=article.title,
                url=article.url,
                text=article.text,
                digest=_digest(article),
                synced_at=now,
            )
        )
    gone = before.keys() - {article.id for article in articles}
    for key in gone:
        await tx.delete(before[key])
    return len(changed), len(gone)


async def everything(tx: Tx) -> tuple[StoredArticle, ...]:
    """All articles of all sources."""
    rows = (await tx.exec(select(ArticleRow).order_by(col(ArticleRow.id)))).all()
    return tuple(
        StoredArticle(id=row.id, source=row.source, title=row.title, url=row.url, text=row.text) for row in rows
    )


async def version(tx: Tx) -> tuple[int, datetime | None]:
    """Changes whenever an article does."""
    return (await tx.exec(select(func.count(), func.max(col(ArticleRow.synced_at))).select_from(ArticleRow))).one()


def _digest(article: StoredArticle) -> str:
    return hashlib.sha256(f"{article.title}\n{article.url}\n{article.text}".encode()).hexdigest()
