"""Knowledge sources are read, and what changed is remembered and made searchable."""

from collections.abc import Sequence

from bot.deps import Deps
from bot.ports import Article, Clock, KnowledgeSource
from storage import knowledge
from storage.database import Database
from storage.knowledge import StoredArticle


async def sync_knowledge(deps: Deps, sources: Sequence[KnowledgeSource]) -> str:
    """Read every source, and take up what changed."""
    changed, gone = await store_articles(deps.database, deps.clock, sources)
    await deps.library.refresh()
    return f"{changed} new or changed, {gone} gone"


async def take_up_changes(deps: Deps) -> None:
    """This process takes up what any process stored or learned: articles and topics."""
    await deps.library.refresh()
    await deps.reader.refresh()


async def store_articles(database: Database, clock: Clock, sources: Sequence[KnowledgeSource]) -> tuple[int, int]:
    """Read every source; its articles replace what it had before, whole or not at all. How many changed, are gone."""
    changed = gone = 0
    for source in sources:
        articles = await source.articles()
        async with database.transaction() as tx:
            more, less = await knowledge.replace(tx, source.name, _stored(source.name, articles), clock.now())
        changed, gone = changed + more, gone + less
    return changed, gone


def _stored(source: str, articles: Sequence[Article]) -> tuple[StoredArticle, ...]:
    return tuple(
        StoredArticle(id=f"{source}/{one.id}", source=source, title=one.title, url=one.url, text=one.text)
        for one in articles
    )
