"""HubSpot's search: filters in groups, of which one must hold; sorting; pages."""

from collections.abc import Callable
from typing import Any

from sandbox.errors import Json
from sandbox.vendors.exchange import InvalidError
from sandbox.vendors.hubspot.records import KNOWN, Kind, Record

MOST_GROUPS = 6
MOST_FILTERS = 6
MOST_RESULTS = 200

_KEYS = {"filterGroups", "query", "sorts", "properties", "limit", "after"}


def search(kind: Kind, records: list[Record], asked: Json) -> list[Record]:
    """All records that match, sorted. InvalidError says what is wrong with the query."""
    if unknown := sorted(set(asked) - _KEYS):
        raise InvalidError(f"Unrecognized field: {unknown[0]}")
    groups = asked.get("filterGroups", [])
    if len(groups) > MOST_GROUPS or any(len(group["filters"]) > MOST_FILTERS for group in groups):
        raise InvalidError(f"at most {MOST_GROUPS} filterGroups of {MOST_FILTERS} filters")
    tests = [[_test(kind, one) for one in group["filters"]] for group in groups]
    words = str(asked.get("query", "")).lower().split()
    found = [
        record
        for record in records
        if (not tests or any(all(test(record) for test in group) for group in tests)) and _says(record, words)
    ]
    return _sorted(kind, found, asked.get("sorts", []))


def _test(kind: Kind, wanted: Json) -> Callable[[Record], bool]:
    if unknown := sorted(set(wanted) - {"propertyName", "operator", "value", "highValue", "values"}):
        raise InvalidError(f"Unrecognized field: {unknown[0]}")
    name, operator = wanted["propertyName"], wanted["operator"]
    if operator not in _OPERATORS:
        raise InvalidError(f"Cannot deserialize value of type `FilterOperator` from String {operator!r}")
    holds = _OPERATORS[operator]
    if name.startswith("associations."):
        return lambda record: any(holds(one, wanted) for one in _associated(record, name))
    if name not in KNOWN[kind]:
        raise InvalidError(f"There was a problem with the request: property {name!r} does not exist")
    return lambda record: holds(record.properties.get(name), wanted)


def _associated(record: Record, name: str) -> list[str]:
    kinds: dict[str, Kind] = {"company": "companies", "contact": "contacts", "deal": "deals"}
    kind = kinds.get(name.removeprefix("associations."))
    if kind is None:
        raise InvalidError(f"There was a problem with the request: property {name!r} does not exist")
    return record.associated.get(kind, [])


def _comparable(value: str) -> tuple[float, str]:
    """Numbers by their size, all else by its letters; times are written so that this is their order."""
    try:
        return float(value), ""
    except ValueError:
        return 0.0, value.lower()


def _compares(holds: Callable[[Any, Any], bool]) -> Callable[[str | None, Json], bool]:
    return lambda found, wanted: found is not None and holds(_comparable(found), _comparable(_value(wanted)))


def _value(wanted: Json, name: str = "value") -> str:
    if not isinstance(wanted.get(name), str):
        raise InvalidError(f"{wanted['operator']} needs `{name}`, a string")
    return str(wanted[name])


def _is_one(found: str | None, wanted: Json) -> bool:
    if not isinstance(wanted.get("values"), list):
        raise InvalidError(f"{wanted['operator']} needs `values`, a list")
    return found is not None and found.lower() in [str(value).lower() for value in wanted["values"]]


def _has_token(found: str | None, wanted: Json) -> bool:
    token = _value(wanted).lower()
    words = (found or "").lower().replace("@", " ").replace(".", " ").split()
    if "*" in token:
        return token.strip("*") in (found or "").lower()
    return token in words or token == (found or "").lower()


def _is_between(found: str | None, wanted: Json) -> bool:
    low, high = _comparable(_value(wanted)), _comparable(_value(wanted, "highValue"))
    return found is not None and low <= _comparable(found) <= high


_OPERATORS: dict[str, Callable[[str | None, Json], bool]] = {
    "EQ": _compares(lambda found, wanted: found == wanted),
    "NEQ": _compares(lambda found, wanted: found != wanted),
    "LT": _compares(lambda found, wanted: found < wanted),
    "LTE": _compares(lambda found, wanted: found <= wanted),
    "GT": _compares(lambda found, wanted: found > wanted),
    "GTE": _compares(lambda found, wanted: found >= wanted),
    "BETWEEN": _is_between,
    "IN": _is_one,
    "NOT_IN": lambda found, wanted: found is not None and not _is_one(found, wanted),
    "HAS_PROPERTY": lambda found, _wanted: found is not None,
    "NOT_HAS_PROPERTY": lambda found, _wanted: found is None,
    "CONTAINS_TOKEN": _has_token,
    "NOT_CONTAINS_TOKEN": lambda found, wanted: not _has_token(found, wanted),
}


def _says(record: Record, words: list[str]) -> bool:
    text = " ".join(record.properties.values()).lower()
    return all(word in text for word in words)


def _sorted(kind: Kind, found: list[Record], sorts: list[Any]) -> list[Record]:
    if len(sorts) > 1:
        raise InvalidError("at most one sort")
    for sort in sorts:
        name, is_falling = _sort(sort)
        if name not in KNOWN[kind]:
            raise InvalidError(f"cannot sort by {name!r}")
        return sorted(found, key=lambda record: _comparable(record.properties.get(name, "")), reverse=is_falling)
    return sorted(found, key=lambda record: record.created)


def _sort(sort: str | Json) -> tuple[str, bool]:
    if isinstance(sort, dict):
        return str(sort["propertyName"]), sort.get("direction") == "DESCENDING"
    return sort.removeprefix("-"), sort.startswith("-")
