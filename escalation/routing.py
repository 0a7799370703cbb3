"""Which team a handoff waits with: rules that an admin reads in order. Total: never nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from escalation.model import Queue

_THIS_CHANNEL = "this channel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a handoff is about, and whose it is, as far as teams depend on it. Empty: not known."""

    reasons: frozenset[str] = frozenset()
    topic: str = ""
    language: str = ""
    tier: str = ""
    account: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A team for the handoffs that are like this; a part that is empty may be anything.

    With `only_open` not while the team is away, with `max_waiting` not while so many wait with it already.
    """

    name: str
    team: str
    reasons: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    tiers: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    only_open: bool = False
    max_waiting: int | None = None

    def covers(self, ask: Ask) -> bool:
        """Whether every part that is named is the handoff's."""
        return all(not wanted or wanted & has for _, wanted, has in self._parts(ask))

    def evidence(self, ask: Ask) -> str:
        """What of the handoff it is about, in words."""
        named = [(part, " and ".join(sorted(wanted & has))) for part, wanted, has in self._parts(ask) if wanted]
        return ", ".join(part if part is _THIS_CHANNEL else f"{part} {found}" for part, found in named)

    def _parts(self, ask: Ask) -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
        return (
            ("reason", self.reasons, ask.reasons),
            ("topic", self.topics, frozenset({ask.topic})),
            ("language", self.languages, frozenset({ask.language})),
            ("tier", self.tiers, frozenset({ask.tier})),
            ("account", self.accounts, frozenset({ask.account})),
            (_THIS_CHANNEL, self.channels, frozenset({ask.channel})),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A team as it is now: whether somebody is there, and how many wait with it."""

    queue: Queue
    is_open: bool = True
    waiting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where a handoff waits, and why there."""

    queue: Queue
    why: str


def choose_route(rules: Sequence[Rule], ask: Ask, desks: Sequence[Desk]) -> Route:
    """The team of the first rule that fits and whose team can take it; or the first team, everybody's last resort."""
    by_name = {desk.queue.name: desk for desk in desks}
    passed_over: list[str] = []
    for rule in rules:
        desk = by_name.get(rule.team)
        if desk is None or not rule.covers(ask):
            continue
        hindrance = _hindrance(rule, desk)
        if not hindrance:
            found = f"{rule.name}: {rule.evidence(ask)}".rstrip(": ")
            return Route(queue=desk.queue, why="; ".join([found, *passed_over]))
        passed_over.append(f"not {rule.name}: {rule.team} {hindrance}")
    why = ["the last resort", *passed_over] if len(desks) > 1 else passed_over
    return Route(queue=desks[0].queue, why="; ".join(why))


def _hindrance(rule: Rule, desk: Desk) -> str:
    if rule.only_open and not desk.is_open:
        return "is not there"
    if rule.max_waiting is not None and desk.waiting >= rule.max_waiting:
        return f"has {desk.waiting} waiting"
    return ""
