"""The `baton` command: one file per subcommand, each thin."""

import argparse
import asyncio
import sys
from collections.abc import Sequence

from bot import log
from bot.cli import bench, db, demo, doctor, eval, kb, run, sandbox  # noqa: A004  named for its command
from bot.errors import BatonError

COMMANDS = (run, demo, sandbox, doctor, kb, db, bench, eval)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status. 2 when it was called wrongly, 1 when it failed."""
    parser = argparse.ArgumentParser(prog="baton", description="A Slack support bot that knows when to pass the baton.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for module in COMMANDS:
        name = module.__name__.rsplit(".", 1)[-1]
        command = commands.add_parser(name, help=(module.__doc__ or "").strip().splitlines()[0])
        module.add_arguments(command)
        command.set_defaults(act=module.act)
    options = parser.parse_args(arguments)
    log.set_up("WARNING")  # standard output is for what was asked
    try:
        status: int = asyncio.run(options.act(options))
    except BatonError as error:
        print(f"baton: {error.message}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 130
    return status
