"""The page in a real Chromium: one browser for all tests of a worker, a sandbox and windows for each test anew."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import SandboxClient
from sandbox.server import Sandbox, Timing, start
from tests.sandbox.bots import new_app
from tests.sandbox.page.chromium import installed, launched
from tests.sandbox.page.window import Window, opened

IN_CI = os.environ.get("CI") == "true"  # noqa: TID251

Open = Callable[..., Awaitable[Window]]
Connect = Callable[[AsyncApp], Awaitable[None]]


@pytest.fixture(scope="session")
def chromium() -> str:
    path = installed()
    if path is None:
        assert not IN_CI, "CI must install Chromium: .ci/chromium"
        pytest.skip("the page is tested in a real browser: install chromium (apt install chromium)")
    return path


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with launched(chromium) as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def box() -> AsyncIterator[Sandbox]:
    sandbox = await start(timing=Timing(ack_seconds=1))
    yield sandbox
    await sandbox.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def people(box: Sandbox) -> AsyncIterator[SandboxClient]:
    async with SandboxClient(box.url, box.control_token) as client:
        yield client


@pytest.fixture
def slack(box: Sandbox) -> AsyncWebClient:
    return AsyncWebClient(token=box.bot_token, base_url=box.api_url, retry_handlers=[])


@pytest.fixture
def app(box: Sandbox) -> AsyncApp:
    return new_app(box)


@pytest_asyncio.fixture(loop_scope="session")
async def connect(box: Sandbox) -> AsyncIterator[Connect]:
    """Brings bots online, and takes them down again after the test."""
    handlers: list[AsyncSocketModeHandler] = []

    async def online(app: AsyncApp) -> None:
        handlers.append(AsyncSocketModeHandler(app, box.app_token))
        await handlers[-1].connect_async()  # type: ignore[no-untyped-call]  # Bolt's own gap

    yield online
    for handler in handlers:
        await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt's own gap


@pytest_asyncio.fixture(loop_scope="session")
async def look(browser: Browser, box: Sandbox) -> AsyncIterator[Open]:
    """Opens windows. When the test is over, none of them may have had an error, or broken the page's own policy."""
    windows: list[Window] = []
    async with AsyncExitStack() as stack:

        async def open_window(**how: Any) -> Window:
            windows.append(await stack.enter_async_context(opened(browser, box, **how)))
            return windows[-1]

        yield open_window
        complaints = [complaint for window in windows for complaint in window.complaints]
    assert complaints == []
