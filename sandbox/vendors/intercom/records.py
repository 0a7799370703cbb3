"""The messenger's records, made from the book of accounts."""

from dataclasses import dataclass, field
from html import escape

from sandbox.errors import Json
from sandbox.vendors.accounts import Account, Book, Chat, Contact, Remark
from sandbox.vendors.ids import hexadecimal, number

WORKSPACE = "sandbox1"

_DAY = 86_400


@dataclass(slots=True)
class Inbox:
    """Everything in the messenger, by id; the companies of a contact by the contact's id."""

    admins: dict[str, Json] = field(default_factory=dict)
    contacts: dict[str, Json] = field(default_factory=dict)
    companies: dict[str, Json] = field(default_factory=dict)
    conversations: dict[str, Json] = field(default_factory=dict)
    employers: dict[str, str] = field(default_factory=dict)


def inbox(book: Book, now: float) -> Inbox:
    """The messenger at the start."""
    made = Inbox()
    for person in book.staff:
        admin = _admin(book.people[person])
        made.admins[admin["id"]] = admin
    for account in book.accounts:
        company = _company(book, account, int(now))
        made.companies[company["id"]] = company
        for person in account.people:
            contact = _contact(book.people[person], account, company, int(now))
            made.contacts[contact["id"]] = contact
            made.employers[contact["id"]] = company["id"]
        for chat in account.chats:
            conversation = _conversation(book, chat, company, int(now))
            made.conversations[conversation["id"]] = conversation
    return made


def admin_id(person: str) -> str:
    """The id of a member of the staff."""
    return str(number(f"intercom {person}", 7))


def contact_id(person: str) -> str:
    """The id of a customer."""
    return hexadecimal(f"intercom {person}", 24)


def _admin(person: Contact) -> Json:
    return {
        "type": "admin",
        "id": admin_id(person.id),
        "name": person.name,
        "email": person.email,
        "job_title": person.title,
        "away_mode_enabled": False,
        "away_mode_reassign": False,
        "has_inbox_seat": True,
        "team_ids": [],
    }


def _company(book: Book, account: Account, now: int) -> Json:
    plan = book.plan(account.billing[-1].plan) if account.billing else None
    return {
        "type": "company",
        "id": hexadecimal(f"intercom {account.key}", 24),
        "company_id": account.key,
        "app_id": WORKSPACE,
        "name": account.name,
        "plan": {"type": "plan", "id": "1", "name": plan.name if plan else ""},
        "size": account.employees,
        "website": f"https://{account.domain}",
        "industry": "",
        "monthly_spend": plan.monthly // 100 if plan else 0,
        "session_count": 0,
        "user_count": len(account.people),
        "custom_attributes": {"health": account.health},
        "created_at": now - int(account.since_days * _DAY),
        "updated_at": now - _DAY,
        "tags": {"type": "tag.list", "tags": []},
        "segments": {"type": "segment.list", "segments": []},
    }


def _contact(person: Contact, account: Account, company: Json, now: int) -> Json:
    own_id = contact_id(person.id)
    return {
        "type": "contact",
        "id": own_id,
        "external_id": f"{account.key}:{person.id}",
        "workspace_id": WORKSPACE,
        "role": "user",
        "email": person.email,
        "email_domain": person.email.partition("@")[2],
        "phone": None,
        "name": person.name,
        "owner_id": admin_id(account.owner),
        "has_hard_bounced": False,
        "marked_email_as_spam": False,
        "unsubscribed_from_emails": False,
        "created_at": now - int(account.since_days * _DAY),
        "updated_at": now - _DAY,
        "signed_up_at": now - int(account.since_days * _DAY),
        "last_seen_at": now - _DAY // 4,
        "custom_attributes": {"job_title": person.title},
        "companies": {
            "type": "list",
            "data": [{"type": "company", "id": company["id"], "url": f"/companies/{company['id']}"}],
            "url": f"/contacts/{own_id}/companies",
            "total_count": 1,
            "has_more": False,
        },
        "tags": _empty(f"/contacts/{own_id}/tags"),
        "notes": _empty(f"/contacts/{own_id}/notes"),
    }


def _empty(url: str) -> Json:
    return {"type": "list", "data": [], "url": url, "total_count": 0, "has_more": False}


def _conversation(book: Book, chat: Chat, company: Json, now: int) -> Json:
    first, last = chat.remarks[0], chat.remarks[-1]
    own_id = str(number(f"intercom {first.author} {first.text}", 12))
    opened = now - int(first.days_ago * _DAY)
    is_waiting = chat.is_open and last.author not in book.staff
    staff = [remark.author for remark in chat.remarks if remark.author in book.staff]
    return {
        "type": "conversation",
        "id": own_id,
        "title": None,
        "created_at": opened,
        "updated_at": now - int(last.days_ago * _DAY),
        "waiting_since": now - int(last.days_ago * _DAY) if is_waiting else None,
        "snoozed_until": None,
        "open": chat.is_open,
        "state": "open" if chat.is_open else "closed",
        "read": not is_waiting,
        "priority": "none",
        "admin_assignee_id": int(admin_id(staff[0])) if staff else 0,
        "team_assignee_id": 0,
        "company": company,
        "tags": {"type": "tag.list", "tags": []},
        "source": _source(book, first, own_id),
        "contacts": {"type": "contact.list", "contacts": [_reference(first.author)]},
        "teammates": {"type": "admin.list", "teammates": [{"type": "admin", "id": admin_id(one)} for one in staff]},
        "custom_attributes": {},
        "ai_agent_participated": False,
        "conversation_parts": _parts(book, own_id, chat.remarks[1:], now),
    }


def _reference(person: str) -> Json:
    return {"type": "contact", "id": contact_id(person), "external_id": None}


def _source(book: Book, first: Remark, own_id: str) -> Json:
    return {
        "type": "conversation",
        "id": str(number(f"intercom source {own_id}", 9)),
        "delivered_as": "customer_initiated",
        "subject": "",
        "body": f"<p>{escape(first.text, quote=False)}</p>",
        "author": _author(book, first.author),
        "attachments": [],
        "url": "https://app.larkspur.example/dashboard",
        "redacted": False,
    }


def _parts(book: Book, own_id: str, remarks: tuple[Remark, ...], now: int) -> Json:
    parts = [_part(book, own_id, position, remark, now) for position, remark in enumerate(remarks)]
    return {"type": "conversation_part.list", "conversation_parts": parts, "total_count": len(parts)}


def _part(book: Book, own_id: str, position: int, remark: Remark, now: int) -> Json:
    moment = now - int(remark.days_ago * _DAY)
    return {
        "type": "conversation_part",
        "id": str(number(f"intercom part {own_id} {position}", 11)),
        "part_type": "comment" if remark.is_public else "note",
        "body": f"<p>{escape(remark.text, quote=False)}</p>",
        "created_at": moment,
        "updated_at": moment,
        "notified_at": moment,
        "author": _author(book, remark.author),
        "attachments": [],
        "external_id": None,
        "redacted": False,
    }


def _author(book: Book, person: str) -> Json:
    contact = book.people[person]
    is_staff = person in book.staff
    own_id = admin_id(person) if is_staff else contact_id(person)
    return {"type": "admin" if is_staff else "user", "id": own_id, "name": contact.name, "email": contact.email}
