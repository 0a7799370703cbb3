"""`python -m sandbox`: the same as `baton sandbox`, with nothing else of Baton."""

import argparse
import asyncio
import sys

from sandbox.command import CannotStartError, add_arguments, run


def main() -> int:
    """Run the sandbox; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A local Slack Connect.")
    add_arguments(parser)
    try:
        asyncio.run(run(parser.parse_args()))
    except CannotStartError as error:
        sys.stderr.write(f"sandbox: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
