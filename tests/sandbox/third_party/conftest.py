"""A sandbox as a command, and other people's apps started beside it."""

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from sandbox.client import SandboxClient
from tests.sandbox.bots import Json
from tests.sandbox.third_party.apps import Launch, Slack

ROOT = Path(__file__).parents[3]
BOOTED = (b"Bolt app is running", b"echo-bot started")


@pytest.fixture(scope="module")
def access() -> Iterator[Json]:
    """The sandbox as a command, and what it says of itself."""
    words = [sys.executable, "-m", "bot", "sandbox", "--port", "0", "--json"]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())
        process.terminate()


@pytest.fixture
async def slack(access: Json, tmp_path: Path) -> AsyncIterator[Slack]:
    """The sandbox as new; the SDK is pointed at it by the lines that `docs/sandbox.md` gives."""
    document = (ROOT / "docs" / "sandbox.md").read_text(encoding="utf-8")
    (lines,) = re.findall(r"```python\n(import os\nfrom functools.*?)```", document, re.DOTALL)
    (tmp_path / "sitecustomize.py").write_text(lines)
    environment = {
        "SLACK_API_URL": access["api_url"],
        "SLACK_BOT_TOKEN": access["bot_token"],
        "SLACK_APP_TOKEN": access["app_token"],
        "SLACK_SIGNING_SECRET": access["signing_secret"],
        "PYTHONPATH": str(tmp_path),
        "PYTHONUNBUFFERED": "1",
        "PATH": os.environ["PATH"],  # noqa: TID251
    }
    async with SandboxClient(access["url"], access["control_token"]) as people:
        yield Slack(people, environment)
        await people.use_sockets()
        await people.reset()


@pytest.fixture
async def launch(slack: Slack) -> AsyncIterator[Launch]:
    """Starts an app, and returns when it says that it runs."""
    started: list[asyncio.subprocess.Process] = []

    async def run(*words: str, **more: str) -> None:
        environment = {**slack.environment, **more}
        environment["PYTHONPATH"] = os.pathsep.join([slack.environment["PYTHONPATH"], more.get("PYTHONPATH", "")])
        process = await asyncio.create_subprocess_exec(
            *words, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        started.append(process)
        assert process.stdout is not None
        said = b""
        while not any(words in said for words in BOOTED):
            line = await process.stdout.readline()
            assert line, f"it ended:\n{said.decode()}"
            said += line
        reading.append(asyncio.create_task(process.stdout.read()))  # so that it never waits for us to read

    reading: list[asyncio.Task[bytes]] = []
    yield run
    for process in started:
        process.kill()
        await process.wait()
    await asyncio.gather(*reading)
