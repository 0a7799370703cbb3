"""Zendesk: the tickets of a customer, open and past. Read with OAuth; API tokens are no more.

Never read: comments, people in copy, attachments; tickets of colleagues only where the account itself is known.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator

from bot.errors import LockedOutError, RejectedError
from bot.ports import AccountSource, Clock, Findings
from bot.settings import Part, Settings, address
from escalation.model import Account, Fact, Identity, Rung
from integrations.http import Answered, Manners, VendorClient, Wire, rows, understood
from integrations.vendor import Vendor

_SCOPE = "tickets:read users:read organizations:read"
_EARLY = timedelta(minutes=1)
_PRESSING = ("high", "urgent")


class ZendeskSettings(Part):
    """Where Zendesk is, and how to get in: a token, or a client that fetches its own."""

    zendesk_api_url: Annotated[str | None, Field(description="`https://you.zendesk.com`.")] = None
    zendesk_client_id: Annotated[str | None, Field(description="Zendesk OAuth client's identifier.")] = None
    zendesk_client_secret: Annotated[SecretStr | None, Field(description="Zendesk OAuth client's secret.")] = None
    zendesk_token: Annotated[
        SecretStr | None, Field(description="Zendesk OAuth access token, where there is no client to fetch one.")
    ] = None

    _is_address = field_validator("zendesk_api_url")(address)


class _User(Answered):
    id: int
    organization_id: int | None = None
    suspended: bool = False


class _Organization(Answered):
    id: int


class _Ticket(Answered):
    id: int
    subject: str | None = None
    status: str = ""
    priority: str | None = None
    created_at: datetime


class _Granted(Answered):
    access_token: str
    expires_in: float | None = None


class Tokens:
    """Fetches access tokens for a client of ours, one at a time, a minute before the last one ends."""

    def __init__(self, client: VendorClient, client_id: str, secret: SecretStr, clock: Clock) -> None:
        self._client = client
        self._client_id = client_id
        self._secret = secret
        self._clock = clock
        self._lock = asyncio.Lock()
        self._token = ""
        self._until: datetime | None = None

    async def __call__(self, is_refused: bool) -> str:
        """The value of an Authorization header; a new one where the last was refused."""
        refused = self._token if is_refused else ""
        async with self._lock:
            if not self._token or self._token == refused or (self._until and self._clock.now() >= self._until):
                await self._fetch()
            return f"Bearer {self._token}"

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _fetch(self) -> None:
        asked = {
            "grant_type": "client_credentials",
            "client_id": self._client_id,
            "client_secret": self._secret.get_secret_value(),
            "scope": _SCOPE,
        }
        try:
            granted = understood(Zendesk.name, _Granted, await self._client.post("/oauth/tokens", asked))
        except RejectedError as error:
            raise LockedOutError(Zendesk.name, error.code) from error
        self._token = granted.access_token
        lasts = granted.expires_in
        self._until = None if lasts is None else self._clock.now() + timedelta(seconds=lasts) - _EARLY


class Zendesk:
    """An AccountSource."""

    name = "Zendesk"
    needs = Rung.ACCOUNT

    def __init__(self, client: VendorClient, site: str, tokens: Tokens | None = None) -> None:
        self._client = client
        self._site = site
        self._tokens = tokens

    async def look_up(self, who: Identity) -> Findings:
        """Open tickets of the person and of the account, and how many there were in the last ninety days."""
        user, organization = await asyncio.gather(self._user(who.email), self._organization(who.account))
        about = f"organization:{organization.id}" if organization else f"requester:{user.id}" if user else ""
        if not about:
            return Findings()
        running, past = await asyncio.gather(
            self._tickets(f"{about} status<solved", 5), self._tickets(f"{about} status>=solved updated>90days", 25)
        )
        facts = (*(self._open(ticket) for ticket in running), *_past(past))
        return Findings(facts=facts, note="suspended in Zendesk" if user and user.suspended else "")

    async def check(self) -> str:
        """See `bot.ports.AccountSource`."""
        await self._client.get("/api/v2/users/me.json")
        await self._user("nobody@example.com")
        await self._client.get("/api/v2/organizations/search.json", {"external_id": "nobody"})
        await self._tickets("status<solved", 1)
        return "users, organizations and tickets can be read"

    async def aclose(self) -> None:
        """See `bot.ports.AccountSource`."""
        await self._client.aclose()
        if self._tokens is not None:
            await self._tokens.aclose()

    async def _user(self, email: str) -> _User | None:
        if not email:
            return None
        answer = await self._client.get("/api/v2/users/search.json", {"query": f'email:"{email}"'})
        return next(iter(rows(self.name, _User, answer, "users")), None)

    async def _organization(self, account: Account | None) -> _Organization | None:
        """By its own id, or by ours where Zendesk keeps it as the external id."""
        ids = account.ids if account else {}
        if ids.get("zendesk", "").isdigit():
            return _Organization(id=int(ids["zendesk"]))
        if "product" not in ids:
            return None
        answer = await self._client.get("/api/v2/organizations/search.json", {"external_id": ids["product"]})
        found = rows(self.name, _Organization, answer, "organizations")
        return found[0] if len(found) == 1 else None

    async def _tickets(self, query: str, most: int) -> Sequence[_Ticket]:
        wanted: dict[str, str | int] = {
            "query": f"type:ticket {query}",
            "sort_by": "updated_at",
            "sort_order": "desc",
            "per_page": most,
        }
        return rows(self.name, _Ticket, await self._client.get("/api/v2/search.json", wanted), "results")

    def _open(self, ticket: _Ticket) -> Fact:
        is_pressing = ticket.priority in _PRESSING
        how = f"{ticket.status}, {ticket.priority}" if is_pressing else ticket.status
        return Fact(
            key="open_ticket",
            label="Open ticket",
            text=f"#{ticket.id} “{ticket.subject or 'without a subject'}” ({how})",
            at=ticket.created_at,
            url=f"{self._site}/agent/tickets/{ticket.id}",
            is_alarming=is_pressing,
        )


def _past(tickets: Sequence[_Ticket]) -> tuple[Fact, ...]:
    if not tickets:
        return ()
    last = tickets[0]
    return (
        Fact(
            key="past_tickets",
            label="Solved in 90 days",
            text=f"{len(tickets)}, last “{last.subject or 'without a subject'}”",
            at=last.created_at,
        ),
    )


def connect(settings: Settings, clock: Clock, wire: Wire) -> AccountSource | None:
    """Zendesk, if there is a way in."""
    own = settings.part(ZendeskSettings)
    if own.zendesk_api_url is None:
        return None
    split = urlsplit(own.zendesk_api_url)
    site = f"{split.scheme}://{split.netloc}"
    manners = Manners(name=Zendesk.name, base_url=site, rate=(30, 10))
    if own.zendesk_client_id and own.zendesk_client_secret:
        tokens = Tokens(VendorClient(manners, clock, wire), own.zendesk_client_id, own.zendesk_client_secret, clock)
        return Zendesk(VendorClient(manners, clock, wire, authorize=tokens), site, tokens)
    if own.zendesk_token is None:
        return None
    token = f"Bearer {own.zendesk_token.get_secret_value()}"

    async def authorize(_is_refused: bool) -> str:
        return token

    return Zendesk(VendorClient(manners, clock, wire, authorize=authorize), site)


VENDOR = Vendor(settings=ZendeskSettings, connect=connect)
