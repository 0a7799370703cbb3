"""Intercom: what is going on with a customer in the product's messenger.

Never read: phone numbers, locations, notes, and what colleagues of the customer wrote.
"""

import asyncio
import html
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import quote

import httpx
from pydantic import Field, SecretStr, field_validator

from bot.errors import BatonError, RejectedError, UnavailableError
from bot.ports import AccountSource, Clock, Findings
from bot.settings import Part, Settings, address
from escalation.model import Account, Fact, Identity, Rung, Sensitivity
from integrations.http import Answered, Manners, VendorClient, Wire, bearer, rows, understood
from integrations.vendor import Vendor

VERSION = "2.16"

_TAG = re.compile(r"<[^>]*>")
_MOST_WORDS = 120


class IntercomSettings(Part):
    """Where Intercom is, and the token."""

    intercom_token: Annotated[SecretStr | None, Field(description="Intercom access token, read only.")] = None
    intercom_api_url: Annotated[
        str, Field(description="Intercom's base; `https://api.eu.intercom.io` and `.au.` for those regions.")
    ] = "https://api.intercom.io"

    _is_address = field_validator("intercom_api_url")(address)


class _Contact(Answered):
    id: str
    last_seen_at: datetime | None = None


class _Source(Answered):
    subject: str | None = None
    body: str | None = None


class _Conversation(Answered):
    id: str
    title: str | None = None
    source: _Source | None = None
    created_at: datetime
    updated_at: datetime
    waiting_since: datetime | None = None

    @property
    def words(self) -> str:
        """What it is about, in the customer's words."""
        body = html.unescape(_TAG.sub(" ", (self.source and self.source.body) or ""))
        text = self.title or (self.source and self.source.subject) or body
        flat = " ".join(_TAG.sub(" ", text).split())
        return flat if len(flat) <= _MOST_WORDS else flat[:_MOST_WORDS].rstrip() + "…"


class _Company(Answered):
    user_count: int | None = None
    session_count: int | None = None


class Intercom:
    """An AccountSource."""

    name = "Intercom"
    needs = Rung.ACCOUNT

    def __init__(self, client: VendorClient) -> None:
        self._client = client

    async def look_up(self, who: Identity) -> Findings:
        """The person's open conversations, where the person is known; how many use it, where the account is."""
        contacts, company = await asyncio.gather(self._contacts(who.email), self._company(who.account))
        running = [talk for one in contacts for talk in await self._conversations(one.id)]
        running.sort(key=lambda talk: talk.updated_at, reverse=True)
        facts = (*(_open(talk) for talk in running[:3]), *_use(company), *_seen(contacts))
        return Findings(facts=facts, note=f"{len(contacts)} users match" if len(contacts) > 1 else "")

    async def check(self) -> str:
        """See `bot.ports.AccountSource`."""
        await self._client.get("/me")
        await self._contacts("nobody@example.com")
        await self._conversations("nobody")
        return f"contacts and conversations can be read, version {VERSION}"

    async def aclose(self) -> None:
        """See `bot.ports.AccountSource`."""
        await self._client.aclose()

    async def _contacts(self, email: str) -> Sequence[_Contact]:
        if not email:
            return ()
        wanted = (("email", "=", email), ("role", "=", "user"))
        return rows(self.name, _Contact, await self._search("contacts", wanted, 3), "data")

    async def _conversations(self, contact: str) -> Sequence[_Conversation]:
        wanted = (("contact_ids", "=", contact), ("open", "=", True))
        return rows(self.name, _Conversation, await self._search("conversations", wanted, 5), "conversations")

    async def _company(self, account: Account | None) -> _Company | None:
        """By its own id, or by ours."""
        ids = account.ids if account else {}
        if "intercom" not in ids and "product" not in ids:
            return None
        try:
            if "intercom" in ids:
                answer = await self._client.get(f"/companies/{quote(ids['intercom'], safe='')}")
            else:
                answer = await self._client.get("/companies", {"company_id": ids["product"]})
        except RejectedError:
            return None
        return understood(self.name, _Company, answer)

    async def _search(self, kind: str, wanted: Sequence[tuple[str, str, Any]], most: int) -> Any:
        value = [{"field": field, "operator": operator, "value": value} for field, operator, value in wanted]
        body = {"query": {"operator": "AND", "value": value}, "pagination": {"per_page": most}}
        return await self._client.search(f"/{kind}/search", body)


def _open(talk: _Conversation) -> Fact:
    is_waiting = talk.waiting_since is not None
    return Fact(
        key="open_conversation",
        label="Open conversation",
        text=f"“{talk.words or 'without words'}”{' (waits for us)' if is_waiting else ''}",
        at=talk.waiting_since or talk.updated_at,
        is_alarming=is_waiting,
        sensitivity=Sensitivity.PERSONAL,
    )


def _use(company: _Company | None) -> tuple[Fact, ...]:
    if company is None or not company.user_count:
        return ()
    return (Fact(key="users", label="Users", text=str(company.user_count)),)


def _seen(contacts: Sequence[_Contact]) -> tuple[Fact, ...]:
    seen = max((one.last_seen_at for one in contacts if one.last_seen_at), default=None)
    if seen is None:
        return ()
    return (Fact(key="last_seen", label="Last in the product", text="", at=seen, sensitivity=Sensitivity.PERSONAL),)


def _says_no(response: httpx.Response, now: datetime) -> BatonError | None:
    """When it takes calls again is in a header of its own, as a moment."""
    if response.status_code != 429:
        return None
    try:
        wait = float(response.headers.get("x-ratelimit-reset", "")) - now.timestamp()
    except ValueError:
        wait = 1.0
    return UnavailableError(Intercom.name, "too many calls", retry_after=max(0.0, wait))


def connect(settings: Settings, clock: Clock, wire: Wire) -> AccountSource | None:
    """Intercom, if there is a token."""
    own = settings.part(IntercomSettings)
    if own.intercom_token is None:
        return None
    headers = {**bearer(own.intercom_token.get_secret_value()), "Intercom-Version": VERSION}
    manners = Manners(
        name=Intercom.name, base_url=own.intercom_api_url, headers=headers, rate=(15, 1), says_no=_says_no
    )
    return Intercom(VendorClient(manners, clock, wire))


VENDOR = Vendor(settings=IntercomSettings, connect=connect)
