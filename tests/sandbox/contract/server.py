"""Which server the checks talk to: one that is named by options or environment, else a sandbox of our own."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[3]
OPTIONS = {
    "--slack-api-url": "base of the Web API, such as https://slack.com/api/",
    "--bot-token": "a bot token there",
    "--app-token": "an app-level token there; without one, Socket Mode is not checked",
    "--user-token": "a user token there, to have a message of somebody else; else one is looked for",
    "--channel": "the id of a channel the bot is in, best an empty one: messages are posted and deleted there",
    "--limits": "anything: the server limits calls, so call it until it says so",
}
_REAL = re.compile(r"^x(ox[a-z]|app)-(\d|[A-Z]?\d)")
_SLACK = (".slack.com", ".slack-gov.com")


class WrongServerError(Exception):
    """These tokens must not go there, or something is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server, and what opens it. Of our own we ask everything; of another only what it has."""

    api_url: str
    bot_token: str
    channel: str
    app_token: str | None = None
    user_token: str | None = None
    is_limited: bool = False
    is_ours: bool = False
    control_url: str | None = None
    control_token: str | None = None


def named_server(option: Callable[[str], str | None]) -> Server | None:
    """The server that options (or `SLACK_CONTRACT_…`) name, or None; WrongServerError if they do not fit together."""
    given = {name: option(name) or os.environ.get(_variable(name)) for name in OPTIONS}  # noqa: TID251  the tests' own
    url = given["--slack-api-url"]
    if not url:
        return None
    token, channel = given["--bot-token"], given["--channel"]
    if not (token and channel):
        raise WrongServerError("--slack-api-url needs --bot-token and --channel")
    refuse_to_mix(url, [one for one in (token, given["--app-token"], given["--user-token"]) if one])
    return Server(
        api_url=url if url.endswith("/") else f"{url}/",
        bot_token=token,
        channel=channel,
        app_token=given["--app-token"],
        user_token=given["--user-token"],
        is_limited=bool(given["--limits"]),
    )


def _variable(option: str) -> str:
    name = option.removeprefix("--").removeprefix("slack-").upper().replace("-", "_")
    return f"SLACK_CONTRACT_{name}"


def refuse_to_mix(url: str, tokens: list[str]) -> None:
    """WrongServerError for a sandbox's token on its way to Slack, and for a real one on its way elsewhere."""
    host = urlsplit(url).hostname or ""
    is_slack = f".{host}".endswith(_SLACK)
    for token in tokens:
        if is_slack and not _REAL.match(token):
            raise WrongServerError(f"{token[:12]}… is no token of Slack's, but {host} is Slack")
        if not is_slack and _REAL.match(token):
            raise WrongServerError(f"{token[:5]}… looks like a token of the real Slack, but {host} is not Slack")


@contextmanager
def sandbox_of_our_own() -> Iterator[Server]:
    """A sandbox in a process of its own, reached like any other server."""
    words = [sys.executable, "-m", "sandbox", "--port", "0", "--json"]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        access = json.loads(process.stdout.readline())
        yield Server(
            api_url=access["api_url"],
            bot_token=access["bot_token"],
            app_token=access["app_token"],
            channel="C0HANDOFF",
            is_limited=True,
            is_ours=True,
            control_url=access["control_url"],
            control_token=access["control_token"],
        )
        process.terminate()
