"""Shapes of JSON: the set of key paths, so that what the sandbox says can be compared with the vendor's own samples."""

import json
import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SPECS = Path(os.environ.get("BATON_SPECS") or ROOT.parent / "shared" / "specs")  # noqa: TID251  where the contracts are
SAMPLES = SPECS / "slack" / "samples"
IN_CI = os.environ.get("CI") == "true"  # noqa: TID251

ECHOED = frozenset({"blocks", "attachments", "event_payload", "values"})
"""What is under these keys was made by people or by the app: it is repeated, and not shaped by Slack."""

_ID = re.compile(r"[A-Z][A-Z0-9]{5,}")


def paths(node: object, under: str = "") -> Iterator[str]:
    """Every key path of a JSON value: `a.b`, `items[].name`, with ids as keys written `*`."""
    if isinstance(node, list):
        for item in node:
            yield from paths(item, f"{under}[]")
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        if key not in ECHOED:
            path = f"{under}.{'*' if _ID.fullmatch(key) else key}".lstrip(".")
            yield path
            yield from paths(value, path)


@cache
def sample(name: str, within: str = "") -> frozenset[str]:
    """The key paths of one of the vendor's samples, or of one part of it."""
    if not SAMPLES.exists():
        assert not IN_CI, f"CI must have {SAMPLES}"
        pytest.skip(f"no vendor contracts at {SPECS}; name their folder in BATON_SPECS")
    found = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return frozenset(paths(found[within] if within else found))


def unknown(said: Iterable[Any], known: frozenset[str]) -> set[str]:
    """The key paths of what was said that the samples do not have; of a new object, only its own path."""
    extra = {path for payload in said for path in paths(payload)} - known
    return {path for path in extra if not any(path.startswith((f"{other}.", f"{other}[")) for other in extra - {path})}
