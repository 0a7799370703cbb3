"""A world with every kind of counterpart that Slack Connect has."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.settings import Settings
from sandbox.server import Sandbox, Timing, start
from tests.scenarios.conftest import ROOT
from tests.scenarios.story import NewSettings, Story, telling

CONNECT = ROOT / "sandbox" / "worlds" / "connect.toml"


@pytest.fixture
async def connect_box() -> AsyncIterator[Sandbox]:
    sandbox = await start(CONNECT, manifest=ROOT / "manifest.yml", timing=Timing(clock_rate=20))
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def connect_story(connect_box: Sandbox, settings: NewSettings, tmp_path: Path) -> AsyncIterator[Story]:
    """A story among a Grid organisation, guests, and a partner who may only post."""
    config = tmp_path / "connect.baton.toml"
    config.write_text('[[teams]]\nname = "Larkspur Support"\nchannel = "C0HANDOFF"\n', encoding="utf-8")

    def here(**changes: object) -> Settings:
        usual: dict[str, object] = {
            "slack_bot_token": connect_box.bot_token,
            "slack_app_token": connect_box.app_token,
            "slack_signing_secret": connect_box.signing_secret,
            "slack_api_url": connect_box.api_url,
            "baton_config": config,
        }
        return settings(**(usual | changes))

    async with telling(connect_box, here, "socket") as story:
        await story.start_bot()
        yield story
