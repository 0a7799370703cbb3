"""The tracker's records, by the names they have in the schema."""

from dataclasses import dataclass, field
from typing import Any, TypedDict

from sandbox.vendors.ids import iso, uuid4

PRIORITIES = ("No priority", "Urgent", "High", "Medium", "Low")
_HOME = "https://linear.app/larkspur"


class Birth(TypedDict):
    """What every record has from its first moment."""

    id: str
    created_at: str
    updated_at: str


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Entity:
    """What every record has."""

    id: str
    created_at: str
    updated_at: str
    archived_at: str | None = None


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class User(Entity):
    """A member of the workspace."""

    name: str
    email: str
    is_me: bool = False
    active: bool = True
    admin: bool = False
    app: bool = False

    @property
    def display_name(self) -> str:
        """What one is called."""
        return self.name.partition(" ")[0].lower()

    @property
    def url(self) -> str:
        """The profile."""
        return f"{_HOME}/profiles/{self.display_name}"


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Team(Entity):
    """A team with its workflow."""

    key: str
    name: str
    states: list["State"] = field(default_factory=list)
    labels: list["Label"] = field(default_factory=list)
    triage_enabled: bool = True

    @property
    def display_name(self) -> str:
        """The same."""
        return self.name

    @property
    def triage_issue_state(self) -> "State":
        """Where new issues wait to be looked at."""
        return self.states[0]

    @property
    def default_issue_state(self) -> "State":
        """Where issues go that need not wait."""
        return self.states[1]


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class State(Entity):
    """A step of the workflow."""

    name: str
    type: str
    position: float
    team: Team
    color: str = "#5e6ad2"


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Label(Entity):
    """A label of a team, or of the workspace."""

    name: str
    team: Team | None
    color: str = "#eb5757"
    description: str | None = None
    is_group: bool = False


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Issue(Entity):
    """An issue and all that hangs on it."""

    number: int
    team: Team
    state: State
    title: str
    description: str | None = None
    priority: int = 0
    creator: User | None = None
    assignee: User | None = None
    labels: list[Label] = field(default_factory=list)
    attachments: list["Attachment"] = field(default_factory=list)
    comments: list["Comment"] = field(default_factory=list)
    needs: list["Need"] = field(default_factory=list)
    started_at: str | None = None
    completed_at: str | None = None
    canceled_at: str | None = None
    triaged_at: str | None = None
    previous_identifiers: tuple[str, ...] = ()

    @property
    def identifier(self) -> str:
        """Such as LRK-118."""
        return f"{self.team.key}-{self.number}"

    @property
    def url(self) -> str:
        """Its page."""
        return f"{_HOME}/issue/{self.identifier}"

    @property
    def branch_name(self) -> str:
        """What a branch for it is called."""
        return f"{self.team.key}-{self.number}".lower()

    @property
    def priority_label(self) -> str:
        """The priority as a word."""
        return PRIORITIES[self.priority]

    @property
    def label_ids(self) -> list[str]:
        """The ids of its labels."""
        return [label.id for label in self.labels]

    @property
    def customer_ticket_count(self) -> int:
        """How many tickets it is linked to."""
        return len(self.needs)

    def move(self, state: State, moment: str) -> None:
        """Take a step of the workflow, noting when."""
        self.state, self.updated_at = state, moment
        self.started_at = moment if state.type == "started" else self.started_at
        self.completed_at = moment if state.type == "completed" else None
        self.canceled_at = moment if state.type in ("canceled", "duplicate") else None
        self.triaged_at = moment if state.type != "triage" and self.triaged_at is None else self.triaged_at


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Attachment(Entity):
    """A link on an issue; there is one for each address."""

    issue: Issue
    title: str
    url: str
    subtitle: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    source_type: str | None = None
    group_by_source: bool = False
    creator: User | None = None

    @property
    def source(self) -> dict[str, Any] | None:
        """Where it comes from."""
        return {"type": self.source_type} if self.source_type else None


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Comment(Entity):
    """Something said on an issue."""

    issue: Issue
    body: str
    user: User | None
    parent: "Comment | None" = None

    @property
    def issue_id(self) -> str:
        """The issue's id."""
        return self.issue.id

    @property
    def parent_id(self) -> str | None:
        """The id of what it answers."""
        return self.parent.id if self.parent else None

    @property
    def url(self) -> str:
        """Its place on the issue's page."""
        return f"{self.issue.url}#comment-{self.id[:8]}"


@dataclass(frozen=True, slots=True)
class CustomerStatus:
    """How things stand with a customer."""

    id: str
    name: str = "Active"
    display_name: str = "Active"
    color: str = "#4cb782"


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Customer(Entity):
    """A customer whose needs are counted."""

    name: str
    domains: list[str] = field(default_factory=list)
    external_ids: list[str] = field(default_factory=list)
    slack_channel_id: str | None = None
    revenue: int | None = None
    size: int | None = None
    owner: User | None = None
    needs: list["Need"] = field(default_factory=list)
    status: CustomerStatus = field(default_factory=lambda: CustomerStatus(uuid4("linear active")))

    @property
    def slug_id(self) -> str:
        """The id in its address."""
        return self.id.replace("-", "")[:12]

    @property
    def url(self) -> str:
        """Its page."""
        return f"{_HOME}/customer/{self.slug_id}"

    @property
    def approximate_need_count(self) -> int:
        """How many needs it has."""
        return len(self.needs)


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Need(Entity):
    """A customer who wants an issue done."""

    customer: Customer
    issue: Issue
    body: str | None = None
    priority: int = 0
    attachment: Attachment | None = None

    @property
    def url(self) -> str | None:
        """Where it was said."""
        return self.attachment.url if self.attachment else None


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Webhook(Entity):
    """Where news goes, and what it is signed with."""

    url: str
    secret: str
    resource_types: list[str]
    label: str | None = None
    enabled: bool = True
    all_public_teams: bool = False
    team: Team | None = None
    creator: User | None = None


@dataclass(slots=True)
class Workspace:
    """Everything in the tracker; the newest last."""

    id: str
    name: str
    users: list[User]
    team: Team
    labels: list[Label]
    issues: list[Issue] = field(default_factory=list)
    customers: list[Customer] = field(default_factory=list)
    webhooks: list[Webhook] = field(default_factory=list)

    @property
    def me(self) -> User:
        """Whose key it is."""
        return self.users[0]


def birth(key: str, now: float) -> Birth:
    """An id and times; the same id for the same key."""
    return born(uuid4(f"linear {key}"), iso(now))


def born(record_id: str, moment: str) -> Birth:
    """An id and times as they are given."""
    return {"id": record_id, "created_at": moment, "updated_at": moment}
