"""Zendesk's stand-in: who asked what before, and tickets that are made once, by the vendor's contract."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from sandbox.vendors.running import Vendors
from sandbox.vendors.zendesk.api import CLIENT_ID, CLIENT_SECRET, Zendesk
from tests.sandbox.vendors.conftest import StillClock, checked_client
from tests.sandbox.vendors.contracts import ZENDESK

NEW_TICKET = {
    "ticket": {
        "subject": "Export fails",
        "comment": {"body": "EXP-504 again", "public": False},
        "requester": {"name": "Jonas Lind", "email": "jonas@brightwater.example"},
        "external_id": "slack:T:C:1.0",
        "tags": ["slack-bot"],
    }
}


@pytest.fixture
async def zendesk(vendors: Vendors) -> AsyncIterator[httpx.AsyncClient]:
    async with checked_client(vendors.url("zendesk"), {"Authorization": f"Bearer {Zendesk.key}"}, ZENDESK) as client:
        yield client


async def user(zendesk: httpx.AsyncClient, email: str) -> dict[str, Any]:
    answer = await zendesk.get("/api/v2/users/search.json", params={"query": f'email:"{email}"'})
    found: dict[str, Any] = answer.json()["users"][0]
    return found


async def subjects(zendesk: httpx.AsyncClient, query: str, **more: Any) -> list[str]:
    answer = await zendesk.get("/api/v2/search.json", params={"query": query, **more})
    assert answer.status_code == 200, answer.text
    return [one["subject"] for one in answer.json()["results"]]


async def test_a_user_is_found_by_email_and_belongs_to_an_organisation(zendesk: httpx.AsyncClient) -> None:
    maya = await user(zendesk, "maya@brightwater.example")

    organization = await zendesk.get(f"/api/v2/organizations/{maya['organization_id']}.json")

    assert maya["suspended"] is False
    assert organization.json()["organization"]["external_id"] == "ws_brightwater"


async def test_open_and_past_tickets_of_a_person_are_found(zendesk: httpx.AsyncClient) -> None:
    maya = await user(zendesk, "maya@brightwater.example")
    sort = {"sort_by": "updated_at", "sort_order": "desc", "per_page": 5}

    unsolved = await subjects(zendesk, f"type:ticket requester:{maya['id']} status<solved", **sort)
    past = await subjects(zendesk, f"type:ticket requester:{maya['id']} status>=solved updated>200days")
    recent = await subjects(zendesk, f"type:ticket requester:{maya['id']} status>=solved updated>90days")

    assert unsolved == ["Charged twice in one month?"]
    assert past == ["How do I add a second office?"]
    assert recent == []


async def test_tickets_of_a_company_are_found(zendesk: httpx.AsyncClient) -> None:
    maya = await user(zendesk, "maya@brightwater.example")

    found = await subjects(zendesk, f"type:ticket organization:{maya['organization_id']}")

    assert found[0] == "Charged twice in one month?"
    assert len(found) == 3


async def test_tickets_can_be_listed_without_the_search(zendesk: httpx.AsyncClient) -> None:
    jonas = await user(zendesk, "jonas@brightwater.example")

    answer = await zendesk.get(f"/api/v2/users/{jonas['id']}/tickets/requested.json", params={"page[size]": 1})

    assert answer.json()["tickets"][0]["status"] == "solved"
    assert answer.json()["meta"]["has_more"] is False


async def test_comments_tell_what_is_private(zendesk: httpx.AsyncClient) -> None:
    answer = await zendesk.get("/api/v2/search.json", params={"query": "type:ticket status:open tags:billing"})
    ticket = answer.json()["results"][0]

    comments = (await zendesk.get(f"/api/v2/tickets/{ticket['id']}/comments.json")).json()["comments"]

    assert [comment["public"] for comment in comments] == [True, True, False]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("type:ticket priority>normal", 1),
        ("type:ticket status:pending", 1),
        ("type:ticket -status:closed", 4),
        ("type:ticket schedule", 1),
        ('type:ticket organization:"Nordwind Logistics"', 1),
        ("type:ticket requester:ines@nordwind.example", 1),
        ("type:ticket created<30days", 2),
        ("type:ticket created>2020-01-01", 5),
    ],
)
async def test_the_search_language_selects(zendesk: httpx.AsyncClient, query: str, found: int) -> None:
    assert len(await subjects(zendesk, query)) == found


async def test_a_ticket_is_made_once_for_an_idempotency_key(zendesk: httpx.AsyncClient, clock: StillClock) -> None:
    key = {"Idempotency-Key": "handoff-1"}

    first = await zendesk.post("/api/v2/tickets.json", json=NEW_TICKET, headers=key)
    again = await zendesk.post("/api/v2/tickets.json", json=NEW_TICKET, headers=key)
    clock.pass_(7_201)
    late = await zendesk.post("/api/v2/tickets.json", json=NEW_TICKET, headers=key)

    assert [answer.headers["x-idempotency-lookup"] for answer in (first, again, late)] == ["miss", "hit", "miss"]
    assert first.json() == again.json()
    assert late.json()["ticket"]["id"] != first.json()["ticket"]["id"]
    assert await subjects(zendesk, 'type:ticket external_id:"slack:T:C:1.0"') == ["Export fails"] * 2


async def test_a_key_cannot_be_used_for_something_else(zendesk: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "handoff-1"}
    other = {"ticket": {**NEW_TICKET["ticket"], "subject": "Other"}}

    await zendesk.post("/api/v2/tickets.json", json=NEW_TICKET, headers=key)
    answer = await zendesk.post("/api/v2/tickets.json", json=other, headers=key)

    assert answer.status_code == 400


async def test_a_ticket_can_be_updated(zendesk: httpx.AsyncClient) -> None:
    made = (await zendesk.post("/api/v2/tickets.json", json=NEW_TICKET)).json()["ticket"]
    change = {"ticket": {"status": "solved", "comment": {"body": "Fixed", "public": True}}}

    await zendesk.put(f"/api/v2/tickets/{made['id']}.json", json=change)

    ticket = (await zendesk.get(f"/api/v2/tickets/{made['id']}.json")).json()["ticket"]
    comments = (await zendesk.get(f"/api/v2/tickets/{made['id']}/comments.json")).json()["comments"]
    assert ticket["status"] == "solved"
    assert [comment["body"] for comment in comments] == ["EXP-504 again", "Fixed"]


async def test_a_token_is_given_for_the_clients_credentials_and_ends(
    zendesk: httpx.AsyncClient, clock: StillClock
) -> None:
    asked = {"grant_type": "client_credentials", "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}

    token = (await zendesk.post("/oauth/tokens", json={**asked, "scope": "tickets:read"})).json()
    headers = {"Authorization": f"Bearer {token['access_token']}"}
    before = await zendesk.get("/api/v2/users/me.json", headers=headers)
    clock.pass_(token["expires_in"])
    after = await zendesk.get("/api/v2/users/me.json", headers=headers)
    wrong = await zendesk.post("/oauth/tokens", json={**asked, "client_secret": "guess"})

    assert (before.status_code, after.status_code, wrong.status_code) == (200, 401, 401)


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        pytest.param("/api/v2/search.json", {"query": "type:ticket shoe:46"}, 422, id="no such keyword"),
        pytest.param("/api/v2/search.json", {"query": "type:ticket status:done"}, 422, id="no such status"),
        pytest.param("/api/v2/search.json", {"query": "type:ticket requester>5"}, 422, id="no such operator"),
        pytest.param("/api/v2/search.json", {"query": "type:shoe"}, 422, id="no such type"),
        pytest.param("/api/v2/search.json", {"query": "type:ticket", "page": "11"}, 422, id="past a thousand"),
        pytest.param("/api/v2/search.json", {"query": "type:ticket", "page[size]": "5"}, 400, id="no cursors"),
        pytest.param("/api/v2/search.json", {"q": "type:ticket"}, 400, id="no such parameter"),
        pytest.param("/api/v2/search", {"query": "type:ticket"}, 404, id="without .json"),
        pytest.param("/api/v2/tickets/1.json", {}, 404, id="no such ticket"),
    ],
)
async def test_a_wrong_question_is_refused(
    zendesk: httpx.AsyncClient, path: str, query: dict[str, str], status: int
) -> None:
    answer = await zendesk.get(path, params=query)

    assert answer.status_code == status
    assert answer.json()["error"]


async def test_api_tokens_are_no_more(zendesk: httpx.AsyncClient) -> None:
    answer = await zendesk.get("/api/v2/users/me.json", headers={"Authorization": "Basic ZGFuYS90b2tlbjp4"})

    assert answer.status_code == 401


async def test_the_search_limit_says_how_long_to_wait(zendesk: httpx.AsyncClient, clock: StillClock) -> None:
    asked = {"query": "type:ticket status:hold"}
    answers = [await zendesk.get("/api/v2/search/count.json", params=asked) for _ in range(101)]
    wait = answers[-1].headers["retry-after"]
    clock.pass_(float(wait))
    later = await zendesk.get("/api/v2/search/count.json", params=asked)

    assert [answer.status_code for answer in answers[99:]] == [200, 429]
    assert answers[0].headers["x-rate-limit-remaining"] == "699"
    assert later.status_code == 200
