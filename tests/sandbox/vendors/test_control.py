"""The vendors through the control API: looking, waiting, arranging trouble, and being an engineer in Linear."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from sandbox.client import SandboxClient, SandboxError
from sandbox.server import Sandbox, start
from sandbox.vendors.accounts import DEMO_ACCOUNTS
from sandbox.vendors.hubspot.api import HubSpot
from sandbox.vendors.linear.api import Linear
from sandbox.vendors.model.api import LARGE, Model

TEXT = (Path(__file__).parents[3] / "docs" / "sandbox.md").read_text(encoding="utf-8")


@pytest.fixture
async def box() -> AsyncIterator[Sandbox]:
    sandbox = await start(accounts=DEMO_ACCOUNTS)
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def people(box: Sandbox) -> AsyncIterator[SandboxClient]:
    async with SandboxClient(box.url, box.control_token) as client:
        yield client


async def owners(people: SandboxClient, http: httpx.AsyncClient) -> httpx.Response:
    hubspot = (await people.vendors.shown())["hubspot"]
    key = {"Authorization": f"Bearer {hubspot['environment']['HUBSPOT_TOKEN']}"}
    return await http.get(f"{hubspot['url']}/crm/owners/2026-09", headers=key)


async def test_the_world_tells_where_the_vendors_are(people: SandboxClient, box: Sandbox) -> None:
    shown = (await people.world())["vendors"]

    assert box.vendors is not None
    assert shown == await people.vendors.shown()
    assert shown["stripe"]["environment"]["STRIPE_API_URL"] == box.vendors.url("stripe")
    assert set(shown) == {"hubspot", "stripe", "zendesk", "intercom", "linear", "model"}


async def test_calls_are_logged_and_waited_for(people: SandboxClient, http: httpx.AsyncClient) -> None:
    await owners(people, http)

    call = await people.vendors.wait_for_call("hubspot", "/owners")

    assert await people.vendors.calls("hubspot") == [call]
    assert await people.vendors.calls("stripe") == []
    with pytest.raises(SandboxError, match="timed_out"):
        await people.vendors.wait_for_call("hubspot", since=call["n"] + 1, timeout=0.05)


async def test_trouble_is_ordered_and_cleared(people: SandboxClient, http: httpx.AsyncClient) -> None:
    await people.vendors.fault("hubspot", "refuse", status=503, times=0)
    troubled = [await owners(people, http), await owners(people, http)]
    await people.vendors.clear_faults("hubspot")
    await people.vendors.fault("hubspot", "down")
    is_down = (await people.vendors.shown())["hubspot"]["is_down"]
    await people.vendors.clear_faults()

    assert [answer.status_code for answer in troubled] == [503, 503]
    assert is_down is True
    assert (await owners(people, http)).status_code == 200


@pytest.mark.parametrize(
    ("order", "code"),
    [
        ({"vendor": "hubspot", "kind": "bored"}, "unknown_fault"),
        ({"vendor": "salesforce", "kind": "slow"}, "vendor_not_found"),
    ],
)
async def test_trouble_that_does_not_exist_is_refused(people: SandboxClient, order: dict[str, Any], code: str) -> None:
    with pytest.raises(SandboxError) as refused:
        await people.vendors.fault(**order)

    assert refused.value.code == code


async def test_an_engineer_moves_and_comments_and_the_news_goes_out(people: SandboxClient, box: Sandbox) -> None:
    await people.vendors.send_webhooks(f"{box.url}/nobody-takes-this", "secret")

    moved = await people.vendors.move_issue("LRK-118", "Done", "dev-noor")
    said = await people.vendors.comment("LRK-118", "Fixed in 4.9")
    delivery = await people.vendors.wait_for_delivery()
    again = await people.vendors.redeliver(delivery["delivery_id"])

    assert moved["state"]["type"] == "completed"
    assert said["body"] == "Fixed in 4.9"
    assert again == delivery["delivery_id"]
    issue = next(one for one in await people.vendors.issues() if one["identifier"] == "LRK-118")
    assert [comment["body"] for comment in issue["comments"]][-1] == "Fixed in 4.9"
    assert [need["customer"]["name"] for need in issue["needs"]] == ["Copperfield Heating"]


@pytest.mark.parametrize(
    ("issue", "state", "person", "code"),
    [
        ("LRK-1", "Done", None, "issue_not_found"),
        ("LRK-118", "Finished", None, "state_not_found"),
        ("LRK-118", "Done", "U0MAYA", "person_not_found"),
    ],
)
async def test_what_nobody_can_do_in_linear_is_refused(
    people: SandboxClient, issue: str, state: str, person: str | None, code: str
) -> None:
    with pytest.raises(SandboxError) as refused:
        await people.vendors.move_issue(issue, state, person)

    assert refused.value.code == code


async def test_the_model_says_what_it_is_told_to(people: SandboxClient, http: httpx.AsyncClient, box: Sandbox) -> None:
    assert box.vendors is not None
    await people.vendors.script_model({"content": "As you wish."})
    await people.vendors.pace_model(0.001)

    answer = await http.post(
        f"{box.vendors.url('model')}/v1/chat/completions",
        headers={"Authorization": f"Bearer {Model.key}"},
        json={"model": LARGE, "messages": [{"role": "user", "content": "Hello"}], "stream": True},
    )

    assert "wish." in answer.text
    assert box.vendors.vendor(Model).pace == 0.001


async def test_a_reset_makes_all_records_anew(people: SandboxClient, http: httpx.AsyncClient, box: Sandbox) -> None:
    assert box.vendors is not None
    await people.vendors.move_issue("LRK-118", "Done")
    await people.vendors.fault("hubspot", "down")
    await people.reset()

    assert box.vendors.vendor(Linear).issue("LRK-118").state.name == "In Progress"
    assert (await owners(people, http)).status_code == 200


async def test_without_the_control_token_nothing_is_told(box: Sandbox, http: httpx.AsyncClient) -> None:
    answer = await http.get(f"{box.url}/control/vendors")

    assert answer.status_code == 401


async def test_a_sandbox_without_accounts_has_no_vendors(http: httpx.AsyncClient) -> None:
    alone = await start()
    async with SandboxClient(alone.url, alone.control_token) as people:
        world = await people.world()
        answer = await http.get(
            f"{alone.url}/control/vendors", headers={"Authorization": f"Bearer {alone.control_token}"}
        )
    await alone.stop()

    assert (world["vendors"], answer.status_code) == ({}, 404)


async def test_every_control_call_is_documented(box: Sandbox) -> None:
    documented = set(re.findall(r"^\| `(GET|POST) (vendors[\w/]*)` \|", TEXT, re.MULTILINE))

    there = {
        (method, path.removeprefix("/control/"))
        for method, path in box.routes()
        if path.startswith("/control/vendors") and method != "HEAD"
    }
    assert documented == there


def test_keys_of_the_stand_ins_say_what_they_are() -> None:
    assert "sandbox" in HubSpot.key
