"""Linear: where bugs are tracked. Issues are found, filed once, and told who is hurt by them."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Annotated, Any
from urllib.parse import urlsplit

import httpx
from pydantic import Field, SecretStr, ValidationError, field_validator

from bot.errors import BatonError, LockedOutError, RejectedError, UnavailableError
from bot.ports import Clock, Hurt, NewTicket, TicketComment, Tracker
from bot.settings import Part, Settings, address
from escalation.model import Priority, Ticket, TicketState
from integrations.http import Answered, Manners, VendorClient, Wire, understood

_NAME = "Linear"
_CONFLICT = "conflict"
_LONGEST_TITLE = 200

_ISSUE = "id identifier title description url createdAt state { type }"
TEAM = """
query Team($filter: TeamFilter) {
  teams(first: 1, filter: $filter) { nodes { id key labels(first: 100) { nodes { id name } } } }
  issueLabels(first: 100, filter: { team: { null: true } }) { nodes { id name } }
}"""
SEARCH = f"""
query Search($term: String!, $teamId: String) {{
  searchIssues(term: $term, first: 20, teamId: $teamId, includeComments: false,
    filter: {{ state: {{ type: {{ nin: ["canceled", "duplicate"] }} }} }}) {{ nodes {{ {_ISSUE} }} }}
}}"""
READ = f"query Read($id: String!) {{ issue(id: $id) {{ {_ISSUE} }} }}"
STATES = f"""
query States($ids: [ID!]!) {{ issues(first: 100, filter: {{ id: {{ in: $ids }} }}) {{ nodes {{ {_ISSUE} }} }} }}"""
FILE = f"mutation File($input: IssueCreateInput!) {{ issueCreate(input: $input) {{ success issue {{ {_ISSUE} }} }} }}"
ATTACH = "mutation Attach($input: AttachmentCreateInput!) { attachmentCreate(input: $input) { success } }"
CUSTOMER = """
mutation Customer($input: CustomerUpsertInput!) { customerUpsert(input: $input) { success customer { id } } }"""
NEED = "mutation Need($input: CustomerNeedCreateInput!) { customerNeedCreate(input: $input) { success } }"
COMMENTS = """
query Comments($id: String!) { issue(id: $id) { comments(last: 50) { nodes { id body user { name } } } } }"""
COMMENT = "mutation Comment($input: CommentCreateInput!) { commentCreate(input: $input) { success } }"
BUDGET = "query Budget { viewer { name } rateLimitStatus { limits { type allowedAmount remainingAmount } } }"
OPERATIONS = (TEAM, SEARCH, READ, STATES, FILE, ATTACH, CUSTOMER, NEED, COMMENTS, COMMENT, BUDGET)

_PRIORITIES = {Priority.URGENT: 1, Priority.HIGH: 2, Priority.NORMAL: 3, Priority.LOW: 4}
_STATES = {
    "completed": TicketState.DONE,
    "canceled": TicketState.DROPPED,
    "duplicate": TicketState.DROPPED,
}
"""All other types of state, known or new, mean that it is open."""


class LinearSettings(Part):
    """Where Linear is, the key, and where bugs go."""

    linear_api_key: Annotated[
        SecretStr | None, Field(description="Linear API key, `lin_api_…`, or an OAuth app's token, `lin_oauth_…`.")
    ] = None
    linear_api_url: Annotated[str, Field(description="Linear's GraphQL address.")] = "https://api.linear.app/graphql"
    linear_webhook_secret: Annotated[
        SecretStr | None,
        Field(description="Signing secret of the webhook; two, with a comma, while it changes."),
    ] = None
    linear_team: Annotated[
        str | None, Field(description="Key of the team that bugs are filed to, such as `ENG`; else the first.")
    ] = None

    _is_address = field_validator("linear_api_url")(address)


class _State(Answered):
    type: str


class _Issue(Answered):
    id: str
    identifier: str
    title: str
    description: str | None = None
    url: str
    createdAt: datetime  # noqa: N815  Linear's spelling
    state: _State

    def ticket(self) -> Ticket:
        """In our words."""
        return Ticket(
            id=self.id,
            name=self.identifier,
            title=self.title,
            text=self.description or "",
            url=self.url,
            state=_STATES.get(self.state.type, TicketState.OPEN),
            opened_at=self.createdAt,
        )


class _Issues(Answered):
    nodes: tuple[_Issue, ...] = ()


class _Author(Answered):
    name: str = ""


class _Comment(Answered):
    id: str
    body: str = ""
    user: _Author | None = None


class _Comments(Answered):
    nodes: tuple[_Comment, ...] = ()


class _Label(Answered):
    id: str
    name: str


class _Labels(Answered):
    nodes: tuple[_Label, ...] = ()


class _Team(Answered):
    id: str
    key: str
    labels: _Labels = _Labels()


class _Teams(Answered):
    nodes: tuple[_Team, ...] = ()


class _SetUp(Answered):
    teams: _Teams
    issueLabels: _Labels = _Labels()  # noqa: N815

    @cached_property
    def team(self) -> _Team:
        """The team that bugs go to; RejectedError where there is none."""
        if not self.teams.nodes:
            raise RejectedError(_NAME, "there is no such team; check LINEAR_TEAM")
        return self.teams.nodes[0]

    def labels(self, names: tuple[str, ...]) -> list[str]:
        """The ids of those labels that exist."""
        known = {label.name.lower(): label.id for label in (*self.issueLabels.nodes, *self.team.labels.nodes)}
        return [known[name.lower()] for name in names if name.lower() in known]


class _Failure(Answered):
    message: str = ""
    extensions: Mapping[str, Any] = {}

    @property
    def code(self) -> str:
        """Linear's word for it."""
        return str(self.extensions.get("code") or self.extensions.get("type") or "")


class _Answer(Answered):
    data: Mapping[str, Any] | None = None
    errors: tuple[_Failure, ...] = ()


class Linear:
    """A Tracker."""

    name = _NAME

    def __init__(self, client: VendorClient, path: str, team: str | None) -> None:
        self._client = client
        self._path = path
        self._wanted_team = team
        self._known: _SetUp | None = None

    async def search(self, words: str) -> tuple[Ticket, ...]:
        """See `bot.ports.Tracker`."""
        team = (await self._set_up()).team.id
        found = await self._ask(SEARCH, {"term": words, "teamId": team})
        return tuple(issue.ticket() for issue in understood(_NAME, _Issues, found["searchIssues"]).nodes)

    async def file(self, new: NewTicket) -> Ticket:
        """See `bot.ports.Tracker`. That its id is taken means that it was filed before."""
        known = await self._set_up()
        wanted = {
            "id": new.id,
            "teamId": known.team.id,
            "title": new.title[:_LONGEST_TITLE],
            "description": new.text,
            "priority": _PRIORITIES[new.priority],
            "labelIds": known.labels(new.labels),
        }
        try:
            made = await self._change(FILE, wanted)
        except RejectedError as error:
            if error.code != _CONFLICT:
                raise
            return await self.read(new.id)
        return understood(_NAME, _Issue, made["issueCreate"]["issue"]).ticket()

    async def read(self, ticket: str) -> Ticket:
        """See `bot.ports.Tracker`."""
        found = await self._ask(READ, {"id": ticket})
        return understood(_NAME, _Issue, found["issue"]).ticket()

    async def read_all(self, tickets: tuple[str, ...]) -> tuple[Ticket, ...]:
        """See `bot.ports.Tracker`."""
        if not tickets:
            return ()
        found = await self._ask(STATES, {"ids": list(tickets)})
        return tuple(issue.ticket() for issue in understood(_NAME, _Issues, found["issues"]).nodes)

    async def note_hurt(self, ticket: str, hurt: Hurt) -> None:
        """See `bot.ports.Tracker`. The link is an attachment, which Linear keeps once for each address."""
        link = {"issueId": ticket, "url": hurt.url, "title": hurt.title, "subtitle": hurt.subtitle}
        await self._change(ATTACH, {**link, "metadata": {"handoff": hurt.key}})
        if not hurt.customer:
            return
        need = {"id": hurt.id, "issueId": ticket, "customerId": await self._customer(hurt)}
        await self._once(NEED, {**need, "body": hurt.words, "attachmentUrl": hurt.url})

    async def comments(self, ticket: str) -> tuple[TicketComment, ...]:
        """See `bot.ports.Tracker`."""
        found = await self._ask(COMMENTS, {"id": ticket})
        said = understood(_NAME, _Comments, found["issue"]["comments"]).nodes
        return tuple(
            TicketComment(id=one.id, author=one.user.name if one.user else "Somebody", text=one.body) for one in said
        )

    async def comment(self, ticket: str, own_id: str, text: str) -> None:
        """See `bot.ports.Tracker`."""
        await self._once(COMMENT, {"id": own_id, "issueId": ticket, "body": text})

    async def check(self) -> str:
        """See `bot.ports.Tracker`."""
        found = await self._ask(BUDGET, {})
        known = await self._set_up()
        return f"{found['viewer']['name']} files to team {known.team.key}"

    async def aclose(self) -> None:
        """See `bot.ports.Tracker`."""
        await self._client.aclose()

    async def _customer(self, hurt: Hurt) -> str:
        """The customer's id. One that is there keeps the name people gave it; only a new one gets ours."""
        wanted: dict[str, Any] = {"externalId": hurt.external_id, "domains": list(hurt.domains)}
        try:
            made = await self._change(CUSTOMER, wanted)
        except RejectedError:
            made = await self._change(CUSTOMER, {**wanted, "name": hurt.customer})
        return str(made["customerUpsert"]["customer"]["id"])

    async def _set_up(self) -> _SetUp:
        if self._known is None:
            wanted = {"key": {"eq": self._wanted_team}} if self._wanted_team else None
            self._known = understood(_NAME, _SetUp, await self._ask(TEAM, {"filter": wanted}))
        return self._known

    async def _ask(self, query: str, variables: Mapping[str, Any]) -> Mapping[str, Any]:
        answer = await self._client.search(self._path, {"query": query, "variables": variables})
        return understood(_NAME, _Answer, answer).data or {}

    async def _change(self, mutation: str, wanted: Mapping[str, Any]) -> Mapping[str, Any]:
        answer = await self._client.post(self._path, {"query": mutation, "variables": {"input": wanted}})
        return understood(_NAME, _Answer, answer).data or {}

    async def _once(self, mutation: str, wanted: Mapping[str, Any]) -> None:
        """Something with an id of ours: that it is there already is what we want."""
        try:
            await self._change(mutation, wanted)
        except RejectedError as error:
            if error.code != _CONFLICT:
                raise


def _says_no(response: httpx.Response, now: datetime) -> BatonError | None:
    """Errors come with any status; too many calls with 400, and the moment when it takes more in milliseconds."""
    try:
        answer = _Answer.model_validate_json(response.content)
    except ValidationError:
        return None
    if not answer.errors:
        return None
    failure = answer.errors[0]
    match failure.code:
        case "RATELIMITED":
            return UnavailableError(_NAME, "too many calls", retry_after=_resets_in(response, now))
        case "AUTHENTICATION_ERROR" | "FORBIDDEN":
            return LockedOutError(_NAME, failure.code)
        case "INPUT_ERROR" if "conflict on insert" in failure.message or "already exists" in str(failure.extensions):
            return RejectedError(_NAME, _CONFLICT)
        case "INTERNAL_SERVER_ERROR" | "LOCK_TIMEOUT":
            return UnavailableError(_NAME, failure.code, is_ambiguous=True)
        case code:
            return RejectedError(_NAME, code or "errors")


def _resets_in(response: httpx.Response, now: datetime) -> float:
    spent = [
        response.headers[f"x-ratelimit-{kind}-reset"]
        for kind in ("requests", "complexity", "endpoint-requests")
        if response.headers.get(f"x-ratelimit-{kind}-remaining") == "0"
        and f"x-ratelimit-{kind}-reset" in response.headers
    ]
    moments = [float(moment) / 1000 for moment in spent if moment.replace(".", "", 1).isdigit()]
    return max((moment - now.timestamp() for moment in moments), default=60.0)


def connect(settings: Settings, clock: Clock, wire: Wire) -> Tracker | None:
    """Linear, if there is a key. A personal key stands alone, an app's token after `Bearer`."""
    own = settings.part(LinearSettings)
    if own.linear_api_key is None:
        return None
    key = own.linear_api_key.get_secret_value()
    is_personal = key.startswith("lin_api_")
    split = urlsplit(own.linear_api_url)
    manners = Manners(
        name=_NAME,
        base_url=f"{split.scheme}://{split.netloc}",
        headers={"Authorization": key if is_personal else f"Bearer {key}"},
        rate=(10, 1),
        says_no=_says_no,
    )
    return Linear(VendorClient(manners, clock, wire), split.path or "/graphql", own.linear_team)
