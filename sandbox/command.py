"""The sandbox as a command: a Slack of one's own, until Ctrl-C."""

import argparse
import asyncio
import json
import signal
import sys
from pathlib import Path
from typing import Any

from sandbox.features import RateLimits, switched
from sandbox.server import Sandbox, start
from sandbox.vendors.accounts import accounts_beside
from sandbox.world import DEMO
from sandbox.world_file import WorldFileError


class CannotStartError(Exception):
    """The sandbox was called wrongly; the text says how to mend it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--config", type=Path, help="the world's TOML; default: the demo's (see docs/sandbox.md)")
    parser.add_argument("--manifest", type=Path, help="the app's manifest: it gets these scopes, events and commands")
    parser.add_argument("--port", type=int, default=8765, help="where to listen on loopback; 0 picks a free one")
    parser.add_argument("--clock-rate", type=float, default=1.0, help="seconds of retries and expiries in a real one")
    parser.add_argument(
        "--rate-limits", choices=[one.value for one in RateLimits], default="off", help="Slack's tiers; default: off"
    )
    parser.add_argument("--json", action="store_true", help="say where it is in one line of JSON")


async def run(options: argparse.Namespace) -> None:
    """Run a sandbox until SIGINT or SIGTERM; CannotStartError if there can be none."""
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    sandbox = await _started(options)
    try:
        said = json.dumps(_access(sandbox)) if options.json else _welcome(sandbox)
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()
        await stopped.wait()
    finally:
        await sandbox.stop()


async def _started(options: argparse.Namespace) -> Sandbox:
    if options.clock_rate <= 0:
        raise CannotStartError("--clock-rate must be more than 0.")
    try:
        sandbox = await start(
            options.config,
            port=options.port,
            clock_rate=options.clock_rate,
            manifest=options.manifest,
            accounts=accounts_beside(options.config or DEMO),
        )
    except WorldFileError as error:
        raise CannotStartError(str(error)) from error
    except (OSError, OverflowError) as error:
        raise CannotStartError(f"Port {options.port} cannot be had: {error}. Choose another (0: any).") from error
    sandbox.ws.features = switched(sandbox.ws.features, {"rate_limits": options.rate_limits})
    return sandbox


def _access(sandbox: Sandbox) -> dict[str, Any]:
    return {
        "vendors": sandbox.vendors.environment if sandbox.vendors else {},
        "url": sandbox.url,
        "api_url": sandbox.api_url,
        "page_url": sandbox.page_url,
        "control_url": f"{sandbox.url}/control/",
        "control_token": sandbox.control_token,
        "bot_token": sandbox.bot_token,
        "app_token": sandbox.app_token,
        "signing_secret": sandbox.signing_secret,
    }


def _welcome(sandbox: Sandbox) -> str:
    access = _access(sandbox)
    settings = "".join(f"{name}={value}\n" for name, value in access["vendors"].items())
    vendors = f"The vendors' stand-ins:\n{settings}\n" if settings else ""
    return _WELCOME.format(**{**access, "vendors": vendors})


_WELCOME = """Sandbox    {page_url}

Give your app:
SLACK_API_URL={api_url}
SLACK_BOT_TOKEN={bot_token}
SLACK_APP_TOKEN={app_token}
SLACK_SIGNING_SECRET={signing_secret}

Be anybody on the page above, or from a program:
SANDBOX_CONTROL_URL={control_url}
SANDBOX_CONTROL_TOKEN={control_token}

{vendors}Ctrl-C stops it."""
