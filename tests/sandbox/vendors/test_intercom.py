"""Intercom's stand-in: who talks to us in the product, by the vendor's contract."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from sandbox.vendors.intercom.api import VERSION, Intercom
from sandbox.vendors.running import Vendors
from tests.sandbox.vendors.conftest import NOW, checked_client
from tests.sandbox.vendors.contracts import INTERCOM


@pytest.fixture
async def intercom(vendors: Vendors) -> AsyncIterator[httpx.AsyncClient]:
    headers = {"Authorization": f"Bearer {Intercom.key}", "Intercom-Version": VERSION}
    async with checked_client(vendors.url("intercom"), headers, INTERCOM) as client:
        yield client


def both(*filters: tuple[str, str, Any], joint: str = "AND") -> dict[str, Any]:
    value = [{"field": field, "operator": operator, "value": value} for field, operator, value in filters]
    return {"query": {"operator": joint, "value": value}}


async def contact(intercom: httpx.AsyncClient, email: str) -> dict[str, Any]:
    answer = await intercom.post("/contacts/search", json=both(("email", "=", email), ("role", "=", "user")))
    found: dict[str, Any] = answer.json()["data"][0]
    return found


async def test_a_contact_is_found_by_email_and_works_somewhere(intercom: httpx.AsyncClient) -> None:
    jonas = await contact(intercom, "jonas@brightwater.example")

    companies = (await intercom.get(f"/contacts/{jonas['id']}/companies")).json()

    assert jonas["name"] == "Jonas Lind"
    assert [one["company_id"] for one in companies["companies"]] == ["ws_brightwater"]


async def test_open_conversations_of_a_contact_are_found(intercom: httpx.AsyncClient) -> None:
    jonas = await contact(intercom, "jonas@brightwater.example")
    asked = {**both(("contact_ids", "=", jonas["id"]), ("open", "=", True)), "pagination": {"per_page": 5}}

    found = (await intercom.post("/conversations/search", json=asked)).json()

    assert found["total_count"] == 1
    assert "webhook for finished jobs" in found["conversations"][0]["source"]["body"]
    assert "conversation_parts" not in found["conversations"][0]


async def test_a_conversation_is_read_in_plain_text_with_its_parts(intercom: httpx.AsyncClient) -> None:
    found = (await intercom.post("/conversations/search", json=both(("state", "=", "closed")))).json()
    first = found["conversations"][0]["id"]

    rich = (await intercom.get(f"/conversations/{first}")).json()
    plain = (await intercom.get(f"/conversations/{first}", params={"display_as": "plaintext"})).json()

    assert rich["source"]["body"] == f"<p>{plain['source']['body']}</p>"
    assert plain["conversation_parts"]["total_count"] == 1


async def test_a_search_is_paged(intercom: httpx.AsyncClient) -> None:
    asked: dict[str, Any] = {**both(("created_at", ">", 0)), "pagination": {"per_page": 2}}

    first = (await intercom.post("/conversations/search", json=asked)).json()
    asked["pagination"]["starting_after"] = first["pages"]["next"]["starting_after"]
    second = (await intercom.post("/conversations/search", json=asked)).json()

    assert (len(first["conversations"]), len(second["conversations"])) == (2, 1)
    assert "next" not in second["pages"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (("email", "!=", "maya@brightwater.example"), 3),
        (("email_domain", "IN", ["nordwind.example", "copperfield.example"]), 2),
        (("email_domain", "NIN", ["nordwind.example"]), 3),
        (("name", "~", "or"), 2),
        (("name", "!~", "or"), 2),
        (("name", "^", "Ma"), 1),
        (("email", "$", "nordwind.example"), 1),
        (("created_at", "<", int(NOW) - 500 * 86_400), 1),
        (("created_at", ">=", int(NOW) - 500 * 86_400), 3),
    ],
)
async def test_every_operator_selects(intercom: httpx.AsyncClient, filters: tuple[str, str, Any], found: int) -> None:
    answer = await intercom.post("/contacts/search", json=both(filters))

    assert answer.json()["total_count"] == found


async def test_companies_are_found_by_the_products_own_id(intercom: httpx.AsyncClient) -> None:
    found = (await intercom.get("/companies", params={"company_id": "ws_nordwind"})).json()["data"]
    read = (await intercom.get(f"/companies/{found[0]['id']}")).json()

    assert read["name"] == "Nordwind Logistics"


async def test_the_token_says_whose_it_is(intercom: httpx.AsyncClient) -> None:
    me = (await intercom.get("/me")).json()

    assert me["app"]["name"] == "Larkspur"


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        pytest.param("contacts", both(("e_mail", "=", "x")), id="no such field"),
        pytest.param("contacts", both(("email", "EQ", "x")), id="no such operator"),
        pytest.param("contacts", both(("email", "=", ["x"])), id="a list for one"),
        pytest.param("contacts", both(("email", "=", "x"), joint="XOR"), id="no such joint"),
        pytest.param("contacts", both(*[("email", "=", "x")] * 16), id="too many filters"),
        pytest.param("conversations", {**both(("open", "=", True)), "sort": {"field": "updated_at"}}, id="a sort"),
        pytest.param("conversations", {**both(("open", "=", True)), "pagination": {"per_page": 151}}, id="too many"),
        pytest.param("conversations", {}, id="no query"),
    ],
)
async def test_a_wrong_search_is_refused(intercom: httpx.AsyncClient, path: str, asked: dict[str, Any]) -> None:
    answer = await intercom.post(f"/{path}/search", json=asked)

    assert answer.status_code == 400
    assert answer.json()["type"] == "error.list"


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Authorization": "Bearer real"}, 401, "unauthorized"),
        ({"Intercom-Version": ""}, 400, "intercom_version_invalid"),
        ({"Intercom-Version": "2.10"}, 400, "intercom_version_invalid"),
    ],
)
async def test_token_and_version_must_be_right(
    intercom: httpx.AsyncClient, headers: dict[str, str], status: int, code: str
) -> None:
    answer = await intercom.get("/me", headers=headers)

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (status, code)


async def test_every_answer_tells_how_the_limit_stands(intercom: httpx.AsyncClient) -> None:
    answer = await intercom.get("/me")

    assert answer.headers["x-ratelimit-remaining"] == "1665"
    assert int(answer.headers["x-ratelimit-reset"]) == int(NOW) + 11
