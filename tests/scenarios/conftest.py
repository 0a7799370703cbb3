"""A sandbox with the real bot in it, for each test anew, over Socket Mode or signed HTTP."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog

from bot.app import Mode
from bot.settings import Settings, load
from integrations.registry import setting_names
from sandbox.server import Sandbox, Timing, start
from sandbox.vendors.accounts import DEMO_ACCOUNTS
from sandbox.world_file import load_world
from tests.scenarios.knowledge import write_help_centre
from tests.scenarios.model_server import ScriptedModel
from tests.scenarios.story import NewSettings, Story, telling

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "sandbox" / "worlds" / "demo.baton.toml"

QUIET = 0.05
"""Seconds that end a burst: short, so that tests are; and longer than a burst's messages are apart."""


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither this machine's proxies nor its `.env` have a part in any story. Streams are eager."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name in setting_names():
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BATON_STREAM_SECONDS", "0")


@pytest.fixture(autouse=True)
def plain_log() -> Iterator[None]:
    """Structlog's own way to show an error takes seconds, which would change how stories end."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["level", "event"]),
        ]
    )
    yield
    structlog.reset_defaults()


@pytest.fixture
async def box() -> AsyncIterator[Sandbox]:
    """The demo's world, with the app as our manifest declares it: its scopes, events and commands, and no others."""
    sandbox = await start(manifest=ROOT / "manifest.yml", timing=Timing(clock_rate=20))
    yield sandbox
    await sandbox.stop()


COPPERFIELD = """
[[teams]]
id = "T0COPPER"
name = "Copperfield Heating"
domain = "copperfield"

[[people]]
id = "U0OLGA"
team = "T0COPPER"
real_name = "Olga Brandt"
email = "olga@copperfield.example"

[[channels]]
id = "C0COPPER"
host = "T0LARKSPUR"
name = "larkspur-copperfield"
guests = { T0COPPER = "ext-larkspur" }
members = ["U0DANA", "U0PRIYA", "U0OLGA", "U0BATON"]
"""


@pytest.fixture
async def box_with_vendors(tmp_path: Path) -> AsyncIterator[Sandbox]:
    """The demo's world with the company's own systems in it, and a third customer in Slack."""
    world = tmp_path / "world.toml"
    world.write_text((ROOT / "sandbox" / "worlds" / "demo.toml").read_text(encoding="utf-8") + COPPERFIELD, "utf-8")
    sandbox = await start(
        load_world(world), manifest=ROOT / "manifest.yml", timing=Timing(clock_rate=20), accounts=DEMO_ACCOUNTS
    )
    yield sandbox
    await sandbox.stop()


@pytest.fixture
def settings(box: Sandbox, tmp_path: Path, sqlite: str) -> NewSettings:
    return settings_in(box, tmp_path, sqlite)


def settings_in(box: Sandbox, tmp_path: Path, sqlite: str) -> NewSettings:
    """Settings as an admin would write them in `.env`; a test may change some."""
    help_centre = write_help_centre(tmp_path / "help")

    def new(**changes: object) -> Settings:
        usual: dict[str, object] = {
            "slack_bot_token": box.bot_token,
            "slack_app_token": box.app_token,
            "slack_signing_secret": box.signing_secret,
            "slack_api_url": box.api_url,
            "database_url": sqlite,
            "baton_kb": help_centre,
            "baton_config": DEMO,
            "baton_http_port": 0,
            "baton_quiet_seconds": QUIET,
            **{name.lower(): value for name, value in box.post_office.environment.items()},
        }
        return load(**(usual | changes))

    return new


@pytest.fixture
async def firm(box_with_vendors: Sandbox, tmp_path: Path, sqlite: str) -> AsyncIterator[Story]:
    """A story in a company whose systems know its customers; the bot is not there yet."""
    assert box_with_vendors.vendors is not None
    known = {name.lower(): value for name, value in box_with_vendors.vendors.environment.items()}
    own = {name: value for name, value in known.items() if not name.startswith(("openai", "baton"))}
    usual = settings_in(box_with_vendors, tmp_path, sqlite)
    async with telling(box_with_vendors, lambda **changes: usual(**(own | changes)), "socket") as story:
        yield story


@pytest.fixture(params=["socket", "http"])
def transport(request: pytest.FixtureRequest) -> Mode:
    mode: Mode = request.param
    return mode


@pytest.fixture
async def untold(box: Sandbox, settings: NewSettings) -> AsyncIterator[Story]:
    """A story whose bot the test starts itself."""
    async with telling(box, settings, "socket") as story:
        yield story


@pytest.fixture
async def story(untold: Story) -> Story:
    """A story with the bot at work, over Socket Mode."""
    await untold.start_bot()
    return untold


@pytest.fixture
async def main_story(box: Sandbox, settings: NewSettings, transport: Mode) -> AsyncIterator[Story]:
    """A story with the bot at work, once over each transport."""
    async with telling(box, settings, transport) as story:
        await story.start_bot()
        yield story


@pytest.fixture
async def model() -> AsyncIterator[ScriptedModel]:
    async with ScriptedModel() as scripted:
        yield scripted


@pytest.fixture
async def model_story(untold: Story, model: ScriptedModel) -> Story:
    """A story whose bot has a language model to write its answers."""
    await untold.start_bot(openai_base_url=model.url, openai_api_key="test-key", baton_model="scripted")
    return untold


@pytest.fixture
async def main_model_story(
    box: Sandbox, settings: NewSettings, transport: Mode, model: ScriptedModel
) -> AsyncIterator[Story]:
    """The same, once over each transport."""
    async with telling(box, settings, transport) as story:
        await story.start_bot(openai_base_url=model.url, openai_api_key="test-key", baton_model="scripted")
        yield story
