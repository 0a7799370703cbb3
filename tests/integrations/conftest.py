"""Our side of the vendors' stand-ins: every call and every answer is held against the vendor's contract."""

import ssl
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.ports import AccountSource
from bot.settings import load
from integrations.http import Patience, Wire
from integrations.registry import VENDORS, account_sources, setting_names
from sandbox.vendors.running import Vendors, start
from tests.fakes import FakeClock
from tests.sandbox.vendors.conftest import NOW, StillClock
from tests.sandbox.vendors.contracts import (
    HUBSPOT,
    INTERCOM,
    NOT_IN_CONTRACTS,
    STRIPE,
    ZENDESK,
    contract,
    loaded,
)

TLS = ssl.create_default_context()
QUICK = Patience(pause=0.0, wait=0.0, read=0.8, call=3.0)
CONTRACTS = {"hubspot": HUBSPOT, "stripe": STRIPE, "zendesk": ZENDESK, "intercom": INTERCOM}
SOURCES = tuple(CONTRACTS)
WRONG_IN_CONTRACTS = {"/api/v2/organizations/search.json"}
"""Zendesk's contract calls an external id a number; it is a text, as its own pages say."""


class Checked(httpx.AsyncHTTPTransport):
    """The network, where each call and each answer that is no refusal must be as the vendor's contract says."""

    def __init__(self, urls: dict[str, str]) -> None:
        super().__init__(verify=TLS)
        self._vendors = {httpx.URL(url).port: name for name, url in urls.items()}
        self.checked: list[str] = []
        self.is_strict = True

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        raw = await super().handle_async_request(request)
        await raw.aread()
        vendor = self._vendors[request.url.port]
        if self.is_strict and raw.status_code < 400 and request.url.path not in NOT_IN_CONTRACTS and _is_here(vendor):
            response = httpx.Response(raw.status_code, headers=raw.headers, content=raw.content, request=request)
            contract_of = loaded(CONTRACTS[vendor])
            if request.url.path not in WRONG_IN_CONTRACTS:
                contract_of.check_call(request)
            contract_of.check_answer(response)
            self.checked.append(vendor)
        return raw


def _is_here(vendor: str) -> bool:
    """Zendesk's contract has no licence, so that not everybody can have it; the others are wanted."""
    return vendor != "zendesk" or _found(vendor)


def _found(vendor: str) -> bool:
    try:
        contract(CONTRACTS[vendor])
    except pytest.skip.Exception:
        return False
    return True


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.chdir(str(tmp_path))
    for name in setting_names():
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def clock() -> FakeClock:
    """At the moment of the stand-ins' clock."""
    clock = FakeClock()
    clock.forward(seconds=NOW - clock.time.timestamp())
    return clock


@pytest.fixture
async def vendors() -> AsyncIterator[Vendors]:
    running = await start(clock=StillClock())
    yield running
    await running.stop()


@pytest.fixture
def network(vendors: Vendors) -> Checked:
    return Checked({name: vendors.url(name) for name in SOURCES})


@pytest.fixture
async def sources(vendors: Vendors, network: Checked, clock: FakeClock) -> AsyncIterator[dict[str, AccountSource]]:
    """By the vendor's name, built as the bot builds them from the settings the stand-ins print."""
    settings = load(**{name.lower(): value for name, value in vendors.environment.items()})
    found = account_sources(settings, clock, VENDORS, Wire(patience=QUICK, transport=network))
    yield {source.name.lower(): source for source in found}
    for source in found:
        await source.aclose()
