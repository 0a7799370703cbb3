"""What the company's systems know of its customers: written once, told by every stand-in in its own words.

Ages are in days before the sandbox started, amounts in cents; people are named by their ids in the world or here.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from sandbox.world import DEMO, World
from sandbox.world_file import WorldFileError

DEMO_ACCOUNTS = DEMO.with_suffix(".accounts.toml")

_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Contact:
    """Somebody the vendors know by e-mail."""

    id: str
    name: str
    email: str
    title: str = ""

    @property
    def first_name(self) -> str:
        """The name's first part."""
        return self.name.partition(" ")[0]

    @property
    def last_name(self) -> str:
        """The rest of the name."""
        return self.name.partition(" ")[2]


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Company:
    """Whose systems these are."""

    team: str
    name: str
    domain: str


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Plan:
    """What one can subscribe to."""

    key: str
    name: str
    monthly: int
    currency: str = "usd"


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Dispute:
    """A payment that the customer's bank questions."""

    reason: str
    status: str
    days_ago: float


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Payment:
    """A month's bill and how its payment went."""

    days_ago: float
    decline_code: str | None = None
    dispute: Dispute | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Billing:
    """One customer record of the billing system. The same person may have several."""

    payer: str
    plan: str
    status: Literal["active", "past_due", "canceled", "trialing"]
    since_days: float
    quantity: int = 1
    payments: tuple[Payment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Deal:
    """A sale, open or closed."""

    name: str
    stage: str
    amount: int
    closes_in_days: float


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Remark:
    """Something said in a ticket, a chat or a bug."""

    author: str
    text: str
    days_ago: float
    is_public: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Ticket:
    """A help desk ticket; its first remark is its description."""

    subject: str
    status: Literal["new", "open", "pending", "hold", "solved", "closed"]
    remarks: tuple[Remark, ...]
    priority: Literal["low", "normal", "high", "urgent"] = "normal"
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Chat:
    """A conversation in the product's messenger."""

    is_open: bool
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Account:
    """A customer company. `key` is its id in the company's own product."""

    key: str
    name: str
    domain: str
    owner: str
    lifecycle: str
    health: str
    employees: int
    revenue: int
    since_days: float
    channel: str | None = None
    people: tuple[str, ...]
    billing: tuple[Billing, ...] = ()
    deals: tuple[Deal, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    chats: tuple[Chat, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Bug:
    """An issue that the tracker already has, and the accounts it hurts."""

    number: int
    title: str
    description: str
    state: str
    priority: int
    days_ago: float
    labels: tuple[str, ...] = ("Bug",)
    accounts: tuple[str, ...] = ()
    assignee: str | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Tracker:
    """The team that bugs are filed to."""

    key: str
    name: str
    labels: tuple[str, ...]
    workspace_labels: tuple[str, ...] = ()
    bugs: tuple[Bug, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Book:
    """All of it. `people` holds everybody that is named anywhere in it, by id."""

    company: Company
    people: Mapping[str, Contact]
    staff: tuple[str, ...]
    plans: tuple[Plan, ...]
    accounts: tuple[Account, ...]
    tracker: Tracker

    def plan(self, key: str) -> Plan:
        """The plan of this key."""
        return next(plan for plan in self.plans if plan.key == key)

    def account_of(self, person: str) -> Account | None:
        """The account somebody belongs to."""
        return next((account for account in self.accounts if person in account.people), None)


_BOOK = TypeAdapter(Book)


def accounts_beside(world: Path) -> Path | None:
    """The accounts of a world's file: `demo.accounts.toml` beside `demo.toml`, if it is there."""
    path = world.with_suffix(".accounts.toml")
    return path if path.exists() else None


def load_book(path: Path, world: World) -> Book:
    """The accounts of a world, or WorldFileError. Names and addresses of who is in Slack are taken from there."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise WorldFileError(f"{path} cannot be read: {error}") from error
    in_slack = {
        person.id: {"id": person.id, "name": person.real_name, "email": person.email, "title": person.title}
        for person in world.people
        if person.email
    }
    elsewhere = {person["id"]: person for person in written.get("people", [])}
    try:
        book = _BOOK.validate_python({**written, "people": {**in_slack, **elsewhere}})
    except ValidationError as error:
        raise WorldFileError(f"{path} describes no accounts: {error}") from error
    if strangers := sorted(_named(book) - set(book.people)):
        raise WorldFileError(f"{path} names people who are neither there nor in the world: {', '.join(strangers)}")
    return book


def _named(book: Book) -> set[str]:
    """Everybody that is named in the book."""
    said = [remark for bug in book.tracker.bugs for remark in bug.remarks]
    named = {*book.staff, *(bug.assignee for bug in book.tracker.bugs if bug.assignee)}
    for account in book.accounts:
        named |= {account.owner, *account.people, *(billing.payer for billing in account.billing)}
        said += [remark for ticket in account.tickets for remark in ticket.remarks]
        said += [remark for chat in account.chats for remark in chat.remarks]
    return named | {remark.author for remark in said}
