"""Linear: every operation is one it knows, filing twice is filing once, and trouble is ours to handle."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import cache
from typing import Any

import httpx
import pytest
from graphql import GraphQLSchema, build_schema, parse, validate

from bot.errors import BatonError, LockedOutError, RejectedError, UnavailableError
from bot.flows.file_bug import own_id
from bot.ports import Hurt, NewTicket, Tracker
from bot.settings import load
from escalation.model import Priority, TicketState
from integrations import linear, linear_webhook
from integrations.http import Wire
from sandbox.vendors.linear.api import OAUTH_TOKEN, Linear
from sandbox.vendors.running import Vendors
from tests.fakes import FakeClock
from tests.integrations.conftest import QUICK, TLS
from tests.sandbox.vendors.contracts import contract

NEW = NewTicket(id=own_id("x"), title="It crashes", text="> it crashes", priority=Priority.HIGH, labels=("bug", "None"))
HURT = Hurt(
    id=own_id("y"),
    key="H1",
    url="https://x.slack.example/archives/C1/p1",
    title="Slack: Brightwater",
    subtitle="It crashes",
    customer="Brightwater",
    external_id="ws_brightwater",
    domains=("brightwater.example",),
    words="it crashes",
)


@cache
def schema() -> GraphQLSchema:
    return build_schema(contract("linear/linear.subset.graphql").read_text(encoding="utf-8"))


@pytest.mark.parametrize("operation", linear.OPERATIONS, ids=lambda text: text.split()[1].partition("(")[0])
def test_every_operation_is_one_that_linear_knows(operation: str) -> None:
    assert validate(schema(), parse(operation)) == []


def connected(vendors: Vendors, clock: FakeClock, **settings: object) -> Tracker:
    known = {name.lower(): value for name, value in vendors.environment.items()}
    tracker = linear.connect(
        load(**(known | settings)), clock, Wire(patience=QUICK, transport=httpx.AsyncHTTPTransport(verify=TLS))
    )
    assert tracker is not None
    return tracker


@pytest.fixture
async def tracker(vendors: Vendors, clock: FakeClock) -> AsyncIterator[Tracker]:
    found = connected(vendors, clock)
    yield found
    await found.aclose()


def shown(vendors: Vendors, name: str) -> Any:
    """An issue as the stand-in has it."""
    return next(issue for issue in vendors.vendor(Linear).space.issues if issue.identifier == name)


async def test_an_issue_is_filed_into_triage_with_the_labels_there_are(tracker: Tracker, vendors: Vendors) -> None:
    ticket = await tracker.file(NEW)
    issue = shown(vendors, ticket.name)

    assert (ticket.title, ticket.state) == ("It crashes", TicketState.OPEN)
    assert issue.state.type == "triage"
    assert [label.name for label in issue.labels] == ["Bug"]
    assert issue.priority == 2


async def test_filing_twice_is_filing_once(tracker: Tracker, vendors: Vendors) -> None:
    first = await tracker.file(NEW)
    again = await tracker.file(NEW)

    assert first == again
    assert sum(issue.title == "It crashes" for issue in vendors.vendor(Linear).space.issues) == 1


async def test_an_issue_whose_answer_was_lost_is_found_again(tracker: Tracker, vendors: Vendors) -> None:
    await tracker.search("warm up")
    await vendors.order_fault({"vendor": "linear", "kind": "lost"})

    with pytest.raises(UnavailableError) as caught:
        await tracker.file(NEW)
    ticket = await tracker.file(NEW)

    assert caught.value.is_ambiguous
    assert sum(issue.id == ticket.id for issue in vendors.vendor(Linear).space.issues) == 1


async def test_a_customer_is_counted_once_however_often_it_is_told(tracker: Tracker, vendors: Vendors) -> None:
    ticket = await tracker.file(NEW)

    for _ in range(3):
        await tracker.note_hurt(ticket.id, HURT)
    issue = shown(vendors, ticket.name)

    assert [(need.customer.name, need.body) for need in issue.needs] == [("Brightwater Plumbing", "it crashes")]
    assert [attachment.url for attachment in issue.attachments] == [HURT.url]


async def test_a_customer_that_linear_does_not_know_is_made(tracker: Tracker, vendors: Vendors) -> None:
    ticket = await tracker.file(NEW)

    await tracker.note_hurt(ticket.id, replace(HURT, customer="Nobody yet", external_id="slack:T1", domains=()))

    assert [need.customer.name for need in shown(vendors, ticket.name).needs] == ["Nobody yet"]


async def test_a_comment_is_made_once(tracker: Tracker, vendors: Vendors) -> None:
    ticket = await tracker.file(NEW)

    for _ in range(2):
        await tracker.comment(ticket.id, own_id("z"), "still broken")

    assert [comment.body for comment in shown(vendors, ticket.name).comments] == ["still broken"]


async def test_known_issues_are_searched_and_read(tracker: Tracker) -> None:
    found = {ticket.name: ticket for ticket in await tracker.search("invoice export times out")}
    done = await tracker.search("schedule of the day before")

    assert found["LRK-118"].text.startswith("The CSV export")
    assert await tracker.read(found["LRK-118"].id) == found["LRK-118"]
    assert await tracker.read_all((found["LRK-118"].id,)) == (found["LRK-118"],)
    assert await tracker.read_all(()) == ()
    assert {ticket.state for ticket in done if ticket.name == "LRK-97"} == {TicketState.DONE}


async def test_an_apps_token_stands_after_bearer(vendors: Vendors, clock: FakeClock) -> None:
    tracker = connected(vendors, clock, linear_api_key=OAUTH_TOKEN)

    assert "files to team LRK" in await tracker.check()
    await tracker.aclose()


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        pytest.param({"kind": "down"}, UnavailableError, id="nobody listens"),
        pytest.param({"kind": "slow", "seconds": 30, "times": 0}, UnavailableError, id="hangs"),
        pytest.param({"kind": "refuse", "status": 401, "times": 0}, LockedOutError, id="does not know us"),
        pytest.param({"kind": "refuse", "status": 403, "times": 0}, LockedOutError, id="does not let us"),
        pytest.param({"kind": "refuse", "status": 400, "times": 0}, RejectedError, id="does not understand"),
        pytest.param({"kind": "refuse", "status": 500, "times": 0}, UnavailableError, id="breaks"),
        pytest.param({"kind": "limited", "seconds": 60, "times": 0}, UnavailableError, id="too many calls"),
        pytest.param({"kind": "wrong", "how": "errors", "status": 200, "times": 0}, BatonError, id="errors in a 200"),
        pytest.param({"kind": "wrong", "how": "html", "status": 502, "times": 0}, UnavailableError, id="a page"),
        pytest.param({"kind": "wrong", "how": "truncated", "times": 0}, UnavailableError, id="half an answer"),
        pytest.param({"kind": "wrong", "how": "huge", "times": 0}, UnavailableError, id="too much"),
    ],
)
async def test_trouble_is_one_of_our_errors(
    tracker: Tracker, vendors: Vendors, fault: dict[str, object], error: type[BatonError]
) -> None:
    await vendors.order_fault({"vendor": "linear", **fault})

    with pytest.raises(error):
        await tracker.file(NEW)


async def test_after_too_many_calls_linear_is_left_alone_until_it_takes_more(
    tracker: Tracker, vendors: Vendors
) -> None:
    await vendors.order_fault({"vendor": "linear", "kind": "limited", "seconds": 60})

    with pytest.raises(UnavailableError) as caught:
        await tracker.file(NEW)

    assert caught.value.retry_after is not None
    assert 0 < caught.value.retry_after <= 3600


# ── The webhook ─────────────────────────────────────────────────────────────────────────────────────────────────────

SECRETS = ("new-secret", "old-secret")


def body_of(seconds: float, **changes: Any) -> bytes:
    usual = {"type": "Issue", "action": "update", "data": {"id": "I1"}, "webhookTimestamp": int(seconds * 1000)}
    return json.dumps(usual | changes).encode()


def signed(body: bytes, secret: str = SECRETS[0], **changes: str) -> dict[str, str]:
    usual = {"Linear-Signature": hmac.new(secret.encode(), body, hashlib.sha256).hexdigest(), "Linear-Delivery": "D1"}
    return usual | changes


def test_news_of_an_issue_is_heard_with_either_secret(clock: FakeClock) -> None:
    hook = linear_webhook.LinearWebhook(SECRETS)
    body = body_of(clock.now().timestamp())

    for secret in SECRETS:
        news = hook.read(signed(body, secret), body, clock.now())
        assert news is not None
        assert (news.ticket, news.delivery) == ("I1", "D1")


@pytest.mark.parametrize(
    ("age", "secret", "changes", "tamper"),
    [
        pytest.param(61, SECRETS[0], {}, b"", id="stale"),
        pytest.param(-61, SECRETS[0], {}, b"", id="of the future"),
        pytest.param(61, SECRETS[0], {"Linear-Timestamp": "now"}, b"", id="stale with a fresh header"),
        pytest.param(0, "another", {}, b"", id="another secret"),
        pytest.param(0, SECRETS[0], {}, b" ", id="tampered"),
        pytest.param(0, SECRETS[0], {"Linear-Signature": ""}, b"", id="no signature"),
        pytest.param(0, SECRETS[0], {"Linear-Signature": "ü" * 64}, b"", id="a signature of other letters"),
    ],
)
def test_what_is_not_linears_or_not_of_now_is_refused(
    age: float, secret: str, changes: dict[str, str], tamper: bytes, clock: FakeClock
) -> None:
    body = body_of(clock.now().timestamp() - age)

    with pytest.raises(RejectedError):
        linear_webhook.LinearWebhook(SECRETS).read(signed(body, secret, **changes), body + tamper, clock.now())


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b'{"type": 3}', b"[" * 5000])
def test_a_signed_body_that_cannot_be_read_is_refused(body: bytes, clock: FakeClock) -> None:
    with pytest.raises(RejectedError):
        linear_webhook.LinearWebhook(SECRETS).read(signed(body), body, clock.now())


def test_news_of_a_comment_is_heard(clock: FakeClock) -> None:
    said = {"id": "C1", "issueId": "I1"}
    body = body_of(clock.now().timestamp(), type="Comment", action="create", data=said)

    news = linear_webhook.LinearWebhook(SECRETS).read(signed(body), body, clock.now())

    assert news is not None
    assert (news.ticket, news.comment) == ("I1", "C1")


def test_other_news_is_passed_over(clock: FakeClock) -> None:
    body = body_of(clock.now().timestamp(), type="Comment")

    assert linear_webhook.LinearWebhook(SECRETS).read(signed(body), body, clock.now()) is None


def test_without_a_secret_nobody_listens() -> None:
    assert linear_webhook.listen(load()) is None
