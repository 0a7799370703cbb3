"""Where bugs are tracked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from escalation.model import Priority, Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketComment:
    """What somebody said on an issue."""

    id: str
    author: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTicket:
    """An issue to be filed. `id` is a random-looking UUID of ours, always the same for the same failure."""

    id: str
    title: str
    text: str
    priority: Priority
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hurt:
    """A customer whom a failure hurts, and where that was heard. Without a `customer` only the link is noted.

    `id` is a UUID of ours for their need, `key` names the handoff, `words` are what they said, without secrets.
    """

    id: str
    key: str
    url: str
    title: str
    subtitle: str
    customer: str = ""
    external_id: str = ""
    domains: tuple[str, ...] = ()
    words: str = ""


class Tracker(Protocol):
    """Where bugs are tracked. Raises UnavailableError or RejectedError; doing a thing twice is doing it once."""

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    async def search(self, words: str) -> tuple[Ticket, ...]:
        """Issues that may tell of this, most likely first; those that were dropped are left out."""
        ...

    async def file(self, new: NewTicket) -> Ticket:
        """File it, unless it was filed before; the issue."""
        ...

    async def read(self, ticket: str) -> Ticket:
        """The issue of this id."""
        ...

    async def read_all(self, tickets: tuple[str, ...]) -> tuple[Ticket, ...]:
        """The issues of these ids, at most a hundred, as far as they exist."""
        ...

    async def note_hurt(self, ticket: str, hurt: Hurt) -> None:
        """A customer is hurt by it: link the thread, and count the need."""
        ...

    async def comments(self, ticket: str) -> tuple[TicketComment, ...]:
        """What was said on an issue, at most the last fifty."""
        ...

    async def comment(self, ticket: str, own_id: str, text: str) -> None:
        """Say something on an issue, once per `own_id`, a UUID of ours."""
        ...

    async def check(self) -> str:
        """Whether it lets us file; a line for `baton doctor`."""
        ...

    async def aclose(self) -> None:
        """Close the connections."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketNewsHeard:
    """A tracker's word that something changed about an issue, or that a comment was made.

    `delivery` tells it from any other.
    """

    ticket: str
    delivery: str
    comment: str = ""


class Webhook(Protocol):
    """An address at which a vendor tells news."""

    @property
    def path(self) -> str:
        """Where, on our own server."""
        ...

    def read(self, headers: Mapping[str, str], body: bytes, now: datetime) -> TicketNewsHeard | None:
        """What is told, None when nothing that concerns us; RejectedError when it is not the vendor, or not now."""
        ...
