"""The commands as an admin types them: real processes, against a real sandbox."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

import pytest

from bot.cli import COMMANDS
from sandbox.client import SandboxClient
from sandbox.server import Sandbox, start
from tests.typed import typed

ROOT = Path(__file__).parents[2]
ARTICLE = "---\ntitle: Refunds\nurl: https://help.example/refunds\n---\n\n## How long\n\nA refund takes three days.\n"


@dataclass(slots=True)
class Terminal:
    """A shell with the environment that `.env` would give."""

    sandbox: Sandbox
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    async def start(self, *arguments: str) -> asyncio.subprocess.Process:
        """Type it, and do not wait until it ends."""
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *arguments,
            cwd=self.folder,
            env={**_clean(), **self.environment},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    async def type(self, *arguments: str) -> tuple[int, str]:
        """The exit status, and all that was printed."""
        environment = {**_clean(), **self.environment}
        status, said, complaints = await typed("bot.cli", arguments, self.folder, environment, self.folder)
        return status, said + complaints

    async def type_in_turn(self, *commands: str) -> tuple[list[int], str]:
        """Several, one after the other: their statuses, and all that was printed."""
        ended = [await self.type(*command.split()) for command in commands]
        return [status for status, _ in ended], "\n".join(said for _, said in ended)


def _clean() -> dict[str, str]:
    ours = ("SLACK_", "BATON_", "OPENAI_", "DATABASE_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}  # noqa: TID251
    return {**kept, "PYTHONPATH": str(ROOT)}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_listed_as_its_module_says(name: str) -> None:
    assert COMMANDS[name] == import_module(f"bot.cli.{name}").__doc__


@pytest.fixture
async def terminal(tmp_path: Path) -> AsyncIterator[Terminal]:
    sandbox = await start(manifest=ROOT / "manifest.yml")
    (tmp_path / "kb").mkdir()
    (tmp_path / "kb" / "refunds.md").write_text(ARTICLE)
    yield Terminal(
        sandbox=sandbox,
        folder=tmp_path,
        environment={
            "SLACK_BOT_TOKEN": sandbox.bot_token,
            "SLACK_APP_TOKEN": sandbox.app_token,
            "SLACK_API_URL": sandbox.api_url,
            "BATON_KB": str(tmp_path / "kb"),
            "BATON_HTTP_PORT": "0",
        },
    )
    await sandbox.stop()


def with_calendar(terminal: Terminal, url: str) -> None:
    """The demo's team has its calendar there."""
    config = str(ROOT / "sandbox" / "worlds" / "demo.baton.toml")
    terminal.environment |= {"BATON_CONFIG": config, "LARKSPUR_CALENDAR": url}


async def test_the_doctor_finds_nothing_wrong_in_the_sandbox(terminal: Terminal) -> None:
    with_calendar(terminal, terminal.sandbox.calendar_url)
    status, said = await terminal.type("doctor", "--json")

    found = json.loads(said.splitlines()[-1])
    assert (status, found["ok"]) == (0, True), said
    assert {check["name"] for check in found["checks"]} >= {"settings", "database", "slack", "scopes", "delivery"}
    (calendar,) = [check for check in found["checks"] if check["name"] == "calendar"]
    assert (calendar["state"], "busy times in the next 14 days" in calendar["detail"]) == ("ok", True), calendar
    assert terminal.sandbox.bot_token not in said


async def test_the_doctor_says_that_a_token_is_wrong_and_fails(terminal: Terminal) -> None:
    terminal.environment["SLACK_BOT_TOKEN"] = "xoxb-sandbox-wrong"

    status, said = await terminal.type("doctor")

    assert status == 1
    assert "does not accept SLACK_BOT_TOKEN (invalid_auth)" in said
    assert "xoxb-sandbox-wrong" not in said


async def test_the_doctor_names_a_missing_scope_and_fails_and_a_calendar_that_is_not_there(terminal: Terminal) -> None:
    async with SandboxClient(terminal.sandbox.url, terminal.sandbox.control_token) as client:
        await client.features(bot_scopes=["chat:write", "users:read", "channels:read", "groups:read", "im:read"])
    with_calendar(terminal, f"{terminal.sandbox.url}/calendars/private-wrong/basic.ics")

    status, said = await terminal.type("doctor")

    assert "! calendar: Larkspur Support: the calendar of Larkspur Support refused: HTTP 404" in said
    assert "private-wrong" not in said

    assert status == 1
    assert "missing:" in said
    assert "reactions:write" in said


async def test_the_doctor_says_which_setting_is_wrong(terminal: Terminal) -> None:
    terminal.environment["BATON_KB"] = "/nowhere/at/all"

    status, said = await terminal.type("doctor")

    assert status == 1
    assert "BATON_KB: /nowhere/at/all does not exist" in said


async def test_a_wrong_token_keeps_the_bot_from_starting_and_says_how_to_mend_it(terminal: Terminal) -> None:
    terminal.environment["SLACK_BOT_TOKEN"] = "xoxb-sandbox-wrong"

    status, said = await terminal.type("run")

    assert status == 1
    assert "OAuth & Permissions" in said


async def test_the_bot_runs_until_it_is_told_to_stop(terminal: Terminal) -> None:
    process = await terminal.start("run")
    async with SandboxClient(terminal.sandbox.url, terminal.sandbox.control_token) as client:
        await client.wait_for_call("apps.connections.open", within=30)
        thread = await client.post("U0MAYA", "C0BRIGHTW", "How long does a refund take?")
        answer = await client.wait_for_message("U0MAYA", "C0BRIGHTW", 20, thread_ts=thread, after_ts=thread)

    process.send_signal(signal.SIGTERM)
    _, errors = await process.communicate()

    assert "three days" in answer["text"]
    assert process.returncode == 0, errors.decode()


async def test_knowledge_can_be_synced_added_listed_and_searched(terminal: Terminal) -> None:
    extra = terminal.folder / "shipping.md"
    extra.write_text("# Shipping\n\nParcels leave on Mondays.\n")

    statuses, said = await terminal.type_in_turn(
        "kb sync", f"kb add {extra}", "kb list", "kb search how long does a refund take"
    )

    assert statuses == [0, 0, 0, 0]
    assert said.count("1 new or changed") == 2
    assert "Shipping" in said
    assert "https://help.example/refunds" in said


async def test_the_schema_can_be_checked_and_upgraded(terminal: Terminal) -> None:
    statuses, said = await terminal.type_in_turn("db check", "db upgrade", "db check")

    assert statuses == [1, 0, 0]
    assert "Run: baton db upgrade" in said
