"""Checks calls and answers against the vendors' own contracts, which are not part of this repository."""

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import ValidationError
from jsonschema.exceptions import best_match
from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockResponse
from werkzeug.datastructures import Headers, ImmutableMultiDict

ROOT = Path(__file__).parents[3]
SPECS = Path(os.environ.get("BATON_SPECS") or ROOT.parent / "shared" / "specs")  # noqa: TID251  where the contracts are
IN_CI = os.environ.get("CI") == "true"  # noqa: TID251

HUBSPOT = "hubspot/hubspot-crm-2026-03.derived.openapi.json"
STRIPE = "stripe/stripe-2026-10-28.endive.derived.openapi.json"
INTERCOM = "intercom/intercom-2.16.subset.openapi.json"
ZENDESK = "zendesk/zendesk-support-2.0.0.subset.openapi.json"
ZENDESK_GUIDE = "zendesk/zendesk-helpcenter-2.0.0.subset.openapi.json"


def contract(name: str) -> Path:
    """Where a vendor's contract is; the test is skipped where there is none, and fails in CI."""
    path = SPECS / name
    if not path.exists():
        # Zendesk's has no licence, so that not everybody can have it.
        assert not IN_CI or name.startswith("zendesk/"), f"CI must have {path}"
        pytest.skip(f"no vendor contracts at {SPECS}; name their folder in BATON_SPECS")
    return path


# The documents themselves need no check, which takes seconds; the library's types do not know that this is allowed.
_UNCHECKED = Config(spec_validator_cls=None)  # type: ignore[arg-type]

NOT_IN_CONTRACTS = {"/oauth/tokens"}
"""Paths that vendors have and their documents lack."""

UNDOCUMENTED = {"/api/v2/search": {"page", "per_page"}, "/api/v2/organizations/search": {"page", "per_page"}}
"""Query parameters that vendors know and their documents forgot."""


class Contract:
    """One vendor's OpenAPI document."""

    def __init__(self, path: Path) -> None:
        self.document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        self.api = OpenAPI.from_dict(self.document, config=_UNCHECKED)
        self.server = re.sub(r"\{(\w+)\}", self._variable, self.document["servers"][0]["url"])

    def _variable(self, found: re.Match[str]) -> str:
        return str(self.document["servers"][0]["variables"][found[1]]["default"])

    def check(self, response: httpx.Response) -> None:
        """Both the call and its answer are as the vendor says."""
        self.check_call(response.request)
        self.check_answer(response)

    def check_call(self, request: httpx.Request) -> None:
        """The call is one the vendor allows."""
        problem = _problem(lambda: self.api.validate_request(_Call(request, self.server)))
        assert problem is None, f"{request.method} {request.url}: {problem}"
        forgotten = UNDOCUMENTED.get(request.url.path.removesuffix(".json"), set())
        strangers = set(request.url.params) - self._parameters(request) - forgotten
        assert strangers == set(), f"{request.method} {request.url.path}: the vendor knows no {strangers}"

    def check_answer(self, response: httpx.Response) -> None:
        """The answer is one the vendor could give."""
        answer = MockResponse(
            response.content, status_code=response.status_code, content_type=response.headers["content-type"]
        )
        problem = _problem(lambda: self.api.validate_response(_Call(response.request, self.server), answer))
        assert problem is None, f"{response.status_code} of {response.request.url.path}: {problem}"

    def knows(self, request: httpx.Request, status: int | None = None) -> bool:
        """Whether the document has such an operation, and says what an answer with this status looks like."""
        operation = (self._operation(request) or {}).get(request.method.lower(), {})
        described = operation.get("responses", {})
        return bool(described) and (status is None or str(status) in described or "default" in described)

    def _parameters(self, request: httpx.Request) -> set[str]:
        """The query parameters of an operation: openapi-core lets unknown ones pass."""
        item = self._operation(request) or {}
        given = [*item.get("parameters", []), *item.get(request.method.lower(), {}).get("parameters", [])]
        return {one["name"] for one in map(self._resolved, given) if one["in"] == "query"}

    def _operation(self, request: httpx.Request) -> dict[str, Any] | None:
        """The path's item, the most literal path first."""
        path, method = request.url.path.removesuffix(".json"), request.method.lower()
        paths = sorted(self.document["paths"].items(), key=lambda pair: pair[0].count("{"))
        return next((item for template, item in paths if method in item and _is_path(template, path)), None)

    def _resolved(self, parameter: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in parameter:
            parameter = self.document["components"]["parameters"][parameter["$ref"].rpartition("/")[2]]
        return parameter


def _is_path(template: str, path: str) -> bool:
    return re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), path) is not None


class _Call:
    """An httpx request as openapi-core reads it: at the vendor's own address, `.json` being only a spelling."""

    def __init__(self, request: httpx.Request, server: str) -> None:
        self.host_url = server
        self.path = request.url.path.removesuffix(".json")
        self.method = request.method.lower()
        self.body = request.content or None
        self.content_type = request.headers.get("content-type", "application/json").split(";")[0]
        self.parameters = RequestParameters(
            query=ImmutableMultiDict(list(request.url.params.multi_items())),
            header=Headers(list(request.headers.items())),
            cookie=ImmutableMultiDict(),
        )


def _problem(check: Any) -> str | None:
    """What is wrong, with the schema's own words."""
    try:
        check()
    except OpenAPIError as error:
        cause = error.__cause__
        details = [_deepest(one) for one in getattr(cause, "schema_errors", [])]
        return str(details or f"{error}: {cause}")[:2000]
    return None


def _deepest(error: ValidationError) -> str:
    """Where in the body a schema was not met, the most likely of several alternatives."""
    cause = best_match(iter([error]))
    return f"{'/'.join(map(str, cause.absolute_path))}: {cause.message}"


@cache
def loaded(name: str) -> Contract:
    """A contract, read once a session."""
    return Contract(contract(name))
