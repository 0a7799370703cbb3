"""The library: what was synced, cut into passages and indexed in memory. The database stays the source of truth."""

import asyncio
from functools import lru_cache

from bot.brain.confidence import DEPTH
from bot.brain.cut import cut
from bot.brain.quote import quote
from bot.brain.search import PassageIndex, rivals
from bot.ports import Article, Found
from storage import knowledge
from storage.database import Database
from storage.knowledge import StoredArticle

_PASSAGES = 6
"""What a model reads, and what an answer is quoted from."""


class IndexedLibrary:
    """A Library over the articles in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._index = PassageIndex.build(())
        self._version: object = None

    async def search(self, text: str, *, without: frozenset[str], is_second_try: bool) -> Found:
        """See `bot.ports.Library`."""
        hits = self._index.search(text, limit=DEPTH, without=without)
        if not hits:
            return Found()
        return Found(
            passages=tuple(hit.passage for hit in hits[:_PASSAGES]),
            quoted=quote(hits, text, second_try=is_second_try),
            rivals=rivals(hits),
        )

    async def refresh(self) -> None:
        """See `bot.ports.Library`. Does nothing when nothing changed."""
        async with self._database.transaction() as tx:
            version = await knowledge.version(tx)
            if version == self._version:
                return
            articles = await knowledge.everything(tx)
        self._index = await asyncio.to_thread(_build, articles)
        self._version = version

    def __len__(self) -> int:
        return len(self._index)


@lru_cache(maxsize=1)
def _build(articles: tuple[StoredArticle, ...]) -> PassageIndex:
    """All bots of a process that know the same articles share their index."""
    passages = [passage for article in articles for passage in cut(_article(article))]
    return PassageIndex.build(passages)


def _article(stored: StoredArticle) -> Article:
    return Article(id=stored.id, title=stored.title, url=stored.url, text=stored.text, source=stored.source)
