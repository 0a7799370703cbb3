"""A handoff goes to another team: its card stands there, and the old one says so."""

from bot import saying
from bot.deps import Deps
from bot.flows.hand_off import put_transcript
from bot.flows.keep_promises import pass_on_promises
from bot.flows.keep_time import back_in_queue
from escalation.model import Handoff, Queue
from storage import handoffs, outbox
from storage.database import Tx


def next_level(deps: Deps, handoff: Handoff) -> Queue | None:
    """The team that takes what this one leaves lying, unless it went round already."""
    team = deps.workspace.team(handoff.queue.name)
    if team is None or not team.next or handoff.passed_on + 1 >= len(deps.queues):
        return None
    return next((queue for queue in deps.queues if queue.name == team.next), None)


async def pass_on(tx: Tx, deps: Deps, handoff: Handoff, queue: Queue) -> Handoff:
    """It waits with this team from now on, unless somebody has claimed it meanwhile; the handoff as it stands."""
    if not await handoffs.pass_on_if_waiting(
        tx, handoff.id, queue, f"passed on by {handoff.queue.name}", deps.workspace.relay_of(queue.name)
    ):
        return handoff
    now = deps.clock.now()
    await outbox.withdraw(tx, (saying.card_key(handoff),))
    await outbox.put(tx, saying.passed_on(handoff, queue.name), now)
    await back_in_queue(tx, deps, handoff.id)
    there = await handoffs.get(tx, handoff.id)
    await outbox.put(tx, saying.card(there), now)
    await put_transcript(tx, deps, there)
    await pass_on_promises(tx, deps, there)
    return there
