"""What can be changed in the tracker, and the news that follows."""

import re
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.errors import Json
from sandbox.vendors.ids import hexadecimal, iso
from sandbox.vendors.linear.customers import Customers
from sandbox.vendors.linear.reads import issue_named, named
from sandbox.vendors.linear.records import (
    Attachment,
    Birth,
    Comment,
    Entity,
    Issue,
    State,
    User,
    Webhook,
    Workspace,
    born,
)
from sandbox.vendors.linear.refusals import conflict, invalid, missing

News = Callable[[str, Entity, User, Json | None], None]

_SLACK = re.compile(r"https://[\w.-]*slack\.com/archives/|http://127\.0\.0\.1:\d+/archives/")


@dataclass(slots=True)
class Writes:
    """The fields of `Mutation`: each takes its arguments as they were given."""

    space: Workspace
    clock: Clock
    tell: News
    changes: int = 0

    # issues

    def issue_create(self, asked: Json) -> Json:
        """A new issue; one with an id that is taken is a conflict. Without a state it waits in triage."""
        wanted = asked["input"]
        if wanted["teamId"] != self.space.team.id:
            raise missing("Team")
        if not (wanted.get("title") or "").strip():
            raise invalid("Argument Validation Error: title should not be empty")
        state = self._state(wanted["stateId"]) if wanted.get("stateId") else self.space.team.triage_issue_state
        issue = Issue(
            **self._birth("Issue", wanted, self.space.issues),
            number=max((one.number for one in self.space.issues), default=0) + 1,
            team=self.space.team,
            state=state,
            title=wanted["title"],
            description=wanted.get("description"),
            priority=_priority(wanted.get("priority") or 0),
            creator=self.space.me,
            assignee=self._user(wanted.get("assigneeId")),
            labels=[named(self.space.labels, one, "IssueLabel") for one in wanted.get("labelIds") or []],
        )
        self.space.issues.append(issue)
        return self._done("create", issue, issue=issue)

    def issue_update(self, asked: Json) -> Json:
        """Change what is given."""
        issue = issue_named(self.space, asked["id"])
        self.change(issue, asked["input"], self.space.me)
        return {"success": True, "lastSyncId": self.changes, "issue": issue}

    def issue_add_label(self, asked: Json) -> Json:
        """Put a label on."""
        return self.issue_update({"id": asked["id"], "input": {"addedLabelIds": [asked["labelId"]]}})

    def change(self, issue: Issue, wanted: Json, actor: User) -> None:
        """Change an issue, and tell what it was before."""
        before: Json = {"updatedAt": issue.updated_at}
        moment = iso(self.clock.wall())
        for name, attribute in (("title", "title"), ("description", "description"), ("priority", "priority")):
            if wanted.get(name) is not None:
                before[name] = getattr(issue, attribute)
                setattr(issue, attribute, _priority(wanted[name]) if name == "priority" else wanted[name])
        if wanted.get("stateId") and wanted["stateId"] != issue.state.id:
            before |= {"stateId": issue.state.id, "completedAt": issue.completed_at, "canceledAt": issue.canceled_at}
            issue.move(self._state(wanted["stateId"]), moment)
        if wanted.get("assigneeId"):
            before["assigneeId"] = issue.assignee.id if issue.assignee else None
            issue.assignee = self._user(wanted["assigneeId"])
        labels = _labels_after(issue, wanted)
        if labels != issue.label_ids:
            before["labelIds"] = issue.label_ids
            issue.labels = [named(self.space.labels, one, "IssueLabel") for one in labels]
        issue.updated_at = moment
        self.changes += 1
        self.tell("update", issue, actor, before)

    # what hangs on issues

    def attachment_create(self, asked: Json) -> Json:
        """A link on an issue; the same address again changes the link there is."""
        wanted = asked["input"]
        issue = issue_named(self.space, wanted["issueId"])
        return self._attach(issue, wanted, source_type="api")

    def attachment_link_slack(self, asked: Json) -> Json:
        """A link to a Slack message."""
        if not _SLACK.match(asked["url"]):
            raise invalid("The URL is not of a Slack message")
        wanted = {"title": asked.get("title") or "Slack message", **asked}
        return self._attach(issue_named(self.space, asked["issueId"]), wanted, source_type="slack")

    def comment_create(self, asked: Json) -> Json:
        """Say something on an issue."""
        wanted = asked["input"]
        if not wanted.get("issueId") or not (wanted.get("body") or "").strip():
            raise invalid("Argument Validation Error: issueId and body are needed")
        issue = issue_named(self.space, wanted["issueId"])
        parent = named(issue.comments, wanted["parentId"], "Comment") if wanted.get("parentId") else None
        every = [one for other in self.space.issues for one in other.comments]
        birth = self._birth("Comment", wanted, every)
        comment = Comment(**birth, issue=issue, body=wanted["body"], user=self.space.me, parent=parent)
        return self.say(comment, self.space.me)

    def say(self, comment: Comment, actor: User) -> Json:
        """Keep a comment, and tell of it."""
        comment.issue.comments.append(comment)
        return self._done("create", comment, comment=comment, actor=actor)

    # customers

    def customer_upsert(self, asked: Json) -> Json:
        """The customer of these ids or domains, made if there is none."""
        customers = Customers(self.space)
        found = customers.find(asked["input"])
        if found is None:
            birth = self._birth("Customer", asked["input"], self.space.customers)
            made = customers.add(birth, asked["input"])
            return self._done("create", made, customer=made)
        customers.change(found, asked["input"], iso(self.clock.wall()))
        return self._done("update", found, customer=found)

    def customer_need_create(self, asked: Json) -> Json:
        """A customer who wants an issue done."""
        wanted, customers = asked["input"], Customers(self.space)
        customer = customers.of_need(wanted)
        issue = issue_named(self.space, wanted.get("issueId") or "")
        attachment = customers.attachment_of_need(issue, wanted)
        if wanted.get("attachmentUrl") and attachment is None:
            link = {"title": customer.name, "url": wanted["attachmentUrl"]}
            attachment = self._attach(issue, link, source_type="api")["attachment"]
        birth = self._birth("CustomerNeed", wanted, [need for one in self.space.customers for need in one.needs])
        need = customers.add_need(birth, customer, issue, wanted, attachment)
        return self._done("create", need, need=need)

    # webhooks

    def webhook_create(self, asked: Json) -> Json:
        """An address that news goes to."""
        wanted = asked["input"]
        birth = self._birth("Webhook", wanted, self.space.webhooks)
        hook = Webhook(
            **birth,
            url=wanted["url"],
            secret=wanted.get("secret") or f"lin_wh_{hexadecimal(birth['id'], 40)}",
            resource_types=list(wanted["resourceTypes"]),
            label=wanted.get("label"),
            enabled=wanted.get("enabled") is not False,
            all_public_teams=bool(wanted.get("allPublicTeams")),
            team=self.space.team if wanted.get("teamId") else None,
            creator=self.space.me,
        )
        self.space.webhooks.append(hook)
        return {"success": True, "lastSyncId": self.changes, "webhook": hook}

    def webhook_update(self, asked: Json) -> Json:
        """Change what is given."""
        hook, wanted = named(self.space.webhooks, asked["id"], "Webhook"), asked["input"]
        names = (("url", "url"), ("secret", "secret"), ("label", "label"), ("enabled", "enabled"))
        for name, attribute in (*names, ("resourceTypes", "resource_types")):
            if wanted.get(name) is not None:
                setattr(hook, attribute, wanted[name])
        return {"success": True, "lastSyncId": self.changes, "webhook": hook}

    def webhook_delete(self, asked: Json) -> Json:
        """No more news for this address."""
        self.space.webhooks.remove(named(self.space.webhooks, asked["id"], "Webhook"))
        return {"success": True, "lastSyncId": self.changes, "entityId": asked["id"]}

    # parts

    def _attach(self, issue: Issue, wanted: Json, *, source_type: str) -> Json:
        found = next((one for one in issue.attachments if one.url == wanted["url"]), None)
        if found is not None:
            found.title, found.subtitle = wanted["title"], wanted.get("subtitle")
            found.metadata, found.updated_at = wanted.get("metadata") or found.metadata, iso(self.clock.wall())
            return self._done("update", found, attachment=found)
        every = [one for other in self.space.issues for one in other.attachments]
        made = Attachment(
            **self._birth("Attachment", wanted, every),
            issue=issue,
            title=wanted["title"],
            url=wanted["url"],
            subtitle=wanted.get("subtitle"),
            metadata=wanted.get("metadata") or {},
            group_by_source=bool(wanted.get("groupBySource")),
            source_type=source_type,
            creator=self.space.me,
        )
        issue.attachments.append(made)
        return self._done("create", made, attachment=made)

    def _birth(self, kind: str, wanted: Json, taken: Iterable[Entity]) -> Birth:
        """Id and times of a new record; an id of the client's own must be a UUID of version 4, and free."""
        now = iso(self.clock.wall())
        record_id = wanted.get("id") or str(
            uuid.UUID(hexadecimal(f"linear {kind} {self.changes} {now}", 32), version=4)
        )
        if not _is_uuid4(record_id):
            raise invalid("Argument Validation Error: id must be a UUID v4")
        if any(one.id == record_id for one in taken):
            raise conflict(kind, record_id)
        return born(record_id, now)

    def _done(self, action: str, record: Entity, *, actor: User | None = None, **shown: Entity) -> Json:
        self.changes += 1
        self.tell(action, record, actor or self.space.me, {} if action == "update" else None)
        return {"success": True, "lastSyncId": self.changes, **shown}

    def _state(self, state_id: str) -> State:
        return named(self.space.team.states, state_id, "WorkflowState")

    def _user(self, user_id: str | None) -> User | None:
        return named(self.space.users, user_id, "User") if user_id else None


def _labels_after(issue: Issue, wanted: Json) -> list[str]:
    kept = wanted["labelIds"] if wanted.get("labelIds") is not None else issue.label_ids
    added = [one for one in wanted.get("addedLabelIds") or [] if one not in kept]
    return [one for one in [*kept, *added] if one not in (wanted.get("removedLabelIds") or [])]


def _priority(value: int) -> int:
    if value not in range(5):
        raise invalid("Argument Validation Error: priority must be between 0 and 4")
    return value


def _is_uuid4(text: str) -> bool:
    try:
        return uuid.UUID(text).version == 4
    except ValueError:
        return False
