"""`python -m sandbox`: a Slack of one's own, until Ctrl-C."""

import argparse
import asyncio
import contextlib
from pathlib import Path

from sandbox.server import serve


def main() -> None:
    """Run the sandbox."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A local Slack Connect.")
    parser.add_argument("--world", type=Path, help="a TOML file; the demo's world by default")
    parser.add_argument("--manifest", type=Path, help="take scopes, events and commands from this manifest.yml")
    parser.add_argument("--port", type=int, default=3099)
    given = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(given.world, given.port, manifest=given.manifest))


if __name__ == "__main__":
    main()
