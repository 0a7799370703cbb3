"""Stripe: what a customer pays, and what went wrong with it. Read with a restricted key; nothing is ever written.

Never read: card and bank numbers, addresses, tax ids, and links to invoices, which open for anybody who has them.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, TypeVar

from pydantic import Field, SecretStr, field_validator

from bot.ports import AccountSource, Clock, Findings
from bot.settings import Part, Settings, address
from escalation.model import Account, Fact, Identity, Rung, Sensitivity
from integrations.http import Answered, Manners, VendorClient, Wire, bearer, rows, understood
from integrations.vendor import Vendor

T = TypeVar("T")

VERSION = "2026-10-28.endive"

_LIVE = ("active", "trialing", "past_due", "unpaid")
_WHOLE = frozenset(
    ("bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "ugx", "vnd", "vuv", "xaf", "xof", "xpf")
)
"""Currencies without cents."""

_STATUSES = {"past_due": "past due", "incomplete_expired": "never paid", "trialing": "on trial"}
_DISPUTES_OVER = ("won", "lost", "warning_closed", "prevented")


class StripeSettings(Part):
    """Where Stripe is, and the key."""

    stripe_api_key: Annotated[
        SecretStr | None, Field(description="Stripe restricted key, `rk_live_…`, with read permissions only.")
    ] = None
    stripe_api_url: Annotated[str, Field(description="Stripe's base.")] = "https://api.stripe.com"
    stripe_metadata_key: Annotated[
        str, Field(pattern=r"^[\w-]{1,40}$", description="Customers' metadata that holds the id of an account.")
    ] = "workspace_id"

    _is_address = field_validator("stripe_api_url")(address)


class _Metered(Answered):
    created: datetime


class _Customer(Answered):
    id: str
    name: str | None = None
    deleted: bool = False


class _Price(Answered):
    nickname: str | None = None
    product: str | None = None
    unit_amount: int | None = None
    currency: str = ""
    recurring: dict[str, Any] | None = None


class _Item(Answered):
    price: _Price
    quantity: int | None = None
    current_period_end: datetime | None = None

    @property
    def cost(self) -> str:
        """What it costs and how often, where Stripe says."""
        if self.price.unit_amount is None:
            return ""
        return _money(self.price.unit_amount * (self.quantity or 1), self.price.currency) + _every(self.price)


class _Items(Answered):
    data: tuple[_Item, ...] = ()


class _Subscription(_Metered):
    status: str
    items: _Items = _Items()
    cancel_at_period_end: bool = False

    @property
    def is_live(self) -> bool:
        """Whether the customer has something of it."""
        return self.status in _LIVE


class _Invoice(_Metered):
    status: str | None = None
    total: int | None = None
    currency: str = ""
    number: str | None = None


class _Charge(_Metered):
    id: str
    status: str = ""
    amount: int = 0
    currency: str = ""
    failure_code: str | None = None
    disputed: bool = False


class _Dispute(_Metered):
    status: str
    reason: str = ""
    amount: int = 0
    currency: str = ""


class _Product(Answered):
    name: str = ""


class Stripe:
    """An AccountSource."""

    name = "Stripe"
    needs = Rung.ACCOUNT

    def __init__(self, client: VendorClient, metadata_key: str) -> None:
        self._client = client
        self._metadata_key = metadata_key

    async def look_up(self, who: Identity) -> Findings:
        """Plan, bills, failed charges and disputes; of several customers, those of one who has a subscription."""
        customers = await self._customers(who)
        if not customers:
            return Findings()
        held = await asyncio.gather(*(self._subscriptions(one) for one in customers))
        customer, subscriptions = next(
            ((one, theirs) for one, theirs in zip(customers, held, strict=True) if any(s.is_live for s in theirs)),
            (customers[0], held[0]),
        )
        invoices, charges = await asyncio.gather(self._invoices(customer), self._charges(customer))
        disputes = await asyncio.gather(*(self._disputes(charge) for charge in charges if charge.disputed))
        facts = (
            *await self._plan(subscriptions),
            *_last_invoice(invoices),
            *_failed(charges),
            *(_disputed(dispute) for found in disputes for dispute in found),
        )
        return Findings(facts=facts, note=f"{len(customers)} customers match" if len(customers) > 1 else "")

    async def check(self) -> str:
        """See `bot.ports.AccountSource`."""
        for kind in ("customers", "subscriptions", "invoices", "charges", "disputes", "products"):
            await self._list(kind, Answered, {"limit": 1})
        return f"customers, subscriptions, invoices, charges, disputes and products can be read, version {VERSION}"

    async def aclose(self) -> None:
        """See `bot.ports.AccountSource`."""
        await self._client.aclose()

    async def _customers(self, who: Identity) -> Sequence[_Customer]:
        """By its own id, by the account's id in metadata, or by the person's address, whose case Stripe minds."""
        account = who.account or Account(name="")
        if "stripe" in account.ids:
            found = understood(self.name, _Customer, await self._client.get(f"/v1/customers/{_id(account, 'stripe')}"))
            return () if found.deleted else (found,)
        if "product" in account.ids:
            value = account.ids["product"].replace("\\", "\\\\").replace("'", "\\'")
            query = f"metadata['{self._metadata_key}']:'{value}'"
            found_by_id = await self._list("customers/search", _Customer, {"query": query, "limit": 3})
            if found_by_id:
                return found_by_id
        for email in dict.fromkeys((who.email, who.email.lower())):
            found_by_email = await self._list("customers", _Customer, {"email": email, "limit": 3}) if email else ()
            if found_by_email:
                return found_by_email
        return ()

    async def _subscriptions(self, customer: _Customer) -> Sequence[_Subscription]:
        wanted: dict[str, str | int] = {"customer": customer.id, "status": "all", "limit": 3}
        return await self._list("subscriptions", _Subscription, wanted)

    async def _invoices(self, customer: _Customer) -> Sequence[_Invoice]:
        return await self._list("invoices", _Invoice, {"customer": customer.id, "limit": 3})

    async def _charges(self, customer: _Customer) -> Sequence[_Charge]:
        return await self._list("charges", _Charge, {"customer": customer.id, "limit": 10})

    async def _disputes(self, charge: _Charge) -> Sequence[_Dispute]:
        return await self._list("disputes", _Dispute, {"charge": charge.id})

    async def _plan(self, subscriptions: Sequence[_Subscription]) -> tuple[Fact, ...]:
        """The plan with its price, how it stands, and when it renews."""
        held = next((one for one in subscriptions if one.is_live), next(iter(subscriptions), None))
        if held is None or not held.items.data:
            return ()
        item = held.items.data[0]
        status = _STATUSES.get(held.status, held.status)
        price = f", {item.cost}" if item.cost else ""
        plan = Fact(
            key="plan",
            label="Plan",
            text=f"{await self._plan_name(item.price)} ({status}{price})",
            is_alarming=held.status in ("past_due", "unpaid"),
            sensitivity=Sensitivity.FINANCIAL,
        )
        if item.current_period_end is None or not held.is_live:
            return (plan,)
        ends = "Ends" if held.cancel_at_period_end else "Renews"
        key = "ends" if held.cancel_at_period_end else "renewal"
        return (plan, Fact(key=key, label=ends, text="", at=item.current_period_end, is_alarming=key == "ends"))

    async def _plan_name(self, price: _Price) -> str:
        if price.nickname:
            return price.nickname
        if price.product is None:
            return "a plan without a name"
        found = await self._client.get(f"/v1/products/{price.product}")
        return understood(self.name, _Product, found).name or "a plan without a name"

    async def _list(self, path: str, kind: type[T], params: dict[str, str | int]) -> tuple[T, ...]:
        return rows(self.name, kind, await self._client.get(f"/v1/{path}", params), "data")


def _last_invoice(invoices: Sequence[_Invoice]) -> tuple[Fact, ...]:
    if not invoices:
        return ()
    last = invoices[0]
    amount = f"{_money(last.total, last.currency)}, " if last.total is not None else ""
    is_owed = last.status in ("open", "uncollectible")
    text = f"{amount}{'not paid' if is_owed else last.status or 'draft'}"
    sensitivity = Sensitivity.FINANCIAL
    return (
        Fact(
            key="invoice",
            label="Last invoice",
            text=text,
            at=last.created,
            is_alarming=is_owed,
            sensitivity=sensitivity,
        ),
    )


def _failed(charges: Sequence[_Charge]) -> tuple[Fact, ...]:
    """The latest failed charge, and how many there are; the reason only as a kind."""
    failed = [charge for charge in charges if charge.status == "failed"]
    if not failed:
        return ()
    last = failed[0]
    why = (last.failure_code or "declined").replace("_", " ")
    more = f", {len(failed)} of the last {len(charges)}" if len(failed) > 1 else ""
    return (
        Fact(
            key="failed_charge",
            label="Failed charge",
            text=f"{_money(last.amount, last.currency)}, {why}{more}",
            at=last.created,
            is_alarming=True,
            sensitivity=Sensitivity.FINANCIAL,
        ),
    )


def _disputed(dispute: _Dispute) -> Fact:
    is_open = dispute.status not in _DISPUTES_OVER
    words = f"{dispute.reason} dispute, {dispute.status}".replace("_", " ")
    return Fact(
        key="dispute",
        label="Disputed charge",
        text=f"{_money(dispute.amount, dispute.currency)}, {words}",
        at=dispute.created,
        is_alarming=is_open,
        sensitivity=Sensitivity.FINANCIAL,
    )


def _money(amount: int, currency: str) -> str:
    """`$249.00`, `12.50 EUR`, `1,200 JPY`."""
    number = f"{amount:,}" if currency in _WHOLE else f"{amount / 100:,.2f}"
    return f"${number}" if currency == "usd" else f"{number} {currency.upper()}".strip()


def _every(price: _Price) -> str:
    recurring = price.recurring or {}
    interval, count = recurring.get("interval"), recurring.get("interval_count", 1)
    if not interval:
        return ""
    return f" a {interval}" if count == 1 else f" every {count} {interval}s"


def _id(account: Account, name: str) -> str:
    """An id of an admin's writing, as one part of a path."""
    return "".join(sign for sign in account.ids[name] if sign.isalnum() or sign in "_-")


def connect(settings: Settings, clock: Clock, wire: Wire) -> AccountSource | None:
    """Stripe, if there is a key."""
    own = settings.part(StripeSettings)
    if own.stripe_api_key is None:
        return None
    headers = {**bearer(own.stripe_api_key.get_secret_value()), "Stripe-Version": VERSION}
    manners = Manners(name=Stripe.name, base_url=own.stripe_api_url, headers=headers, rate=(20, 1))
    return Stripe(VendorClient(manners, clock, wire), own.stripe_metadata_key)


VENDOR = Vendor(settings=StripeSettings, connect=connect)
