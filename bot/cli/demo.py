"""the whole story in a local Slack: sandbox, help centre and bot in one go"""

import argparse
import asyncio
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.app import running
from bot.cli.tour import play
from bot.errors import MisconfiguredError
from bot.settings import Settings, load
from sandbox.client import SandboxClient
from sandbox.server import Sandbox, start
from sandbox.vendors.accounts import DEMO_ACCOUNTS
from sandbox.vendors.model.api import Model
from sandbox.world import DEMO
from sandbox.world_file import load_world

_ROOT = Path(__file__).parents[2]
_SANDBOX = _ROOT / "sandbox"
_SECONDS_A_WORD = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """A sandbox with a bot at work in it, and a client to be the people."""

    sandbox: Sandbox
    client: SandboxClient
    settings: Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`baton demo [--port N] [--tour] [--model] [--seed N]`."""
    parser.add_argument("--port", type=int, default=8765, help="where the sandbox's page is; 0 picks one")
    parser.add_argument("--tour", action="store_true", help="play the whole story, and check that everybody saw it")
    parser.add_argument("--model", action="store_true", help="let a stand-in for a language model write the answers")
    parser.add_argument("--seed", type=int, default=1, help="makes what is random in the sandbox repeatable")


async def act(options: argparse.Namespace) -> int:
    """Until interrupted; with `--tour` until the story ends, 0 only if everybody saw all of it."""
    port = 0 if options.tour else options.port
    async with stage(port, options.seed, with_model=options.model) as demo:
        if options.tour:
            return await play(demo.client)
        where = {"page": demo.sandbox.page_url, "mails": demo.sandbox.mailbox_url, "api": demo.sandbox.api_url}
        print(_WELCOME.format(**where), flush=True)
        await _interrupted()
    return 0


@asynccontextmanager
async def stage(port: int, seed: int, *, with_model: bool = False) -> AsyncIterator[Demo]:
    """The sandbox, and the unmodified bot in it, reached only by its address and tokens."""
    world = replace(load_world(DEMO), seed=seed)
    try:
        sandbox = await start(world, port=port, manifest=_ROOT / "manifest.yml", accounts=DEMO_ACCOUNTS)
    except OSError as error:
        raise MisconfiguredError(f"Port {port} is taken. Choose another: baton demo --port N (0: any).") from error
    with tempfile.TemporaryDirectory(prefix="baton-demo-") as folder:
        settings = demo_settings(sandbox, Path(folder), with_model=with_model)
        try:
            async with (
                running(settings, "socket") as bot,
                SandboxClient(sandbox.url, sandbox.control_token) as client,
            ):
                await client.vendors.send_webhooks(f"{bot.url}/webhooks/linear")
                yield Demo(sandbox=sandbox, client=client, settings=settings)
        finally:
            await sandbox.stop()


def demo_settings(sandbox: Sandbox, folder: Path, *, with_model: bool = False) -> Settings:
    """Settings as an admin would write them in `.env`. A model that is configured there is used here too."""
    return load(
        **_vendors(sandbox, with_model=with_model),
        slack_bot_token=sandbox.bot_token,
        slack_app_token=sandbox.app_token,
        slack_signing_secret=sandbox.signing_secret,
        slack_api_url=sandbox.api_url,
        database_url=f"sqlite:///{folder}/baton.db",
        baton_kb=_SANDBOX / "help_centre",
        baton_config=_SANDBOX / "worlds" / "demo.baton.toml",
        baton_handoff_channel=None,
        baton_http_port=0,
        baton_quiet_seconds=1.0,
        larkspur_calendar=sandbox.calendar_url,
        **{name.lower(): value for name, value in sandbox.post_office.environment.items()},
    )


def _vendors(sandbox: Sandbox, *, with_model: bool) -> dict[str, Any]:
    """The settings that lead to the vendors' stand-ins; to the model's only if wanted."""
    assert sandbox.vendors is not None
    model = sandbox.vendors.vendor(Model)
    model.pace = _SECONDS_A_WORD
    unwanted = set() if with_model else set(model.environment(""))
    found = {name: value for name, value in sandbox.vendors.environment.items() if name not in unwanted}
    return {name.lower(): value for name, value in found.items()}


async def _interrupted() -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await stop.wait()


_WELCOME = """
Baton is at work in a local Slack. No account, no key, nothing leaves this machine.

  Open   {page}

  Left, you are Maya, a customer of Larkspur. Ask something, for example:
      How do I rotate our API key without downtime?
      that didn't work
      can I talk to someone?
  While you wait for a person, book a time; the invitation is among the e-mails that went out:
      {mails}
  Right, you are Dana of Larkspur's support: press Claim on the card, then write in its thread.
  Be Priya (admin) and type /support status.

  `baton demo --tour` plays the story by itself. Ctrl-C ends it.
  (Web API for your own Bolt app: {api})
"""
