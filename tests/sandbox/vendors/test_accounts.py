"""All vendors tell the same story: the demo's people and accounts are the same everywhere."""

from pathlib import Path
from typing import Any

import pytest

from sandbox.vendors.accounts import DEMO_ACCOUNTS, load_book
from sandbox.vendors.hubspot.api import HubSpot
from sandbox.vendors.intercom.api import Intercom
from sandbox.vendors.linear.api import Linear
from sandbox.vendors.registry import VENDORS
from sandbox.vendors.running import Vendors
from sandbox.vendors.stripe.api import Stripe
from sandbox.vendors.zendesk.api import Zendesk
from sandbox.world_file import WorldFileError, load_world

Facts = dict[str, tuple[str, frozenset[str]]]
"""By the product's own id of an account: its name, and the e-mails of its people."""


def told_by_the_book(vendors: Vendors) -> Facts:
    book = vendors.book
    return {
        account.key: (account.name, frozenset(book.people[person].email for person in account.people))
        for account in book.accounts
    }


def told_by_hubspot(vendors: Vendors) -> Facts:
    objects = vendors.vendor(HubSpot).portal.objects
    return {
        one.properties["workspace_id"]: (
            one.properties["name"],
            frozenset(objects["contacts"][contact].properties["email"] for contact in one.associated["contacts"]),
        )
        for one in objects["companies"].values()
    }


def told_by_zendesk(vendors: Vendors) -> Facts:
    desk = vendors.vendor(Zendesk).desk
    return {
        one["external_id"]: (
            one["name"],
            frozenset(user["email"] for user in desk.users.values() if user["organization_id"] == one["id"]),
        )
        for one in desk.organizations.values()
    }


def told_by_intercom(vendors: Vendors) -> Facts:
    inbox = vendors.vendor(Intercom).inbox
    return {
        one["company_id"]: (
            one["name"],
            frozenset(inbox.contacts[who]["email"] for who, where in inbox.employers.items() if where == one["id"]),
        )
        for one in inbox.companies.values()
    }


@pytest.mark.parametrize("told", [told_by_hubspot, told_by_zendesk, told_by_intercom])
async def test_accounts_and_their_people_are_the_same_everywhere(vendors: Vendors, told: Any) -> None:
    assert told(vendors) == told_by_the_book(vendors)


async def test_who_pays_belongs_to_the_account(vendors: Vendors) -> None:
    book = told_by_the_book(vendors)

    for customer in vendors.vendor(Stripe).ledger.kinds["customers"]:
        name, emails = book[customer["metadata"]["workspace_id"]]
        assert customer["name"] == name
        assert customer["email"] in emails


async def test_the_tracker_counts_the_same_customers(vendors: Vendors) -> None:
    customers = {
        key: (customer.name, customer.domains, customer.slack_channel_id)
        for customer in vendors.vendor(Linear).space.customers
        for key in customer.external_ids
    }

    assert customers == {one.key: (one.name, [one.domain], one.channel) for one in vendors.book.accounts}


async def test_accounts_and_people_are_those_of_slack(vendors: Vendors) -> None:
    world = load_world()
    teams = {team.name for team in world.teams}
    channels = {room.id for room in world.rooms}

    in_slack = [account for account in vendors.book.accounts if account.channel]
    assert {account.name for account in in_slack} == {"Brightwater Plumbing", "Nordwind Logistics"} <= teams
    assert {account.channel for account in in_slack} <= channels
    for person in world.people:
        assert vendors.book.people[person.id].email == person.email


async def test_brightwater_has_a_bill_in_dispute_one_unpaid_and_somebody_waiting(vendors: Vendors) -> None:
    ledger = vendors.vendor(Stripe).ledger
    [customer] = [one for one in ledger.kinds["customers"] if one["email"] == "maya@brightwater.example"]
    charges = [one for one in ledger.kinds["charges"] if one["customer"] == customer["id"]]
    tickets = [one for one in vendors.vendor(Zendesk).desk.tickets.values() if one["status"] == "open"]
    chats = [one for one in vendors.vendor(Intercom).inbox.conversations.values() if one["open"]]

    assert [one["status"] for one in charges].count("failed") == 1
    assert [one["charge"] for one in ledger.kinds["disputes"]] == [one["id"] for one in charges if one["disputed"]]
    assert "Charged twice in one month?" in [one["subject"] for one in tickets]
    assert [one["company"]["name"] for one in chats] == ["Brightwater Plumbing"]


async def test_each_vendor_is_found_by_its_own_settings(vendors: Vendors) -> None:
    settings = [set(vendors.listener(kind.name).vendor.environment("")) for kind in VENDORS]

    assert len(set().union(*settings)) == sum(map(len, settings))
    assert all(value for value in vendors.environment.values())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('owner = "U0ELI"', 'owner = "U0NOBODY"', "U0NOBODY"),
        ('health = "at_risk"', 'heatlh = "at_risk"', "heatlh"),
        ("[company]", "[company", "cannot be read"),
    ],
)
def test_a_book_that_makes_no_sense_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    book = tmp_path / "bad.accounts.toml"
    book.write_text(DEMO_ACCOUNTS.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(WorldFileError, match=said):
        load_book(book, load_world())
