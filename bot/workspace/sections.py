"""The sections of the file: channels, accounts, people, limits, topics, bugs, pages."""

from typing import Literal

from pydantic import Field, field_validator

from bot.workspace.part import Part
from escalation.identity import KnownAccount, domain_of
from escalation.limits import Case, Setting, faults
from escalation.model import Account, ChannelId, PersonId, Rung, TeamId
from escalation.topics import May, Topic


class ChannelConfig(Part):
    """A customer's channel. With `everyone_is_customer`, whoever is not named as staff is a customer there."""

    id: str
    account: str = ""
    tier: str = ""
    team: str = ""
    everyone_is_customer: bool = False


class AccountConfig(Part):
    """A customer company, and what tells that somebody belongs to it. `ids` are its names in our systems.

    `owner` is who of us knows them best.
    """

    name: str
    domains: tuple[str, ...] = ()
    ids: dict[str, str] = Field(default_factory=dict)
    tier: str = ""
    channels: frozenset[ChannelId] = frozenset()
    teams: frozenset[TeamId] = frozenset()
    people: frozenset[PersonId] = frozenset()
    offers_help: bool = False
    owner: PersonId | None = None

    @field_validator("domains")
    @classmethod
    def _are_domains(cls, domains: tuple[str, ...]) -> tuple[str, ...]:
        for domain in domains:
            if not domain_of(f"somebody@{domain}"):
                raise ValueError(f"{domain!r} is no domain of a company")
        return tuple(domain.lower() for domain in domains)

    def known(self) -> KnownAccount:
        """As the identity ladder wants it."""
        account = Account(name=self.name, domains=self.domains, ids=self.ids, tier=self.tier)
        return KnownAccount(account=account, channels=self.channels, teams=self.teams, people=self.people)


class LimitsConfig(Part):
    """Dials for some cases: those of a topic, of a tier of accounts, of one channel. See docs/policy.md."""

    topic: str = ""
    tier: str = ""
    channel: str = ""
    dials: dict[str, float]

    @field_validator("dials")
    @classmethod
    def _are_dials(cls, dials: dict[str, float]) -> dict[str, float]:
        return checked(dials)

    def setting(self) -> Setting:
        """As the policy wants it."""
        when = Case(topic=self.topic, tier=self.tier, channel=ChannelId(self.channel) if self.channel else None)
        return Setting(dials=self.dials, when=when)


class TopicConfig(Part):
    """A topic: how customers put it, what the bot may do about it, and which team looks after it."""

    name: str
    may: May = May.AI_FIRST
    team: str = ""
    demands: Literal["account", "contact", "verified"] = "account"
    examples: tuple[str, ...] = ()

    def topic(self, shipped: Topic | None = None) -> Topic:
        """As the reader wants it; the examples of a shipped topic of the same name are kept."""
        examples = (*(shipped.examples if shipped else ()), *self.examples)
        return Topic(
            name=self.name, may=self.may, team=self.team, demands=Rung[self.demands.upper()], examples=examples
        )


class PeopleConfig(Part):
    """Who is who, where Slack cannot tell: user ids, and ids of whole Slack teams."""

    staff: frozenset[PersonId] = frozenset()
    customers: frozenset[PersonId] = frozenset()
    guests: frozenset[PersonId] = frozenset()
    admins: frozenset[PersonId] = frozenset()
    staff_teams: frozenset[TeamId] = frozenset()
    customer_teams: frozenset[TeamId] = frozenset()


class BugsConfig(Part):
    """What becomes of bugs: which topics are, the labels of an issue, and whether customers hear of a fix."""

    topics: tuple[str, ...] = ("Bug report", "Outage", "Data loss")
    labels: tuple[str, ...] = ("Bug", "Customer reported")
    tell_customers: bool = True
    tell_after_minutes: float = Field(default=10, ge=0, le=1440)


class OutcomesConfig(Part):
    """What agents may say that a handoff was about, and what is made of customers' silence.

    Who does not object for `presumed_after_days` to what we marked as solved, or answered, has presumably no problem
    any more; who leaves a question of ours for `abandoned_after_days` has left. Who asks the same within
    `returned_within_days` of an ending has come back. With `csat`, customers are asked how it was: when they confirm
    it, or `csat_after_hours` after it was marked as solved.
    """

    causes: tuple[str, ...] = (
        "question",
        "bug",
        "account matter",
        "misunderstanding of the bot",
        "outage",
        "other",
    )
    presumed_after_days: float = Field(default=3, gt=0)
    abandoned_after_days: float = Field(default=7, gt=0)
    returned_within_days: float = Field(default=7, gt=0)
    csat: bool = True
    csat_after_hours: float = Field(default=24, gt=0)

    @field_validator("causes")
    @classmethod
    def _are_causes(cls, causes: tuple[str, ...]) -> tuple[str, ...]:
        if not causes or not all(cause.strip() for cause in causes):
            raise ValueError("name at least one cause, and none that is empty")
        return causes


class CopilotConfig(Part):
    """How the bot helps whoever has a handoff: for how long what was told already is held back; 0 is not at all."""

    hold_repeats_seconds: float = Field(default=60, ge=0, le=3600)
    opening_line: bool = True
    answers_along: bool = True


class ContextConfig(Part):
    """What is kept of the product's pages: these keys of their queries; and which sites may send from a browser."""

    kept_query: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()


def checked(dials: dict[str, float]) -> dict[str, float]:
    """The dials, unless one is unknown or out of its range."""
    wrong = faults(dials)
    if wrong:
        raise ValueError("; ".join(wrong))
    return dials
