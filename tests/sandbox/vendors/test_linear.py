"""Linear's stand-in: every operation the bot needs, with the schema's own validation and Linear's own refusals."""

from collections.abc import AsyncIterator
from functools import cache
from typing import Any, Protocol

import httpx
import pytest
from graphql import (
    EnumTypeDefinitionNode,
    InputObjectTypeDefinitionNode,
    ObjectTypeDefinitionNode,
    OperationDefinitionNode,
    parse,
    print_ast,
)

from sandbox.vendors.linear.api import OAUTH_TOKEN, Linear
from sandbox.vendors.running import Vendors
from tests.sandbox.vendors.conftest import NOW, TLS, StillClock
from tests.sandbox.vendors.contracts import ROOT, contract

ISSUE_ID = "3f0c4f5e-7a52-4c0e-9d6b-0d9e3b1f5a11"
THREAD = "https://larkspur.slack.com/archives/C0BRIGHTW/p1795000000000100"


@cache
def operations() -> dict[str, str]:
    """The operations of the project, by name."""
    document = parse(contract("linear/operations.graphql").read_text(encoding="utf-8"))
    return {
        one.name.value: print_ast(one)
        for one in document.definitions
        if isinstance(one, OperationDefinitionNode) and one.name
    }


class Ask(Protocol):
    async def __call__(self, query: str, **variables: Any) -> httpx.Response: ...


@pytest.fixture
async def linear(vendors: Vendors) -> AsyncIterator[httpx.AsyncClient]:
    headers = {"Authorization": Linear.key}
    async with httpx.AsyncClient(
        base_url=vendors.url("linear"), headers=headers, trust_env=False, verify=TLS
    ) as client:
        yield client


@pytest.fixture
def ask(linear: httpx.AsyncClient) -> Ask:
    async def asked(query: str, **variables: Any) -> httpx.Response:
        return await linear.post("/graphql", json={"query": query, "variables": variables})

    return asked


async def do(ask: Ask, operation: str, **variables: Any) -> dict[str, Any]:
    """The data of one of the project's operations, which must succeed."""
    answer = await ask(operations()[operation], **variables)
    assert "errors" not in answer.json(), answer.text
    data: dict[str, Any] = answer.json()["data"]
    return data


async def team(ask: Ask) -> dict[str, Any]:
    found: dict[str, Any] = (await do(ask, "TeamSetup", teamKey="LRK"))["teams"]["nodes"][0]
    return found


async def bug(ask: Ask, **more: Any) -> dict[str, Any]:
    wanted = {"teamId": (await team(ask))["id"], "title": "Export fails with EXP-504", "priority": 2, **more}
    made: dict[str, Any] = (await do(ask, "BugCreate", input=wanted))["issueCreate"]["issue"]
    return made


async def test_a_team_tells_its_states_and_labels(ask: Ask) -> None:
    data = await do(ask, "TeamSetup", teamKey="LRK")

    [found] = data["teams"]["nodes"]
    assert {state["type"] for state in found["states"]["nodes"]} == {
        *("triage", "backlog", "unstarted", "started", "completed", "canceled", "duplicate")
    }
    assert {label["name"] for label in found["labels"]["nodes"]} == {"Bug", "Crash", "Feature"}
    assert {label["name"] for label in data["issueLabels"]["nodes"]} == {"Customer reported", "Billing"}


async def test_a_bug_waits_in_triage(ask: Ask) -> None:
    labels = [label["id"] for label in (await team(ask))["labels"]["nodes"] if label["name"] == "Bug"]

    made = await bug(ask, id=ISSUE_ID, labelIds=labels)

    assert (made["id"], made["identifier"], made["state"]["type"]) == (ISSUE_ID, "LRK-122", "triage")


@pytest.mark.parametrize("status", [200, 400])
async def test_the_same_id_again_is_a_conflict(ask: Ask, vendors: Vendors, status: int) -> None:
    vendors.vendor(Linear).error_status = status
    made = await bug(ask, id=ISSUE_ID)

    again = await ask(
        operations()["BugCreate"], input={"id": ISSUE_ID, "teamId": made["team"]["id"], "title": "Export fails"}
    )
    read = await do(ask, "IssueForNotice", id=ISSUE_ID)

    [error] = again.json()["errors"]
    assert again.status_code == status
    assert error["message"] == "conflict on insert of Issue"
    assert error["extensions"]["code"] == "INPUT_ERROR"
    assert error["extensions"]["userPresentableMessage"] == f"Entity Issue with id {ISSUE_ID} already exists."
    assert read["issue"]["identifier"] == "LRK-122"


async def test_a_duplicate_is_found_by_other_words(ask: Ask) -> None:
    data = await do(ask, "DuplicateSearch", term="exporting invoices times out")

    found = data["searchIssues"]
    assert found["nodes"][0]["identifier"] == "LRK-118"
    assert found["totalCount"] >= 1


async def test_canceled_issues_are_no_duplicates(ask: Ask, vendors: Vendors) -> None:
    vendors.vendor(Linear).move("LRK-118", "Canceled")

    data = await do(ask, "DuplicateSearch", term="invoice export")

    assert "LRK-118" not in [issue["identifier"] for issue in data["searchIssues"]["nodes"]]


async def test_a_thread_is_attached_once(ask: Ask) -> None:
    made = await bug(ask)
    link = {"issueId": made["id"], "title": "Slack thread", "url": THREAD}

    first = await do(ask, "AttachThread", input={**link, "metadata": {"channel": "C0BRIGHTW"}})
    again = await do(ask, "AttachThread", input={**link, "title": "Renamed"})
    found = await do(ask, "IssueByThread", url=THREAD)

    assert first["attachmentCreate"]["attachment"]["id"] == again["attachmentCreate"]["attachment"]["id"]
    assert [one["issue"]["identifier"] for one in found["attachmentsForURL"]["nodes"]] == ["LRK-122"]
    assert again["attachmentCreate"]["attachment"]["title"] == "Renamed"


async def test_a_slack_message_can_be_linked(ask: Ask) -> None:
    made = await bug(ask)

    data = await do(ask, "LinkSlack", issueId=made["id"], url=THREAD)

    assert data["attachmentLinkSlack"]["attachment"]["url"] == THREAD


async def test_a_customer_is_found_by_any_of_its_ids_or_made(ask: Ask) -> None:
    known = await do(ask, "UpsertCustomer", input={"slackChannelId": "C0BRIGHTW", "externalId": "T0BRIGHTW"})
    by_domain = await do(ask, "UpsertCustomer", input={"domains": ["nordwind.example"]})
    made = await do(ask, "UpsertCustomer", input={"name": "New Ltd", "externalId": "ws_new"})
    public = await ask(operations()["UpsertCustomer"], input={"name": "Somebody", "domains": ["gmail.com"]})

    assert known["customerUpsert"]["customer"]["externalIds"] == ["ws_brightwater", "T0BRIGHTW"]
    assert by_domain["customerUpsert"]["customer"]["name"] == "Nordwind Logistics"
    assert made["customerUpsert"]["customer"]["name"] == "New Ltd"
    assert public.json()["errors"][0]["extensions"]["code"] == "INPUT_ERROR"


async def test_a_need_counts_a_customer_on_an_issue(ask: Ask) -> None:
    made = await bug(ask)
    wanted = {"issueId": made["id"], "customerExternalId": "ws_nordwind", "attachmentUrl": THREAD, "priority": 1}

    await do(ask, "AddNeed", input={**wanted, "body": "Month end is blocked"})

    issue = (await do(ask, "IssueForNotice", id="LRK-122"))["issue"]
    [need] = issue["needs"]["nodes"]
    assert need["customer"]["slackChannelId"] == "C0NORDWIND"
    assert need["attachment"]["url"] == THREAD
    assert [one["url"] for one in issue["attachments"]["nodes"]] == [THREAD]


async def test_a_comment_is_kept(ask: Ask) -> None:
    made = await bug(ask)

    data = await do(ask, "Comment", input={"issueId": made["id"], "body": "One more account"})

    assert data["commentCreate"]["comment"]["url"].startswith("https://linear.app/larkspur/issue/LRK-122#comment-")


async def test_issues_can_be_polled(ask: Ask, vendors: Vendors, clock: StillClock) -> None:
    query = """query ($ids: [ID!]!, $since: DateTimeOrDuration!) {
      issues(filter: { id: { in: $ids }, updatedAt: { gt: $since } }) { nodes { identifier state { type } } }
    }"""
    since = "2026-11-19T14:00:00.000Z"
    every = (await ask("{ issues(first: 50) { nodes { id } } }")).json()["data"]["issues"]["nodes"]
    clock.passed = 1_795_100_000 - NOW
    vendors.vendor(Linear).move("LRK-118", "Done")

    answer = await ask(query, ids=[issue["id"] for issue in every], since=since)

    assert answer.json()["data"]["issues"]["nodes"] == [{"identifier": "LRK-118", "state": {"type": "completed"}}]


async def test_a_list_is_paged(ask: Ask) -> None:
    query = (
        "query ($after: String) { issues(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }"
    )

    first = (await ask(query)).json()["data"]["issues"]
    second = (await ask(query, after=first["pageInfo"]["endCursor"])).json()["data"]["issues"]

    assert (len(first["nodes"]), first["pageInfo"]["hasNextPage"]) == (2, True)
    assert (len(second["nodes"]), second["pageInfo"]["hasNextPage"]) == (1, False)


async def test_a_webhook_can_be_made_changed_and_removed(ask: Ask, vendors: Vendors) -> None:
    wanted = {"url": "https://bot.example/linear", "resourceTypes": ["Issue"], "allPublicTeams": True}
    change = (
        "mutation ($id: String!, $input: WebhookUpdateInput!) { webhookUpdate(id: $id, input: $input) { success } }"
    )

    made = (await do(ask, "HookCreate", input=wanted))["webhookCreate"]["webhook"]
    await ask(change, id=made["id"], input={"enabled": False})
    listed = (await ask("{ webhooks { nodes { id enabled } } }")).json()["data"]["webhooks"]["nodes"]
    await ask("mutation ($id: String!) { webhookDelete(id: $id) { entityId } }", id=made["id"])

    assert made["secret"].startswith("lin_wh_")
    assert listed == [{"id": made["id"], "enabled": False}]
    assert vendors.vendor(Linear).space.webhooks == []


@pytest.mark.parametrize(
    ("query", "variables", "code"),
    [
        pytest.param("{ issues { nodes { shoeSize } } }", {}, "GRAPHQL_VALIDATION_FAILED", id="no such field"),
        pytest.param("{ issues(first: ten) { nodes { id } } }", {}, "GRAPHQL_VALIDATION_FAILED", id="no number"),
        pytest.param("{ issues { nodes { id }", {}, "GRAPHQL_PARSE_FAILED", id="no GraphQL"),
        pytest.param("query ($id: String!) { issue(id: $id) { id } }", {}, "INPUT_ERROR", id="no variable"),
        pytest.param('{ issue(id: "LRK-9999") { id } }', {}, "INPUT_ERROR", id="no such issue"),
        pytest.param("{ issues(first: 251) { nodes { id } } }", {}, "INPUT_ERROR", id="too many"),
    ],
)
async def test_a_wrong_query_is_refused(ask: Ask, query: str, variables: dict[str, Any], code: str) -> None:
    answer = await ask(query, **variables)

    assert answer.json()["errors"][0]["extensions"]["code"] == code


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"priority": "P0"}, id="a priority that is none"),
        pytest.param({"priority": 9}, id="a priority out of range"),
        pytest.param({"id": "not-a-uuid"}, id="no uuid"),
        pytest.param({"id": "3f0c4f5e-7a52-5c0e-9d6b-0d9e3b1f5a11"}, id="a uuid of version 5"),
        pytest.param({"labelIds": ["Bug"]}, id="a label by name"),
        pytest.param({"teamId": "LRK"}, id="a team by key"),
        pytest.param({"title": " "}, id="no title"),
        pytest.param({"stateName": "Triage"}, id="no such field"),
    ],
)
async def test_a_wrong_bug_is_refused(ask: Ask, wrong: dict[str, Any]) -> None:
    wanted = {"teamId": (await team(ask))["id"], "title": "Export fails", **wrong}

    answer = await ask(operations()["BugCreate"], input=wanted)

    assert answer.json()["errors"][0]["extensions"]["code"] == "INPUT_ERROR"
    assert not answer.json().get("data")


async def test_a_need_names_one_customer_in_one_way(ask: Ask) -> None:
    made = await bug(ask)
    both = {"issueId": made["id"], "customerId": "x", "customerExternalId": "ws_nordwind"}

    for wanted in (both, {"issueId": made["id"]}, {"issueId": made["id"], "customerExternalId": "ws_none"}):
        answer = await ask(operations()["AddNeed"], input=wanted)
        assert answer.json()["errors"][0]["extensions"]["code"] == "INPUT_ERROR"


@pytest.mark.parametrize(
    ("key", "status", "code"),
    [
        (Linear.key, 200, None),
        (f"Bearer {OAUTH_TOKEN}", 200, None),
        (f"Bearer {Linear.key}", 400, "INPUT_ERROR"),
        ("lin_api_real", 401, "AUTHENTICATION_ERROR"),
        ("", 401, "AUTHENTICATION_ERROR"),
    ],
)
async def test_a_key_stands_alone_and_a_token_after_bearer(
    linear: httpx.AsyncClient, key: str, status: int, code: str | None
) -> None:
    answer = await linear.post("/graphql", json={"query": "{ viewer { id } }"}, headers={"Authorization": key})

    codes = [error["extensions"]["code"] for error in answer.json().get("errors", [])]
    assert (answer.status_code, codes) == (status, [code] if code else [])


async def test_searches_are_limited_with_status_400(ask: Ask, clock: StillClock) -> None:
    answers = [await ask('{ searchIssues(term: "x", first: 1) { totalCount } }') for _ in range(31)]
    other = await ask("{ viewer { id } }")
    clock.pass_(60)
    later = await ask('{ searchIssues(term: "x", first: 1) { totalCount } }')

    assert [answer.status_code for answer in answers[29:]] == [200, 400]
    assert answers[-1].json()["errors"][0]["extensions"]["code"] == "RATELIMITED"
    assert (other.status_code, later.status_code) == (200, 200)


async def test_every_answer_tells_what_is_left(ask: Ask) -> None:
    answer = await ask("{ issues(first: 10) { nodes { id title state { name } } } }")
    status = await do(ask, "Budget")

    # Ten issues of 1 + 0.2 points, each with a state of 1.1, and the connection itself.
    assert answer.headers["x-complexity"] == "24"
    assert answer.headers["x-ratelimit-requests-remaining"] == "2499"
    assert answer.headers["x-ratelimit-complexity-remaining"] == str(3_000_000 - 24)
    assert int(answer.headers["x-ratelimit-requests-reset"]) == int((NOW + 3_600) * 1000)
    assert status["rateLimitStatus"]["limits"][0]["remainingAmount"] == 2498


async def test_a_query_that_costs_too_much_is_refused(ask: Ask) -> None:
    answer = await ask("{ issues(first: 250) { nodes { labels(first: 250) { nodes { id } } } } }")

    assert answer.status_code == 400
    assert "complex" in answer.json()["errors"][0]["message"]


def test_our_schema_is_a_part_of_linears() -> None:
    ours = parse((ROOT / "sandbox/vendors/linear/schema.graphql").read_text(encoding="utf-8"))
    theirs = parse(contract("linear/linear.subset.graphql").read_text(encoding="utf-8"))
    known = _shapes(theirs)

    strangers = {
        f"{name}.{field}": (shape, known.get(name, {}).get(field))
        for name, shapes in _shapes(ours).items()
        for field, shape in shapes.items()
        if known.get(name, {}).get(field) != shape
    }

    assert strangers == {}


def _shapes(document: Any) -> dict[str, dict[str, str]]:
    """By type: its fields and arguments, and their types."""
    shapes: dict[str, dict[str, str]] = {}
    for one in document.definitions:
        if isinstance(one, ObjectTypeDefinitionNode | InputObjectTypeDefinitionNode):
            shapes[one.name.value] = {
                name: shape for field in one.fields or () for name, shape in _field_shapes(field).items()
            }
        elif isinstance(one, EnumTypeDefinitionNode):
            shapes[one.name.value] = {value.name.value: "" for value in one.values or ()}
    return shapes


def _field_shapes(field: Any) -> dict[str, str]:
    name, arguments = field.name.value, getattr(field, "arguments", None) or ()
    return {name: print_ast(field.type), **{f"{name}({one.name.value})": print_ast(one.type) for one in arguments}}
