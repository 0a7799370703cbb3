"""how fast, how safe: answer, crash"""

import argparse
import json
from typing import Any

from bot.bench.answer import answer
from bot.bench.crash import crash


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`baton bench crash [--kills N] [--seed N] [--database-url URL] [--json]`."""
    kinds = parser.add_subparsers(dest="kind", metavar="KIND", required=True)
    one = kinds.add_parser("crash", help="kill the bot under load, and count what was lost or said twice")
    one.add_argument("--kills", type=int, default=25)
    one.add_argument("--seed", type=int, default=1)
    one.add_argument("--database-url", help="an empty PostgreSQL database; default: a fresh SQLite file")
    one.add_argument("--json", action="store_true")
    two = kinds.add_parser("answer", help="how fast a turn is read without a model")
    two.add_argument("--rounds", type=int, default=20)
    two.add_argument("--json", action="store_true")


async def act(options: argparse.Namespace) -> int:
    """1 when anything was lost or doubled."""
    figures: dict[str, Any] = (
        await answer(options.rounds)
        if options.kind == "answer"
        else await crash(options.kills, options.seed, options.database_url)
    )
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:16} {value}")
    return 1 if figures.get("lost") or figures.get("doubled") else 0
