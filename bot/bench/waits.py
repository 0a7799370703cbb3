"""How honest the waits are that customers are told: a year of a team's queue, simulated, and what held of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import median

from bot.workspace import TeamConfig
from escalation.hours import Hours, after, between
from escalation.waits import Sample, Wait, estimate

_NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
_TEAM = TeamConfig(
    name="Support", channel="C0DESK", hours=("Mon-Fri 09:00-17:00",), timezone="Europe/London", holidays="GB-ENG"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A handoff: when it was opened and answered, also in seconds of work since the year began, and behind how many."""

    opened_at: datetime
    opened: float
    answered: float
    ahead: int


def waits(seed: int, days: int = 365) -> dict[str, float]:
    """Shares of customers who had their answer by when half (p50), and nine of ten (p90), were said to have it.

    The year has busy weeks and quiet ones, evenings and week-ends, people on leave, holidays, more and more customers,
    and one more colleague from the summer on. Each estimate knows only what was known when it was told.
    """
    chance = Random(seed)
    hours = _TEAM.open_hours
    cases = list(_year(chance, hours, days))
    told = [(case, wait) for number, case in enumerate(cases) if (wait := estimate(_known(cases, number), case.ahead))]
    ends = [
        (after(hours, case.opened_at, timedelta(seconds=case.answered - case.opened)), case, wait)
        for case, wait in told
    ]
    p50 = [end <= after(hours, case.opened_at, wait.usual) for end, case, wait in ends]
    p90 = [end <= after(hours, case.opened_at, wait.most) for end, case, wait in ends]
    return {
        "handoffs": len(cases),
        "told": len(told),
        "cannot_say": len(cases) - len(told),
        "p50_held": round(sum(p50) / len(p50), 3),
        "p90_held": round(sum(p90) / len(p90), 3),
        "p90_held_worst_month": round(min(_monthly(ends, p90)), 3),
        "minutes_p50_told": round(median(wait.usual / timedelta(minutes=1) for _, wait in told), 1),
        "minutes_p90_told": round(median(wait.most / timedelta(minutes=1) for _, wait in told), 1),
        "minutes_waited": round(median((case.answered - case.opened) / 60 for case, _ in told), 1),
    }


def _year(chance: Random, hours: Hours, days: int) -> Iterator[_Case]:
    """Handoffs as a team of three, later four, takes them one after another."""
    free = [0.0] * 4
    answered: list[float] = []
    staff = _Staff(chance)
    for opened_at, opened in _arrivals(chance, hours, days):
        here = staff.on(opened_at)
        server = min(range(here), key=lambda one: free[one])
        reacts, talks = chance.lognormvariate(5.6, 0.9), chance.lognormvariate(7.0, 0.7)  # about 4 and 18 minutes
        reply = max(opened, free[server]) + reacts
        free[server] = reply + talks
        yield _Case(
            opened_at=opened_at, opened=opened, answered=reply, ahead=sum(one > opened for one in answered[-60:])
        )
        answered.append(reply)


class _Staff:
    """How many are there on a day."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._days: dict[int, int] = {}

    def on(self, moment: datetime) -> int:
        """Three, from July on four; now and then one is on leave."""
        day = (moment - _NEW_YEAR).days
        usual = 3 if day < 181 else 4
        return self._days.setdefault(day, usual - (self._chance.random() < 0.2))


def _arrivals(chance: Random, hours: Hours, days: int) -> Iterator[tuple[datetime, float]]:
    """Moments at which customers ask, with the seconds of work before them."""
    worked = 0.0
    last = _NEW_YEAR
    busy = 1.0
    for day in range(days):
        midnight = _NEW_YEAR + timedelta(days=day)
        if day % 7 == 0:
            busy = chance.lognormvariate(0, 0.25)
        a_day = 22 * busy * (1 + 0.5 * day / days) * (1 if midnight.weekday() < 5 else 0.2)
        for moment in sorted(_moments(chance, midnight, a_day)):
            worked += between(hours, last, moment).total_seconds()
            last = moment
            yield moment, worked


def _moments(chance: Random, midnight: datetime, a_day: float) -> Iterator[datetime]:
    """Poisson over a day: most by day, some in the evening and at night."""
    hour = 0.0
    while True:
        rate = a_day / 24
        hour += chance.expovariate(rate * 2.2)
        if hour >= 24:
            return
        if chance.random() < (1.0 if 8 <= hour < 18 else 0.12):
            yield midnight + timedelta(hours=hour)


def _known(cases: list[_Case], number: int) -> list[Sample]:
    """What the past tells at the moment of this case: who was answered by then, and who still waits."""
    now = cases[number].opened
    return [
        Sample(
            ahead=case.ahead,
            waited=timedelta(seconds=min(case.answered, now) - case.opened),
            is_over=case.answered <= now,
        )
        for case in cases[max(0, number - 300) : number]
    ]


def _monthly(ends: list[tuple[datetime, _Case, Wait]], held: list[bool]) -> Iterator[float]:
    months: dict[int, list[bool]] = {}
    for (_, case, _wait), is_held in zip(ends, held, strict=True):
        months.setdefault(case.opened_at.month, []).append(is_held)
    yield from (sum(one) / len(one) for one in months.values() if len(one) >= 30)
