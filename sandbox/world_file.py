"""Reads a world's TOML file, and says of a bad one which key is wrong, on which line, and how to mend it."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import yaml

from sandbox.world import (
    DEMO,
    App,
    Command,
    Enterprise,
    Install,
    Person,
    Room,
    Shortcut,
    Step,
    Team,
    World,
    world_from,
)
from sandbox.world_faults import Fault, Place, reference_faults

Shape = Mapping[str, Any]
"""The keys of a table, and what each may hold."""

_TABLES: dict[str, type] = {
    "app": App,
    "app.commands": Command,
    "app.shortcuts": Shortcut,
    "app.installs": Install,
    "teams": Team,
    "people": Person,
    "channels": Room,
    "enterprises": Enterprise,
    "guide": Step,
}
_OPTIONAL = {"enterprises", "guide"}
_YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # C where PyYAML has it: ten times as fast
_DERIVED: dict[type, set[str]] = {Person: {"handle", "display_name"}}
_TITLE = re.compile(r"^\s*\[\[?\s*([\w.-]+)\s*\]\]?")
_KEY = re.compile(r"^\s*([\w-]+)\s*=")
_SIMPLE = {str: 'text, such as "like this"', bool: "true or false", int: "a whole number"}


class WorldFileError(Exception):
    """The file describes no world, or no app; the text names every fault in it."""


def load_manifest(path: Path) -> Mapping[str, Any]:
    """What a Slack app manifest declares, in YAML or JSON, or WorldFileError."""
    try:
        # JSON is YAML, but for the tabs it may be indented with.
        declared = yaml.load(_text(path).replace("\t", "  "), _YAML)  # noqa: S506  it is a safe loader
    except yaml.YAMLError as error:
        raise WorldFileError(f"{path} is neither YAML nor JSON: {error}") from error
    if not isinstance(declared, dict) or not {"features", "settings", "oauth_config"} & set(declared):
        raise WorldFileError(f"{path} is not an app manifest: it has no features, settings or oauth_config")
    return declared


def load_world(path: Path = DEMO) -> World:
    """The world a TOML file describes, or WorldFileError."""
    text = _text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WorldFileError(f"{path} is not TOML: {error}") from error
    faults = list(_shape_faults(data)) or list(reference_faults(data))
    if faults:
        raise WorldFileError("\n".join(_told(path, text, fault) for fault in faults))
    return world_from(data)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WorldFileError(f"{path} cannot be read: {error}") from error


def shape_of(table: str) -> Shape:
    """The keys that a table of the file may have, and the type of each."""
    kind = _TABLES[table]
    hints = get_type_hints(kind)
    if kind is Room:
        del hints["names"]
        hints = {"name": str, "guests": dict[str, str], **hints}
    return hints


def _shape_faults(data: Mapping[str, Any]) -> Iterator[Fault]:
    top: dict[str, Any] = {key: None for key in _TABLES if "." not in key}
    yield from _unknown(Place(), data, [*top, "seed", "control_token"])
    yield from _misfits(Place(), data, {"seed": int, "control_token": str})
    for name in top:
        if name not in data and name in _OPTIONAL:
            continue
        if name not in data:
            yield Fault(Place(), f"`{name}` is missing: add a table {'[app]' if name == 'app' else f'[[{name}]]'}")
            continue
        yield from _table_faults(name, data[name], is_single=name == "app")


def _table_faults(name: str, value: object, *, is_single: bool = False) -> Iterator[Fault]:
    tables = [value] if is_single else value
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        written = f"[{name}]" if is_single else f"[[{name}]]"
        yield Fault(Place(key=name), f"`{name}` must be written as a table {written}")
        return
    for index, table in enumerate(tables):
        place = Place(name, index)
        yield from _unknown(place, table, list(shape_of(name)))
        yield from _missing(place, table, _TABLES[name])
        yield from _misfits(place, table, shape_of(name))
        for inner in (f"{name}.{key}" for key in table):
            if inner in _TABLES:
                yield from _table_faults(inner, table[inner.partition(".")[2]])


def _unknown(place: Place, table: Mapping[str, Any], known: list[str]) -> Iterator[Fault]:
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            meant = f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(known)}"
            yield Fault(place.at(key), f"`{key}` is not a key here; {meant}")


def _missing(place: Place, table: Mapping[str, Any], kind: type) -> Iterator[Fault]:
    for needed in _required(kind):
        if needed not in table:
            yield Fault(place, f"`{needed}` is missing")


def _required(kind: type) -> list[str]:
    assert is_dataclass(kind)
    own: tuple[Field[Any], ...] = fields(kind)
    needed = [one.name for one in own if one.default is MISSING and one.default_factory is MISSING]
    named = ["name" if name == "names" else name for name in needed]
    return [name for name in named if name not in _DERIVED.get(kind, ())]


def _misfits(place: Place, table: Mapping[str, Any], shape: Shape) -> Iterator[Fault]:
    for key, hint in shape.items():
        kind = _without_none(hint)
        if key in table and not _fits(table[key], kind):
            yield Fault(place.at(key), f"`{key}` must be {_in_words(kind)}")


def _without_none(hint: Any) -> Any:
    return next(one for one in get_args(hint) if one is not type(None)) if isinstance(hint, UnionType) else hint


def _fits(value: object, kind: Any) -> bool:
    if get_origin(kind) in (tuple, frozenset):
        inner = get_args(kind)[0]
        return isinstance(value, list) and (is_dataclass(inner) or all(_fits(one, inner) for one in value))
    if get_origin(kind) is not None:
        return isinstance(value, dict) and all(_fits(one, get_args(kind)[1]) for one in value.values())
    return type(value) in (int, float) if kind is float else type(value) is kind


def _in_words(kind: Any) -> str:
    if get_origin(kind) in (tuple, frozenset):
        return 'a list, such as ["U0ANN", "U0BOT"]'
    if get_args(kind)[1:] == (float,):
        return "a table of numbers, such as { T0GUEST = 30 }"
    return _SIMPLE.get(kind) or 'a table of names, such as { T0GUEST = "name-there" }'


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    table: str
    index: int
    key: str | None


def _lines(text: str) -> Iterator[_Line]:
    """The file's titles and keys with where they stand. A guide to the eye: values are not parsed."""
    table, counts = "", {"": 0}
    for number, line in enumerate(text.splitlines(), start=1):
        if title := _TITLE.match(line):
            table = title[1]
            counts[table] = counts.get(table, -1) + 1
            yield _Line(number, table, counts[table], None)
        elif key := _KEY.match(line):
            yield _Line(number, table, counts[table], key[1])


def _told(path: Path, text: str, fault: Fault) -> str:
    place, found = fault.place, list(_lines(text))
    exact = [one for one in found if (one.table, one.index, one.key) == (place.table, place.index, place.key)]
    titles = [one for one in found if (one.table, one.index, one.key) == (place.table, place.index, None)]
    tables = [one for one in found if not place.table and (one.table, one.key) == (place.key, None)]
    inline = [one for one in found if one.key == place.table.rpartition(".")[2]]
    line = next((f":{one.number}" for one in [*exact, *titles, *tables, *inline]), "")
    return f"{path}{line}: {fault.advice}{f' ({place})' if place.table else ''}"
