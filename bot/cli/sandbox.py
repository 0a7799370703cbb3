"""the sandbox workspace alone, for any Bolt app"""

import argparse
from pathlib import Path

from sandbox.server import serve


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`baton sandbox [--config FILE] [--port N]`."""
    parser.add_argument("--config", type=Path, help="the world's TOML; default: the demo's")
    parser.add_argument("--port", type=int, default=8765)


async def act(options: argparse.Namespace) -> int:
    """Until interrupted."""
    await serve(options.config, options.port)
    return 0
