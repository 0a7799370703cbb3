"""The dials a workspace may turn, and for whom: everybody, a topic, a tier of accounts, one channel."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from escalation.model import ChannelId, Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The dials. Shipped values are what a customer meets unless an admin changes them; see docs/policy.md.

    `…_at` are beliefs from 0 to 1 from which a signal counts; `max_…` are counts.
    """

    person_at: float = 0.7
    person_offer_at: float = 0.4
    request_at: float = 0.15
    frustration_at: float = 0.35
    frustration_offer_at: float = 0.18
    topic_at: float = 0.5
    answer_at: float = 0.26
    answer_again_at: float = 0.12
    sure_at: float = 0.5
    max_failed_answers: int = 2
    max_times_asked: int = 3
    max_ask_backs: int = 2
    max_answers: int = 20
    max_contacts_this_week: int = 3
    default_priority: Priority = Priority.NORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Whose conversation it is and what about, as far as limits depend on it. Empty: not known."""

    topic: str = ""
    tier: str = ""
    channel: ChannelId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Dials for the cases that are like `when`; a part of `when` that is empty may be anything."""

    dials: Mapping[str, float]
    when: Case = field(default_factory=Case)

    def covers(self, case: Case) -> bool:
        """Whether every part that is named is the case's."""
        return all(wanted in ("", None, has) for wanted, has in zip(_parts(self.when), _parts(case), strict=True))

    @property
    def weight(self) -> int:
        """How much is named: what is said of fewer cases counts more."""
        return sum(part not in ("", None) for part in _parts(self.when))


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Every dial as an admin set it. Unset ones are as shipped."""

    settings: tuple[Setting, ...] = ()
    version: str = "shipped"

    def limits_for(self, case: Case) -> Limits:
        """The dials that hold in this case."""
        changes: dict[str, float] = {}
        for setting in self._in_order(case):
            changes |= setting.dials
        return replace(Limits(), **changes)  # type: ignore[arg-type]  # checked when the policy was read

    def source_of(self, dial: str, case: Case) -> Case | None:
        """For which cases the value that holds here was set; None when it is as shipped."""
        return next((setting.when for setting in reversed(self._in_order(case)) if dial in setting.dials), None)

    def _in_order(self, case: Case) -> list[Setting]:
        return sorted((one for one in self.settings if one.covers(case)), key=lambda one: one.weight)


def faults(dials: Mapping[str, float]) -> list[str]:
    """What is wrong with these dials, in sentences; nothing when they can be used."""
    known = {dial.name: dial.type for dial in fields(Limits)}
    unknown = [f"{name} is no dial; there are {', '.join(known)}" for name in dials if name not in known]
    return unknown + [fault for name, value in dials.items() if name in known and (fault := _fault(name, value))]


def _fault(name: str, value: float) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"{name} must be a number"
    if name.endswith("_at") and not 0 <= value <= 1:
        return f"{name} must be between 0 and 1"
    if name.startswith("max_") and (value < 0 or value != int(value)):
        return f"{name} must be a whole number, 0 or more"
    if name == "default_priority" and value not in set(Priority):
        return f"{name} must be 1 (low), 2, 3 or 4 (urgent)"
    return ""


def _parts(case: Case) -> tuple[str | None, ...]:
    return (case.topic, case.tier, case.channel)
