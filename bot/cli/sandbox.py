"""the sandbox workspace alone, for any Bolt app"""

import argparse

from bot.errors import MisconfiguredError
from sandbox import command


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`baton sandbox [--config FILE] [--manifest FILE] [--port N] [--json]` and what makes it stricter."""
    command.add_arguments(parser)


async def act(options: argparse.Namespace) -> int:
    """Until interrupted."""
    try:
        await command.run(options)
    except command.CannotStartError as error:
        raise MisconfiguredError(str(error)) from error
    return 0
