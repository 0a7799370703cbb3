"""knowledge: sync, add, list, search"""

import argparse
import shutil
from pathlib import Path

from bot.app import SystemClock, opened, sources_of
from bot.brain.library import IndexedLibrary
from bot.errors import MisconfiguredError
from bot.flows.sync_knowledge import store_articles
from bot.settings import Settings, load
from storage import knowledge


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`baton kb sync|add FILE…|list|search QUERY`."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    verbs.add_parser("sync", help="read BATON_KB again")
    add = verbs.add_parser("add", help="copy Markdown files into BATON_KB, then sync")
    add.add_argument("files", nargs="+", type=Path)
    verbs.add_parser("list", help="what is known")
    search = verbs.add_parser("search", help="what would be found")
    search.add_argument("query", nargs="+")


async def act(options: argparse.Namespace) -> int:
    """See the verbs' help."""
    settings = load()
    if options.verb == "add":
        _add(settings, options.files)
    async with opened(settings) as database:
        if options.verb in {"sync", "add"}:
            changed, gone = await store_articles(database, SystemClock(), sources_of(settings))
            print(f"{changed} new or changed, {gone} gone")
            return 0
        if options.verb == "list":
            async with database.transaction() as tx:
                for article in await knowledge.everything(tx):
                    print(f"{article.id}\t{article.title}\t{article.url}")
            return 0
        library = IndexedLibrary(database)
        await library.refresh()
        found = await library.search(" ".join(options.query), without=frozenset(), is_second_try=False)
        for passage in found.passages:
            print(f"{passage.title} › {passage.section}\t{passage.url}")
        print("" if found.quoted is None else f"\n{found.quoted.text}\n\nconfidence {found.quoted.confidence:.2f}")
        return 0 if found.quoted else 1


def _add(settings: Settings, files: list[Path]) -> None:
    if settings.baton_kb is None:
        raise MisconfiguredError("BATON_KB is not set: name the folder in which your articles live.")
    for file in files:
        if file.suffix != ".md" or not file.is_file():
            raise MisconfiguredError(f"{file} is not a Markdown file (.md).")
        shutil.copy(file, settings.baton_kb / file.name)
