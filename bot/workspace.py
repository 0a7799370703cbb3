"""The workspace as an admin describes it in BATON_CONFIG: teams, channels, people, texts. Read from TOML, checked."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, ValidationInfo, field_validator

from bot.errors import MisconfiguredError
from bot.teams import RouteConfig, ServiceLevelConfig, TeamConfig, level_for
from escalation.hours import ALWAYS, Hours
from escalation.identity import KnownAccount, domain_of
from escalation.limits import Case, Policy, Setting, faults
from escalation.model import Account, ChannelId, PersonId, Queue, Rung, TeamId
from escalation.reading import promise, promised_time
from escalation.routing import Rule
from escalation.sla import Terms
from escalation.topics import May, Topic

_TOPICS = TypeAdapter(tuple[Topic, ...])


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ChannelConfig(_Part):
    """A customer's channel. With `everyone_is_customer`, whoever is not named as staff is a customer there."""

    id: str
    account: str = ""
    tier: str = ""
    team: str = ""
    everyone_is_customer: bool = False


class AccountConfig(_Part):
    """A customer company, and what tells that somebody belongs to it. `ids` are its names in our systems.

    `owner` is who of us knows them best.
    """

    name: str
    domains: tuple[str, ...] = ()
    ids: dict[str, str] = {}
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


class LimitsConfig(_Part):
    """Dials for some cases: those of a topic, of a tier of accounts, of one channel. See docs/policy.md."""

    topic: str = ""
    tier: str = ""
    channel: str = ""
    dials: dict[str, float]

    @field_validator("dials")
    @classmethod
    def _are_dials(cls, dials: dict[str, float]) -> dict[str, float]:
        return _checked(dials)

    def setting(self) -> Setting:
        """As the policy wants it."""
        when = Case(topic=self.topic, tier=self.tier, channel=ChannelId(self.channel) if self.channel else None)
        return Setting(dials=self.dials, when=when)


class TopicConfig(_Part):
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


class PeopleConfig(_Part):
    """Who is who, where Slack cannot tell: user ids, and ids of whole Slack teams."""

    staff: frozenset[PersonId] = frozenset()
    customers: frozenset[PersonId] = frozenset()
    guests: frozenset[PersonId] = frozenset()
    admins: frozenset[PersonId] = frozenset()
    staff_teams: frozenset[TeamId] = frozenset()
    customer_teams: frozenset[TeamId] = frozenset()


class BugsConfig(_Part):
    """What becomes of bugs: which topics are, the labels of an issue, and whether customers hear of a fix."""

    topics: tuple[str, ...] = ("Bug report", "Outage", "Data loss")
    labels: tuple[str, ...] = ("Bug", "Customer reported")
    tell_customers: bool = True
    tell_after_minutes: float = Field(default=10, ge=0, le=1440)


class ContextConfig(_Part):
    """What is kept of the product's pages: these keys of their queries; and which sites may send from a browser."""

    kept_query: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()


_FILLED_IN = dict.fromkeys(
    ("team", "agent", "first", "second", "when", "what", "where", "link", "question", "how", "usual", "most"), ""
)


_SENTENCES = re.compile(r"(?<=[.!?;])\s+")
_DONE = ("i ve ", "we ve ", "i have ", "we have ", "i passed", "we passed")
"""At a handoff, that it was passed on is true."""


class TextsConfig(_Part):
    """What customers are told. `{team}` and `{agent}` are filled in, and times where the shipped text names them."""

    handed_off: str = (
        "I've passed this to {team}. They have our whole conversation, so there is no need to repeat anything; "
        "someone will answer right here in this thread."
    )
    closed: str = "Nobody is there just now; {team} is back on {when}."
    wait: str = "An answer usually comes within {usual}, and nearly always within {most}."
    wait_until: str = "An answer usually comes by {usual}, and nearly always by {most}."
    wait_unknown: str = "I can't say yet how long it will take."
    nothing_found: str = "I couldn't find anything about this in our help centre."
    model_failed: str = "I couldn't put a good answer together just now."
    answers_failed: str = "Sorry that I couldn't solve this."
    ask_back: str = (
        "I'd like to help. Could you tell me a bit more: what are you trying to do, and what happens instead "
        "(an error message or a page helps)?"
    )
    ask_which: str = "Two articles could fit, and I'd rather ask than guess: is it about *{first}*, or *{second}*?"
    offer_unsure: str = "I'm not certain that this answers your question. A person can look at it with you."
    offer_person: str = "If you'd rather have a person look at this, just say so."
    claimed: str = "{agent} from {team} is here and has read along."
    released: str = "{agent} had to step away. You're still in line with {team}, and nothing is lost."
    handed_back: str = "I'm back on this one. Ask away, or ask for a person at any time."
    resolved: str = "{agent} marked this as solved. If it isn't, just reply here."
    reopened: str = "I've let {team} know that this isn't solved yet."
    offer_trouble: str = "I can see that *{what}* {how}. A person can look at it with you."
    offer_help: str = (
        "It looks as if *{what}* did not work{where}. If you would like help with it, answer here, "
        "and I'll have a look."
    )
    confirm_identity: str = (
        "So that {team} may look at your account, please confirm in the product that it is you: {link}"
    )
    solved: str = "Glad that helped!"
    engineers_ask: str = "Our engineers would like to know: {question}"
    fixed: str = "The problem you told us about should be fixed now. Could you check, and tell me here if it isn't?"

    @field_validator("*")
    @classmethod
    def _can_be_filled_in(cls, text: str) -> str:
        try:
            text.format(**_FILLED_IN)
        except (KeyError, ValueError, IndexError) as error:
            why = f"{error} cannot be filled in, only {{team}} and {{agent}}; a brace is written twice"
            raise ValueError(why) from error
        return text

    @field_validator("*")
    @classmethod
    def _promises_nothing(cls, text: str, field: ValidationInfo) -> str:
        """Customers are told what is so, not what somebody will do, nor by when: nobody here has promised it."""
        read = text.format(**_FILLED_IN | {"team": "our team", "agent": "someone"})
        for sentence in _SENTENCES.split(read):
            found = promise(sentence) or promised_time(sentence)
            is_true = field.field_name == "handed_off" and found.startswith(_DONE)
            if found and not is_true:
                raise ValueError(f"“{sentence}” makes a promise ({found}) that nobody may keep; say what is so instead")
        return text


class Workspace(_Part):
    """The whole file."""

    teams: tuple[TeamConfig, ...] = ()
    channels: tuple[ChannelConfig, ...] = ()
    accounts: tuple[AccountConfig, ...] = ()
    people: PeopleConfig = PeopleConfig()
    texts: TextsConfig = TextsConfig()
    bugs: BugsConfig = BugsConfig()
    context: ContextConfig = ContextConfig()
    service_levels: tuple[ServiceLevelConfig, ...] = ()
    routes: tuple[RouteConfig, ...] = ()
    tiers: dict[str, int] = {}
    limits: dict[str, float] = {}
    limits_for: tuple[LimitsConfig, ...] = ()
    topics: tuple[TopicConfig, ...] = ()
    about_none: tuple[str, ...] = ()
    shipped_topics: bool = True

    @field_validator("limits")
    @classmethod
    def _are_dials(cls, dials: dict[str, float]) -> dict[str, float]:
        return _checked(dials)

    @property
    def policy(self) -> Policy:
        """Every dial as it is set here. The version tells any policy from any other: dials and topics."""
        settings = (Setting(dials=self.limits), *(one.setting() for one in self.limits_for))
        return Policy(settings=settings, version=self.policy_version)

    @property
    def policy_body(self) -> dict[str, Any]:
        """All that a decision depends on besides the code."""
        return {
            "limits": self.limits,
            "limits_for": [one.model_dump(mode="json") for one in self.limits_for],
            "topics": _TOPICS.dump_python(self.known_topics, mode="json"),
            "about_none": self.known_about_none,
        }

    @property
    def policy_version(self) -> str:
        """A short name for `policy_body`, the same wherever it is the same."""
        body = json.dumps(self.policy_body, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(body.encode()).hexdigest()[:8]

    @property
    def known_topics(self) -> tuple[Topic, ...]:
        """The topics that Baton ships, where they are wanted, changed and completed by those named here."""
        shipped = {topic.name: topic.topic() for topic in (_shipped().topics if self.shipped_topics else ())}
        return tuple((shipped | {topic.name: topic.topic(shipped.get(topic.name)) for topic in self.topics}).values())

    @property
    def known_about_none(self) -> tuple[str, ...]:
        """What is said that is about none of the topics: examples that Baton ships, and those named here."""
        return (*(_shipped().about_none if self.shipped_topics else ()), *self.about_none)

    @property
    def queues(self) -> tuple[Queue, ...]:
        """Where handoffs may wait."""
        return tuple(Queue(name=team.name, channel=ChannelId(team.channel)) for team in self.teams)

    def team(self, name: str) -> TeamConfig | None:
        """How this team is described, if it is."""
        return next((one for one in self.teams if one.name == name), None)

    def hours_of(self, team: str) -> Hours:
        """When somebody of this team is there."""
        described = self.team(team)
        return described.calendar if described else ALWAYS

    def terms(self, tier: str, team: str) -> Terms:
        """What this team owes customers of this tier."""
        return Terms(level=level_for(self.service_levels, tier, team), hours=self.hours_of(team))

    def rules(self, about: Iterable[Topic]) -> tuple[Rule, ...]:
        """Who takes what, in order: the routes, then each topic's team, then each channel's."""
        topics = [Rule(name="the topic's team", team=one.team, topics=frozenset({one.name})) for one in about]
        channels = [
            Rule(name="the channel's team", team=one.team, channels=frozenset({one.id})) for one in self.channels
        ]
        routes = [route.rule(number) for number, route in enumerate(self.routes, start=1)]
        return tuple(rule for rule in (*routes, *topics, *channels) if rule.team)

    def owner_of(self, account: str) -> PersonId | None:
        """Who of us knows this account, if anybody was named."""
        return next((one.owner for one in self.accounts if one.name == account and one.owner), None)

    @property
    def named_teams(self) -> frozenset[str]:
        """Teams that are named anywhere but in their own entry."""
        parts = (self.channels, self.topics, self.service_levels, self.routes)
        by_parts = {one.team for part in parts for one in part}
        return frozenset((by_parts | {team.next for team in self.teams}) - {""})

    @property
    def customer_channels(self) -> frozenset[ChannelId]:
        """Channels in which everyone who is not staff is a customer."""
        return frozenset(ChannelId(channel.id) for channel in self.channels if channel.everyone_is_customer)

    @property
    def known_accounts(self) -> tuple[KnownAccount, ...]:
        """Every account, with the channels that name it themselves; those may name one that stands nowhere else."""
        accounts = {account.name: account.known() for account in self.accounts}
        for channel in self.channels:
            if channel.account:
                own = Account(name=channel.account, tier=channel.tier)
                known = accounts.get(channel.account, KnownAccount(account=own))
                accounts[channel.account] = replace(known, channels=known.channels | {ChannelId(channel.id)})
        return tuple(accounts.values())

    def account(self, channel: ChannelId) -> str:
        """The account that this channel belongs to, or an empty string."""
        return next((known.account.name for known in self.known_accounts if channel in known.channels), "")

    def tier(self, channel: ChannelId) -> str:
        """The tier of this channel, or of the account that it belongs to, or an empty string."""
        own = next((known.tier for known in self.channels if known.id == channel), "")
        return own or next((known.account.tier for known in self.known_accounts if channel in known.channels), "")


@cache
def _shipped() -> Workspace:
    file = resources.files("bot").joinpath("topics.toml")
    return Workspace(**tomllib.loads(file.read_text(encoding="utf-8")))


def _checked(dials: dict[str, float]) -> dict[str, float]:
    wrong = faults(dials)
    if wrong:
        raise ValueError("; ".join(wrong))
    return dials


def read(path: Path | None) -> Workspace:
    """The workspace that this file describes, an empty one without a file; MisconfiguredError when it is wrong."""
    if path is None:
        return Workspace()
    try:
        workspace = Workspace.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, OSError, UnicodeDecodeError) as error:
        raise MisconfiguredError(f"BATON_CONFIG ({path}) cannot be read: {error}") from error
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        raise MisconfiguredError(f"BATON_CONFIG ({path}) is wrong. " + " · ".join(faults)) from None
    unknown = workspace.named_teams - {team.name for team in workspace.teams}
    if unknown:
        raise MisconfiguredError(f"BATON_CONFIG ({path}) names unknown teams {sorted(unknown)}")
    return workspace
