"""People are called about a handoff at most once an hour, whatever it is that calls them."""

from dataclasses import replace

from bot import saying
from bot.deps import Deps
from bot.ports import NudgeSaid
from escalation.model import Handoff
from escalation.nudges import may_nudge
from storage import handoffs, outbox
from storage.database import Tx


async def nudge(tx: Tx, deps: Deps, handoff: Handoff, said: NudgeSaid, key: str) -> None:
    """Tell the card's thread, once per `key`. Whoever is named is called only if that may be just now.

    What is told is told at once; the clock of whoever waits calls people later, when nobody acts on it.
    """
    now = deps.clock.now()
    handoff = await handoffs.hold(tx, handoff.id)
    if said.people and not may_nudge(handoff, deps.workspace.quiet_of(handoff.queue.name), now):
        said = replace(said, people=())
    if not await outbox.put(tx, saying.to_team(handoff, said, key), now):
        return
    if said.people:
        await handoffs.nudged(tx, handoff, now)
