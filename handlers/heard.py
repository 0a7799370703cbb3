"""What was heard, as the inbox keeps it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, TypeAlias

Payload: TypeAlias = Mapping[str, Any]
"""Slack's JSON, as it came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One thing to be worked on: which story it belongs to, what makes it the same thing again, and its order."""

    kind: str
    key: str
    lane: str
    payload: dict[str, Any] = field(default_factory=dict)


def heard(kind: str, key: str, lane: str, value: Any) -> Heard:
    """A frozen value, ready for the inbox."""
    return Heard(kind=kind, key=key, lane=lane, payload=asdict(value))
