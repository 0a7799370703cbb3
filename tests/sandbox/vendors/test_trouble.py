"""Every stand-in can be slow, limited, wrong or down, in its own vendor's words."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from sandbox.errors import ControlError
from sandbox.vendors.linear.api import Linear
from sandbox.vendors.registry import VENDORS
from sandbox.vendors.running import Vendors
from tests.sandbox.vendors.conftest import TLS

LIMITED = {"hubspot": 429, "stripe": 429, "zendesk": 429, "intercom": 429, "linear": 400, "model": 429}
CALLS: dict[str, tuple[str, str, dict[str, str]]] = {
    "hubspot": ("GET", "/crm/owners/2026-09", {}),
    "stripe": ("GET", "/v1/prices", {"Stripe-Version": "2026-10-28.endive"}),
    "zendesk": ("GET", "/api/v2/users/me.json", {}),
    "intercom": ("GET", "/me", {"Intercom-Version": "2.16"}),
    "linear": ("POST", "/graphql", {"Authorization": Linear.key}),
    "model": ("POST", "/v1/chat/completions", {}),
}
BODIES: dict[str, Any] = {
    "linear": {"query": "{ viewer { id } }"},
    "model": {"model": "sandbox-large", "messages": [{"role": "user", "content": "Hello"}]},
}
NAMES = [vendor.name for vendor in VENDORS]
every_vendor = pytest.mark.parametrize("name", NAMES)


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False, timeout=5, verify=TLS) as client:
        yield client


async def call(vendors: Vendors, client: httpx.AsyncClient, name: str) -> httpx.Response:
    method, path, headers = CALLS[name]
    key = {"Authorization": f"Bearer {vendors.listener(name).vendor.key}"}
    return await client.request(method, vendors.url(name) + path, headers={**key, **headers}, json=BODIES.get(name))


def test_every_vendor_is_tried_here() -> None:
    assert set(CALLS) == set(LIMITED) == set(NAMES)


@every_vendor
async def test_a_vendor_can_be_slow(vendors: Vendors, client: httpx.AsyncClient, name: str) -> None:
    await vendors.order_fault({"vendor": name, "kind": "slow", "seconds": 60})

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await call(vendors, client, name)

    assert (await call(vendors, client, name)).status_code == 200


@every_vendor
async def test_a_vendor_can_be_rate_limited(vendors: Vendors, client: httpx.AsyncClient, name: str) -> None:
    await vendors.order_fault({"vendor": name, "kind": "limited", "seconds": 7, "times": 2})

    answers = [await call(vendors, client, name) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [LIMITED[name], LIMITED[name], 200]
    assert "limit" in answers[0].text.lower()


@every_vendor
async def test_a_vendor_can_send_a_page_instead(vendors: Vendors, client: httpx.AsyncClient, name: str) -> None:
    await vendors.order_fault({"vendor": name, "kind": "wrong", "how": "html", "status": 502})

    answer = await call(vendors, client, name)

    assert (answer.status_code, answer.headers["content-type"]) == (502, "text/html; charset=utf-8")


@every_vendor
async def test_a_vendor_can_break_off(vendors: Vendors, client: httpx.AsyncClient, name: str) -> None:
    await vendors.order_fault({"vendor": name, "kind": "wrong", "how": "truncated"})

    answer = await call(vendors, client, name)

    with pytest.raises(ValueError, match=r"."):
        json.loads(answer.text)
    assert answer.status_code == 200


@every_vendor
async def test_a_vendor_can_put_errors_in_a_success(vendors: Vendors, client: httpx.AsyncClient, name: str) -> None:
    await vendors.order_fault({"vendor": name, "kind": "wrong", "how": "errors"})
    await vendors.order_fault({"vendor": name, "kind": "refuse", "status": 500})

    hidden, plain = await call(vendors, client, name), await call(vendors, client, name)

    assert (hidden.status_code, plain.status_code) == (200, 500)
    assert set(hidden.json()) == set(plain.json())


@every_vendor
async def test_a_vendor_can_send_too_much(vendors: Vendors, client: httpx.AsyncClient, name: str) -> None:
    await vendors.order_fault({"vendor": name, "kind": "wrong", "how": "huge"})

    assert len((await call(vendors, client, name)).content) > 2 * 1024 * 1024


@every_vendor
@pytest.mark.parametrize("status", [401, 403, 404, 500, 503])
async def test_a_vendor_can_refuse(vendors: Vendors, client: httpx.AsyncClient, name: str, status: int) -> None:
    await vendors.order_fault({"vendor": name, "kind": "refuse", "status": status})

    answer = await call(vendors, client, name)

    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/json")


@every_vendor
async def test_an_answer_can_be_lost_though_the_call_was_done(
    vendors: Vendors, client: httpx.AsyncClient, name: str
) -> None:
    await vendors.order_fault({"vendor": name, "kind": "lost"})

    with pytest.raises(httpx.RemoteProtocolError):
        await call(vendors, client, name)

    assert [entry["status"] for entry in vendors.journal.calls] == [200]


@every_vendor
async def test_a_vendor_that_is_down_takes_no_connection(
    vendors: Vendors, client: httpx.AsyncClient, name: str
) -> None:
    await call(vendors, client, name)
    await vendors.order_fault({"vendor": name, "kind": "down"})

    with pytest.raises(httpx.TransportError):
        await call(vendors, client, name)
    with pytest.raises(httpx.ConnectError):
        async with httpx.AsyncClient(trust_env=False, verify=TLS) as stranger:
            await stranger.get(vendors.url(name))

    await vendors.clear_faults(name)
    async with httpx.AsyncClient(trust_env=False, verify=TLS) as stranger:
        assert (await call(vendors, stranger, name)).status_code == 200


async def test_trouble_can_be_ordered_for_some_paths_only(vendors: Vendors, client: httpx.AsyncClient) -> None:
    await vendors.order_fault({"vendor": "stripe", "kind": "refuse", "path": "/v1/charges"})

    answer = await call(vendors, client, "stripe")

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "wanted",
    [
        {"vendor": "stripe", "kind": "bored"},
        {"vendor": "stripe", "kind": "wrong", "how": "sideways"},
        {"vendor": "stripe", "kind": "slow", "minutes": 1},
        {"vendor": "salesforce", "kind": "slow"},
        {"kind": "slow"},
    ],
)
async def test_trouble_that_does_not_exist_is_refused(vendors: Vendors, wanted: dict[str, Any]) -> None:
    with pytest.raises(ControlError):
        await vendors.order_fault(wanted)


async def test_calls_are_noted_without_their_keys(vendors: Vendors, client: httpx.AsyncClient) -> None:
    await call(vendors, client, "intercom")

    [entry] = vendors.journal.calls
    assert (entry["vendor"], entry["method"], entry["path"], entry["status"]) == ("intercom", "GET", "/me", 200)
    assert entry["headers"]["intercom-version"] == "2.16"
    assert "authorization" not in entry["headers"]
