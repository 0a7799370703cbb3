"""What people keep passing on from one team to another is a route that is missing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

AT_LEAST = 5
"""Below so many that people passed on the same way, nothing is proposed."""

_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed:
    """A handoff of the past: with which team it began, and to which one people passed it on at last, if they did."""

    began: str
    ended: str
    topic: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A route that would have sent these where people passed them on to: `moved` of `of` handoffs."""

    team: str
    begins: str
    part: str
    value: str
    moved: int
    of: int


def proposals(past: Iterable[Routed]) -> tuple[Proposal, ...]:
    """Topics and reasons of which at least half, and no fewer than `AT_LEAST`, were passed on to one team by people.

    The most frequent first. Nothing follows by itself: an admin decides.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    moved: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for one in past:
        for part, value in _parts(one):
            about = (one.began, part, value)
            seen[about] += 1
            if one.ended != one.began:
                moved[about][one.ended] += 1
    found = [
        Proposal(team=team, begins=about[0], part=about[1], value=about[2], moved=count, of=seen[about])
        for about, teams in moved.items()
        for team, count in teams.items()
        if count >= AT_LEAST and count >= _SHARE * seen[about]
    ]
    return tuple(sorted(found, key=lambda one: (-one.moved, one.of, one.part, one.value)))


def _parts(one: Routed) -> Iterator[tuple[str, str]]:
    if one.topic:
        yield "topics", one.topic
    yield from (("reasons", reason) for reason in dict.fromkeys(one.reasons))
