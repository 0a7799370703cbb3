"""The server, and what every check needs of it: a channel, a thread, a person, somebody else's message."""

from collections.abc import Iterator
from contextlib import nullcontext, suppress
from typing import Protocol
from urllib.parse import urlsplit

import httpx
import pytest
from slack_sdk.errors import SlackApiError

from tests.sandbox.contract.asking import Json, Slack
from tests.sandbox.contract.server import OPTIONS, Server, WrongServerError, named_server, sandbox_of_our_own

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


class Say(Protocol):
    def __call__(self, text: str, **more: object) -> str: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("contract", "the Slack-compatible server that tests/sandbox/contract talks to")
    for name, meaning in OPTIONS.items():
        group.addoption(name, help=meaning)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "documented(page): the page of docs.slack.dev that says so")
    config.addinivalue_line("markers", "assumed(what): no page says so; listed in docs/sandbox.md")


@pytest.fixture(scope="session")
def server(pytestconfig: pytest.Config) -> Iterator[Server]:
    try:
        found = named_server(lambda name: pytestconfig.getoption(name, default=None))
    except WrongServerError as error:
        pytest.exit(f"contract: {error}", returncode=4)
    with pytest.MonkeyPatch.context() as patch:
        if found is None or urlsplit(found.api_url).hostname in LOOPBACK:
            for name in PROXIES:
                patch.delenv(name, raising=False)
        with nullcontext(found) if found else sandbox_of_our_own() as one:
            yield one


@pytest.fixture
def no_proxy() -> None:
    """`server` looks after proxies here: another server may be behind one."""


@pytest.fixture(scope="session")
def slack(server: Server) -> Slack:
    return Slack(server)


@pytest.fixture(scope="session")
def me(slack: Slack) -> Json:
    return slack("auth.test")


@pytest.fixture(scope="session")
def channel(server: Server) -> str:
    return server.channel


@pytest.fixture
def say(slack: Slack, channel: str) -> Iterator[Say]:
    """Posts a message and gives its ts; on a server that is not ours it is taken away afterwards."""
    said: list[str] = []

    def post(text: str, **more: object) -> str:
        said.append(str(slack("chat.postMessage", channel=channel, text=text, **more)["ts"]))
        return said[-1]

    yield post
    for ts in () if slack.server.is_ours else reversed(said):
        with suppress(SlackApiError):  # it may be deleted already
            slack.client.chat_delete(channel=channel, ts=ts)


@pytest.fixture
def thread(say: Say) -> str:
    return say("A contract check begins a thread")


@pytest.fixture(scope="session")
def person(slack: Slack, channel: str) -> Json:
    """A human member of the channel."""
    for user in slack("conversations.members", channel=channel)["members"]:
        found: Json = slack("users.info", user=user)["user"]
        if not found.get("is_bot") and not found.get("deleted"):
            return found
    pytest.skip("no person is in the channel")


@pytest.fixture(scope="session")
def anothers(slack: Slack, server: Server, channel: str, me: Json) -> str:
    """The ts of a message that the bot did not write."""
    if server.is_ours:
        return _posted_by_control(server, channel)
    if server.user_token:
        client = slack.client_with(server.user_token)
        return str(client.chat_postMessage(channel=channel, text="A person's message")["ts"])
    for message in slack("conversations.history", channel=channel, limit=200)["messages"]:
        if message.get("user") not in (None, me["user_id"]) and "subtype" not in message:
            return str(message["ts"])
    pytest.skip("nobody else has written in the channel: write something there, or give --user-token")


@pytest.fixture
def limited(server: Server) -> Iterator[None]:
    """A server that limits calls. Ours is told to."""
    if not server.is_limited:
        pytest.skip("not said to limit calls: give --limits yes")
    _switch_limits(server, "strict")
    yield
    _switch_limits(server, "off")


def _switch_limits(server: Server, mode: str) -> None:
    if server.is_ours:
        _control(server, "features", {"rate_limits": mode})


def _posted_by_control(server: Server, channel: str) -> str:
    return str(_control(server, "post", {"as": "U0DANA", "channel": channel, "text": "A person's message"})["ts"])


def _control(server: Server, call: str, body: Json) -> Json:
    """What a person would do by hand on another server."""
    headers = {"Authorization": f"Bearer {server.control_token}"}
    with httpx.Client(trust_env=False) as http:
        answer: Json = http.post(f"{server.control_url}{call}", json=body, headers=headers).raise_for_status().json()
    return answer
