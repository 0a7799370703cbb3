"""The billing system's records, made from the book of accounts."""

from dataclasses import dataclass, field

from sandbox.errors import Json
from sandbox.vendors.accounts import Account, Billing, Book, Plan
from sandbox.vendors.stripe.bills import DAY, MONTH, Customer, bill, listed, stripe_id

KINDS = (
    "customers",
    "subscriptions",
    "invoices",
    "invoice_payments",
    "payment_intents",
    "charges",
    "disputes",
    "prices",
    "products",
    "events",
)


@dataclass(slots=True)
class Ledger:
    """Every object by kind, newest first."""

    kinds: dict[str, list[Json]] = field(default_factory=lambda: {kind: [] for kind in KINDS})

    def add(self, kind: str, record: Json) -> Json:
        """Keep an object."""
        self.kinds[kind].append(record)
        return record

    def find(self, record_id: str) -> Json | None:
        """The object of this id, of whatever kind."""
        return next((one for records in self.kinds.values() for one in records if one["id"] == record_id), None)


def ledger(book: Book, now: float) -> Ledger:
    """The billing system at the start."""
    made = Ledger()
    for plan in book.plans:
        _add_plan(made, plan, int(now) - 1000 * DAY)
    for account in book.accounts:
        for position in range(len(account.billing)):
            _add_customer(made, book, account, position, int(now))
    for records in made.kinds.values():
        records.sort(key=lambda record: (-record["created"], record["id"]))
    return made


def _add_plan(made: Ledger, plan: Plan, created: int) -> None:
    product = {
        "id": stripe_id("prod", plan.key),
        "object": "product",
        "active": True,
        "created": created,
        "default_price": stripe_id("price", plan.key),
        "description": None,
        "images": [],
        "livemode": False,
        "marketing_features": [],
        "metadata": {"plan": plan.key},
        "name": plan.name,
        "type": "service",
        "updated": created,
    }
    made.add("products", product)
    made.add("prices", _price(plan, created))


def _price(plan: Plan, created: int) -> Json:
    return {
        "id": stripe_id("price", plan.key),
        "object": "price",
        "active": True,
        "billing_scheme": "per_unit",
        "created": created,
        "currency": plan.currency,
        "livemode": False,
        "lookup_key": plan.key,
        "metadata": {},
        "nickname": plan.name,
        "product": stripe_id("prod", plan.key),
        "recurring": {"interval": "month", "interval_count": 1, "usage_type": "licensed", "meter": None},
        "type": "recurring",
        "unit_amount": plan.monthly,
        "unit_amount_decimal": str(plan.monthly),
    }


def _add_customer(made: Ledger, book: Book, account: Account, position: int, now: int) -> None:
    billing = account.billing[position]
    key, payer = f"{account.key} {position}", book.people[billing.payer]
    customer = Customer(
        id=stripe_id("cus", key),
        subscription=stripe_id("sub", key),
        item=stripe_id("si", key),
        plan=book.plan(billing.plan),
        email=payer.email,
        name=account.name,
        quantity=billing.quantity,
    )
    since = now - int(billing.since_days * DAY)
    made.add("customers", _customer(customer, account, billing, since))
    latest: str | None = None
    for payment in sorted(billing.payments, key=lambda one: -one.days_ago):
        records = bill(customer, payment, now)
        latest = records["invoices"]["id"]
        for kind, record in records.items():
            made.add(kind, record)
    made.add("subscriptions", _subscription(customer, billing, since, now, latest))


def _customer(customer: Customer, account: Account, billing: Billing, since: int) -> Json:
    return {
        "id": customer.id,
        "object": "customer",
        "address": None,
        "balance": 0,
        "created": since,
        "currency": customer.plan.currency,
        "delinquent": billing.status == "past_due",
        "description": account.name,
        "email": customer.email,
        "livemode": False,
        "metadata": {"workspace_id": account.key},
        "name": customer.name,
        "phone": None,
        "preferred_locales": ["en"],
    }


def _subscription(customer: Customer, billing: Billing, since: int, now: int, latest: str | None) -> Json:
    last = min((payment.days_ago for payment in billing.payments), default=0.0)
    begins = now - int(last * DAY)
    ended = begins + MONTH if billing.status == "canceled" else None
    item = {
        "id": customer.item,
        "object": "subscription_item",
        "created": since,
        "current_period_start": begins,
        "current_period_end": begins + MONTH,
        "discounts": [],
        "metadata": {},
        "plan": _plan(customer, since),
        "price": _price(customer.plan, since),
        "quantity": customer.quantity,
        "subscription": customer.subscription,
    }
    return {
        "id": customer.subscription,
        "object": "subscription",
        "automatic_tax": {"enabled": False, "disabled_reason": None, "liability": None},
        "billing_cycle_anchor": begins,
        "billing_mode": {"type": "flexible"},
        "billing_schedules": [],
        "cancel_at": None,
        "cancel_at_period_end": False,
        "canceled_at": ended,
        "collection_method": "charge_automatically",
        "created": since,
        "currency": customer.plan.currency,
        "customer": customer.id,
        "discounts": [],
        "ended_at": ended,
        "invoice_settings": {"issuer": {"type": "self"}},
        "items": listed([item], f"/v1/subscription_items?subscription={customer.subscription}"),
        "latest_invoice": latest,
        "livemode": False,
        "metadata": {},
        "start_date": since,
        "status": billing.status,
        "trial_end": None,
    }


def _plan(customer: Customer, since: int) -> Json:
    return {
        "id": stripe_id("price", customer.plan.key),
        "object": "plan",
        "active": True,
        "amount": customer.plan.monthly,
        "billing_scheme": "per_unit",
        "created": since,
        "currency": customer.plan.currency,
        "interval": "month",
        "interval_count": 1,
        "livemode": False,
        "metadata": {},
        "nickname": customer.plan.name,
        "product": stripe_id("prod", customer.plan.key),
        "usage_type": "licensed",
    }
