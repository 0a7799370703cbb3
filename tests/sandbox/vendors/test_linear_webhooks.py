"""Linear's webhooks: what happened, signed, and sent until somebody says 200."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from functools import cache
from typing import Any

import jsonschema
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from sandbox.vendors.linear.api import WEBHOOK_SECRET, Linear
from sandbox.vendors.running import Vendors
from tests.sandbox.vendors.conftest import NOW, StillClock
from tests.sandbox.vendors.contracts import contract


@cache
def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(contract("linear/linear-webhook.schema.json").read_text(encoding="utf-8"))
    return found


class Receiver:
    """Whoever listens to webhooks; `answers` are the statuses it gives, 200 when there are none left."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self._received: asyncio.Queue[tuple[dict[str, str], bytes]] = asyncio.Queue()

    async def take(self, request: web.Request) -> web.Response:
        body = await request.read()
        self._received.put_nowait((dict(request.headers), body))
        return web.Response(status=self.answers.pop(0) if self.answers else 200)

    async def next(self) -> tuple[dict[str, str], dict[str, Any]]:
        """The next delivery, which must be signed and of the vendor's shape."""
        async with asyncio.timeout(5):
            headers, body = await self._received.get()
        expected = hmac.new(WEBHOOK_SECRET.encode(), body, hashlib.sha256).hexdigest()
        assert headers["Linear-Signature"] == expected
        told: dict[str, Any] = json.loads(body)
        jsonschema.validate(told, schema())
        return headers, told

    def is_quiet(self) -> bool:
        return self._received.empty()


@pytest.fixture
async def receiver(vendors: Vendors) -> AsyncIterator[Receiver]:
    receiver, app = Receiver(), web.Application()
    app.router.add_post("/linear", receiver.take)
    async with TestServer(app) as server:
        vendors.vendor(Linear).listen(str(server.make_url("/linear")))
        yield receiver


@pytest.fixture
def linear(vendors: Vendors) -> Linear:
    return vendors.vendor(Linear)


async def noted(vendors: Vendors, count: int) -> None:
    """Until so many attempts are in the log."""
    async with asyncio.timeout(5):
        while len(vendors.journal.deliveries) < count:
            await vendors.journal.signal.wait(None)


async def test_a_finished_issue_is_told_with_what_it_was_before(linear: Linear, receiver: Receiver) -> None:
    before = linear.issue("LRK-118").state

    linear.move("LRK-118", "Done", "dev-noor")

    headers, told = await receiver.next()
    assert (told["type"], told["action"], headers["Linear-Event"]) == ("Issue", "update", "Issue")
    assert told["data"]["state"]["type"] == "completed"
    assert told["updatedFrom"]["stateId"] == before.id
    assert told["actor"]["name"] == "Noor Haddad"
    assert told["webhookTimestamp"] == int(NOW * 1000)


async def test_a_comment_is_told_with_its_issue_and_author(linear: Linear, receiver: Receiver) -> None:
    linear.comment("LRK-118", "Which browser is it?", "dev-noor")

    _, told = await receiver.next()
    assert (told["type"], told["action"]) == ("Comment", "create")
    assert told["data"]["body"] == "Which browser is it?"
    assert told["data"]["issue"]["identifier"] == "LRK-118"
    assert told["data"]["user"]["email"] == "noor@larkspur.example"


async def test_all_that_the_bot_writes_is_told_too(linear: Linear, receiver: Receiver) -> None:
    writes, issue = linear.writes, linear.issue("LRK-118")

    writes.issue_create({"input": {"teamId": linear.space.team.id, "title": "New"}})
    writes.attachment_create({"input": {"issueId": issue.id, "title": "Thread", "url": "https://x.example"}})
    writes.customer_upsert({"input": {"name": "New Ltd"}})
    writes.customer_need_create({"input": {"issueId": issue.id, "customerExternalId": "ws_nordwind"}})

    told = [(await receiver.next())[1]["type"] for _ in range(4)]
    assert sorted(told) == ["Attachment", "Customer", "CustomerNeed", "Issue"]


async def test_only_what_was_subscribed_to_is_told(linear: Linear, receiver: Receiver, vendors: Vendors) -> None:
    linear.space.webhooks[0].resource_types = ["Issue"]

    linear.comment("LRK-118", "Not told")
    linear.move("LRK-118", "Done")

    _, told = await receiver.next()
    await noted(vendors, 1)
    assert told["type"] == "Issue"
    assert receiver.is_quiet()


async def test_what_is_not_taken_is_sent_again_after_a_minute_an_hour_and_six_hours(
    linear: Linear, receiver: Receiver, vendors: Vendors, clock: StillClock
) -> None:
    receiver.answers = [500, 500, 503, 500]
    linear.move("LRK-118", "Done")
    deliveries = [await receiver.next()]

    for count, wait in enumerate((60, 3_600, 21_600), start=1):
        await noted(vendors, count)
        clock.pass_(wait)
        deliveries.append(await receiver.next())
    await noted(vendors, 4)

    assert len({headers["Linear-Delivery"] for headers, _ in deliveries}) == 1
    assert [told["webhookTimestamp"] // 1000 - int(NOW) for _, told in deliveries] == [0, 60, 3_660, 25_260]
    assert [entry["status"] for entry in vendors.journal.deliveries] == [500, 500, 503, 500]
    assert clock.timers == []


async def test_a_delivery_can_be_sent_again_with_its_id(linear: Linear, receiver: Receiver) -> None:
    linear.move("LRK-118", "Done")
    first, _ = await receiver.next()

    linear.courier.resend(first["Linear-Delivery"])
    linear.courier.resend()

    again = [(await receiver.next())[0]["Linear-Delivery"] for _ in range(2)]
    assert again == [first["Linear-Delivery"]] * 2


async def test_nobody_listening_is_noted(linear: Linear, vendors: Vendors) -> None:
    linear.listen("http://127.0.0.1:9/nobody")

    linear.move("LRK-118", "Done")

    await noted(vendors, 1)
    assert vendors.journal.deliveries[0]["status"] is None
