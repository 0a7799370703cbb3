"""Stripe's lists and searches: filters, ranges of time, the search language, and expansion."""

import re
from collections.abc import Callable
from typing import Any

from sandbox.errors import Json
from sandbox.vendors.exchange import InvalidError

FILTERS: dict[str, dict[str, str]] = {
    "customers": {"email": "email"},
    "subscriptions": {
        "customer": "customer",
        "status": "status",
        "price": "items.data.0.price.id",
        "collection_method": "collection_method",
    },
    "invoices": {
        "customer": "customer",
        "status": "status",
        "subscription": "parent.subscription_details.subscription",
        "collection_method": "collection_method",
    },
    "invoice_payments": {
        "invoice": "invoice",
        "status": "status",
        "payment[payment_intent]": "payment.payment_intent",
        "payment[type]": "payment.type",
    },
    "payment_intents": {"customer": "customer"},
    "charges": {"customer": "customer", "payment_intent": "payment_intent"},
    "disputes": {"charge": "charge", "payment_intent": "payment_intent"},
    "prices": {"active": "active", "product": "product", "currency": "currency", "type": "type"},
    "products": {"active": "active", "type": "type"},
    "events": {"type": "type"},
}
"""By kind: the parameters its list takes, and where in the object they look."""

SEARCHED: dict[str, tuple[str, ...]] = {
    "customers": ("created", "email", "name", "phone"),
    "subscriptions": ("created", "status", "canceled_at"),
    "invoices": ("created", "currency", "customer", "number", "status", "subscription", "total"),
    "payment_intents": ("amount", "created", "currency", "customer", "status"),
    "charges": ("amount", "created", "currency", "customer", "status"),
    "prices": ("active", "currency", "lookup_key", "product", "type"),
    "products": ("active", "name", "description"),
}
"""By kind: the fields its search knows, besides metadata."""

_RANGE = re.compile(r"created\[(gte?|lte?)\]")
_CLAUSE = re.compile(
    r"""(?P<minus>-?)(?P<field>[a-z_]+)(?:\[["'](?P<key>[^"']+)["']\])?(?P<sign>:|~|>=|<=|>|<)"""
    r"""(?P<value>"[^"]*"|'[^']*'|[\w.-]+)"""
)
_SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "gt": lambda found, wanted: found > wanted,
    "gte": lambda found, wanted: found >= wanted,
    "lt": lambda found, wanted: found < wanted,
    "lte": lambda found, wanted: found <= wanted,
    ">": lambda found, wanted: found > wanted,
    ">=": lambda found, wanted: found >= wanted,
    "<": lambda found, wanted: found < wanted,
    "<=": lambda found, wanted: found <= wanted,
}

Test = Callable[[Json], bool]


def known_parameters(kind: str) -> frozenset[str]:
    """What the list of a kind may be asked with."""
    ranges = {"created", *(f"created[{sign}]" for sign in ("gt", "gte", "lt", "lte"))}
    return frozenset({*FILTERS[kind], *ranges, "limit", "starting_after", "ending_before", "expand[]"})


def list_test(kind: str, query: tuple[tuple[str, str], ...]) -> Test:
    """Whether an object belongs to the list that was asked for. Without a status, canceled subscriptions do not."""
    tests = [test for name, value in query if (test := _parameter(kind, name, value))]
    if kind == "subscriptions" and "status" not in dict(query):
        tests.append(lambda record: record["status"] != "canceled")
    return lambda record: all(test(record) for test in tests)


def _parameter(kind: str, name: str, value: str) -> Test | None:
    if ranged := _RANGE.fullmatch(name):
        holds, moment = _SIGNS[ranged[1]], _number(value)
        return lambda record: holds(record["created"], moment)
    if kind == "subscriptions" and name == "status" and value in ("all", "ended"):
        return None if value == "all" else lambda record: record["ended_at"] is not None
    path = FILTERS[kind].get(name, "created" if name == "created" else None)
    return (lambda record: _text(at(record, path)) == value) if path else None


def search_test(kind: str, query: str) -> Test:
    """Whether an object matches a search. InvalidError says what is wrong with it."""
    joints = set(re.findall(r"\s(AND|OR)\s", query, re.IGNORECASE))
    if len({joint.upper() for joint in joints}) > 1:
        raise InvalidError("AND and OR cannot be combined in one query")
    clauses = re.split(r"\s+(?:AND|OR)\s+|\s+(?=-?[a-z_]+(?:\[|:|~|<|>))", query.strip(), flags=re.IGNORECASE)
    tests = [_clause(kind, clause) for clause in clauses]
    together = any if joints and next(iter(joints)).upper() == "OR" else all
    return lambda record: together(test(record) for test in tests)


def _clause(kind: str, clause: str) -> Test:
    found = _CLAUSE.fullmatch(clause)
    if found is None:
        raise InvalidError(f"We were unable to parse your search query: {clause}")
    field, value = found["field"], found["value"].strip("\"'")
    if field != "metadata" and field not in SEARCHED[kind]:
        raise InvalidError(f"Field `{field}` is an unsupported search field for resource `{kind}`.")
    path = f"metadata.{found['key']}" if field == "metadata" else field
    test = _search_field(path, found["sign"], value)
    return (lambda record: not test(record)) if found["minus"] else test


def _search_field(path: str, sign: str, value: str) -> Test:
    if sign == ":":
        return lambda record: _text(at(record, path)).lower() == value.lower()
    if sign == "~":
        return lambda record: value.lower() in _text(at(record, path)).lower()
    holds, amount = _SIGNS[sign], _number(value)
    return lambda record: isinstance(at(record, path), int) and holds(at(record, path), amount)


def at(record: Any, path: str) -> Any:
    """What is at a dotted path in an object, or None."""
    for step in path.split("."):
        if isinstance(record, list):
            record = record[int(step)] if int(step) < len(record) else None
        elif isinstance(record, dict):
            record = record.get(step)
        else:
            return None
    return record


def expanded(record: Json, path: list[str], find: Callable[[str], Json | None]) -> Json:
    """The object with the id at the path replaced by what it names. InvalidError if there is nothing to expand."""
    step, rest = path[0], path[1:]
    inner = record.get(step)
    if isinstance(inner, str) and (found := find(inner)):
        inner = found
    elif step not in record or (inner is not None and not isinstance(inner, dict)):
        raise InvalidError(f"This property cannot be expanded ({step}).")
    return {**record, step: expanded(inner, rest, find) if rest and isinstance(inner, dict) else inner}


def _number(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise InvalidError(f"Invalid integer: {value}") from None


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
