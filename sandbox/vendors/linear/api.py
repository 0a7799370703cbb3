"""Linear's GraphQL endpoint: keys, limits, validation and execution."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLResolveInfo,
    OperationDefinitionNode,
    build_schema,
    execute_sync,
    get_named_type,
    get_operation_ast,
    parse,
    validate,
)

from sandbox.clock import Clock
from sandbox.errors import ControlError, Json
from sandbox.journal import Journal
from sandbox.vendors.accounts import Book
from sandbox.vendors.exchange import RefusedError, Reply, Request, Route
from sandbox.vendors.limits import Standing, Window
from sandbox.vendors.linear.beginning import workspace
from sandbox.vendors.linear.cost import cost, root_fields
from sandbox.vendors.linear.filters import connection, snake
from sandbox.vendors.linear.payloads import TYPES, payload
from sandbox.vendors.linear.reads import Reads, issue_named
from sandbox.vendors.linear.records import Comment, Entity, Issue, User, Webhook, Workspace, birth
from sandbox.vendors.linear.refusals import extensions
from sandbox.vendors.linear.webhooks import Courier
from sandbox.vendors.linear.writes import Writes
from sandbox.vendors.vendor import Vendor, bearer, is_key

SCHEMA = build_schema((Path(__file__).parent / "schema.graphql").read_text(encoding="utf-8"))
OAUTH_TOKEN = "lin_oauth_sandbox"  # noqa: S105  opens nothing but the sandbox
WEBHOOK_SECRET = "lin_wh_sandbox"  # noqa: S105
MOST_POINTS = 10_000

_REQUESTS = Window("requests", 2_500, 3_600)
_POINTS = Window("complexity", 3_000_000, 3_600)
_SEARCHES = Window("searchIssues", 30, 60)
_CODES = {
    400: ("INPUT_ERROR", "invalid input"),
    401: ("AUTHENTICATION_ERROR", "authentication error"),
    403: ("FORBIDDEN", "forbidden"),
    404: ("INPUT_ERROR", "invalid input"),
}


class Linear(Vendor):
    """A workspace with one team, and the book's bugs and customers in it."""

    name: ClassVar[str] = "linear"
    key: ClassVar[str] = "lin_api_sandbox"
    error_status: int = 200
    """With which errors of a resolver come; in life it is 200 or 400."""

    def __init__(self, book: Book, clock: Clock, journal: Journal) -> None:
        self.courier = Courier(clock, journal)
        super().__init__(book, clock, journal)

    def environment(self, url: str) -> dict[str, str]:
        """See Vendor."""
        return {
            "LINEAR_API_URL": f"{url}/graphql",
            "LINEAR_API_KEY": self.key,
            "LINEAR_WEBHOOK_SECRET": WEBHOOK_SECRET,
        }

    def reset(self) -> None:
        """See Vendor."""
        self.courier.forget()
        self.space: Workspace = workspace(self.book, self.clock.wall())
        self.reads = Reads(self.space, self._limits)
        self.writes = Writes(self.space, self.clock, self._tell)

    async def close(self) -> None:
        """See Vendor."""
        await self.courier.close()

    def routes(self) -> tuple[Route, ...]:
        """See Vendor."""
        return (Route("POST", "/graphql", self._graphql),)

    def admit(self, request: Request) -> None:
        """See Vendor. A personal key stands alone, an OAuth token after `Bearer`."""
        given = request.headers.get("authorization", "")
        if is_key(bearer(request), self.key):
            message = "It looks like you're trying to use an API key as a Bearer token. Remove the Bearer prefix."
            raise self.refuse(400, message)
        if not is_key(given, self.key) and not is_key(bearer(request), OAUTH_TOKEN):
            raise self.refuse(401, "Authentication required, not authenticated")

    def refuse(self, status: int, message: str) -> RefusedError:
        """See Vendor."""
        code, kind = _CODES.get(status, ("INTERNAL_SERVER_ERROR", "internal error"))
        error = {"message": message, "extensions": extensions(code, kind, status, message)}
        return RefusedError(Reply({"errors": [error]}, status))

    def limited(self, standing: Standing) -> RefusedError:
        """See Vendor. It is told with status 400, and the moment of the reset in milliseconds."""
        told = extensions("RATELIMITED", "ratelimited", 429, "Rate limit exceeded. Please try again later.")
        error = {"message": "Rate limit exceeded", "extensions": told}
        return RefusedError(Reply({"errors": [error]}, 400, self._meter(replace(standing, left=0))))

    def budgets(self, _request: Request) -> tuple[Window, ...]:
        """See Vendor. What a query costs is known only when it was read."""
        return (_REQUESTS,)

    def meter(self, standings: tuple[Standing, ...]) -> Mapping[str, str]:
        """See Vendor."""
        return {name: value for standing in standings for name, value in self._meter(standing).items()}

    def _meter(self, standing: Standing) -> dict[str, str]:
        named = {_REQUESTS: "Requests", _POINTS: "Complexity", _SEARCHES: "Endpoint-Requests"}
        head = f"X-RateLimit-{named[standing.window]}"
        return {
            f"{head}-Limit": str(standing.window.allowed),
            f"{head}-Remaining": str(standing.left),
            f"{head}-Reset": str(self._reset(standing)),
        }

    def _reset(self, standing: Standing) -> int:
        return int((self.clock.wall() + self.clock.real(standing.resets_in)) * 1000)

    def _limits(self) -> list[Json]:
        return [
            {
                "type": window.name,
                "allowedAmount": window.allowed,
                "requestedAmount": window.allowed - standing.left,
                "remainingAmount": standing.left,
                "period": window.seconds * 1000,
                "reset": self._reset(standing),
            }
            for window in (_REQUESTS, _POINTS)
            for standing in (self.limiter.look(window),)
        ]

    # answering

    def _graphql(self, request: Request) -> Reply:
        asked = request.json()
        variables = asked.get("variables") or {}
        document, operation = self._read(asked)
        points = cost(document, operation, variables)
        if points > MOST_POINTS:
            raise self.refuse(400, f"Query too complex: {points} points, at most {MOST_POINTS}")
        headers = {"X-Complexity": str(points)}
        for window, spent in ((_POINTS, points), (_SEARCHES, root_fields(operation).count("searchIssues"))):
            standing = self.limiter.spend(window, spent)
            if standing.left < 0:
                raise self.limited(standing)
            headers |= self._meter(standing) if window is _POINTS else {}
        result = execute_sync(
            SCHEMA,
            document,
            root_value=self.reads if operation.operation.value == "query" else self.writes,
            variable_values=variables,
            operation_name=asked.get("operationName"),
            field_resolver=_resolve,
        )
        return self._told(result, headers)

    def _read(self, asked: Json) -> tuple[DocumentNode, OperationDefinitionNode]:
        try:
            document = parse(str(asked.get("query", "")))
        except GraphQLError as error:
            raise self._not_graphql([error], "GRAPHQL_PARSE_FAILED") from error
        if errors := validate(SCHEMA, document):
            raise self._not_graphql(errors, "GRAPHQL_VALIDATION_FAILED")
        operation = get_operation_ast(document, asked.get("operationName"))
        if operation is None:
            raise self.refuse(400, "Must provide operation name if query contains multiple operations.")
        return document, operation

    def _not_graphql(self, errors: list[GraphQLError], code: str) -> RefusedError:
        told = [
            {"message": error.message, "extensions": extensions(code, "graphql error", 400, error.message)}
            for error in errors
        ]
        return RefusedError(Reply({"errors": told}, 400))

    def _told(self, result: ExecutionResult, headers: Mapping[str, str]) -> Reply:
        body: Json = {**result.formatted}
        if not result.errors:
            return Reply(body, 200, headers)
        for error in body["errors"]:
            # What graphql-core refuses by itself, a variable of another type, has no code yet.
            error.setdefault("extensions", extensions("INPUT_ERROR", "invalid input", 400, error["message"]))
        is_of_variables = "data" not in body
        return Reply(body, 400 if is_of_variables else self.error_status, headers)

    # news

    def _tell(self, action: str, record: Entity, actor: User, updated_from: Json | None) -> None:
        told = payload(self.space, action, record, actor, updated_from)
        for hook in self.space.webhooks:
            if hook.enabled and TYPES[type(record)] in hook.resource_types:
                self.courier.send(hook, told)

    # what people do in Linear

    def issue(self, name: str) -> Issue:
        """An issue by id or identifier. ControlError if there is none."""
        try:
            return issue_named(self.space, name)
        except GraphQLError:
            raise ControlError("issue_not_found", f"There is no issue {name}.", status=404) from None

    def move(self, name: str, state: str, person: str | None = None) -> Issue:
        """Somebody moves an issue to a state, by the state's name."""
        issue = self.issue(name)
        found = next((one for one in issue.team.states if one.name.lower() == state.lower()), None)
        if found is None:
            names = ", ".join(one.name for one in issue.team.states)
            raise ControlError("state_not_found", f"There is no state {state!r}; there are {names}.", status=404)
        self.writes.change(issue, {"stateId": found.id}, self._actor(person))
        return issue

    def comment(self, name: str, body: str, person: str | None = None) -> Comment:
        """Somebody comments on an issue."""
        issue, actor = self.issue(name), self._actor(person)
        key = f"comment {issue.id} {len(issue.comments)} {body}"
        comment = Comment(**birth(key, self.clock.wall()), issue=issue, body=body, user=actor)
        self.writes.say(comment, actor)
        return comment

    def listen(self, url: str, secret: str = WEBHOOK_SECRET) -> Webhook:
        """Send all news to this address, and to no other."""
        self.space.webhooks.clear()
        wanted = {"url": url, "secret": secret, "resourceTypes": list(TYPES.values()), "label": "sandbox"}
        self.writes.webhook_create({"input": wanted})
        return self.space.webhooks[0]

    def _actor(self, person: str | None) -> User:
        """A member of the staff by their id in the book; the first developer otherwise."""
        known = dict(zip(self.book.staff, self.space.users[1:], strict=True))
        if person is not None and person not in known:
            raise ControlError(
                "person_not_found", f"{person} is not in Linear; there are {', '.join(known)}.", status=404
            )
        return known[person] if person is not None else self.space.users[-1]


def _resolve(source: Any, info: GraphQLResolveInfo[Any], **asked: Any) -> Any:
    """A field by its name in the schema; a list where the schema has a connection becomes a page."""
    name = info.field_name
    value = source[name] if isinstance(source, dict) else getattr(source, snake(name))
    if callable(value):
        value = value(asked)
    if isinstance(value, list) and get_named_type(info.return_type).name.endswith("Connection"):
        return connection(value, asked)
    return value
