"""The CRM's records, made from the book of accounts."""

from dataclasses import dataclass, field
from typing import Literal

from sandbox.errors import Json
from sandbox.vendors.accounts import Account, Book, Contact
from sandbox.vendors.ids import iso, number

Kind = Literal["contacts", "companies", "deals"]

SHOWN_UNASKED: dict[Kind, tuple[str, ...]] = {
    "contacts": ("createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname"),
    "companies": ("createdate", "domain", "hs_lastmodifieddate", "hs_object_id", "name"),
    "deals": (
        "amount",
        "closedate",
        "createdate",
        "dealname",
        "dealstage",
        "hs_lastmodifieddate",
        "hs_object_id",
        "pipeline",
    ),
}
KNOWN: dict[Kind, frozenset[str]] = {
    "contacts": frozenset(
        [
            *SHOWN_UNASKED["contacts"],
            *("lifecyclestage", "hs_lead_status", "hubspot_owner_id", "associatedcompanyid"),
            *("jobtitle", "phone", "company"),
        ]
    ),
    "companies": frozenset(
        [
            *SHOWN_UNASKED["companies"],
            *("lifecyclestage", "hubspot_owner_id", "annualrevenue", "numberofemployees"),
            *("customer_health", "workspace_id", "hs_lead_status", "industry", "phone"),
        ]
    ),
    "deals": frozenset((*SHOWN_UNASKED["deals"], "hs_is_closed", "hs_is_closed_won", "hubspot_owner_id")),
}
"""The properties this portal has. `customer_health` and `workspace_id` are custom ones."""

_DAY = 86_400.0


@dataclass(slots=True)
class Record:
    """An object of the CRM: all its properties as text, and the ids it is associated with."""

    id: str
    created: float
    updated: float
    properties: dict[str, str]
    associated: dict[Kind, list[str]] = field(default_factory=dict)

    def shown(self, properties: list[str]) -> Json:
        """With the properties that were asked for; those it has not are null."""
        return {
            "id": self.id,
            "properties": {name: self.properties.get(name) for name in sorted(properties)},
            "createdAt": iso(self.created),
            "updatedAt": iso(self.updated),
            "archived": False,
        }


@dataclass(slots=True)
class Portal:
    """Everything in the CRM, by kind and id."""

    owners: dict[str, Json] = field(default_factory=dict)
    objects: dict[Kind, dict[str, Record]] = field(
        default_factory=lambda: {"contacts": {}, "companies": {}, "deals": {}}
    )

    def add(self, kind: Kind, record: Record) -> Record:
        """Keep a record, with the properties that all of its kind have."""
        changed = "lastmodifieddate" if kind == "contacts" else "hs_lastmodifieddate"
        record.properties |= {
            "hs_object_id": record.id,
            "createdate": iso(record.created),
            changed: iso(record.updated),
        }
        self.objects[kind][record.id] = record
        return record


def portal(book: Book, now: float) -> Portal:
    """The CRM at the start."""
    made = Portal(owners={owner_id(person): _owner(book.people[person], now) for person in book.staff})
    for account in book.accounts:
        _add_account(made, book, account, now)
    return made


def owner_id(person: str) -> str:
    """The id of a member of the staff."""
    return str(number(f"hubspot owner {person}", 9))


def _add_account(made: Portal, book: Book, account: Account, now: float) -> None:
    since = now - account.since_days * _DAY
    company = made.add("companies", Record(_id(account.key), since, now - _DAY, _company(account)))
    people = [_add_contact(made, book.people[person], account, now) for person in account.people]
    deals = [_add_deal(made, account, position, now) for position in range(len(account.deals))]
    company.associated = {"contacts": people, "deals": deals}
    for kind, ids in company.associated.items():
        for one in ids:
            made.objects[kind][one].associated = {"companies": [company.id]}


def _company(account: Account) -> dict[str, str]:
    return {
        "name": account.name,
        "domain": account.domain,
        "lifecyclestage": account.lifecycle,
        "hubspot_owner_id": owner_id(account.owner),
        "annualrevenue": str(account.revenue // 100),
        "numberofemployees": str(account.employees),
        "customer_health": account.health,
        "workspace_id": account.key,
    }


def _add_contact(made: Portal, person: Contact, account: Account, now: float) -> str:
    properties = {
        "email": person.email,
        "firstname": person.first_name,
        "lastname": person.last_name,
        "jobtitle": person.title,
        "company": account.name,
        "lifecyclestage": account.lifecycle,
        "hubspot_owner_id": owner_id(account.owner),
        "associatedcompanyid": _id(account.key),
    }
    record = Record(_id(person.id), now - account.since_days * _DAY, now - 2 * _DAY, properties)
    return made.add("contacts", record).id


def _add_deal(made: Portal, account: Account, position: int, now: float) -> str:
    deal = account.deals[position]
    is_won = deal.stage == "closedwon"
    properties = {
        "dealname": deal.name,
        "dealstage": deal.stage,
        "pipeline": "default",
        "amount": str(deal.amount // 100),
        "closedate": iso(now + deal.closes_in_days * _DAY),
        "hs_is_closed": str(deal.stage in ("closedwon", "closedlost")).lower(),
        "hs_is_closed_won": str(is_won).lower(),
        "hubspot_owner_id": owner_id(account.owner),
    }
    began = now + min(deal.closes_in_days - 30, -5) * _DAY
    return made.add("deals", Record(_id(f"{account.key} deal {position}"), began, now - _DAY, properties)).id


def _owner(person: Contact, now: float) -> Json:
    return {
        "id": owner_id(person.id),
        "email": person.email,
        "type": "PERSON",
        "firstName": person.first_name,
        "lastName": person.last_name,
        "userId": number(f"hubspot user {person.id}", 8),
        "userIdIncludingInactive": number(f"hubspot user {person.id}", 8),
        "createdAt": iso(now - 900 * _DAY),
        "updatedAt": iso(now - 30 * _DAY),
        "archived": False,
        "teams": [],
    }


def _id(key: str) -> str:
    return str(number(f"hubspot {key}", 11))
