"""how good: human, requests, retrieval"""

import argparse
import json
from pathlib import Path

from bot.evals.retrieval import judge_retrieval
from bot.evals.texts import JUDGES, judge_texts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`baton eval KIND FILES… [--kb DOCS] [--predictions OUT] [--json]`."""
    kinds = parser.add_subparsers(dest="kind", metavar="KIND", required=True)
    for kind in (*JUDGES, "retrieval"):
        one = kinds.add_parser(kind)
        one.add_argument("files", nargs="+", type=Path)
        one.add_argument("--predictions", type=Path, help="write what was said of each line here")
        one.add_argument("--json", action="store_true")
        one.add_argument("--brain", choices=["local"], default="local")
        if kind == "retrieval":
            one.add_argument("--kb", type=Path, required=True, help="the documents, as JSON lines")


async def act(options: argparse.Namespace) -> int:
    """Print the figures."""
    if options.kind == "retrieval":
        figures = judge_retrieval(options.kb, options.files, options.predictions)
    else:
        figures = judge_texts(options.kind, options.files, options.predictions)
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:18} {value}")
    return 0
