"""A sandbox, the people in it, and bots that reach it by the official SDK only."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import SandboxClient
from sandbox.server import Sandbox, Timing, start
from tests.sandbox.bots import new_app

Connect = Callable[[AsyncApp], Awaitable[AsyncSocketModeHandler]]


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
async def box() -> AsyncIterator[Sandbox]:
    """Ten minutes pass in a second; an acknowledgement is waited for a third of a second."""
    sandbox = await start(timing=Timing(clock_rate=600, ack_seconds=0.3, stream_seconds=30_000))
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def people(box: Sandbox) -> AsyncIterator[SandboxClient]:
    async with SandboxClient(box.url, box.control_token) as client:
        yield client


@pytest.fixture
def slack(box: Sandbox) -> AsyncWebClient:
    return AsyncWebClient(token=box.bot_token, base_url=box.api_url, retry_handlers=[])


@pytest.fixture
def app(box: Sandbox) -> AsyncApp:
    return new_app(box)


@pytest.fixture
async def connect(box: Sandbox) -> AsyncIterator[Connect]:
    """Brings bots online, and takes them down again after the test."""
    handlers: list[AsyncSocketModeHandler] = []

    async def online(app: AsyncApp) -> AsyncSocketModeHandler:
        handler = AsyncSocketModeHandler(app, box.app_token)
        handlers.append(handler)
        await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt's own gap
        return handler

    yield online
    for handler in handlers:
        await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt's own gap
