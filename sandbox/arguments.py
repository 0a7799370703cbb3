"""The arguments of a Web API call, whatever encoding they came in."""

import json
from collections.abc import Mapping

from aiohttp import web

from sandbox.errors import Json, SlackError

_FORMAT_ERRORS = {
    "blocks": "invalid_blocks_format",
    "attachments": "invalid_attachments",
    "metadata": "invalid_metadata_format",
    "chunks": "invalid_chunks",
}
_FALSE = ("", "0", "false", "no", "null", "none")


class Arguments:
    """What a call was given; reading an argument says what shape it must have."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self.values = dict(values)

    def has(self, name: str) -> bool:
        """Whether the argument was given at all, and not as null."""
        return self.values.get(name) is not None

    def text(self, name: str, default: str = "") -> str:
        """A string; numbers are taken as written."""
        value = self.values.get(name)
        if value is None:
            return default
        if isinstance(value, dict | list):
            raise SlackError("invalid_arguments", f"{name} must be a string")
        return str(value)

    def required(self, name: str, error: str = "invalid_arguments") -> str:
        """A string that must not be missing or empty."""
        value = self.text(name)
        if not value:
            raise SlackError(error, f"missing required field: {name}")
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A boolean, in any of the ways people write one."""
        value = self.values.get(name)
        if value is None:
            return default
        return str(value).lower() not in _FALSE

    def number(self, name: str, default: int) -> int:
        """A whole number."""
        try:
            return int(self.text(name, str(default)) or default)
        except ValueError:
            raise SlackError("invalid_arguments", f"{name} must be a number") from None

    def items(self, name: str) -> list[Json] | None:
        """A list of objects, given as JSON or as a string of it; None when absent."""
        value = self._decoded(name)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise SlackError(_FORMAT_ERRORS.get(name, "invalid_arguments"), f"{name} must be a list of objects")
        return value

    def table(self, name: str) -> Json | None:
        """An object, given as JSON or as a string of it; None when absent."""
        value = self._decoded(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise SlackError(_FORMAT_ERRORS.get(name, "invalid_arguments"), f"{name} must be an object")
        return value

    def words(self, name: str) -> list[str]:
        """A list of strings, given as a list or separated by commas."""
        value = self.values.get(name)
        if isinstance(value, list):
            return [str(item) for item in value]
        return [word.strip() for word in self.text(name).split(",") if word.strip()]

    def _decoded(self, name: str) -> object:
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise SlackError(_FORMAT_ERRORS.get(name, "invalid_arguments"), f"{name} is not JSON") from None


async def read_arguments(request: web.Request) -> tuple[Arguments, str | None]:
    """The merged arguments of query and body, and the token: of the header, else of the arguments."""
    values: dict[str, object] = dict(request.query)
    if request.content_type == "application/json" and request.can_read_body:
        values.update(await _json_body(request))
    elif request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        form = await request.post()
        values.update({name: value for name, value in form.items() if isinstance(value, str)})
    given = values.pop("token", None)
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    token = bearer.strip() if scheme.lower() == "bearer" else given
    return Arguments(values), str(token) if token else None


async def _json_body(request: web.Request) -> Json:
    raw = await request.text()
    if not raw.strip():
        return {}
    try:
        body = json.loads(raw)
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(body, dict):
        raise SlackError("json_not_object")
    return body
