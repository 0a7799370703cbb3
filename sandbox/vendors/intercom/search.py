"""Intercom's search: filters joined by AND and OR, two deep at most."""

from collections.abc import Callable
from typing import Any

from sandbox.errors import Json
from sandbox.vendors.exchange import InvalidError

DEEPEST = 2
MOST_FILTERS = 15

CONTACT_FIELDS = frozenset(
    {"id", "role", "name", "owner_id", "email", "email_domain", "phone", "external_id", "created_at", "updated_at"}
    | {"signed_up_at", "last_seen_at", "unsubscribed_from_emails", "custom_attributes.job_title"}
)
CONVERSATION_FIELDS = frozenset(
    {"id", "created_at", "updated_at", "open", "read", "state", "priority", "waiting_since", "snoozed_until"}
    | {"contact_ids", "teammate_ids", "admin_assignee_id", "team_assignee_id", "ai_agent_participated"}
    | {"source.type", "source.id", "source.body", "source.subject", "source.url", "source.delivered_as"}
    | {"source.author.id", "source.author.type", "source.author.name", "source.author.email"}
)

Test = Callable[[Json], bool]


def search_test(query: Any, fields: frozenset[str]) -> Test:
    """Whether a record matches a query. InvalidError says what is wrong with it."""
    if not isinstance(query, dict):
        raise InvalidError("query must be an object")
    if _count(query) > MOST_FILTERS:
        raise InvalidError(f"at most {MOST_FILTERS} filters")
    return _test(query, fields, 0)


def _count(query: Json) -> int:
    inner = query.get("value")
    if "field" in query or not isinstance(inner, list):
        return 1
    return sum(_count(one) for one in inner if isinstance(one, dict))


def _test(query: Json, fields: frozenset[str], depth: int) -> Test:
    if "field" in query:
        return _filter(query, fields)
    operator, inner = query.get("operator"), query.get("value")
    if operator not in ("AND", "OR") or not isinstance(inner, list):
        raise InvalidError("a query is a filter, or has an operator AND or OR and a list of those")
    if depth >= DEEPEST:
        raise InvalidError(f"at most {DEEPEST} levels of nesting")
    tests = [_test(one, fields, depth + 1) for one in inner]
    together = all if operator == "AND" else any
    return lambda record: together(test(record) for test in tests)


def _filter(query: Json, fields: frozenset[str]) -> Test:
    field, operator, value = query["field"], query.get("operator"), query.get("value")
    if field not in fields:
        raise InvalidError(f"{field} is not a searchable field")
    if not isinstance(operator, str) or operator not in _OPERATORS:
        raise InvalidError(f"{operator} is not a valid operator")
    if (operator in ("IN", "NIN")) != isinstance(value, list):
        raise InvalidError("a list of values goes with IN and NIN, and with them only")
    holds = _OPERATORS[operator]
    return lambda record: holds(_found(record, field), value)


def _found(record: Json, field: str) -> list[Any]:
    """All values of a field; ids of those who take part are many."""
    if field == "contact_ids":
        return [one["id"] for one in record["contacts"]["contacts"]]
    if field == "teammate_ids":
        return [one["id"] for one in record["teammates"]["teammates"]]
    value: Any = record
    for step in field.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return [value]


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value).lower()


def _compares(holds: Callable[[float, float], bool]) -> Callable[[list[Any], Any], bool]:
    return lambda found, wanted: any(one is not None and holds(_number(one), _number(wanted)) for one in found)


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise InvalidError(f"{value!r} is not a number") from None


def _is(found: list[Any], wanted: Any) -> bool:
    return any(_plain(one) == _plain(wanted) for one in found)


_OPERATORS: dict[str, Callable[[list[Any], Any], bool]] = {
    "=": _is,
    "!=": lambda found, wanted: not _is(found, wanted),
    "IN": lambda found, wanted: any(_is(found, one) for one in wanted),
    "NIN": lambda found, wanted: not any(_is(found, one) for one in wanted),
    ">": _compares(lambda found, wanted: found > wanted),
    ">=": _compares(lambda found, wanted: found >= wanted),
    "<": _compares(lambda found, wanted: found < wanted),
    "<=": _compares(lambda found, wanted: found <= wanted),
    "~": lambda found, wanted: any(_plain(wanted) in _plain(one) for one in found),
    "!~": lambda found, wanted: not any(_plain(wanted) in _plain(one) for one in found),
    "^": lambda found, wanted: any(_plain(one).startswith(_plain(wanted)) for one in found),
    "$": lambda found, wanted: any(_plain(one).endswith(_plain(wanted)) for one in found),
}
