"""The stand-ins on their sockets, and clients whose calls and answers are held against the vendors' contracts."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable

import httpx
import pytest

from sandbox.vendors.running import Vendors, start
from tests.sandbox.vendors.contracts import NOT_IN_CONTRACTS, loaded

TLS = ssl.create_default_context()
"""Never used, but each client would make its own, and that takes longer than a test."""

NOW = 1_795_000_000.0


class StillClock:
    """A clock that moves only when told to."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.timers: list[tuple[float, Callable[[], None]]] = []

    def wall(self) -> float:
        return NOW + self.passed

    def now(self) -> float:
        return self.passed

    def real(self, seconds: float) -> float:
        return seconds

    def later(self, seconds: float, action: Callable[[], None]) -> asyncio.TimerHandle:
        """Runs when `pass_` has brought the clock there."""
        self.timers.append((self.passed + seconds, action))
        return asyncio.get_running_loop().call_later(1e9, action)

    def pass_(self, seconds: float) -> None:
        """Let time pass."""
        self.passed += seconds
        due = [action for at, action in self.timers if at <= self.passed]
        self.timers = [timer for timer in self.timers if timer[0] > self.passed]
        for action in due:
            action()


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
async def vendors(clock: StillClock) -> AsyncIterator[Vendors]:
    running = await start(clock=clock)
    yield running
    await running.stop()


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    """A client that knows nothing of any vendor."""
    async with httpx.AsyncClient(trust_env=False, verify=TLS) as client:
        yield client


def checked_client(url: str, headers: dict[str, str], *names: str) -> httpx.AsyncClient:
    """A client of one vendor: every call that succeeds is held against its contract, of refusals only the answer."""

    async def check(response: httpx.Response) -> None:
        await response.aread()
        contracts = [loaded(name) for name in names]
        spoken = next((one for one in contracts if one.knows(response.request)), contracts[0])
        if response.status_code < 400 and response.request.url.path not in NOT_IN_CONTRACTS:
            spoken.check(response)
        elif spoken.knows(response.request, response.status_code):
            spoken.check_answer(response)

    hooks = {"response": [check]}
    return httpx.AsyncClient(base_url=url, headers=headers, event_hooks=hooks, trust_env=False, verify=TLS)
