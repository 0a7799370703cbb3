"""A handoff goes to another team: its card stands there, and the old one says so."""

from bot import saying
from bot.deps import Deps
from bot.flows.hand_off import put_transcript
from bot.flows.keep_promises import pass_on_promises
from bot.flows.keep_time import back_in_queue
from escalation.model import Handoff, Person, Queue
from storage import handoffs, outbox, timeline
from storage.database import Tx
from storage.timeline import Deed


def next_level(deps: Deps, handoff: Handoff) -> Queue | None:
    """The team that takes what this one leaves lying, unless it went round already."""
    team = deps.workspace.team(handoff.queue.name)
    if team is None or not team.next or handoff.passed_on + 1 >= len(deps.queues):
        return None
    return next((queue for queue in deps.queues if queue.name == team.next), None)


async def pass_on(
    tx: Tx, deps: Deps, handoff: Handoff, queue: Queue, *, by: Person | None = None, why: str = ""
) -> Handoff:
    """It waits with this team from now on, unless somebody has claimed it meanwhile; the handoff as it stands.

    `by` is who of us passed it on, and not the bot; `why` is what they said about it.
    """
    said_by = f"{by.name} of {handoff.queue.name}" if by else handoff.queue.name
    because = f"passed on by {said_by}: {why}" if why else f"passed on by {said_by}"
    if not await handoffs.pass_on_if_waiting(tx, handoff.id, queue, because, deps.workspace.relay_of(queue.name)):
        return handoff
    now = deps.clock.now()
    detail = {"from": handoff.queue.name, "to": queue.name, "topic": handoff.topic, "why": why}
    detail["reasons"] = ",".join(reason.code for reason in handoff.reasons)
    deed = Deed(kind="passed_on", at=now, by=by.id if by else None, detail=detail)
    await timeline.note(tx, handoff, deed, f"passed_on:{handoff.id}:{handoff.passed_on}")
    await outbox.withdraw(tx, (saying.card_key(handoff),))
    await outbox.put(tx, saying.passed_on(handoff, queue.name), now)
    await back_in_queue(tx, deps, handoff.id)
    there = await handoffs.get(tx, handoff.id)
    await outbox.put(tx, saying.card(there), now)
    await put_transcript(tx, deps, there)
    await pass_on_promises(tx, deps, there)
    return there
