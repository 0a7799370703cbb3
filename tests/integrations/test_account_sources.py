"""What each system tells of a customer, over real sockets and by the vendors' own contracts."""

from datetime import timedelta
from typing import Annotated

import pytest
from pydantic import SecretStr

from bot.accounts import Accounts
from bot.errors import BatonError, LockedOutError, MisconfiguredError
from bot.ports import AccountSource, Clock, Findings
from bot.settings import Part, Settings, load
from escalation.model import Account, Audience, Fact, Identity, Rung, Standing
from integrations.http import Wire
from integrations.registry import VENDORS, account_sources
from integrations.vendor import Vendor
from sandbox.vendors.running import Vendors
from sandbox.vendors.stripe.api import Stripe
from tests.fakes import FakeClock
from tests.integrations.conftest import SOURCES, Checked

BRIGHT = Account(name="Brightwater", domains=("brightwater.example",), ids={"product": "ws_brightwater"})
NORD = Account(name="Nordwind", domains=("nordwind.example",), ids={"product": "ws_nordwind"})
MAYA = Identity(rung=Rung.CONTACT, account=BRIGHT, email="maya@brightwater.example")
JONAS = Identity(rung=Rung.CONTACT, account=BRIGHT, email="jonas@brightwater.example")
SOMEBODY = Identity(rung=Rung.ACCOUNT, account=BRIGHT)
NOBODY = Identity(rung=Rung.CONTACT, account=Account(name="x", domains=("x.example",)), email="who@x.example")

Sources = dict[str, AccountSource]


def told(found: Findings) -> dict[str, str]:
    """What was found, the last fact of each key."""
    return {fact.key: fact.text for fact in found.facts}


async def test_hubspot_tells_who_the_company_is_and_how_it_does(sources: Sources, network: Checked) -> None:
    found = await sources["hubspot"].look_up(MAYA)

    assert told(found) == {
        "company": "Brightwater Plumbing",
        "lifecycle": "customer",
        "health": "at risk",
        "owner": "Eli Okafor",
        "deal": "“Brightwater: Business plan, second year” (contractsent)",
        "title": "Operations manager",
    }
    assert [fact.key for fact in found.facts if fact.is_alarming] == ["health"]
    assert set(network.checked) == {"hubspot"}


async def test_stripe_tells_the_plan_and_what_went_wrong(sources: Sources, network: Checked, clock: FakeClock) -> None:
    found = await sources["stripe"].look_up(MAYA)
    ages = {fact.key: round((clock.now() - fact.at) / timedelta(days=1)) for fact in found.facts if fact.at}

    assert told(found) == {
        "plan": "Larkspur Business (past due, $249.00 a month)",
        "renewal": "",
        "invoice": "$249.00, not paid",
        "failed_charge": "$249.00, card declined",
        "dispute": "$249.00, duplicate dispute, needs response",
    }
    assert ages == {"renewal": -17, "invoice": 13, "failed_charge": 13, "dispute": 5}
    assert set(network.checked) == {"stripe"}


async def test_zendesk_tells_open_tickets_and_past_ones(sources: Sources) -> None:
    found = await sources["zendesk"].look_up(MAYA)

    assert told(found) == {
        "open_ticket": "#4003 “Charged twice in one month?” (open, high)",
        "past_tickets": "1, last “Technicians see yesterday's schedule”",
    }
    assert found.facts[0].url.endswith("/agent/tickets/4003")


async def test_intercom_tells_open_conversations_of_this_person_only(sources: Sources, network: Checked) -> None:
    of_jonas = await sources["intercom"].look_up(JONAS)
    of_maya = await sources["intercom"].look_up(MAYA)

    assert told(of_jonas)["open_conversation"].startswith("“Is there a webhook for finished jobs?")
    assert "open_conversation" not in told(of_maya)
    assert set(network.checked) == {"intercom"}


async def test_of_several_stripe_customers_the_one_with_a_subscription_counts(sources: Sources) -> None:
    found = await sources["stripe"].look_up(Identity(rung=Rung.ACCOUNT, account=NORD))

    assert found.note == "2 customers match"
    assert "canceled" not in told(found)["plan"]


@pytest.mark.parametrize("email", ["maya@brightwater.example", "MAYA@brightwater.example"])
async def test_stripe_minds_the_case_of_an_address_and_we_do_not(sources: Sources, email: str) -> None:
    who = Identity(rung=Rung.CONTACT, account=Account(name="B", domains=("brightwater.example",)), email=email)

    assert "plan" in told(await sources["stripe"].look_up(who))


@pytest.mark.parametrize("name", SOURCES)
async def test_a_system_may_know_nothing_of_somebody(sources: Sources, name: str) -> None:
    assert await sources[name].look_up(NOBODY) == Findings()


@pytest.mark.parametrize("name", SOURCES)
async def test_an_id_cannot_reach_anybody_else(sources: Sources, vendors: Vendors, name: str) -> None:
    crooked = "ws_brightwater' OR metadata['workspace_id']:'ws_nordwind"
    ids = {"product": crooked, "stripe": "../v1/charges?limit=100", "zendesk": "1 OR type:ticket", "hubspot": "*"}
    who = Identity(rung=Rung.ACCOUNT, account=Account(name="x", ids=ids))

    try:
        found = await sources[name].look_up(who)
    except BatonError:
        found = Findings()

    assert found == Findings()


@pytest.mark.parametrize("name", SOURCES)
async def test_nothing_is_told_of_an_account_to_another(sources: Sources, name: str) -> None:
    of_nord = await sources[name].look_up(Identity(rung=Rung.ACCOUNT, account=NORD))

    assert "Brightwater" not in str(of_nord)
    assert "Charged twice" not in str(of_nord)


@pytest.mark.parametrize("name", SOURCES)
async def test_facts_are_for_agents_and_hold_no_bearer_link(sources: Sources, name: str) -> None:
    found = await sources[name].look_up(MAYA)

    assert {fact.audience for fact in found.facts} <= {Audience.AGENT}
    assert not any(word in str(found) for word in ("invoice.stripe", "_secret_", "Ask finance", "4242", "@"))


@pytest.mark.parametrize("name", SOURCES)
async def test_doctor_hears_whether_it_may_read(sources: Sources, vendors: Vendors, name: str) -> None:
    assert "can be read" in await sources[name].check()

    await vendors.order_fault({"vendor": name, "kind": "refuse", "status": 403, "times": 0})
    with pytest.raises(LockedOutError):
        await sources[name].check()


TROUBLES: dict[str, tuple[dict[str, object], Standing]] = {
    "nobody listens": ({"kind": "down"}, Standing.DOWN),
    "hangs": ({"kind": "slow", "seconds": 30, "times": 0}, Standing.DOWN),
    "cut": ({"kind": "lost", "times": 0}, Standing.DOWN),
    "does not know us": ({"kind": "refuse", "status": 401, "times": 0}, Standing.REFUSED),
    "does not let us": ({"kind": "refuse", "status": 403, "times": 0}, Standing.REFUSED),
    "breaks": ({"kind": "refuse", "status": 500, "times": 0}, Standing.DOWN),
    "too many calls": ({"kind": "limited", "seconds": 60, "times": 0}, Standing.DOWN),
    "a page": ({"kind": "wrong", "how": "html", "status": 200, "times": 0}, Standing.DOWN),
    "a page and 502": ({"kind": "wrong", "how": "html", "status": 502, "times": 0}, Standing.DOWN),
    "half an answer": ({"kind": "wrong", "how": "truncated", "times": 0}, Standing.DOWN),
    "too much": ({"kind": "wrong", "how": "huge", "times": 0}, Standing.DOWN),
}


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("name", SOURCES)
async def test_trouble_with_one_system_is_told_and_hides_no_other(
    sources: Sources, vendors: Vendors, network: Checked, clock: FakeClock, name: str, trouble: str
) -> None:
    network.is_strict = False
    fault, standing = TROUBLES[trouble]
    await vendors.order_fault({"vendor": name, **fault})
    accounts = Accounts(tuple(sources.values()), clock)

    facets = {facet.source.lower(): facet for facet in await accounts.gather(MAYA, 10)}

    assert facets[name].standing is standing
    assert facets[name].note not in ("", "something went wrong on our side")
    assert all(facet.standing is Standing.FOUND for other, facet in facets.items() if other != name)


# ── A new vendor is one file and one line ───────────────────────────────────────────────────────────────────────────


class AcmeSettings(Part):
    """As a new vendor's file has it."""

    acme_token: Annotated[SecretStr | None, "a token"] = None


class Acme:
    """An AccountSource that knows one thing."""

    name = "Acme"
    needs = Rung.ACCOUNT

    async def look_up(self, who: Identity) -> Findings:
        return Findings(facts=(Fact(key="seats", label="Seats", text="12"),))

    async def check(self) -> str:
        return "fine"

    async def aclose(self) -> None:
        return None


def connect_acme(settings: Settings, _clock: Clock, _wire: Wire) -> AccountSource | None:
    return Acme() if settings.part(AcmeSettings).acme_token else None


async def test_a_vendor_nobody_has_heard_of_is_a_file_and_a_line(clock: FakeClock) -> None:
    vendors = (*VENDORS, Vendor(settings=AcmeSettings, connect=connect_acme))

    sources = account_sources(load(acme_token="t"), clock, vendors)
    facets = await Accounts(sources, clock).gather(SOMEBODY, 1)

    assert [(facet.source, facet.facts[0].text) for facet in facets] == [("Acme", "12")]


def test_what_is_not_configured_is_not_asked(clock: FakeClock) -> None:
    assert account_sources(load(), clock) == ()


@pytest.mark.parametrize(
    ("wrong", "which"),
    [
        pytest.param({"hubspot_api_url": "x"}, "HUBSPOT_API_URL", id="HubSpot's"),
        pytest.param({"stripe_api_url": "ftp://x"}, "STRIPE_API_URL", id="Stripe's"),
        pytest.param({"intercom_api_url": "x"}, "INTERCOM_API_URL", id="Intercom's"),
        pytest.param({"zendesk_api_url": "you.zendesk.com"}, "ZENDESK_API_URL", id="Zendesk's"),
        pytest.param({"hubspot_version": "v3"}, "HUBSPOT_VERSION", id="an old version"),
        pytest.param({"stripe_metadata_key": "a']b"}, "STRIPE_METADATA_KEY", id="a key with quotes"),
    ],
)
def test_a_vendors_wrong_setting_says_which(wrong: dict[str, object], which: str, clock: FakeClock) -> None:
    with pytest.raises(MisconfiguredError, match=which):
        account_sources(load(**wrong), clock)


async def test_a_client_of_zendesk_fetches_its_own_token_and_a_new_one_when_it_ends(
    sources: Sources, vendors: Vendors, clock: FakeClock
) -> None:
    await sources["zendesk"].look_up(MAYA)
    await sources["zendesk"].look_up(MAYA)
    first = fetched(vendors)
    clock.forward(seconds=1_800)
    await sources["zendesk"].look_up(MAYA)

    assert (first, fetched(vendors)) == (1, 2)


def fetched(vendors: Vendors) -> int:
    return sum(call["path"] == "/oauth/tokens" for call in vendors.journal.calls)


def test_the_key_of_stripe_is_never_shown(clock: FakeClock) -> None:
    settings = load(stripe_api_key=Stripe.key)

    assert Stripe.key not in repr(account_sources(settings, clock)) + repr(settings)
