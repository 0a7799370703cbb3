"""how fast, how safe, how honest: answer, claims, crash, interleavings, waits"""

import argparse
import json
from typing import Any

from bot.bench.answer import answer
from bot.bench.claims import claims
from bot.bench.crash import crash
from bot.bench.interleavings import all_of_them, few, interleavings
from bot.bench.waits import waits


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
    many = kinds.add_parser("interleavings", help="every order in which people and the bot may act at once")
    many.add_argument("--few", action="store_true", help="those of the tests alone")
    many.add_argument("--json", action="store_true")
    race = kinds.add_parser("claims", help="many agents press Claim at once")
    race.add_argument("--agents", type=int, default=200)
    race.add_argument("--database-url", default="", help="an empty PostgreSQL database; default: a fresh SQLite file")
    race.add_argument("--json", action="store_true")
    three = kinds.add_parser("waits", help="how much held of the waits that customers were told, over a simulated year")
    three.add_argument("--seed", type=int, default=1)
    three.add_argument("--days", type=int, default=365)
    three.add_argument("--json", action="store_true")


async def act(options: argparse.Namespace) -> int:
    """1 when anything was lost or doubled, or told that did not hold."""
    figures = await _figures(options)
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:20} {value}")
    is_dishonest = not 0.85 <= figures.get("p90_held", 0.9) <= 0.95
    is_unsafe = any(figures.get(name) for name in ("lost", "doubled", "violations"))
    return 1 if is_unsafe or is_dishonest else 0


async def _figures(options: argparse.Namespace) -> dict[str, Any]:
    match options.kind:
        case "answer":
            return await answer(options.rounds)
        case "claims":
            return await claims(options.agents, options.database_url)
        case "interleavings":
            return await interleavings(few() if options.few else all_of_them())
        case "waits":
            return waits(options.seed, options.days)
        case _:
            return await crash(options.kills, options.seed, options.database_url)
