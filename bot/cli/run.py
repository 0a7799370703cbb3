"""run the bot against Slack, or whatever SLACK_API_URL names"""

import argparse
import asyncio
import signal
from pathlib import Path

from bot import log
from bot.app import running
from bot.settings import load


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`baton run [--mode socket|http] [--config FILE]`."""
    parser.add_argument("--mode", choices=["socket", "http"], default="socket", help="how Slack reaches us")
    parser.add_argument("--config", type=Path, help="the workspace's TOML; overrides BATON_CONFIG")


async def act(options: argparse.Namespace) -> int:
    """Until SIGINT or SIGTERM."""
    settings = load(**({"baton_config": options.config} if options.config else {}))
    log.set_up(settings.baton_log_level)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    async with running(settings, options.mode) as bot:
        print(f"Baton is at work in {bot.me.team_name or bot.me.team} ({options.mode} mode); health: {bot.url}/healthz")
        await stop.wait()
    return 0
