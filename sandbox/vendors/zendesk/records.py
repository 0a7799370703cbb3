"""The help desk's records, made from the book of accounts."""

from dataclasses import dataclass, field

from sandbox.errors import Json
from sandbox.vendors.accounts import Account, Book, Contact, Remark, Ticket
from sandbox.vendors.ids import iso_seconds, number

_DAY = 86_400


@dataclass(slots=True)
class Desk:
    """Everything in the help desk, by id; the comments by ticket."""

    users: dict[int, Json] = field(default_factory=dict)
    organizations: dict[int, Json] = field(default_factory=dict)
    tickets: dict[int, Json] = field(default_factory=dict)
    comments: dict[int, list[Json]] = field(default_factory=dict)

    def user(
        self, name: str, email: str, *, now: float, organization: int | None = None, role: str = "end-user"
    ) -> Json:
        """The user of this e-mail, made if there is none."""
        found = next((user for user in self.users.values() if user["email"].lower() == email.lower()), None)
        if found is None:
            found = _user(name, email, organization, role, now)
            self.users[found["id"]] = found
        return found

    def open_ticket(self, fields: Json, now: float) -> Json:
        """A new ticket, with what is given and what all have."""
        ticket_id = max(self.tickets, default=4000) + 1
        moment = iso_seconds(now)
        blank = {
            **_BLANK_TICKET,
            "id": ticket_id,
            "url": f"https://larkspur.zendesk.example/api/v2/tickets/{ticket_id}.json",
            "created_at": moment,
            "updated_at": moment,
        }
        self.tickets[ticket_id] = {**blank, **fields}
        self.comments[ticket_id] = []
        return self.tickets[ticket_id]

    def comment(self, ticket: Json, author: int, text: str, now: float, *, is_public: bool = True) -> Json:
        """Say something on a ticket."""
        said = self.comments[ticket["id"]]
        comment = {
            "id": number(f"zendesk comment {ticket['id']} {len(said)}", 12),
            "type": "Comment",
            "author_id": author,
            "body": text,
            "html_body": f'<div class="zd-comment" dir="auto"><p dir="auto">{text}</p></div>',
            "plain_body": text,
            "public": is_public,
            "attachments": [],
            "audit_id": number(f"zendesk audit {ticket['id']} {len(said)}", 12),
            "created_at": iso_seconds(now),
            "via": {"channel": "web", "source": {"from": {}, "to": {}, "rel": None}},
            "metadata": {"system": {}, "custom": {}},
        }
        said.append(comment)
        ticket["updated_at"] = iso_seconds(now)
        return comment


_BLANK_TICKET: Json = {
    "allow_channelback": False,
    "assignee_id": None,
    "brand_id": 1,
    "collaborator_ids": [],
    "custom_fields": [],
    "description": "",
    "external_id": None,
    "follower_ids": [],
    "group_id": None,
    "has_incidents": False,
    "is_public": True,
    "organization_id": None,
    "priority": "normal",
    "raw_subject": "",
    "requester_id": None,
    "satisfaction_rating": {"score": "unoffered"},
    "status": "new",
    "subject": "",
    "submitter_id": None,
    "tags": [],
    "type": "question",
    "via": {"channel": "api", "source": {"from": {}, "to": {}, "rel": None}},
}


def desk(book: Book, now: float) -> Desk:
    """The help desk at the start."""
    made = Desk()
    for person in book.staff:
        contact = book.people[person]
        made.user(contact.name, contact.email, now=now - 900 * _DAY, role="agent")
    for account in book.accounts:
        organization = _organization(account, now)
        made.organizations[organization["id"]] = organization
        for person in account.people:
            contact = book.people[person]
            since = now - account.since_days * _DAY
            made.user(contact.name, contact.email, now=since, organization=organization["id"])
    for account, ticket in _by_age(book):
        _add_ticket(made, book, account, ticket, now)
    return made


def _by_age(book: Book) -> list[tuple[Account, Ticket]]:
    """Ticket numbers grow with time."""
    tickets = [(account, ticket) for account in book.accounts for ticket in account.tickets]
    return sorted(tickets, key=lambda pair: -pair[1].remarks[0].days_ago)


def _add_ticket(made: Desk, book: Book, account: Account, ticket: Ticket, now: float) -> None:
    first = ticket.remarks[0]
    requester = _user_of(made, book.people[first.author])
    fields = {
        "subject": ticket.subject,
        "raw_subject": ticket.subject,
        "description": first.text,
        "status": ticket.status,
        "priority": ticket.priority,
        "tags": list(ticket.tags),
        "requester_id": requester["id"],
        "submitter_id": requester["id"],
        "organization_id": requester["organization_id"],
        "assignee_id": _user_of(made, book.people[account.owner])["id"],
    }
    opened = made.open_ticket(fields, now - first.days_ago * _DAY)
    for remark in ticket.remarks:
        _add_comment(made, book, opened, remark, now)


def _add_comment(made: Desk, book: Book, ticket: Json, remark: Remark, now: float) -> None:
    author = _user_of(made, book.people[remark.author])["id"]
    made.comment(ticket, author, remark.text, now - remark.days_ago * _DAY, is_public=remark.is_public)


def _user_of(made: Desk, person: Contact) -> Json:
    return made.user(person.name, person.email, now=0)


def _organization(account: Account, now: float) -> Json:
    organization_id = number(f"zendesk {account.key}", 12)
    return {
        "id": organization_id,
        "url": f"https://larkspur.zendesk.example/api/v2/organizations/{organization_id}.json",
        "name": account.name,
        "domain_names": [account.domain],
        "external_id": account.key,
        "details": "",
        "notes": "",
        "group_id": None,
        "shared_comments": False,
        "shared_tickets": False,
        "tags": [],
        "organization_fields": {"health": account.health},
        "created_at": iso_seconds(now - account.since_days * _DAY),
        "updated_at": iso_seconds(now - _DAY),
    }


def _user(name: str, email: str, organization: int | None, role: str, now: float) -> Json:
    user_id = number(f"zendesk {email.lower()}", 12)
    return {
        "id": user_id,
        "url": f"https://larkspur.zendesk.example/api/v2/users/{user_id}.json",
        "name": name,
        "email": email,
        "role": role,
        "active": True,
        "verified": True,
        "suspended": False,
        "external_id": None,
        "organization_id": organization,
        "phone": None,
        "locale": "en-US",
        "time_zone": "UTC",
        "tags": [],
        "user_fields": {},
        "created_at": iso_seconds(now),
        "updated_at": iso_seconds(now),
    }
