"""Stripe's API, version 2026-10-28.endive, as a restricted key that may only read sees it."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from sandbox.errors import Json
from sandbox.vendors.exchange import RefusedError, Reply, Request, Route
from sandbox.vendors.ids import letters
from sandbox.vendors.limits import Standing, Window
from sandbox.vendors.stripe.ledger import KINDS, Ledger, ledger
from sandbox.vendors.stripe.search import SEARCHED, Test, expanded, known_parameters, list_test, search_test
from sandbox.vendors.vendor import Vendor, bearer, is_key

VERSION = "2026-10-28.endive"

_ACCOUNT = Window("global", 100, 1)
_SEARCHES = Window("search", 20, 1)
_TYPES = {429: "rate_limit_error", 500: "api_error"}


class Stripe(Vendor):
    """The billing of the book's accounts."""

    name: ClassVar[str] = "stripe"
    key: ClassVar[str] = "rk_test_sandboxstripe"

    def environment(self, url: str) -> dict[str, str]:
        """See Vendor."""
        return {"STRIPE_API_URL": url, "STRIPE_API_KEY": self.key}

    def reset(self) -> None:
        """See Vendor."""
        self.ledger: Ledger = ledger(self.book, self.clock.wall())

    def routes(self) -> tuple[Route, ...]:
        """See Vendor."""
        searches = frozenset({"query", "limit", "page", "expand[]"})
        return (
            *(Route("GET", f"/v1/{kind}/search", self._searching(kind), searches) for kind in SEARCHED),
            *(Route("GET", f"/v1/{kind}", self._listing(kind), known_parameters(kind)) for kind in KINDS),
            *(Route("GET", f"/v1/{kind}/{{id}}", self._reading(kind), frozenset({"expand[]"})) for kind in KINDS),
        )

    def admit(self, request: Request) -> None:
        """See Vendor. The version must be named: what an account's default is, somebody else may change."""
        given = bearer(request)
        if not given:
            raise self.refuse(401, "You did not provide an API key.")
        if not is_key(given, self.key):
            raise self.refuse(401, "Invalid API Key provided.")
        version = request.headers.get("stripe-version")
        if version != VERSION:
            raise self.refuse(400, f"Invalid Stripe API version: {version}. The sandbox knows {VERSION} only.")
        if request.method != "GET":
            raise self._error(403, "This restricted key may only read.", code="more_permissions_required")

    def refuse(self, status: int, message: str) -> RefusedError:
        """See Vendor."""
        return self._error(status, message)

    def stranger(self, name: str) -> RefusedError:
        """See Vendor."""
        return self._error(400, f"Received unknown parameter: {name}", code="parameter_unknown", param=name)

    def limited(self, standing: Standing) -> RefusedError:
        """See Vendor. How long to wait is not said."""
        reason = "global-rate" if standing.window is _ACCOUNT else "endpoint-rate"
        refusal = self._error(429, "Too many requests made to the API too quickly.", code="rate_limit")
        headers = {"Stripe-Should-Retry": "true", "Stripe-Rate-Limited-Reason": reason}
        return RefusedError(Reply(refusal.reply.body, 429, headers))

    def budgets(self, request: Request) -> tuple[Window, ...]:
        """See Vendor."""
        if request.path.endswith("/search"):
            return (_SEARCHES, _ACCOUNT)
        endpoint = "/".join(request.path.split("/")[:3])
        return (Window(endpoint, 25, 1), _ACCOUNT)

    def trace(self) -> Mapping[str, str]:
        """See Vendor."""
        return {"Request-Id": f"req_{letters(self.request_id(), 14)}", "Stripe-Version": VERSION}

    def _listing(self, kind: str) -> Callable[[Request], Reply]:
        def answer(request: Request) -> Reply:
            found = self._found(kind, list_test(kind, request.query))
            page, has_more = self._page(found, request)
            data = [self._expand(record, request, "data.") for record in page]
            return Reply({"object": "list", "url": f"/v1/{kind}", "has_more": has_more, "data": data})

        return answer

    def _searching(self, kind: str) -> Callable[[Request], Reply]:
        def answer(request: Request) -> Reply:
            query = request.first("query")
            if query is None:
                raise self._error(400, "Missing required param: query.", code="parameter_missing", param="query")
            found = self._found(kind, search_test(kind, query))
            begin, limit = self._integer("page", request.first("page") or "0"), self._limit(request)
            data = [self._expand(record, request, "data.") for record in found[begin : begin + limit]]
            end = begin + limit
            has_more = end < len(found)
            body = {"object": "search_result", "url": f"/v1/{kind}/search", "has_more": has_more, "data": data}
            return Reply({**body, "next_page": str(end) if has_more else None})

        return answer

    def _reading(self, kind: str) -> Callable[[Request], Reply]:
        def answer(request: Request) -> Reply:
            record = self._record(kind, request.params["id"], "id")
            return Reply(self._expand(record, request, ""))

        return answer

    def _found(self, kind: str, test: Test) -> list[Json]:
        return [record for record in self.ledger.kinds[kind] if test(record)]

    def _page(self, found: list[Json], request: Request) -> tuple[list[Json], bool]:
        """The page after or before an object that need not be on it."""
        limit, ids = self._limit(request), [record["id"] for record in found]
        after, before = request.first("starting_after"), request.first("ending_before")
        if before is not None:
            end = self._position(ids, before, "ending_before")
            return found[max(0, end - limit) : end], end > limit
        begin = self._position(ids, after, "starting_after") + 1 if after is not None else 0
        return found[begin : begin + limit], begin + limit < len(found)

    def _position(self, ids: list[str], record_id: str, param: str) -> int:
        if record_id not in ids:
            raise self._error(400, f"No such object: '{record_id}'", code="resource_missing", param=param)
        return ids.index(record_id)

    def _limit(self, request: Request) -> int:
        limit = self._integer("limit", request.first("limit") or "10")
        if not 0 < limit <= 100:
            raise self._error(400, "This value must be between 1 and 100.", param="limit")
        return limit

    def _integer(self, param: str, value: str) -> int:
        if not value.isdecimal():
            raise self._error(400, f"Invalid integer: {value}", code="parameter_invalid_integer", param=param)
        return int(value)

    def _record(self, kind: str, record_id: str, param: str) -> Json:
        for record in self.ledger.kinds[kind]:
            if record["id"] == record_id:
                return record
        raise self._error(404, f"No such {kind[:-1]}: '{record_id}'", code="resource_missing", param=param)

    def _expand(self, record: Json, request: Request, prefix: str) -> Json:
        for path in request.every("expand[]"):
            if not path.startswith(prefix):
                raise self.refuse(400, f"This property cannot be expanded ({path}).")
            record = expanded(record, path.removeprefix(prefix).split("."), self.ledger.find)
        return record

    def _error(self, status: int, message: str, *, code: str | None = None, param: str | None = None) -> RefusedError:
        error = {"type": _TYPES.get(status, "invalid_request_error"), "message": message}
        error |= {name: value for name, value in (("code", code), ("param", param)) if value}
        return RefusedError(Reply({"error": error}, status))
