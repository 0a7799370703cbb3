"""What can be asked of the tracker."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sandbox.errors import Json
from sandbox.vendors.linear.filters import matches, page
from sandbox.vendors.linear.records import (
    Attachment,
    Customer,
    Entity,
    Issue,
    Label,
    State,
    Team,
    User,
    Webhook,
    Workspace,
)
from sandbox.vendors.linear.refusals import missing
from sandbox.vendors.words import stems

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True)
class Reads:
    """The fields of `Query`: each takes its arguments as they were given. Lists become pages by themselves."""

    space: Workspace
    limits: Callable[[], list[Json]]

    def viewer(self, _asked: Json) -> User:
        """Whose key it is."""
        return self.space.me

    def organization(self, _asked: Json) -> Json:
        """The workspace."""
        return {"id": self.space.id, "name": self.space.name, "urlKey": "larkspur", "customersEnabled": True}

    def team(self, asked: Json) -> Team:
        """By id or key."""
        if asked["id"] not in (self.space.team.id, self.space.team.key):
            raise missing("Team")
        return self.space.team

    def teams(self, _asked: Json) -> list[Team]:
        """All there are."""
        return [self.space.team]

    def workflow_states(self, _asked: Json) -> list[State]:
        """Of all teams."""
        return self.space.team.states

    def issue_labels(self, _asked: Json) -> list[Label]:
        """Of all teams, and of the workspace."""
        return self.space.labels

    def issue(self, asked: Json) -> Issue:
        """By id or identifier."""
        return issue_named(self.space, asked["id"])

    def issues(self, _asked: Json) -> list[Issue]:
        """All there are."""
        return self.space.issues

    def search_issues(self, asked: Json) -> Json:
        """Those that have a word of the term, best first."""
        term = stems(asked["term"])
        scored = [(_score(issue, term), issue) for issue in self.space.issues if _is_sought(issue, asked)]
        scored.sort(key=lambda pair: (-pair[0], pair[1].number))
        found = [issue for score, issue in scored if score > 0]
        return {**page(found, {"first": asked.get("first"), "after": asked.get("after")}), "totalCount": len(found)}

    def attachments_for_url(self, asked: Json) -> list[Attachment]:
        """Links to an address, on whatever issue."""
        attachments = (one for issue in self.space.issues for one in issue.attachments)
        return [attachment for attachment in attachments if attachment.url == asked["url"]]

    def customer(self, asked: Json) -> Customer:
        """By id."""
        return named(self.space.customers, asked["id"], "Customer")

    def customers(self, _asked: Json) -> list[Customer]:
        """All there are."""
        return self.space.customers

    def webhooks(self, _asked: Json) -> list[Webhook]:
        """All there are."""
        return self.space.webhooks

    def rate_limit_status(self, _asked: Json) -> Json:
        """How the limits stand."""
        return {"identifier": self.space.me.id, "kind": "user", "limits": self.limits()}


def named(records: Iterable[E], record_id: str, kind: str) -> E:
    """The record of this id, which must exist."""
    for record in records:
        if record.id == record_id:
            return record
    raise missing(kind)


def issue_named(space: Workspace, name: str) -> Issue:
    """The issue of this id or identifier, which must exist."""
    for issue in space.issues:
        if name in (issue.id, issue.identifier):
            return issue
    raise missing("Issue")


def _is_sought(issue: Issue, asked: Json) -> bool:
    return asked.get("teamId") in (None, issue.team.id) and matches(issue, asked.get("filter"))


def _score(issue: Issue, term: Sequence[str]) -> float:
    """How much of the term an issue speaks of; its title counts double."""
    title, text = set(stems(issue.title)), set(stems(issue.description or ""))
    return sum(2 * (word in title) + (word in text) for word in term) / max(1, len(term))
