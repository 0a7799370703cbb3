"""What a webhook tells of a record."""

from typing import Any

from sandbox.errors import Json
from sandbox.vendors.linear.records import (
    Attachment,
    Comment,
    Customer,
    Entity,
    Issue,
    Label,
    Need,
    State,
    Team,
    User,
    Workspace,
)

TYPES: dict[type[Entity], str] = {
    Issue: "Issue",
    Comment: "Comment",
    Attachment: "Attachment",
    Customer: "Customer",
    Need: "CustomerNeed",
}


def payload(space: Workspace, action: str, record: Entity, actor: User, updated_from: Json | None) -> Json:
    """The news of a change, without what belongs to its delivery."""
    told: Json = {
        "action": action,
        "actor": {"type": "user", **_person(actor)},
        "createdAt": record.updated_at,
        "data": data(record),
        "organizationId": space.id,
        "type": TYPES[type(record)],
    }
    if (url := getattr(record, "url", None)) is not None:
        told["url"] = url
    return {**told, "updatedFrom": updated_from} if updated_from is not None else told


def data(record: Entity) -> Json:
    """A record as webhooks tell it."""
    head = {"id": record.id, "createdAt": record.created_at, "updatedAt": record.updated_at}
    match record:
        case Issue():
            return {**head, **_issue(record)}
        case Comment():
            return {**head, **_comment(record)}
        case Attachment():
            return {**head, **_attachment(record)}
        case Customer():
            return {**head, **_customer(record)}
        case Need():
            return {**head, **_need(record)}
        case _:
            raise TypeError(f"there is no news of {type(record).__name__}")


def _issue(issue: Issue) -> Json:
    told: dict[str, Any] = {
        "number": issue.number,
        "identifier": issue.identifier,
        "title": issue.title,
        "description": issue.description,
        "url": issue.url,
        "priority": issue.priority,
        "priorityLabel": issue.priority_label,
        "prioritySortOrder": -float(issue.number),
        "sortOrder": -float(issue.number),
        "previousIdentifiers": [],
        "reactionData": {},
        "subscriberIds": [],
        "stateId": issue.state.id,
        "state": _state(issue.state),
        "teamId": issue.team.id,
        "team": _team(issue.team),
        "labelIds": issue.label_ids,
        "labels": [_label(label) for label in issue.labels],
    }
    if issue.assignee:
        told |= {"assigneeId": issue.assignee.id, "assignee": _person(issue.assignee)}
    if issue.creator:
        told |= {"creatorId": issue.creator.id}
    moments = {"startedAt": issue.started_at, "completedAt": issue.completed_at, "canceledAt": issue.canceled_at}
    return told | {name: moment for name, moment in moments.items() if moment}


def _comment(comment: Comment) -> Json:
    told: Json = {
        "body": comment.body,
        "issueId": comment.issue.id,
        "issue": _issue_child(comment.issue),
        "reactionData": {},
    }
    if comment.user:
        told |= {"userId": comment.user.id, "user": _person(comment.user)}
    return told | ({"parentId": comment.parent_id} if comment.parent_id else {})


def _attachment(attachment: Attachment) -> Json:
    return {
        "issueId": attachment.issue.id,
        "title": attachment.title,
        "subtitle": attachment.subtitle,
        "url": attachment.url,
        "metadata": attachment.metadata,
        "groupBySource": attachment.group_by_source,
        "sourceType": attachment.source_type,
    }


def _customer(customer: Customer) -> Json:
    return {
        "name": customer.name,
        "domains": customer.domains,
        "externalIds": customer.external_ids,
        "slackChannelId": customer.slack_channel_id,
        "slugId": customer.slug_id,
        "url": customer.url,
        "approximateNeedCount": customer.approximate_need_count,
    }


def _need(need: Need) -> Json:
    names = ("id", "name", "domains", "externalIds")
    return {
        "body": need.body,
        "priority": need.priority,
        "issueId": need.issue.id,
        "issue": _issue_child(need.issue),
        "customerId": need.customer.id,
        "customer": {name: value for name, value in data(need.customer).items() if name in names},
        "attachmentId": need.attachment.id if need.attachment else None,
    }


def _issue_child(issue: Issue) -> Json:
    return {
        "id": issue.id,
        "identifier": issue.identifier,
        "title": issue.title,
        "url": issue.url,
        "teamId": issue.team.id,
        "team": _team(issue.team),
    }


def _person(user: User) -> Json:
    return {"id": user.id, "name": user.name, "email": user.email, "url": user.url}


def _state(state: State) -> Json:
    return {"id": state.id, "name": state.name, "type": state.type, "color": state.color}


def _team(team: Team) -> Json:
    return {"id": team.id, "key": team.key, "name": team.name}


def _label(label: Label) -> Json:
    return {"id": label.id, "name": label.name, "color": label.color}
