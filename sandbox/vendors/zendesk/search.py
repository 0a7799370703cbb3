"""Zendesk's search language: keywords with operators, times, negation, and free words."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sandbox.errors import Json
from sandbox.vendors.exchange import InvalidError
from sandbox.vendors.zendesk.records import Desk

TYPES = {"ticket": "tickets", "user": "users", "organization": "organizations"}

_STATUSES = ("new", "open", "pending", "hold", "solved", "closed")
_PRIORITIES = ("low", "normal", "high", "urgent")
_TIMES = {"created": "created_at", "updated": "updated_at", "created_at": "created_at", "updated_at": "updated_at"}
_UNITS = {"minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800, "month": 2_592_000, "year": 31_536_000}
_TERM = re.compile(r'(?P<minus>-?)(?:(?P<name>[a-z_]+)(?P<sign>:|<=|>=|<|>))?(?P<value>"[^"]*"|[^\s"]+)')
_RELATIVE = re.compile(r"(\d+)(minute|hour|day|week|month|year)s?")
_EQUAL = (":",)
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    ":": lambda found, wanted: found == wanted,
    "<": lambda found, wanted: found < wanted,
    "<=": lambda found, wanted: found <= wanted,
    ">": lambda found, wanted: found > wanted,
    ">=": lambda found, wanted: found >= wanted,
}

Test = Callable[[Json], bool]


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a query: `status<solved`, or a word when there is no name."""

    name: str
    sign: str
    value: str
    is_negated: bool


def terms(query: str) -> list[Term]:
    """A query in its parts."""
    return [
        Term(found["name"] or "", found["sign"] or "", found["value"].strip('"'), bool(found["minus"]))
        for found in _TERM.finditer(query)
    ]


def search(desk: Desk, query: str, now: float) -> list[Json]:
    """All records that match, each saying of what type it is. InvalidError says what is wrong with the query."""
    parts = terms(query)
    wanted = [part.value for part in parts if part.name == "type"]
    if unknown := sorted(set(wanted) - set(TYPES)):
        raise InvalidError(f"Invalid search: there is no type {unknown[0]!r}")
    found: list[Json] = []
    for kind in wanted or TYPES:
        tests = [_test(desk, kind, part, now) for part in parts if part.name != "type"]
        records: dict[int, Json] = getattr(desk, TYPES[kind])
        found += [{**one, "result_type": kind} for one in records.values() if all(test(one) for test in tests)]
    return found


def _test(desk: Desk, kind: str, term: Term, now: float) -> Test:
    test = _positive(desk, kind, term, now)
    return (lambda record: not test(record)) if term.is_negated else test


def _positive(desk: Desk, kind: str, term: Term, now: float) -> Test:
    if not term.name:
        return lambda record: term.value.lower() in _words(record)
    if term.name in _TIMES:
        return _time_test(term, now)
    if term.name in ("status", "priority") and kind == "ticket":
        return _ranked(term, _STATUSES if term.name == "status" else _PRIORITIES)
    field = _FIELDS.get((kind, term.name))
    if field is None or term.sign not in _EQUAL:
        raise InvalidError(f"Invalid search: {term.name}{term.sign} is not for a {kind}")
    return lambda record: field(desk, record, term.value)


def _ranked(term: Term, order: tuple[str, ...]) -> Test:
    if term.value not in order:
        raise InvalidError(f"Invalid search: there is no {term.name} {term.value!r}")
    holds, wanted = _COMPARE[term.sign], order.index(term.value)
    return lambda record: record[term.name] is not None and holds(order.index(record[term.name]), wanted)


def _time_test(term: Term, now: float) -> Test:
    holds, moment, field = _COMPARE[term.sign], _moment(term.value, now), _TIMES[term.name]
    return lambda record: holds(_seconds(record[field]), moment)


def _moment(value: str, now: float) -> float:
    if found := _RELATIVE.fullmatch(value):
        # assumed: `updated>90days` means later than ninety days ago
        return now - int(found[1]) * _UNITS[found[2]]
    try:
        return _seconds(value)
    except ValueError:
        raise InvalidError(f"Invalid search: {value!r} is no time") from None


def _seconds(text: str) -> float:
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _words(record: Json) -> str:
    return " ".join(str(record.get(name) or "") for name in ("subject", "description", "name", "email")).lower()


def _is_user(desk: Desk, user_id: int | None, value: str) -> bool:
    user = desk.users.get(user_id or 0)
    return user is not None and value.lower() in (str(user["id"]), user["email"].lower(), user["name"].lower())


def _is_organization(desk: Desk, organization_id: int | None, value: str) -> bool:
    found = desk.organizations.get(organization_id or 0)
    return found is not None and value.lower() in (str(found["id"]), found["name"].lower())


_FIELDS: dict[tuple[str, str], Callable[[Desk, Json, str], bool]] = {
    ("ticket", "requester"): lambda desk, record, value: _is_user(desk, record["requester_id"], value),
    ("ticket", "assignee"): lambda desk, record, value: _is_user(desk, record["assignee_id"], value),
    ("ticket", "organization"): lambda desk, record, value: _is_organization(desk, record["organization_id"], value),
    ("ticket", "tags"): lambda _desk, record, value: value in record["tags"],
    ("ticket", "external_id"): lambda _desk, record, value: record["external_id"] == value,
    ("ticket", "subject"): lambda _desk, record, value: value.lower() in record["subject"].lower(),
    ("ticket", "description"): lambda _desk, record, value: value.lower() in record["description"].lower(),
    ("user", "email"): lambda _desk, record, value: record["email"].lower() == value.lower(),
    ("user", "name"): lambda _desk, record, value: value.lower() in record["name"].lower(),
    ("user", "role"): lambda _desk, record, value: record["role"] == value,
    ("user", "external_id"): lambda _desk, record, value: record["external_id"] == value,
    ("user", "organization"): lambda desk, record, value: _is_organization(desk, record["organization_id"], value),
    ("organization", "name"): lambda _desk, record, value: value.lower() in record["name"].lower(),
    ("organization", "external_id"): lambda _desk, record, value: record["external_id"] == value,
}
"""By type: the keywords that compare for equality only."""
