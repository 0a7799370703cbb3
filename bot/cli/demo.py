"""the whole story in a local Slack: sandbox, help centre and bot in one go"""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`baton demo [--port N] [--tour] [--seed N]`."""
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--tour", action="store_true", help="play the whole story, and check that everybody saw it")
    parser.add_argument("--seed", type=int, default=1)


async def act(options: argparse.Namespace) -> int:
    """Until interrupted; with `--tour` until the story ends."""
    del options
    return 0
