"""`python -m sandbox` and `baton sandbox`, as somebody types them who wants to try a Bolt app."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import SandboxClient, SandboxError
from tests.typed import typed

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "sandbox" / "worlds" / "example.toml"


async def run(*arguments: str, module: str = "sandbox") -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    words = [sys.executable, "-m", module, *arguments]
    return await asyncio.create_subprocess_exec(*words, cwd=ROOT, stdout=pipe, stderr=pipe)


async def first_line(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    return (await process.stdout.readline()).decode()


async def test_it_says_where_it_is_and_what_opens_it_and_ends_cleanly() -> None:
    process = await run("--port", "0", "--config", str(EXAMPLE), "--json")
    given = json.loads(await first_line(process))

    slack = AsyncWebClient(token=given["bot_token"], base_url=given["api_url"])
    async with SandboxClient(given["url"], given["control_token"]) as people:
        ts = await people.post("U0ANN", "C0GENERAL", "Hello")
        found = await slack.conversations_history(channel="C0GENERAL")
    process.send_signal(signal.SIGINT)
    _, errors = await process.communicate()

    assert [message["ts"] for message in found["messages"]] == [ts]
    assert given["page_url"] == f"{given['url']}/#token=steer-me"
    assert (process.returncode, errors) == (0, b"")


async def test_what_it_prints_can_be_pasted() -> None:
    process = await run("sandbox", "--port", "0", module="bot")
    assert process.stdout is not None
    lines = [(await process.stdout.readline()).decode().strip() for _ in range(13)]
    process.terminate()
    await process.communicate()

    settings = dict(line.split("=", 1) for line in lines if line.startswith(("SLACK_", "SANDBOX_")))
    assert settings["SLACK_BOT_TOKEN"].startswith("xoxb-sandbox-")
    assert settings["SLACK_APP_TOKEN"].startswith("xapp-sandbox-")
    assert settings["SLACK_API_URL"].endswith("/api/")
    assert settings["SLACK_SIGNING_SECRET"]
    assert settings["SANDBOX_CONTROL_URL"].endswith("/control/")
    assert settings["SANDBOX_CONTROL_TOKEN"] in lines[0]
    assert process.returncode == 0


async def test_it_can_be_as_strict_as_slack(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.json"
    manifest.write_text('{"oauth_config": {"scopes": {"bot": ["chat:write", "users:read"]}}}')
    process = await run("--port", "0", "--json", "--manifest", str(manifest), "--rate-limits", "strict")
    given = json.loads(await first_line(process))
    slack = AsyncWebClient(token=given["bot_token"], base_url=given["api_url"])

    with pytest.raises(SlackApiError, match="missing_scope"):
        await slack.conversations_history(channel="C0BRIGHTW")
    for _ in range(20):
        await slack.users_list()
    with pytest.raises(SlackApiError, match="ratelimited"):
        await slack.users_list()
    process.terminate()
    await process.communicate()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["--config", "/nowhere.toml"], "/nowhere.toml cannot be read", id="no config"),
        pytest.param(["--manifest", "/nowhere.yml"], "/nowhere.yml cannot be read", id="no manifest"),
        pytest.param(["--config", "pyproject.toml"], "pyproject.toml:1: `project` is not a key here", id="no world"),
        pytest.param(["--port", "70000"], "Port 70000 cannot be had", id="no port"),
        pytest.param(["--clock-rate", "0"], "--clock-rate must be more than 0", id="no time"),
    ],
)
async def test_it_says_how_it_was_called_wrongly(tmp_path: Path, arguments: list[str], told: str) -> None:
    status, said, complaints = await typed("sandbox.__main__", arguments, ROOT, os.environ, tmp_path)  # noqa: TID251

    assert (status, said) == (1, "")
    assert told in complaints
    assert "Traceback" not in complaints


async def test_a_taken_port_is_said_in_a_sentence(tmp_path: Path) -> None:
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    status, _, complaints = await typed("sandbox.__main__", ["--port", str(port)], ROOT, os.environ, tmp_path)  # noqa: TID251
    server.close()
    await server.wait_closed()

    assert status == 1
    assert f"Port {port} cannot be had" in complaints


async def test_a_wrong_control_token_opens_nothing() -> None:
    process = await run("--port", "0", "--json")
    given = json.loads(await first_line(process))

    async with SandboxClient(given["url"], "guessed") as people:
        with pytest.raises(SandboxError, match="unauthorized"):
            await people.world()
    process.terminate()
    await process.communicate()
