"""Stripe's stand-in: what a customer pays and what went wrong with it, by the vendor's contract."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from sandbox.vendors.running import Vendors
from sandbox.vendors.stripe.api import VERSION, Stripe
from tests.sandbox.vendors.conftest import StillClock, checked_client
from tests.sandbox.vendors.contracts import STRIPE


@pytest.fixture
async def stripe(vendors: Vendors) -> AsyncIterator[httpx.AsyncClient]:
    headers = {"Authorization": f"Bearer {Stripe.key}", "Stripe-Version": VERSION}
    async with checked_client(vendors.url("stripe"), headers, STRIPE) as client:
        yield client


async def listed(stripe: httpx.AsyncClient, path: str, **query: Any) -> list[dict[str, Any]]:
    answer = await stripe.get(f"/v1/{path}", params={name.replace("__", "[]"): value for name, value in query.items()})
    assert answer.status_code == 200, answer.text
    data: list[dict[str, Any]] = answer.json()["data"]
    return data


async def brightwater(stripe: httpx.AsyncClient) -> str:
    return str((await listed(stripe, "customers", email="maya@brightwater.example"))[0]["id"])


async def test_a_customer_is_found_by_email_in_its_exact_case(stripe: httpx.AsyncClient) -> None:
    found = await listed(stripe, "customers", email="maya@brightwater.example", limit=3)
    other = await listed(stripe, "customers", email="Maya@brightwater.example")

    assert [one["name"] for one in found] == ["Brightwater Plumbing"]
    assert other == []


async def test_a_customer_is_found_by_its_workspace(stripe: httpx.AsyncClient) -> None:
    found = await listed(stripe, "customers/search", query="metadata['workspace_id']:'ws_brightwater'")

    assert [one["email"] for one in found] == ["maya@brightwater.example"]


async def test_several_customers_may_have_one_email(stripe: httpx.AsyncClient) -> None:
    customers = await listed(stripe, "customers", email="ines@nordwind.example")
    statuses = [
        subscription["status"]
        for one in customers
        for subscription in await listed(stripe, "subscriptions", customer=one["id"], status="all", limit=3)
    ]

    assert sorted(statuses) == ["active", "canceled"]


async def test_canceled_subscriptions_are_shown_only_when_asked_for(stripe: httpx.AsyncClient) -> None:
    usual = await listed(stripe, "subscriptions")
    everything = await listed(stripe, "subscriptions", status="all")

    assert len(everything) == len(usual) + 1


async def test_a_subscription_tells_plan_and_period_on_its_item(stripe: httpx.AsyncClient) -> None:
    [subscription] = await listed(stripe, "subscriptions", customer=await brightwater(stripe), status="all", limit=3)
    item = subscription["items"]["data"][0]

    assert subscription["status"] == "past_due"
    assert item["price"]["unit_amount"] == 24900
    assert item["current_period_end"] > item["current_period_start"]
    assert "current_period_end" not in subscription


async def test_the_newest_invoice_is_open_and_names_its_subscription(stripe: httpx.AsyncClient) -> None:
    customer = await brightwater(stripe)
    invoices = await listed(stripe, "invoices", customer=customer, limit=3)

    assert [invoice["status"] for invoice in invoices] == ["open", "paid", "paid"]
    assert invoices[0]["parent"]["subscription_details"]["subscription"].startswith("sub_")
    assert {"charge", "payment_intent", "paid", "subscription"}.isdisjoint(invoices[0])


async def test_a_failed_charge_says_why_by_its_payment_intent(stripe: httpx.AsyncClient) -> None:
    customer = await brightwater(stripe)
    charges = await listed(stripe, "charges", customer=customer, limit=10)
    invoices = await listed(stripe, "invoices", customer=customer, status="open")
    [payment] = await listed(
        stripe, "invoice_payments", invoice=invoices[0]["id"], expand__="data.payment.payment_intent"
    )

    assert [charge["failure_code"] for charge in charges if charge["status"] == "failed"] == ["card_declined"]
    assert payment["payment"]["payment_intent"]["last_payment_error"]["decline_code"] == "insufficient_funds"


async def test_a_dispute_is_found_by_its_charge(stripe: httpx.AsyncClient) -> None:
    charges = await listed(stripe, "charges", customer=await brightwater(stripe), limit=10)
    [disputed] = [charge for charge in charges if charge["disputed"]]

    [dispute] = await listed(stripe, "disputes", charge=disputed["id"])

    assert (dispute["reason"], dispute["status"], dispute["amount"]) == ("duplicate", "needs_response", 24900)


@pytest.mark.parametrize(
    "path",
    [
        *("customers", "subscriptions", "invoices", "invoice_payments", "payment_intents", "charges", "disputes"),
        *("prices", "products"),
    ],
)
async def test_everything_listed_can_be_read_by_id(stripe: httpx.AsyncClient, path: str) -> None:
    for one in await listed(stripe, path, limit=3):
        assert (await stripe.get(f"/v1/{path}/{one['id']}")).json() == one


async def test_a_list_is_paged_by_what_was_last_seen(stripe: httpx.AsyncClient) -> None:
    first = (await stripe.get("/v1/charges", params={"limit": 4})).json()
    second = (await stripe.get("/v1/charges", params={"limit": 100, "starting_after": first["data"][-1]["id"]})).json()
    back = (await stripe.get("/v1/charges", params={"limit": 4, "ending_before": second["data"][0]["id"]})).json()

    assert first["has_more"] is True
    assert second["has_more"] is False
    assert back["data"] == first["data"]


async def test_a_list_can_be_cut_by_time(stripe: httpx.AsyncClient) -> None:
    charges = await listed(stripe, "charges", limit=100)
    newest = charges[0]["created"]

    assert await listed(stripe, "charges", **{"created[gte]": newest}) == charges[:1]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("email:'ines@nordwind.example'", 2),
        ('name~"copper"', 1),
        ("name~'copper' OR name~'bright'", 2),
        ("name~'copper' AND name~'bright'", 0),
        ("-name~'nordwind'", 2),
        ("created>0", 4),
    ],
)
async def test_the_search_language_selects(stripe: httpx.AsyncClient, query: str, found: int) -> None:
    assert len(await listed(stripe, "customers/search", query=query)) == found


@pytest.mark.parametrize(
    ("path", "query", "param"),
    [
        pytest.param("disputes", {"customer": "cus_1"}, "customer", id="disputes know no customer"),
        pytest.param("customers", {"customer_email": "a@b.example"}, "customer_email", id="no such name"),
        pytest.param("charges", {"limit": "ten"}, "limit", id="no number"),
        pytest.param("charges", {"limit": "101"}, "limit", id="too many"),
        pytest.param("charges", {"starting_after": "ch_none"}, "starting_after", id="no such charge"),
        pytest.param("customers/search", {}, "query", id="no query"),
        pytest.param("customers/search", {"query": "shoe_size:'46'"}, None, id="no such field"),
        pytest.param("customers/search", {"query": "name~'a' AND email:'b' OR email:'c'"}, None, id="both joints"),
        pytest.param("invoices", {"expand[]": "data.charge"}, None, id="gone from invoices"),
    ],
)
async def test_a_wrong_question_is_refused_as_stripe_does(
    stripe: httpx.AsyncClient, path: str, query: dict[str, str], param: str | None
) -> None:
    answer = await stripe.get(f"/v1/{path}", params=query)

    error = answer.json()["error"]
    assert (answer.status_code, error["type"], error.get("param")) == (400, "invalid_request_error", param)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": "Bearer sk_live_real"}, 401),
        ({"Authorization": ""}, 401),
        ({"Stripe-Version": "2023-08-16"}, 400),
        ({"Stripe-Version": ""}, 400),
    ],
)
async def test_key_and_version_must_be_right(stripe: httpx.AsyncClient, headers: dict[str, str], status: int) -> None:
    answer = await stripe.get("/v1/customers", headers=headers)

    assert answer.status_code == status


async def test_a_restricted_key_cannot_write(stripe: httpx.AsyncClient) -> None:
    answer = await stripe.post("/v1/customers", data={"email": "a@b.example"})

    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "more_permissions_required")


async def test_what_does_not_exist_is_missing(stripe: httpx.AsyncClient) -> None:
    answer = await stripe.get("/v1/customers/cus_nobody")

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "resource_missing")


async def test_an_endpoint_takes_25_calls_a_second(stripe: httpx.AsyncClient, clock: StillClock) -> None:
    answers = [await stripe.get("/v1/prices", params={"limit": 1}) for _ in range(26)]
    other = await stripe.get("/v1/products", params={"limit": 1})
    clock.pass_(1)
    later = await stripe.get("/v1/prices", params={"limit": 1})

    assert [answer.status_code for answer in answers[24:]] == [200, 429]
    assert answers[-1].headers["stripe-rate-limited-reason"] == "endpoint-rate"
    assert (other.status_code, later.status_code) == (200, 200)
