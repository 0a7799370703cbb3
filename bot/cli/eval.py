"""how good: human, requests, frustration, timing, topics, retrieval, bugs, briefing, repeats"""

import argparse
import json
from pathlib import Path

from bot.app import model_of
from bot.brain.reader import LocalReader
from bot.brain.topics import TaughtTopics
from bot.errors import MisconfiguredError
from bot.evals.briefing import judge_briefing
from bot.evals.bugs import judge_bugs
from bot.evals.conversations import judge_frustration, judge_timing
from bot.evals.repeats import judge_repeats
from bot.evals.retrieval import judge_retrieval
from bot.evals.texts import ASKED, judge_texts
from bot.evals.topics import judge_topics
from bot.ports import Saying
from bot.settings import load
from bot.workspace import Workspace
from escalation.limits import Policy
from handlers.cards import draw

CONVERSATIONS = {"frustration": judge_frustration, "timing": judge_timing}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`baton eval KIND FILES… [--train FILE] [--kb DOCS] [--predictions OUT] [--json]`."""
    kinds = parser.add_subparsers(dest="kind", metavar="KIND", required=True)
    for kind in (*ASKED, *CONVERSATIONS, "topics", "retrieval", "bugs", "briefing", "repeats"):
        one = kinds.add_parser(kind)
        one.add_argument("files", nargs="+", type=Path)
        one.add_argument("--predictions", type=Path, help="write what was said of each line here")
        one.add_argument("--json", action="store_true")
        brains = ["local", "model"] if kind == "repeats" else ["local"]
        one.add_argument("--brain", choices=brains, default="local", help="with `model`, the one in the settings too")
        if kind == "topics":
            one.add_argument("--train", action="append", type=Path, required=True, help="what an admin would teach")
        if kind == "bugs":
            one.add_argument("--reports", type=Path, required=True, help="all reports, as JSON lines")
        if kind == "retrieval":
            one.add_argument("--kb", type=Path, required=True, help="the documents, as JSON lines")


async def act(options: argparse.Namespace) -> int:
    """Print the figures."""
    figures = await _judge(options)
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:18} {value}")
    return 0


async def _judge(options: argparse.Namespace) -> dict[str, object]:
    """With the shipped policy: exactly what a customer meets."""
    files, out = options.files, options.predictions
    if options.kind == "retrieval":
        return judge_retrieval(options.kb, files, out)
    if options.kind == "bugs":
        return judge_bugs(options.reports, files, out)
    if options.kind == "repeats":
        return await _judge_repeats(files, out, asks_model=options.brain == "model")
    if options.kind == "topics":
        return judge_topics(options.train, files, out)
    shipped, policy = Workspace(), Policy()
    reader = LocalReader(TaughtTopics(shipped.known_topics, shipped.known_about_none))
    await reader.refresh()
    if options.kind == "briefing":
        return await judge_briefing(reader, card_texts, files, out)
    if options.kind in ASKED:
        return await judge_texts(options.kind, reader, policy, files, out)
    return await CONVERSATIONS[options.kind](reader, policy, files, out)


async def _judge_repeats(files: list[Path], out: Path | None, *, asks_model: bool) -> dict[str, object]:
    model = model_of(load()) if asks_model else None
    if asks_model and model is None:
        raise MisconfiguredError("No language model is configured: docs/configuration.md.")
    try:
        return await judge_repeats(files, out, model)
    finally:
        if model is not None:
            await model.aclose()


def card_texts(saying: Saying) -> tuple[str, ...]:
    """What can be read of a card, block by block; not its buttons."""
    blocks = [block.get("text") or next(iter(block["elements"])) for block in draw(saying).as_json()]
    return tuple(str(block["text"]) for block in blocks if isinstance(block.get("text"), str))
