"""The workspace as an admin describes it in BATON_CONFIG: teams, channels, people, texts. Read from TOML, checked."""

import hashlib
import json
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import Field, TypeAdapter, ValidationError, field_validator

from bot.errors import MisconfiguredError
from bot.workspace.part import Part
from bot.workspace.sections import (
    AccountConfig,
    BugsConfig,
    ChannelConfig,
    ContextConfig,
    CopilotConfig,
    LimitsConfig,
    OutcomesConfig,
    PeopleConfig,
    TopicConfig,
    checked,
)
from bot.workspace.teams import RouteConfig, ServiceLevelConfig, TeamConfig, level_for
from bot.workspace.texts import TextsConfig
from bot.workspace.texts_for import Occasion, TextsForConfig, texts_in
from escalation.hours import ALWAYS, Hours
from escalation.identity import KnownAccount
from escalation.limits import Policy, Setting
from escalation.model import Account, ChannelId, PersonId, Queue, Relay
from escalation.outcomes import Patience
from escalation.routing import Rule
from escalation.sla import Terms
from escalation.topics import Topic

_TOPICS = TypeAdapter(tuple[Topic, ...])


class Workspace(Part):
    """The whole file."""

    teams: tuple[TeamConfig, ...] = ()
    channels: tuple[ChannelConfig, ...] = ()
    accounts: tuple[AccountConfig, ...] = ()
    people: PeopleConfig = PeopleConfig()
    texts: TextsConfig = TextsConfig()
    texts_for: tuple[TextsForConfig, ...] = ()
    bugs: BugsConfig = BugsConfig()
    context: ContextConfig = ContextConfig()
    outcomes: OutcomesConfig = OutcomesConfig()
    copilot: CopilotConfig = CopilotConfig()
    service_levels: tuple[ServiceLevelConfig, ...] = ()
    routes: tuple[RouteConfig, ...] = ()
    tiers: dict[str, int] = Field(default_factory=dict)
    limits: dict[str, float] = Field(default_factory=dict)
    limits_for: tuple[LimitsConfig, ...] = ()
    topics: tuple[TopicConfig, ...] = ()
    about_none: tuple[str, ...] = ()
    shipped_topics: bool = True

    @field_validator("limits")
    @classmethod
    def _are_dials(cls, dials: dict[str, float]) -> dict[str, float]:
        return checked(dials)

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

    def texts_in(self, occasion: Occasion) -> TextsConfig:
        """What is said on this occasion."""
        return texts_in(self.texts, self.texts_for, occasion)

    def team(self, name: str) -> TeamConfig | None:
        """How this team is described, if it is."""
        return next((one for one in self.teams if one.name == name), None)

    def hours_of(self, team: str) -> Hours:
        """When somebody of this team is there."""
        described = self.team(team)
        return described.open_hours if described else ALWAYS

    def language_of(self, team: str) -> str:
        """What this team reads and writes."""
        described = self.team(team)
        return described.language if described else "en"

    def relay_of(self, team: str) -> Relay:
        """How this team's words reach customers."""
        described = self.team(team)
        return described.relay if described else Relay.DIRECT

    def patience(self, team: str) -> Patience:
        """How long silence must last to mean something where this team helped, or nobody yet."""
        described, days = self.team(team), self.outcomes
        presumed = (described.presumed_after_days if described else None) or days.presumed_after_days
        return Patience(presumed=timedelta(days=presumed), abandoned=timedelta(days=days.abandoned_after_days))

    def asks_csat(self, team: str) -> bool:
        """Whether this team's customers are asked how it was."""
        own = described.csat if (described := self.team(team)) else None
        return self.outcomes.csat if own is None else own

    def csat_after(self, team: str) -> timedelta:
        """How long after it was marked as solved they are, where they say nothing."""
        own = described.csat_after_hours if (described := self.team(team)) else None
        return timedelta(hours=own or self.outcomes.csat_after_hours)

    @property
    def least_patience(self) -> timedelta:
        """No shorter silence means anything."""
        names = ("", *(team.name for team in self.teams))
        return min(min(one.presumed, one.abandoned) for one in map(self.patience, names))

    def quiet_of(self, team: str) -> Hours | None:
        """When nobody of this team is called, but about what is urgent."""
        described = self.team(team)
        return described.quiet_hours if described else None

    def calls_back(self, team: str) -> bool:
        """Whether customers who wait for this team may ask to be called."""
        described = self.team(team)
        return described.calls_back if described else True

    def patience_with_colleagues(self, team: str) -> timedelta:
        """After how much of this team's hours a colleague who was asked is reminded; zero is never."""
        return timedelta(minutes=(self.team(team) or TeamConfig(name=team, channel="")).colleague_reminder_minutes)

    def tells_position(self, team: str) -> bool:
        """Whether customers who wait for this team are told how many are before them."""
        described = self.team(team)
        return described.tells_position if described else True

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
        parts = (self.channels, self.topics, self.service_levels, self.routes, self.texts_for)
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
