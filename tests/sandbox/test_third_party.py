"""Bolt apps by other people, unmodified, against `baton sandbox` as a command: told by environment variables alone.

They are not ours to keep here. `BATON_THIRD_PARTY` names a folder that holds them: CI fills it from PyPI (`.ci/run`);
samples that are on no registry can be laid there by hand (`docs/sandbox.md` says which). What is absent is skipped.
"""

import asyncio
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import web

from sandbox.client import SandboxClient
from tests.sandbox.bots import DANA, ELI, PRIYA, TEAM, Json, Serving

ROOT = Path(__file__).parents[2]
FOLDER = os.environ.get("BATON_THIRD_PARTY")  # noqa: TID251  where other people's apps are
IN_CI = os.environ.get("CI") == "true"  # noqa: TID251
FETCHED = "slack_okta_bot"
BOOTED = (b"Bolt app is running", b"echo-bot started")

pytestmark = pytest.mark.timeout(120)  # three processes, of which one may read a language model of its own


@dataclass(frozen=True, slots=True)
class Slack:
    """A running `baton sandbox`, and the environment with which an app finds it."""

    people: SandboxClient
    environment: dict[str, str]


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


Launch = Callable[..., Awaitable[None]]


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


def held(name: str) -> Path:
    """A file or folder among other people's apps."""
    return Path(FOLDER or "nowhere") / name


def needs(name: str, *, program: str = sys.executable) -> pytest.MarkDecorator:
    """Skips what is absent, before anything is started; what CI fetches must be there."""
    is_due = IN_CI and name == FETCHED
    is_there = held(name).exists() and shutil.which(program) is not None
    return pytest.mark.skipif(not (is_there or is_due), reason=f"no {name} in the folder that BATON_THIRD_PARTY names")


@pytest.mark.parametrize(
    ("program", "path", "home"),
    [
        pytest.param(
            sys.executable,
            "echo-bot-py/index.py",
            "Echo Bot (Python) Home",
            marks=needs("echo-bot-py/index.py"),
            id="Python",
        ),
        pytest.param(
            "node",
            "echo-bot/index.js",
            "Echo Bot Home",
            marks=needs("echo-bot/index.js", program="node"),
            id="JavaScript",
        ),
    ],
)
async def test_an_echo_bot_with_buttons_a_modal_a_command_and_a_home_works(
    slack: Slack, launch: Launch, program: str, path: str, home: str
) -> None:
    """parvalabs/local-slack, examples/echo-bot-py and examples/echo-bot (MIT), over Socket Mode."""
    people = slack.people
    await launch(program, str(held(path)))

    await people.post(DANA, TEAM, "hello")
    await people.wait_for_message(DANA, TEAM, contains="You said: hello")
    ts = await people.post(DANA, TEAM, "in a thread")
    await people.post(DANA, TEAM, "deeper", thread_ts=ts)
    await people.wait_for_message(DANA, TEAM, thread_ts=ts, contains="(in thread) you said: deeper")

    await people.post(DANA, TEAM, "button")
    card = await people.wait_for_message(DANA, TEAM, contains="Here is a *button*")
    await people.press(DANA, card, "do_click")
    await people.wait_for_message(DANA, TEAM, contains=f"<@{DANA}> clicked the button")

    await people.press(DANA, card, "open_modal")
    view = await people.wait_for_view(DANA, "sample_modal")
    refused = await people.submit(DANA, view["id"], {"name_block": " "})
    answer = await people.submit(DANA, view["id"], {"name_block": "Dana"})
    await people.wait_for_message(DANA, TEAM, contains=f"<@{DANA}> submitted the modal: *Dana*")
    assert refused["errors"] == {"name_block": "Please enter a name"}
    assert answer["response_action"] is None

    await people.command(ELI, TEAM, "/echo", "to me")
    said = await people.wait_for_message(ELI, TEAM, contains="Echo: to me")
    assert said["is_ephemeral"]

    await people.home(PRIYA)
    await people.wait_for_home(PRIYA, contains=home)


@needs("bolt-python-examples/socket_mode.py")
async def test_the_socket_mode_example_of_bolt_works(slack: Slack, launch: Launch) -> None:
    """slackapi/bolt-python, examples/socket_mode.py (MIT): a lazy listener, an external select."""
    people = slack.people
    await launch(sys.executable, str(held("bolt-python-examples/socket_mode.py")))

    await people.command(DANA, TEAM, "/hello-socket-mode")
    said = await people.wait_for_message(DANA, TEAM, contains=f"Hi <@{DANA}>!")
    assert said["is_ephemeral"]

    await people.post(DANA, TEAM, "@Baton hello")
    await people.wait_for_message(DANA, TEAM, contains=f"Hi there, <@{DANA}>!")

    await people.shortcut(DANA, "socket-mode")
    view = await people.wait_for_view(DANA, "socket_modal_submission")
    offered = await people.suggest(DANA, "favorite-animal", "bear", view_id=view["id"])
    answer = await people.submit(DANA, view["id"], {"q1": "Anything", "q2": offered[0]["value"]})

    assert [option["value"] for option in offered] == ["bear"]
    assert answer["response_action"] is None


@needs("slack_time_localization_bot")
async def test_the_time_localization_bot_works(slack: Slack, launch: Launch) -> None:
    """slack-time-localization-bot from PyPI (MIT): says a time in everybody's zone, ephemerally, with a button."""
    people = slack.people
    package = held("slack_time_localization_bot")
    # Its own command line does not start with today's typer and click.
    code = (
        "from os import environ; from slack_time_localization_bot.app import run;"
        "run(environ['SLACK_BOT_TOKEN'], environ['SLACK_APP_TOKEN'])"
    )
    await launch(sys.executable, "-c", code, PYTHONPATH=str(package.parent))

    await people.post(DANA, TEAM, "Let us meet tomorrow at 5 pm")
    note = await people.wait_for_message(ELI, TEAM, within=30, contains="Europe/London", author="Baton")
    await people.press(ELI, note, "dismiss")
    seen = [message["ts"] for message in await people.messages(DANA, TEAM)]

    assert note["is_ephemeral"]
    assert note["ts"] not in seen
    await people.wait_for_quiet()
    assert note["ts"] not in [message["ts"] for message in await people.messages(ELI, TEAM)]


@pytest.fixture
async def okta() -> AsyncIterator[str]:
    """What slack-okta-bot asks of Okta."""
    sent: list[str] = []
    url = ""

    async def person(request: web.Request) -> web.Response:
        link = f"{url}/users/u1/lifecycle/reset_password"
        return web.json_response({"id": "u1", "_links": {"resetPassword": {"href": link}}})

    async def reset(request: web.Request) -> web.Response:
        sent.append(request.query["sendEmail"])
        return web.json_response({})

    application = web.Application()
    application.router.add_get("/users/{email}", person)
    application.router.add_post("/users/u1/lifecycle/reset_password", reset)
    async with Serving(application) as address:
        url = address
        yield address
    assert sent == ["true"], "Okta was not asked to send its e-mail"


@needs("slack_okta_bot")
async def test_the_okta_bot_works_over_http(slack: Slack, launch: Launch, okta: str) -> None:
    """slack-okta-bot from PyPI: signed HTTP, a command answered with blocks, a button in an ephemeral, App Home."""
    people = slack.people
    package = held("slack_okta_bot")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    words = (sys.executable, "-c", "from slack_okta_bot import run_local; run_local()")
    await launch(*words, PYTHONPATH=str(package.parent), PORT=str(port), OKTA_API_URL=okta, OKTA_TOKEN="t")
    await people.use_http(f"http://127.0.0.1:{port}/slack/events")

    await people.command(DANA, TEAM, "/reset-password")
    form = await people.wait_for_message(DANA, TEAM, contains="Confirm that you want to reset password")
    await people.press(DANA, form, "confirm_password_reset")
    said = await people.wait_for_message(DANA, TEAM, contains="Password email has been sent to dana@larkspur.example")
    assert form["is_ephemeral"]
    assert said["is_ephemeral"]

    await people.home(PRIYA)
    home: Json = await people.wait_for_home(PRIYA, contains="/reset-mfa")
    assert home["callback_id"] == "home_view"
