"""Zendesk's Support API: OAuth, search, users, organisations, and tickets that can be written."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from sandbox.errors import Json
from sandbox.vendors.exchange import RefusedError, Reply, Request, Route
from sandbox.vendors.ids import hexadecimal
from sandbox.vendors.limits import Standing, Window
from sandbox.vendors.vendor import Vendor, bearer, is_key, whole_seconds
from sandbox.vendors.zendesk.pages import PAGES, in_order, page
from sandbox.vendors.zendesk.records import Desk, desk
from sandbox.vendors.zendesk.search import search

CLIENT_ID = "sandbox-baton"
CLIENT_SECRET = "sandbox-zendesk-secret"  # noqa: S105  opens nothing but the sandbox
TOKEN_SECONDS = 1_800
IDEMPOTENT_SECONDS = 7_200

_MINUTE = Window("account", 700, 60)
_SEARCHES = Window("search", 100, 60)
_ERRORS = {
    401: "Couldn't authenticate you",
    404: "RecordNotFound",
    405: "MethodNotAllowed",
    422: "RecordInvalid",
    429: "APIRateLimitExceeded",
    500: "InternalError",
}
_TICKET_FIELDS = frozenset(
    {"subject", "comment", "requester", "requester_id", "external_id", "tags", "priority", "status", "type"}
    | {"assignee_id", "group_id", "organization_id", "custom_fields", "additional_tags"}
)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was answered to an idempotency key, and until when that is remembered."""

    fingerprint: str
    reply: Reply
    until: float


class Zendesk(Vendor):
    """The help desk of the book's accounts."""

    name: ClassVar[str] = "zendesk"
    key: ClassVar[str] = "sandbox-zendesk-token"
    invalid_status: ClassVar[int] = 422

    def environment(self, url: str) -> dict[str, str]:
        """See Vendor."""
        return {
            "ZENDESK_API_URL": url,
            "ZENDESK_TOKEN": self.key,
            "ZENDESK_CLIENT_ID": CLIENT_ID,
            "ZENDESK_CLIENT_SECRET": CLIENT_SECRET,
        }

    def reset(self) -> None:
        """See Vendor."""
        self.desk: Desk = desk(self.book, self.clock.wall())
        self._tokens: dict[str, float] = {}
        self._kept: dict[str, _Kept] = {}

    def routes(self) -> tuple[Route, ...]:
        """See Vendor. Paths end in `.json`: without it, some of them are not understood."""
        api = "/api/v2"
        sorts = frozenset({"sort_by", "sort_order"})
        return (
            Route("POST", "/oauth/tokens", self._token),
            Route("GET", f"{api}/users/me.json", self._me),
            Route("GET", f"{api}/users/search.json", self._users, PAGES | {"query", "external_id"}),
            Route("GET", f"{api}/users/{{id}}/tickets/requested.json", self._requested, PAGES | sorts),
            Route("GET", f"{api}/users/{{id}}.json", self._user),
            Route("GET", f"{api}/organizations/search.json", self._organizations, frozenset({"external_id", "name"})),
            Route("GET", f"{api}/organizations/{{id}}/tickets.json", self._of_organization, PAGES | sorts),
            Route("GET", f"{api}/organizations/{{id}}.json", self._organization),
            Route("GET", f"{api}/search.json", self._search, sorts | {"query", "page", "per_page"}),
            Route("GET", f"{api}/search/count.json", self._count, frozenset({"query"})),
            Route("POST", f"{api}/tickets.json", self._create),
            Route("GET", f"{api}/tickets/{{id}}/comments.json", self._comments, PAGES | {"sort_order"}),
            Route("GET", f"{api}/tickets/{{id}}.json", self._ticket),
            Route("PUT", f"{api}/tickets/{{id}}.json", self._update),
        )

    def admit(self, request: Request) -> None:
        """See Vendor. API tokens are no more: only bearer tokens are taken."""
        given = bearer(request)
        is_known = is_key(given, self.key) or self._tokens.get(given, 0.0) > self.clock.now()
        if request.path != "/oauth/tokens" and not is_known:
            raise self.refuse(401, "Invalid or expired access token")

    def refuse(self, status: int, message: str) -> RefusedError:
        """See Vendor."""
        return RefusedError(Reply({"error": _ERRORS.get(status, "BadRequest"), "description": message}, status))

    def limited(self, standing: Standing) -> RefusedError:
        """See Vendor."""
        body = {"error": _ERRORS[429], "description": "Number of allowed API requests per minute exceeded"}
        return RefusedError(Reply(body, 429, {"Retry-After": whole_seconds(standing.resets_in)}))

    def budgets(self, request: Request) -> tuple[Window, ...]:
        """See Vendor."""
        return (_SEARCHES, _MINUTE) if "/search" in request.path else (_MINUTE,)

    def meter(self, standings: tuple[Standing, ...]) -> Mapping[str, str]:
        """See Vendor."""
        account = standings[-1]
        return {
            "X-Rate-Limit": str(account.window.allowed),
            "X-Rate-Limit-Remaining": str(account.left),
            "ratelimit-reset": whole_seconds(account.resets_in),
        }

    def trace(self) -> Mapping[str, str]:
        """See Vendor."""
        return {"X-Request-Id": self.request_id()}

    # signing in

    def _token(self, request: Request) -> Reply:
        asked = request.json()
        is_client = asked.get("client_id") == CLIENT_ID and is_key(str(asked.get("client_secret")), CLIENT_SECRET)
        if asked.get("grant_type") != "client_credentials" or not is_client:
            body = {"error": "invalid_client", "error_description": "Client authentication failed"}
            raise RefusedError(Reply(body, 401))
        token = hexadecimal(f"zendesk token {self.request_id()}", 64)
        self._tokens[token] = self.clock.now() + TOKEN_SECONDS
        scope = asked.get("scope", "read")
        return Reply({"access_token": token, "token_type": "bearer", "scope": scope, "expires_in": TOKEN_SECONDS})

    def _me(self, _request: Request) -> Reply:
        return Reply({"user": next(user for user in self.desk.users.values() if user["role"] == "agent")})

    # reading

    def _users(self, request: Request) -> Reply:
        external_id = request.first("external_id")
        if external_id is not None:
            found = [user for user in self.desk.users.values() if user["external_id"] == external_id]
        else:
            found = self._searched(f"type:user {request.first('query') or ''}")
            found = [{name: value for name, value in one.items() if name != "result_type"} for one in found]
        return Reply(page(request, "users", found))

    def _user(self, request: Request) -> Reply:
        return Reply({"user": self._record(self.desk.users, request)})

    def _organizations(self, request: Request) -> Reply:
        name, external_id = request.first("name"), request.first("external_id")
        if (name is None) == (external_id is None):
            raise self.refuse(400, "Exactly one of name and external_id is needed")
        found = [
            one
            for one in self.desk.organizations.values()
            if one["external_id"] == external_id or (name is not None and one["name"].lower() == name.lower())
        ]
        return Reply(page(request, "organizations", found))

    def _organization(self, request: Request) -> Reply:
        return Reply({"organization": self._record(self.desk.organizations, request)})

    def _requested(self, request: Request) -> Reply:
        user = self._record(self.desk.users, request)
        return self._tickets(request, "requester_id", user["id"])

    def _of_organization(self, request: Request) -> Reply:
        organization = self._record(self.desk.organizations, request)
        return self._tickets(request, "organization_id", organization["id"])

    def _tickets(self, request: Request, field: str, value: int) -> Reply:
        found = [ticket for ticket in self.desk.tickets.values() if ticket[field] == value]
        return Reply(page(request, "tickets", in_order(request, found, "created_at")))

    def _ticket(self, request: Request) -> Reply:
        return Reply({"ticket": self._record(self.desk.tickets, request)})

    def _comments(self, request: Request) -> Reply:
        ticket = self._record(self.desk.tickets, request)
        said = self.desk.comments[ticket["id"]]
        ordered = said[::-1] if request.first("sort_order") == "desc" else said
        return Reply(page(request, "comments", ordered))

    def _search(self, request: Request) -> Reply:
        if (query := request.first("query")) is None:
            raise self.refuse(400, "Query is missing")
        if any(name.startswith("page[") for name, _ in request.query):
            raise self.refuse(400, "Search has no cursors")
        found = in_order(request, self._searched(query), "updated_at")
        return Reply({"facets": None, **page(request, "results", found)})

    def _count(self, request: Request) -> Reply:
        return Reply({"count": len(self._searched(request.first("query") or ""))})

    def _searched(self, query: str) -> list[Json]:
        return search(self.desk, query, self.clock.wall())

    # writing

    def _create(self, request: Request) -> Reply:
        """A new ticket; the same again, when the idempotency key is the same."""
        key, fingerprint = request.headers.get("idempotency-key"), hashlib.sha256(request.body).hexdigest()
        kept = self._kept.get(key or "")
        if kept is not None and kept.until > self.clock.now():
            if kept.fingerprint != fingerprint:
                raise self.refuse(400, "The idempotency key was used with other parameters")
            return Reply(kept.reply.body, kept.reply.status, {**kept.reply.headers, "x-idempotency-lookup": "hit"})
        reply = Reply(self._made(self._wanted(request)), 201, {"x-idempotency-lookup": "miss"} if key else {})
        if key:
            self._kept[key] = _Kept(fingerprint, reply, self.clock.now() + IDEMPOTENT_SECONDS)
        return reply

    def _made(self, wanted: Json) -> Json:
        comment = wanted.get("comment") or {}
        if not comment.get("body"):
            raise self.refuse(422, "Description: cannot be blank")
        now, requester = self.clock.wall(), self._requester(wanted)
        fields = {name: value for name, value in wanted.items() if name not in ("comment", "requester")}
        fields |= {
            "raw_subject": wanted.get("subject", ""),
            "description": comment["body"],
            "requester_id": requester["id"],
            "submitter_id": requester["id"],
            "organization_id": requester["organization_id"],
        }
        ticket = self.desk.open_ticket(fields, now)
        self.desk.comment(ticket, requester["id"], comment["body"], now, is_public=comment.get("public", True))
        return {"ticket": ticket, "audit": {"ticket_id": ticket["id"]}}

    def _update(self, request: Request) -> Reply:
        ticket, wanted = self._record(self.desk.tickets, request), self._wanted(request)
        if ticket["status"] == "closed":
            raise self.refuse(422, "Status: closed prevents ticket update")
        comment = wanted.pop("comment", None)
        ticket["tags"] = sorted({*ticket["tags"], *wanted.pop("additional_tags", [])})
        ticket |= wanted
        if comment:
            author = comment.get("author_id") or ticket["assignee_id"] or ticket["submitter_id"]
            is_public = comment.get("public", True)
            self.desk.comment(ticket, author, comment["body"], self.clock.wall(), is_public=is_public)
        return Reply({"ticket": ticket, "audit": {"ticket_id": ticket["id"]}})

    def _wanted(self, request: Request) -> Json:
        wanted = request.json().get("ticket")
        if not isinstance(wanted, dict):
            raise self.refuse(400, "Parameter ticket is required")
        if strangers := sorted(set(wanted) - _TICKET_FIELDS):
            raise self.refuse(422, f"A ticket has no {strangers[0]}")
        return wanted

    def _requester(self, wanted: Json) -> Json:
        if "requester" in wanted:
            given = wanted["requester"]
            return self.desk.user(given.get("name", given["email"]), given["email"], now=self.clock.wall())
        known = self.desk.users.get(wanted.get("requester_id") or 0)
        if known is None:
            raise self.refuse(422, "Requester: is invalid")
        return known

    def _record(self, records: dict[int, Json], request: Request) -> Json:
        record_id = request.params["id"]
        if not record_id.isdecimal() or int(record_id) not in records:
            raise self.refuse(404, "Not found")
        return records[int(record_id)]
