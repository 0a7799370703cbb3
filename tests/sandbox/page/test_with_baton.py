"""The real bot, seen through the page: a question, a streamed answer, a handoff, and both sides talking."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.app import running
from bot.settings import load
from integrations.registry import setting_names
from sandbox.server import Sandbox, start
from tests.sandbox.page.conftest import Open
from tests.sandbox.page.window import LEFT, RIGHT, expect
from tests.scenarios.knowledge import write_help_centre
from tests.scenarios.model_server import ScriptedModel

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROOT = Path(__file__).parents[3]
QUESTION = "How do I rotate our API key without downtime?"


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in setting_names():
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BATON_STREAM_SECONDS", "0")


@pytest_asyncio.fixture(loop_scope="session")
async def box() -> AsyncIterator[Sandbox]:
    sandbox = await start(manifest=ROOT / "manifest.yml")
    yield sandbox
    await sandbox.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def model(box: Sandbox, tmp_path: Path) -> AsyncIterator[ScriptedModel]:
    """A bot is at work, and this is who words its answers."""
    async with ScriptedModel() as scripted:
        settings = load(
            slack_bot_token=box.bot_token,
            slack_app_token=box.app_token,
            slack_api_url=box.api_url,
            database_url=f"sqlite:///{tmp_path}/baton.db",
            baton_kb=write_help_centre(tmp_path / "help"),
            baton_config=ROOT / "sandbox" / "worlds" / "demo.baton.toml",
            baton_http_port=0,
            baton_quiet_seconds=0.05,
            openai_base_url=scripted.url,
            openai_api_key="test-key",
            baton_model="scripted",
        )
        async with running(settings, "socket"):
            yield scripted


async def test_a_handoff_is_seen_from_both_sides(look: Open, model: ScriptedModel) -> None:
    window = await look()
    the_rest = asyncio.Event()
    model.will_say("Create the second key first [1].\n\nThen", the_rest, " put it into your integrations [1].")

    await window.write(LEFT, QUESTION)
    await window.sees(LEFT, "Create the second key first")
    await expect(window.side(LEFT).locator(".caret")).to_be_visible()
    await expect(window.message(LEFT, "your integrations")).to_have_count(0)
    the_rest.set()
    await window.sees(LEFT, "put it into your integrations")

    await window.press(LEFT, "Talk to a person")
    await window.sees(LEFT, "no need to repeat")
    card = await window.sees(RIGHT, QUESTION)
    await window.press(RIGHT, "Claim")
    await expect(card).to_contain_text("Dana")
    await card.locator(".thread-link").click()
    await window.write(RIGHT, "Hi Maya, which period do you need?", "Reply")
    relayed = await window.sees(LEFT, "which period do you need?")
    await expect(relayed.locator(".author")).to_contain_text("Dana")
    await window.write(LEFT, "All of last year, please", "Reply")
    await window.sees(RIGHT, "All of last year, please")
    await window.write(RIGHT, "note: she is on the Pro plan", "Reply")
    await expect((await window.sees(RIGHT, "she is on the Pro plan")).locator(".reaction")).to_contain_text("🔒")

    await expect(window.message(LEFT, "Pro plan")).to_have_count(0)


async def test_an_outsider_is_told_why_a_command_is_not_theirs(look: Open, model: ScriptedModel) -> None:
    window = await look()

    await window.write(LEFT, "/support status")

    await expect(window.side(LEFT).locator(".composer-note").first).to_contain_text("the other company's app")
