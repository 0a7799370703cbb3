"""For admins: how episodes ended and which handoffs were needed; each share with its interval and how many it is of."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from bot.deps import Deps
from escalation.model import Ending, Episode, Needed, Stage
from escalation.shares import share
from storage import episodes, handoffs

PERIOD = timedelta(days=90)
_MOST_TOPICS = 10
_ABANDONED = {Stage.BOT: "after the bot", Stage.QUEUE: "in the queue", Stage.PERSON: "with a person"}

_Item = TypeVar("_Item")


async def outcomes_report(deps: Deps) -> str:
    """What became of the last ninety days."""
    since = deps.clock.now() - PERIOD
    async with deps.database.transaction() as tx:
        begun = await episodes.since(tx, since)
        judged = [one for one in await handoffs.closed_since(tx, since) if one.judgement.needed]
    ended = [one for one in begun if one.ending]
    by_topic = _by_topic(ended, lambda one: one.topic)
    lines = [
        f"*How it ended*, last {PERIOD.days} days: n={len(ended)}, {len(begun) - len(ended)} still open. "
        "_Presumed_ is silence, and is not counted as confirmed.",
        *(f"• {name}: {_endings(those)}" for name, those in _stages(ended) + by_topic),
        *_came_back(ended),
        f"*Was the handoff needed?* As agents judge it: n={len(judged)}",
        *(
            f"• {name}: {_shares([one.judgement.needed for one in those], Needed)}"
            for name, those in (_all(judged) + _by_topic(judged, lambda one: one.topic))
        ),
    ]
    return "\n".join(lines)


def _endings(those: Sequence[Episode]) -> str:
    left = [one.stage for one in those if one.ending is Ending.ABANDONED]
    where = ", ".join(f"{left.count(stage)} {name}" for stage, name in _ABANDONED.items() if stage in left)
    return _shares([one.ending for one in those], Ending) + (f" (left: {where})" if where else "")


def _came_back(ended: Sequence[Episode]) -> tuple[str, ...]:
    """Also those that ended well afterwards."""
    if not ended:
        return ()
    back = sum(one.returns > 0 for one in ended)
    return (f"• came back at least once: {share(back, len(ended)).words}, n={len(ended)}",)


def _shares(found: Sequence[StrEnum | None], kinds: type[StrEnum]) -> str:
    counted = [(kind, found.count(kind)) for kind in kinds]
    shown = [f"{str(kind).replace('_', ' ')} {share(count, len(found)).words}" for kind, count in counted if count]
    return f"{' · '.join(shown)}, n={len(found)}"


def _all(those: Sequence[_Item]) -> list[tuple[str, Sequence[_Item]]]:
    return [("*all*", those)] if those else []


def _stages(ended: Sequence[Episode]) -> list[tuple[str, Sequence[Episode]]]:
    """All, and apart by whether a person was ever called."""
    alone = [one for one in ended if one.handoff is None]
    called = [one for one in ended if one.handoff is not None]
    return _all(ended) + [
        (name, those) for name, those in (("*the bot alone*", alone), ("*handed off*", called)) if those
    ]


def _by_topic(those: Iterable[_Item], topic: Callable[[_Item], str]) -> list[tuple[str, Sequence[_Item]]]:
    """Each topic's, the commonest first."""
    topics: dict[str, list[_Item]] = {}
    for one in those:
        topics.setdefault(topic(one) or "no topic", []).append(one)
    return sorted(topics.items(), key=lambda one: (-len(one[1]), one[0]))[:_MOST_TOPICS]  # type: ignore[return-value]
