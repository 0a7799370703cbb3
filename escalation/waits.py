"""How long a customer will wait: from this team's own past, hours and queue, or nothing when it does not tell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

from escalation.hours import Hours, after, between
from escalation.model import Handoff

ENOUGH = 20
"""With fewer cases of the past nothing is said: one odd day would be a fifth of what we know."""

_REMEMBERED = 300
_ALIKE = 80
_USUAL, _MOST = 0.5, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A handoff of the past: since when it waited, and when a person answered, or it ended without, if either."""

    opened_at: datetime
    answered_at: datetime | None = None
    ended_at: datetime | None = None

    def waits_at(self, moment: datetime) -> bool:
        """Whether it waited then."""
        end = self.answered_at or self.ended_at
        return self.opened_at <= moment and (end is None or end > moment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """How long one handoff waited, of the team's hours, and behind how many. `is_over`: until a person answered."""

    ahead: int
    waited: timedelta
    is_over: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A wait within which half, and nine of ten, have had an answer. Of the team's hours."""

    usual: timedelta
    most: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """By when an answer usually comes, and by when nearly always."""

    usual_by: datetime
    most_by: datetime


def expected(past: Sequence[Past], hours: Hours, now: datetime) -> Expected | None:
    """By when a customer who asks now will have an answer; None when the past is too little to tell."""
    latest = sorted((one for one in past if one.opened_at < now), key=lambda one: one.opened_at)[-_REMEMBERED:]
    samples = [_sample(one, latest, hours, now) for one in latest]
    return _by_then(estimate(samples, sum(one.waits_at(now) for one in latest)), hours, now)


def still_expected(past: Sequence[Past], hours: Hours, since: datetime, now: datetime) -> Expected | None:
    """By when a customer who has waited since then will have an answer, by those who waited at least as long."""
    latest = sorted((one for one in past if one.opened_at < since), key=lambda one: one.opened_at)[-_REMEMBERED:]
    waited = between(hours, since, now)
    longer = [one for one in (_sample(each, latest, hours, now) for each in latest) if one.waited > waited]
    left = [replace(one, waited=one.waited - waited) for one in longer]
    return _by_then(estimate(left, sum(one.waits_at(since) for one in latest)), hours, now)


def _by_then(wait: Wait | None, hours: Hours, now: datetime) -> Expected | None:
    if wait is None:
        return None
    return Expected(usual_by=_even(after(hours, now, wait.usual)), most_by=_even(after(hours, now, wait.most)))


def kept(handoffs: Iterable[Handoff], now: datetime) -> tuple[int, int]:
    """Of how many who were told a wait it is known by now whether it held, and for how many it did.

    Who left without an answer before then is not counted.
    """
    known = held = 0
    for one in handoffs:
        by, answered = (one.clock.most_by, one.clock.answered_at) if one.clock else (None, None)
        if by is not None and (answered is not None or (by <= now and one.status.is_open)):
            known += 1
            held += answered is not None and answered <= by
    return known, held


def estimate(samples: Sequence[Sample], ahead: int) -> Wait | None:
    """The wait behind this many, judged by those who waited behind as many. `samples` come oldest first.

    Who still waits, or left, counts as having waited at least so long; to leave them out would flatter us.
    """
    recent = list(reversed(samples[-_REMEMBERED:]))
    alike = sorted(recent, key=lambda one: abs(one.ahead - ahead))[:_ALIKE]
    usual, most = _within(alike, _USUAL), _within(alike, _MOST)
    if sum(one.is_over for one in alike) < ENOUGH or usual is None or most is None:
        return None
    return Wait(usual=rounded(usual), most=rounded(most))


def rounded(wait: timedelta) -> timedelta:
    """As people say it, and never too short: to five minutes, quarters of an hour, or hours."""
    minutes = max(wait / timedelta(minutes=1), 1)
    step = 5 if minutes <= 60 else 15 if minutes <= 240 else 60
    return timedelta(minutes=ceil(minutes / step) * step)


def _even(moment: datetime) -> datetime:
    """The next moment that is a multiple of five minutes."""
    past = timedelta(seconds=moment.timestamp() % 300)
    return moment + (timedelta(minutes=5) - past if past else past)


def _sample(one: Past, all_of_them: Sequence[Past], hours: Hours, now: datetime) -> Sample:
    is_over = one.answered_at is not None and one.answered_at <= now
    end = one.answered_at if is_over and one.answered_at else min(one.ended_at or now, now)
    ahead = sum(other is not one and other.waits_at(one.opened_at) for other in all_of_them)
    return Sample(ahead=ahead, waited=between(hours, one.opened_at, end), is_over=is_over)


def _within(samples: Sequence[Sample], share: float) -> timedelta | None:
    """The wait within which this share had an answer (Kaplan-Meier), and one case to be sure; None when too few had."""
    wanted = ceil((len(samples) + 1) * share) / max(len(samples), 1)
    waiting, left = len(samples), 1.0
    for sample in sorted(samples, key=lambda one: (one.waited, not one.is_over)):
        if sample.is_over:
            left *= 1 - 1 / waiting
        waiting -= 1
        if 1 - left >= wanted - 1e-9:
            return sample.waited
    return None
