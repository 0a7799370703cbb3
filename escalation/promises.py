"""When the owner of a promise is reminded, what is wished about one, and how promises fared."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from escalation.hours import Hours, after, between, is_open
from escalation.model import Promise, PromiseKind, PromiseState
from escalation.nudges import NUDGE_AT_MOST_EVERY

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
    """Whether it is open, and should have been kept by now."""
    return promise.state is PromiseState.OPEN and promise.late_from is not None and promise.late_from <= now


def may_remind(promise: Promise, hours: Hours, now: datetime, nudged_at: datetime | None) -> bool:
    """Whether its owner may be called now: in the team's hours, and at most once an hour about the same customer.

    What is made and due outside the team's hours was promised by somebody who is there all the same.
    """
    if promise.remind_at is None or promise.remind_at > now or promise.due_at is None:
        return False
    is_quiet = nudged_at is not None and now - nudged_at < NUDGE_AT_MOST_EVERY
    return not is_quiet and (is_open(hours, now) or not between(hours, promise.made_at, promise.due_at))


def makes_it_plain(made: Promise, vague: Promise) -> bool:
    """Whether the new promise says when for one that the same person gave without a time."""
    is_vague = vague.due_at is None and vague.kind is PromiseKind.SAID
    return is_vague and made.due_at is not None and made.owner == vague.owner and made.id != vague.id


# ── What is wished about one ────────────────────────────────────────────────────────────────────────────────────────


class Tend(StrEnum):
    """What an agent may say of a promise."""

    KEEP = "done"
    DROP = "drop"
    OPEN = "open"
    MOVE = "by"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """It was done, is none, is still to be kept, or is due `when`. `which` is its id or number, or empty."""

    tend: Tend
    which: str = ""
    when: str = ""


_WISH = re.compile(
    r"(?:(?P<number>\d{1,2}) )?(?:(?P<tend>done|kept|drop|open)(?: (?P<which>\d{1,2}|P[0-9a-f]{12}))?|by (?P<when>.+))",
    re.IGNORECASE,
)


def wish_in(words: str) -> Wish | None:
    """What `done`, `drop 2`, `open`, `by Friday` or `2 by Friday` wish; None when the words say something else."""
    found = _WISH.fullmatch(" ".join(words.split()))
    if found is None:
        return None
    said = (found["tend"] or "by").lower()
    tend = Tend.KEEP if said == "kept" else Tend(said)
    return Wish(tend=tend, which=found["which"] or found["number"] or "", when=found["when"] or "")


def numbered(promises: Iterable[Promise]) -> tuple[tuple[int, Promise], ...]:
    """Those that are to be kept, be it late, with the numbers that the card gives them."""
    return tuple(enumerate((one for one in promises if one.is_open), start=1))


def choices(promises: Sequence[Promise], wish: Wish, now: datetime) -> tuple[Promise, ...]:
    """The promises that may be meant: exactly one when it is plain."""
    if wish.which.startswith("P"):
        return tuple(one for one in promises if one.id == wish.which and _fits(one, wish.tend, now))
    if wish.which:
        return tuple(
            one for number, one in numbered(promises) if number == int(wish.which) and _fits(one, wish.tend, now)
        )
    fitting = tuple(one for one in promises if _fits(one, wish.tend, now))
    vague = tuple(one for one in fitting if one.due_at is None)
    return vague if wish.tend is Tend.MOVE and vague else fitting


def _fits(promise: Promise, tend: Tend, now: datetime) -> bool:
    match tend:
        case Tend.KEEP | Tend.DROP:
            return promise.is_open
        case Tend.MOVE:
            return promise.state is PromiseState.OPEN
        case Tend.OPEN:
            return promise.state is PromiseState.KEPT and (promise.due_at is None or promise.due_at > now)


# ── How they fared ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How promises fared: still to be kept in time, kept in time, and not; of the broken, how many were kept late."""

    open: int = 0
    kept: int = 0
    broken: int = 0
    late: int = 0


def fared(promises: Iterable[Promise]) -> Kept:
    """Neither what was withdrawn counts, nor what nobody gave a time."""
    all_of_them = tuple(one for one in promises if one.due_at is not None)
    late = sum(one.was_late for one in all_of_them)
    return Kept(
        open=_count(all_of_them, PromiseState.OPEN),
        kept=_count(all_of_them, PromiseState.KEPT) - late,
        broken=_count(all_of_them, PromiseState.BROKEN) + late,
        late=late,
    )


def _count(promises: Sequence[Promise], state: PromiseState) -> int:
    return sum(one.state is state for one in promises)
