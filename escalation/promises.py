"""When the owner of a promise is reminded, and how promises fared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from escalation.hours import Hours, after, between
from escalation.model import Promise, PromiseState

_LEFT = 0.25
"""The share of the time that is left when the owner is reminded."""

_LEFT_AT_MOST = timedelta(hours=4)


def remind_at(made_at: datetime, due_at: datetime | None, hours: Hours) -> datetime | None:
    """When a quarter of the team's time for it is left, or four of their hours; never outside them if they have any.

    None where nobody has said by when, or it is due already.
    """
    if due_at is None or due_at <= made_at:
        return None
    time = between(hours, made_at, due_at)
    if not time:
        return due_at - min((due_at - made_at) * _LEFT, _LEFT_AT_MOST)
    return after(hours, made_at, time - min(time * _LEFT, _LEFT_AT_MOST))


def is_late(promise: Promise, now: datetime) -> bool:
    """Whether it is open, and was due by now."""
    return promise.state is PromiseState.OPEN and promise.due_at is not None and promise.due_at <= now


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How promises fared: still to be kept in time, kept in time, and not; of the broken, how many were kept late."""

    open: int = 0
    kept: int = 0
    broken: int = 0
    late: int = 0


def fared(promises: Iterable[Promise]) -> Kept:
    """What was withdrawn does not count."""
    all_of_them = tuple(promises)
    late = sum(one.was_late for one in all_of_them)
    return Kept(
        open=_count(all_of_them, PromiseState.OPEN),
        kept=_count(all_of_them, PromiseState.KEPT) - late,
        broken=_count(all_of_them, PromiseState.BROKEN) + late,
        late=late,
    )


def _count(promises: Sequence[Promise], state: PromiseState) -> int:
    return sum(one.state is state for one in promises)
