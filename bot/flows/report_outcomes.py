"""For admins: which handoffs were needed, topic by topic; each share with how many cases it is of and its interval."""

from collections.abc import Iterable
from datetime import timedelta

from bot.deps import Deps
from escalation.model import Handoff, Needed
from escalation.shares import share
from storage import handoffs

PERIOD = timedelta(days=90)
_MOST_TOPICS = 10


async def outcomes_report(deps: Deps) -> str:
    """How the handoffs of the last ninety days were judged."""
    async with deps.database.transaction() as tx:
        judged = [one for one in await handoffs.closed_since(tx, deps.clock.now() - PERIOD) if one.judgement.needed]
    if not judged:
        return "*Was the handoff needed?* Nobody has judged one yet: it is asked in the thread of each resolved card."
    lines = [f"• {name}: {_shares(those)}" for name, those in _by_topic(judged)]
    return "\n".join(
        [f"*Was the handoff needed?* Last {PERIOD.days} days, as agents judge it, n={len(judged)}", *lines]
    )


def _shares(those: list[Handoff]) -> str:
    counted = {one: sum(handoff.judgement.needed is one for handoff in those) for one in Needed}
    shown = [f"{one.label} {share(count, len(those)).words}" for one, count in counted.items() if count]
    return f"{' · '.join(shown)}, n={len(those)}"


def _by_topic(those: Iterable[Handoff]) -> list[tuple[str, list[Handoff]]]:
    """All of them, then each topic's, the commonest first."""
    topics: dict[str, list[Handoff]] = {}
    for one in those:
        topics.setdefault(one.topic or "no topic", []).append(one)
    common = sorted(topics.items(), key=lambda one: (-len(one[1]), one[0]))[:_MOST_TOPICS]
    return [("*all*", [one for group in topics.values() for one in group]), *common]
