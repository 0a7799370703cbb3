"""The `baton` command: one file per subcommand, each thin."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from importlib import import_module

from bot import log
from bot.errors import BatonError

COMMANDS = {
    "run": "run the bot against Slack, or whatever SLACK_API_URL names",
    "demo": "the whole story in a local Slack: sandbox, help centre and bot in one go",
    "sandbox": "the sandbox workspace alone, for any Bolt app",
    "doctor": "check settings, database, Slack, scopes, model and knowledge",
    "kb": "knowledge: sync, add, list, search",
    "db": "the schema: upgrade, check",
    "route": "routing: where past handoffs would wait by the rules of a file, before it is in force",
    "bench": "how fast, how safe, how honest: answer, claims, crash, interleavings, waits",
    "eval": "how good: human, requests, frustration, timing, topics, retrieval, bugs, briefing, repeats",
}
"""Each is a module beside this one, which begins with the same line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status. 2 when it was called wrongly, 1 when it failed."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    parser = argparse.ArgumentParser(prog="baton", description="A Slack support bot that knows when to pass the baton.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=purpose)
        if name in words[:1]:  # the others stay unread: each would cost a second
            module = import_module(f"bot.cli.{name}")
            module.add_arguments(command)
            command.set_defaults(act=module.act)
    options = parser.parse_args(words)
    log.set_up("WARNING")  # standard output is for what was asked
    try:
        status: int = asyncio.run(options.act(options))
    except BatonError as error:
        print(f"baton: {error.message}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 130
    return status
