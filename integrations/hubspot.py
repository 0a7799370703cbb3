"""HubSpot: the company, who looks after it, how it is doing, and its open deals. Read with a service key.

Never read: phone numbers, notes, e-mails, and properties that are not named here or in the settings.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Annotated, Any

import httpx
from pydantic import Field, SecretStr, ValidationError, field_validator

from bot.errors import BatonError, RejectedError, UnavailableError
from bot.ports import AccountSource, Clock, Findings
from bot.settings import Part, Settings, address
from escalation.model import Account, Fact, Identity, Rung, Sensitivity
from integrations.http import Answered, Manners, VendorClient, Wire, bearer, retry_after, rows, understood
from integrations.vendor import Vendor

_UNHEALTHY = ("risk", "poor", "bad", "red", "churn")
_KINDS = ("contacts", "companies", "deals")


class HubSpotSettings(Part):
    """Where HubSpot is, the key, and what is particular about this portal."""

    hubspot_token: Annotated[
        SecretStr | None, Field(description="HubSpot service key with the four read scopes of docs/integrations.md.")
    ] = None
    hubspot_api_url: Annotated[str, Field(description="HubSpot's base.")] = "https://api.hubapi.com"
    hubspot_version: Annotated[
        str, Field(pattern=r"^\d{4}-\d{2}$", description="Version of HubSpot's API, a part of its paths.")
    ] = "2026-09"
    hubspot_health_property: Annotated[
        str | None, Field(pattern=r"^\w{1,100}$", description="Company property that says how the account is doing.")
    ] = "customer_health"
    hubspot_id_property: Annotated[
        str | None, Field(pattern=r"^\w{1,100}$", description="Company property that holds the id of an account.")
    ] = None
    hubspot_show_amounts: Annotated[bool, Field(description="Whether agents see what deals are worth.")] = False

    _is_address = field_validator("hubspot_api_url")(address)


class _Record(Answered):
    id: str
    properties: Mapping[str, str | None] = {}

    def get(self, name: str | None) -> str:
        """A property, or an empty string."""
        return (self.properties.get(name) or "").strip() if name else ""


class _Owner(Answered):
    firstName: str | None = None  # noqa: N815  HubSpot's spelling
    lastName: str | None = None  # noqa: N815


class _Refusal(Answered):
    category: str = ""
    errorType: str = ""  # noqa: N815
    policyName: str = ""  # noqa: N815


class HubSpot:
    """An AccountSource."""

    name = "HubSpot"
    needs = Rung.ACCOUNT

    def __init__(self, client: VendorClient, settings: HubSpotSettings) -> None:
        self._client = client
        self._settings = settings
        self._objects = f"/crm/objects/{settings.hubspot_version}"

    async def look_up(self, who: Identity) -> Findings:
        """The company by its id or domain, the person by their address; then owner and open deals."""
        companies, contacts = await asyncio.gather(self._companies(who.account), self._contacts(who.email))
        if not companies:
            return Findings(facts=_person(contacts))
        company = companies[0]
        owner, deals = await asyncio.gather(self._owner(company.get("hubspot_owner_id")), self._deals(company.id))
        note = f"{len(companies)} companies match" if len(companies) > 1 else ""
        return Findings(facts=(*self._company(company), *owner, *self._sales(deals), *_person(contacts)), note=note)

    async def check(self) -> str:
        """See `bot.ports.AccountSource`."""
        for kind in _KINDS:
            await self._search(kind, (("hs_object_id", "EQ", "0"),), ("hs_object_id",))
        await self._client.get(f"/crm/owners/{self._settings.hubspot_version}", {"limit": 1})
        return f"contacts, companies, deals and owners can be read, version {self._settings.hubspot_version}"

    async def aclose(self) -> None:
        """See `bot.ports.AccountSource`."""
        await self._client.aclose()

    async def _companies(self, account: Account | None) -> Sequence[_Record]:
        wanted = ("name", "domain", "lifecyclestage", "hubspot_owner_id", self._settings.hubspot_health_property)
        properties = tuple(name for name in wanted if name)
        for name, value in self._names_of(account):
            found = await self._search("companies", ((name, "EQ", value),), properties, limit=3)
            if found:
                return found
        return ()

    def _names_of(self, account: Account | None) -> Sequence[tuple[str, str]]:
        """The properties by which its company may be found, surest first."""
        if account is None:
            return ()
        by_id = [("hs_object_id", account.ids["hubspot"])] if "hubspot" in account.ids else []
        own_id = self._settings.hubspot_id_property
        by_ours = [(own_id, account.ids["product"])] if own_id and "product" in account.ids else []
        return (*by_id, *by_ours, *(("domain", domain) for domain in account.domains))

    async def _contacts(self, email: str) -> Sequence[_Record]:
        return await self._search("contacts", (("email", "EQ", email),), ("jobtitle",)) if email else ()

    async def _deals(self, company: str) -> Sequence[_Record]:
        """Those that are open, the next to close first."""
        wanted = (("associations.company", "EQ", company), ("hs_is_closed", "EQ", "false"))
        properties = ("dealname", "dealstage", "closedate", "amount")
        return await self._search("deals", wanted, properties, limit=3, sort="closedate")

    async def _owner(self, owner: str) -> tuple[Fact, ...]:
        if not owner.isdigit():
            return ()
        try:
            answer = await self._client.get(f"/crm/owners/{self._settings.hubspot_version}/{owner}")
        except RejectedError:  # somebody who left
            return ()
        found = understood(self.name, _Owner, answer)
        name = f"{found.firstName or ''} {found.lastName or ''}".strip()
        return (Fact(key="owner", label="Owner", text=name),) if name else ()

    def _company(self, company: _Record) -> tuple[Fact, ...]:
        health = company.get(self._settings.hubspot_health_property).replace("_", " ")
        stage = company.get("lifecyclestage").replace("_", " ")
        facts = (
            Fact(key="company", label="Company", text=company.get("name"), sensitivity=Sensitivity.PLAIN),
            Fact(key="lifecycle", label="Stage", text=stage),
            Fact(
                key="health",
                label="Health",
                text=health,
                is_alarming=any(word in health.lower() for word in _UNHEALTHY),
            ),
        )
        return tuple(fact for fact in facts if fact.text)

    def _sales(self, deals: Sequence[_Record]) -> tuple[Fact, ...]:
        return tuple(self._sale(deal) for deal in deals)

    def _sale(self, deal: _Record) -> Fact:
        amount = f", {deal.get('amount')}" if self._settings.hubspot_show_amounts and deal.get("amount") else ""
        return Fact(
            key="deal",
            label="Open deal",
            text=f"“{deal.get('dealname') or 'without a name'}” ({deal.get('dealstage') or 'no stage'}{amount})",
            at=_moment(deal.get("closedate")),
        )

    async def _search(
        self,
        kind: str,
        wanted: Sequence[tuple[str, str, str]],
        properties: Sequence[str],
        limit: int = 1,
        sort: str = "",
    ) -> tuple[_Record, ...]:
        filters = [{"propertyName": name, "operator": operator, "value": value} for name, operator, value in wanted]
        body: dict[str, Any] = {
            "filterGroups": [{"filters": filters}],
            "properties": list(properties),
            "sorts": [sort] if sort else [],
            "limit": limit,
            "after": "0",
        }
        return rows(self.name, _Record, await self._client.search(f"{self._objects}/{kind}/search", body), "results")


def _person(contacts: Sequence[_Record]) -> tuple[Fact, ...]:
    title = contacts[0].get("jobtitle") if contacts else ""
    return (Fact(key="title", label="Their role", text=title, sensitivity=Sensitivity.PERSONAL),) if title else ()


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _says_no(response: httpx.Response, now: datetime) -> BatonError | None:
    """The limit of a day is over only at midnight; scopes that are missing are named."""
    if response.status_code != 429:
        return None
    try:
        refusal = _Refusal.model_validate_json(response.content)
    except ValidationError:
        refusal = _Refusal()
    if refusal.policyName == "DAILY":
        midnight = datetime.combine(now.date() + timedelta(days=1), time(), tzinfo=UTC)
        return UnavailableError(
            HubSpot.name, "its calls for today are used up", retry_after=(midnight - now).total_seconds()
        )
    return UnavailableError(HubSpot.name, "too many calls", retry_after=retry_after(response, now) or 1.0)


def connect(settings: Settings, clock: Clock, wire: Wire) -> AccountSource | None:
    """HubSpot, if there is a key."""
    own = settings.part(HubSpotSettings)
    if own.hubspot_token is None:
        return None
    manners = Manners(
        name=HubSpot.name,
        base_url=own.hubspot_api_url,
        headers=bearer(own.hubspot_token.get_secret_value()),
        rate=(4, 1),
        says_no=_says_no,
    )
    return HubSpot(VendorClient(manners, clock, wire), own)


VENDOR = Vendor(settings=HubSpotSettings, connect=connect)
