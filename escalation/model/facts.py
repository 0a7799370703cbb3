"""What the systems of the company know of a customer: facts, and what became of asking each system."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum


class Rung(IntEnum):
    """How well we know who is asking. Each rung holds the ones below it."""

    UNKNOWN = 0
    ACCOUNT = 1
    CONTACT = 2
    VERIFIED = 3


class Audience(StrEnum):
    """Who may read a fact. Everything is for agents only unless its source says otherwise."""

    AGENT = "agent"
    CUSTOMER = "customer"


class Sensitivity(IntEnum):
    """How much harm a fact does in the wrong hands."""

    PLAIN = 0
    COMMERCIAL = 1
    FINANCIAL = 2
    PERSONAL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing a system knows, in words an agent reads: `label` and `text`, with the day it is about in `at`.

    `key` names what it is for rules and tests (`plan`, `renewal`, `failed_charge`); several facts may have one key.
    `is_alarming` marks what an agent must not overlook. `url` leads agents to the record.
    """

    key: str
    label: str
    text: str
    at: datetime | None = None
    url: str = ""
    is_alarming: bool = False
    audience: Audience = Audience.AGENT
    sensitivity: Sensitivity = Sensitivity.COMMERCIAL


class Standing(StrEnum):
    """What became of asking a system."""

    ASKED = "asked"
    FOUND = "found"
    NOTHING = "nothing"
    STALE = "stale"
    DOWN = "down"
    REFUSED = "refused"
    WITHHELD = "withheld"

    @property
    def is_settled(self) -> bool:
        """Whether there is an answer of some kind."""
        return self is not Standing.ASKED


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """What one system knows of a customer as of a moment, or why that is not known.

    `stale` facts are from before the system stopped answering; `note` says what went wrong or is odd, for agents.
    """

    source: str
    standing: Standing
    facts: tuple[Fact, ...] = ()
    as_of: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A customer company. `ids` are its names in systems: `product` is our own product, others are vendors'."""

    name: str
    domains: tuple[str, ...] = ()
    ids: dict[str, str] = field(default_factory=dict, hash=False)
    tier: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who is asking, as far as we know it, and how we know: `evidence` is for agents.

    `account` is None below the rung `ACCOUNT`; `email` is empty below `CONTACT`. What was typed in a chat counts for
    nothing.
    """

    rung: Rung = Rung.UNKNOWN
    account: Account | None = None
    email: str = ""
    evidence: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The same for the same customer: what is known of one is never shown for another."""
        if self.account is None:
            return ""
        ids = ",".join(f"{name}={value}" for name, value in sorted(self.account.ids.items()))
        return "|".join((self.account.name, *self.account.domains, ids, self.email))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Who a customer is to us and what our systems know of them, as it stands on a handoff's card."""

    account: str = ""
    rung: Rung = Rung.UNKNOWN
    evidence: tuple[str, ...] = ()
    facets: tuple[Facet, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether every system has answered, or will not."""
        return all(facet.standing.is_settled for facet in self.facets)

    def facts(self, key: str) -> tuple[Fact, ...]:
        """What is known under this key, by whichever system."""
        return tuple(fact for facet in self.facets for fact in facet.facts if fact.key == key)
