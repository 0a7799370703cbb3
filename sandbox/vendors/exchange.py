"""What is asked of a stand-in and what it answers, without any web framework."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sandbox.errors import Json


class InvalidError(Exception):
    """What was asked makes no sense; the sentence says why, and the vendor says it in its own form."""


@dataclass(frozen=True, slots=True)
class Request:
    """One call: `headers` by lower-case name, `params` from the path."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    params: Mapping[str, str] = field(default_factory=dict)

    def first(self, name: str) -> str | None:
        """The first value of a query parameter."""
        return next((value for key, value in self.query if key == name), None)

    def every(self, name: str) -> list[str]:
        """All values of a query parameter."""
        return [value for key, value in self.query if key == name]

    def json(self) -> Json:
        """The body, which must be a JSON object: InvalidError if it is not."""
        try:
            found = json.loads(self.body or b"null")
        except ValueError as error:
            raise InvalidError("the body is not JSON") from error
        if not isinstance(found, dict):
            raise InvalidError("the body is not a JSON object")
        return found


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: JSON, or a stream of server-sent events, `pace` real seconds apart."""

    body: Json | None = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    events: tuple[bytes, ...] | None = None
    pace: float = 0.0


class RefusedError(Exception):
    """The call is refused with this reply."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.status, reply.body)
        self.reply = reply


@dataclass(frozen=True, slots=True)
class Route:
    """A path with `{names}`, the query parameters that are known there, and what answers."""

    method: str
    path: str
    answer: Callable[[Request], Reply]
    query: frozenset[str] = frozenset()

    def match(self, path: str) -> dict[str, str] | None:
        """What the names in the path stand for, if this is the path."""
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(self.path))
        found = re.fullmatch(pattern, path)
        return found.groupdict() if found else None
