"""HubSpot's stand-in: the calls of a handoff, by the vendor's contract."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from sandbox.vendors.hubspot.api import HubSpot
from sandbox.vendors.running import Vendors
from tests.sandbox.vendors.conftest import StillClock, checked_client
from tests.sandbox.vendors.contracts import HUBSPOT

OBJECTS = "/crm/objects/2026-09"
COMPANY = ["name", "domain", "lifecyclestage", "hubspot_owner_id", "annualrevenue", "customer_health"]


@pytest.fixture
async def hubspot(vendors: Vendors) -> AsyncIterator[httpx.AsyncClient]:
    key = {"Authorization": f"Bearer {HubSpot.key}"}
    async with checked_client(vendors.url("hubspot"), key, HUBSPOT) as client:
        yield client


def where(name: str, operator: str = "EQ", **operand: Any) -> dict[str, Any]:
    return {"filterGroups": [{"filters": [{"propertyName": name, "operator": operator, **operand}]}]}


async def company(hubspot: httpx.AsyncClient, domain: str) -> dict[str, Any]:
    asked = {**where("domain", value=domain), "properties": COMPANY, "limit": 1}
    answer = await hubspot.post(f"{OBJECTS}/companies/search", json=asked)
    found: dict[str, Any] = answer.json()["results"][0]
    return found


async def test_a_contact_is_found_by_email(hubspot: httpx.AsyncClient) -> None:
    asked = {
        **where("email", value="Maya@brightwater.example"),
        "properties": ["email", "firstname", "lastname", "lifecyclestage", "hs_lead_status", "associatedcompanyid"],
        "limit": 1,
    }

    found = (await hubspot.post(f"{OBJECTS}/contacts/search", json=asked)).json()

    assert found["total"] == 1
    assert found["results"][0]["properties"]["firstname"] == "Maya"
    assert found["results"][0]["properties"]["hs_lead_status"] is None


async def test_a_company_names_its_owner(hubspot: httpx.AsyncClient) -> None:
    brightwater = await company(hubspot, "brightwater.example")

    owner = (await hubspot.get(f"/crm/owners/2026-09/{brightwater['properties']['hubspot_owner_id']}")).json()

    assert brightwater["properties"]["customer_health"] == "at_risk"
    assert owner["email"] == "eli@larkspur.example"


async def test_deals_are_found_by_their_company_and_sorted(hubspot: httpx.AsyncClient) -> None:
    brightwater = await company(hubspot, "brightwater.example")
    asked = {
        **where("associations.company", value=brightwater["id"]),
        "properties": ["dealname", "dealstage", "amount", "closedate", "hs_is_closed", "hubspot_owner_id"],
        "sorts": ["-closedate"],
        "limit": 3,
    }

    deals = (await hubspot.post(f"{OBJECTS}/deals/search", json=asked)).json()["results"]

    assert [deal["properties"]["hs_is_closed"] for deal in deals] == ["false", "true"]
    assert deals[0]["properties"]["amount"] == "2988"


async def test_associations_can_be_read_in_a_batch(hubspot: httpx.AsyncClient) -> None:
    nordwind = await company(hubspot, "nordwind.example")
    asked = {"inputs": [{"id": nordwind["id"]}]}

    answer = (await hubspot.post("/crm/associations/2026-09/companies/deals/batch/read", json=asked)).json()
    deal = answer["results"][0]["to"][0]["toObjectId"]
    read = {"inputs": [{"id": deal}], "properties": ["dealname"], "propertiesWithHistory": []}
    deals = (await hubspot.post(f"{OBJECTS}/deals/batch/read", json=read)).json()

    assert deals["results"][0]["properties"]["dealname"] == "Nordwind: 60 more seats"


async def test_an_object_is_read_with_its_associations(hubspot: httpx.AsyncClient) -> None:
    brightwater = await company(hubspot, "brightwater.example")

    read = await hubspot.get(
        f"{OBJECTS}/companies/{brightwater['id']}", params={"properties": "name,domain", "associations": "contacts"}
    )

    assert len(read.json()["associations"]["contacts"]["results"]) == 2


async def test_a_search_is_paged(hubspot: httpx.AsyncClient) -> None:
    asked = {**where("createdate", "HAS_PROPERTY"), "limit": 2}

    first = (await hubspot.post(f"{OBJECTS}/contacts/search", json=asked)).json()
    asked["after"] = first["paging"]["next"]["after"]
    second = (await hubspot.post(f"{OBJECTS}/contacts/search", json=asked)).json()

    assert first["total"] == second["total"] == 4
    assert {one["id"] for one in first["results"]}.isdisjoint(one["id"] for one in second["results"])


@pytest.mark.parametrize(
    ("operator", "operand", "found"),
    [
        ("EQ", {"value": "85"}, ["Brightwater Plumbing"]),
        ("NEQ", {"value": "85"}, ["Nordwind Logistics", "Copperfield Heating"]),
        ("LT", {"value": "85"}, ["Copperfield Heating"]),
        ("LTE", {"value": "85"}, ["Brightwater Plumbing", "Copperfield Heating"]),
        ("GT", {"value": "85"}, ["Nordwind Logistics"]),
        ("GTE", {"value": "85"}, ["Nordwind Logistics", "Brightwater Plumbing"]),
        ("BETWEEN", {"value": "50", "highValue": "100"}, ["Brightwater Plumbing"]),
        ("IN", {"values": ["12", "85"]}, ["Brightwater Plumbing", "Copperfield Heating"]),
        ("NOT_IN", {"values": ["12", "85"]}, ["Nordwind Logistics"]),
        ("HAS_PROPERTY", {}, ["Nordwind Logistics", "Brightwater Plumbing", "Copperfield Heating"]),
        ("NOT_HAS_PROPERTY", {}, []),
        ("CONTAINS_TOKEN", {"value": "24*"}, ["Nordwind Logistics"]),
        ("NOT_CONTAINS_TOKEN", {"value": "24*"}, ["Brightwater Plumbing", "Copperfield Heating"]),
    ],
)
async def test_every_operator_selects(
    hubspot: httpx.AsyncClient, operator: str, operand: dict[str, Any], found: list[str]
) -> None:
    asked = where("numberofemployees", operator, **operand)

    answer = (await hubspot.post(f"{OBJECTS}/companies/search", json=asked)).json()

    assert [one["properties"]["name"] for one in answer["results"]] == found


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(where("email", "EQUALS", value="x"), id="an operator that is none"),
        pytest.param(where("e_mail", value="x"), id="a property that does not exist"),
        pytest.param(where("email"), id="no value"),
        pytest.param({**where("email", value="x"), "limit": 500}, id="too many results"),
        pytest.param({**where("email", value="x"), "fields": ["email"]}, id="an unknown field"),
        pytest.param({"filterGroups": [{"filters": []}] * 7}, id="too many groups"),
        pytest.param({"filterGroups": "email"}, id="nonsense"),
    ],
)
async def test_a_wrong_search_is_refused_as_hubspot_does(hubspot: httpx.AsyncClient, asked: dict[str, Any]) -> None:
    answer = await hubspot.post(f"{OBJECTS}/contacts/search", json=asked)

    assert (answer.status_code, answer.json()["category"]) == (400, "VALIDATION_ERROR")


async def test_a_wrong_key_is_refused(hubspot: httpx.AsyncClient) -> None:
    answer = await hubspot.get("/crm/owners/2026-09", headers={"Authorization": "Bearer pat-na1-real"})

    assert (answer.status_code, answer.json()["category"]) == (401, "INVALID_AUTHENTICATION")


async def test_versions_that_end_are_not_spoken(hubspot: httpx.AsyncClient) -> None:
    answer = await hubspot.post("/crm/v3/objects/contacts/search", json=where("email", value="x"))

    assert answer.status_code == 404


async def test_searches_have_a_limit_of_their_own(hubspot: httpx.AsyncClient, clock: StillClock) -> None:
    asked = where("email", value="x")

    answers = [await hubspot.post(f"{OBJECTS}/contacts/search", json=asked) for _ in range(6)]
    read = await hubspot.get("/crm/owners/2026-09")
    clock.pass_(1)
    later = await hubspot.post(f"{OBJECTS}/contacts/search", json=asked)

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert answers[-1].json()["errorType"] == "RATE_LIMIT"
    assert "retry-after" not in answers[-1].headers
    assert read.headers["x-hubspot-ratelimit-remaining"] == "189"
    assert later.status_code == 200
