"""A month's bill: its invoice, how that was to be paid, and what the bank said."""

from dataclasses import dataclass

from sandbox.errors import Json
from sandbox.vendors.accounts import Dispute, Payment, Plan
from sandbox.vendors.ids import letters, number

DAY = 86_400
MONTH = 30 * DAY

_DECLINES = {"insufficient_funds": "Your card has insufficient funds.", "expired_card": "Your card has expired."}


@dataclass(frozen=True, slots=True)
class Customer:
    """What all objects of one customer are made with."""

    id: str
    subscription: str
    item: str
    plan: Plan
    email: str
    name: str
    quantity: int

    @property
    def amount(self) -> int:
        """What a month costs, in cents."""
        return self.plan.monthly * self.quantity


def stripe_id(prefix: str, key: str) -> str:
    """An id such as `cus_9s6XKzkNRiz8i3`."""
    return f"{prefix}_{letters(f'stripe {prefix} {key}', 14)}"


def listed(records: list[Json], url: str) -> Json:
    """A whole list inside another object."""
    return {"object": "list", "data": records, "has_more": False, "url": url}


def bill(customer: Customer, payment: Payment, now: int) -> dict[str, Json]:
    """A month's invoice with all that belongs to its payment, by kind."""
    key, created = f"{customer.id} {payment.days_ago}", now - int(payment.days_ago * DAY)
    ids = {prefix: stripe_id(prefix, key) for prefix in ("in", "inpay", "pi", "ch", "du", "il")}
    is_paid = payment.decline_code is None
    made = {
        "invoices": _invoice(customer, ids, created, is_paid=is_paid),
        "invoice_payments": _invoice_payment(customer, ids, created, is_paid=is_paid),
        "payment_intents": _intent(customer, ids, created, payment.decline_code),
        "charges": _charge(customer, ids, created, payment),
    }
    return made | ({"disputes": _dispute(customer, ids, payment.dispute, now)} if payment.dispute else {})


def _invoice(customer: Customer, ids: dict[str, str], created: int, *, is_paid: bool) -> Json:
    amount = customer.amount
    parent = {
        "type": "subscription_details",
        "quote_details": None,
        "subscription_details": {"metadata": {}, "subscription": customer.subscription},
    }
    return {
        "id": ids["in"],
        "object": "invoice",
        "amount_due": amount,
        "amount_overpaid": 0,
        "amount_paid": amount if is_paid else 0,
        "amount_remaining": 0 if is_paid else amount,
        "amount_shipping": 0,
        "attempt_count": 1 if is_paid else 2,
        "attempted": True,
        "auto_advance": not is_paid,
        "automatic_tax": {"enabled": False, "disabled_reason": None, "liability": None, "status": None},
        "billing_reason": "subscription_cycle",
        "collection_method": "charge_automatically",
        "created": created,
        "currency": customer.plan.currency,
        "customer": customer.id,
        "customer_email": customer.email,
        "customer_name": customer.name,
        "default_tax_rates": [],
        "discounts": [],
        "hosted_invoice_url": f"https://invoice.stripe.example/i/{ids['in']}",
        "invoice_pdf": f"https://invoice.stripe.example/i/{ids['in']}/pdf",
        "issuer": {"type": "self"},
        "lines": listed([_line(customer, ids, created)], f"/v1/invoices/{ids['in']}/lines"),
        "livemode": False,
        "metadata": {},
        "next_payment_attempt": None if is_paid else created + 17 * DAY,
        "number": f"LRK-{number(ids['in'], 6)}",
        "parent": parent,
        "period_end": created,
        "period_start": created - MONTH,
        "post_payment_credit_notes_amount": 0,
        "pre_payment_credit_notes_amount": 0,
        "starting_balance": 0,
        "status": "paid" if is_paid else "open",
        "status_transitions": {
            "finalized_at": created,
            "marked_uncollectible_at": None,
            "paid_at": created if is_paid else None,
            "voided_at": None,
        },
        "subtotal": amount,
        "total": amount,
    }


def _line(customer: Customer, ids: dict[str, str], created: int) -> Json:
    return {
        "id": ids["il"],
        "object": "line_item",
        "amount": customer.amount,
        "currency": customer.plan.currency,
        "description": f"{customer.quantity} × {customer.plan.name}",
        "discountable": True,
        "discounts": [],
        "invoice": ids["in"],
        "livemode": False,
        "metadata": {},
        "period": {"start": created, "end": created + MONTH},
        "quantity": customer.quantity,
        "subtotal": customer.amount,
    }


def _invoice_payment(customer: Customer, ids: dict[str, str], created: int, *, is_paid: bool) -> Json:
    return {
        "id": ids["inpay"],
        "object": "invoice_payment",
        "amount_paid": customer.amount if is_paid else None,
        "amount_requested": customer.amount,
        "created": created,
        "currency": customer.plan.currency,
        "invoice": ids["in"],
        "is_default": True,
        "livemode": False,
        "payment": {"type": "payment_intent", "payment_intent": ids["pi"]},
        "status": "paid" if is_paid else "open",
        "status_transitions": {"canceled_at": None, "paid_at": created if is_paid else None},
    }


def _intent(customer: Customer, ids: dict[str, str], created: int, decline_code: str | None) -> Json:
    return {
        "id": ids["pi"],
        "object": "payment_intent",
        "amount": customer.amount,
        "amount_capturable": 0,
        "amount_received": 0 if decline_code else customer.amount,
        "capture_method": "automatic",
        "client_secret": f"{ids['pi']}_secret_{letters(ids['pi'], 12)}",
        "confirmation_method": "automatic",
        "created": created,
        "currency": customer.plan.currency,
        "customer": customer.id,
        "description": "Subscription update",
        "last_payment_error": _payment_error(ids, decline_code) if decline_code else None,
        "latest_charge": ids["ch"],
        "livemode": False,
        "metadata": {},
        "payment_method_types": ["card"],
        "status": "requires_payment_method" if decline_code else "succeeded",
    }


def _payment_error(ids: dict[str, str], decline_code: str) -> Json:
    message = _DECLINES.get(decline_code, "Your card was declined.")
    return {
        "type": "card_error",
        "code": "card_declined",
        "decline_code": decline_code,
        "message": message,
        "charge": ids["ch"],
    }


def _charge(customer: Customer, ids: dict[str, str], created: int, payment: Payment) -> Json:
    declined = payment.decline_code
    return {
        "id": ids["ch"],
        "object": "charge",
        "amount": customer.amount,
        "amount_captured": 0 if declined else customer.amount,
        "amount_refunded": 0,
        "billing_details": {"address": None, "email": customer.email, "name": customer.name, "phone": None},
        "captured": declined is None,
        "created": created,
        "currency": customer.plan.currency,
        "customer": customer.id,
        "description": "Subscription update",
        "disputed": payment.dispute is not None,
        "failure_code": "card_declined" if declined else None,
        "failure_message": _DECLINES.get(declined, "Your card was declined.") if declined else None,
        "livemode": False,
        "metadata": {},
        "outcome": {
            "network_decline_code": "51" if declined else None,
            "network_status": "declined_by_network" if declined else "approved_by_network",
            "reason": declined,
            "risk_level": "normal",
            "seller_message": "The bank declined the payment." if declined else "Payment complete.",
            "type": "issuer_declined" if declined else "authorized",
        },
        "paid": declined is None,
        "payment_intent": ids["pi"],
        "payment_method_details": {
            "type": "card",
            "card": {
                "brand": "visa",
                "last4": str(number(customer.id, 4)),
                "exp_month": 9,
                "exp_year": 2028,
                "country": "US",
            },
        },
        "receipt_url": f"https://pay.stripe.example/receipts/{ids['ch']}",
        "refunded": False,
        "status": "failed" if declined else "succeeded",
    }


def _dispute(customer: Customer, ids: dict[str, str], dispute: Dispute, now: int) -> Json:
    created = now - int(dispute.days_ago * DAY)
    return {
        "id": ids["du"],
        "object": "dispute",
        "amount": customer.amount,
        "balance_transactions": [],
        "charge": ids["ch"],
        "created": created,
        "currency": customer.plan.currency,
        "enhanced_eligibility_types": [],
        "evidence": {},
        "evidence_details": {
            "due_by": created + 14 * DAY,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
            "submission_method": "not_submitted",
        },
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": ids["pi"],
        "reason": dispute.reason,
        "status": dispute.status,
    }
