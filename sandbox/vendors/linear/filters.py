"""Linear's filters and pages, for any record: they follow the names of the schema."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import is_dataclass
from typing import Any

from graphql import GraphQLError

MOST_PER_PAGE = 250
USUAL_PER_PAGE = 50

Filter = Mapping[str, Any]


def snake(name: str) -> str:
    """A name of the schema as Python writes it."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def matches(value: Any, condition: Filter | None) -> bool:
    """Whether a record, a list of records or a plain value meets a condition."""
    condition = dict(condition or {})
    if "null" in condition and (value is None) != condition.pop("null"):
        return False
    if any(not matches(value, one) for one in condition.pop("and", [])):
        return False
    either = condition.pop("or", [])
    if either and not any(matches(value, one) for one in either):
        return False
    if isinstance(value, list):
        return _list_matches(value, condition)
    if is_dataclass(value):
        return all(matches(getattr(value, snake(name)), one) for name, one in condition.items())
    return all(_OPERATORS[name](value, wanted) for name, wanted in condition.items())


def _list_matches(values: list[Any], condition: dict[str, Any]) -> bool:
    some, every = condition.pop("some", None), condition.pop("every", None)
    if not matches(len(values), condition.pop("length", None)):
        return False
    if some is not None and not any(matches(one, some) for one in values):
        return False
    if every is not None and not all(matches(one, every) for one in values):
        return False
    return not condition or any(matches(one, condition) for one in values)


def _ordered(holds: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    return lambda value, wanted: value is not None and holds(value, wanted)


_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda value, wanted: value == wanted,
    "neq": lambda value, wanted: value != wanted,
    "in": lambda value, wanted: value in wanted,
    "nin": lambda value, wanted: value not in wanted,
    "lt": _ordered(lambda value, wanted: value < wanted),
    "lte": _ordered(lambda value, wanted: value <= wanted),
    "gt": _ordered(lambda value, wanted: value > wanted),
    "gte": _ordered(lambda value, wanted: value >= wanted),
    "eqIgnoreCase": lambda value, wanted: (value or "").lower() == wanted.lower(),
    "neqIgnoreCase": lambda value, wanted: (value or "").lower() != wanted.lower(),
    "contains": lambda value, wanted: wanted in (value or ""),
    "notContains": lambda value, wanted: wanted not in (value or ""),
    "containsIgnoreCase": lambda value, wanted: wanted.lower() in (value or "").lower(),
    "notContainsIgnoreCase": lambda value, wanted: wanted.lower() not in (value or "").lower(),
    "startsWith": lambda value, wanted: (value or "").startswith(wanted),
    "startsWithIgnoreCase": lambda value, wanted: (value or "").lower().startswith(wanted.lower()),
    "notStartsWith": lambda value, wanted: not (value or "").startswith(wanted),
    "endsWith": lambda value, wanted: (value or "").endswith(wanted),
    "notEndsWith": lambda value, wanted: not (value or "").endswith(wanted),
}


def connection(records: Sequence[Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    """A page of those that match, the newest first, as connections are."""
    found = [record for record in records if matches(record, asked.get("filter"))]
    found.sort(key=lambda record: str(getattr(record, snake(asked.get("orderBy") or "createdAt"))), reverse=True)
    return page(found, asked)


def page(found: Sequence[Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    """A page of a list in its own order; a cursor is the id of a record."""
    size = asked.get("first") or asked.get("last") or USUAL_PER_PAGE
    if not 0 < size <= MOST_PER_PAGE:
        raise GraphQLError(
            f"Argument Validation Error: at most {MOST_PER_PAGE} per page", extensions={"code": "INPUT_ERROR"}
        )
    ids = [record.id for record in found]
    begin = _place(ids, asked["after"]) + 1 if asked.get("after") else 0
    end = _place(ids, asked["before"]) if asked.get("before") else len(ids)
    if asked.get("last"):
        begin = max(begin, end - size)
    end = min(end, begin + size)
    shown = list(found[begin:end])
    info = {
        "hasNextPage": end < len(ids),
        "hasPreviousPage": begin > 0,
        "startCursor": shown[0].id if shown else None,
        "endCursor": shown[-1].id if shown else None,
    }
    return {"nodes": shown, "edges": [{"cursor": one.id, "node": one} for one in shown], "pageInfo": info}


def _place(ids: list[str], cursor: str) -> int:
    if cursor not in ids:
        raise GraphQLError("Argument Validation Error: no such cursor", extensions={"code": "INPUT_ERROR"})
    return ids.index(cursor)
