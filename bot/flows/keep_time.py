"""The clock of a handoff is kept as customer and people speak."""

from dataclasses import replace
from datetime import datetime

from bot import saying
from bot.deps import Deps
from escalation import sla
from escalation.model import Conversation, Handoff, HandoffId, HandoffStatus, Outlook, ServiceClock, channel_of
from escalation.renewing import ahead_of
from escalation.sla import Terms
from escalation.waits import expected
from storage import conversations, handoffs, outbox
from storage.database import Tx


def terms_of(deps: Deps, handoff: Handoff) -> Terms:
    """What the handoff's team owes this customer."""
    return deps.workspace.terms(deps.workspace.tier(channel_of(handoff.conversation)), handoff.queue.name)


async def new_clock(tx: Tx, deps: Deps, conversation: Conversation, handoff: Handoff) -> ServiceClock:
    """The clock of a new handoff: it runs since the customer's first message that nobody answered."""
    said = await conversations.lines(tx, conversation.id)
    last = await handoffs.latest(tx, conversation.id)
    settled = last.closed_at if last is not None and last.status is HandoffStatus.RESOLVED else None
    fresh = [line for line in said if settled is None or line.at > settled]
    first = sla.first_unanswered(fresh, await conversations.turns(tx, conversation.id))
    now = deps.clock.now()
    clock = sla.started(terms_of(deps, handoff), sla.said_at(first) if first else now, now)
    return await _with_expectation(tx, deps, handoff, clock)


async def customer_wrote(tx: Tx, deps: Deps, handoff: Handoff, at: datetime) -> None:
    """The customer has the last word since then, unless they had it already."""
    handoff = await handoffs.hold(tx, handoff.id)
    if handoff.clock is not None:
        await _set(tx, deps, handoff, sla.customer_wrote(handoff.clock, terms_of(deps, handoff), at))


async def person_answered(tx: Tx, deps: Deps, handoff: Handoff) -> None:
    """A person has the last word now."""
    handoff = await handoffs.hold(tx, handoff.id)
    if handoff.clock is not None:
        await _set(tx, deps, handoff, sla.person_answered(handoff.clock, deps.clock.now()))


async def back_in_queue(tx: Tx, deps: Deps, handoff_id: HandoffId) -> None:
    """Nobody has it any more."""
    handoff = await handoffs.hold(tx, handoff_id)
    if handoff.clock is not None:
        clock = sla.back_in_queue(handoff.clock, deps.clock.now())
        await handoffs.set_clock(tx, handoff_id, await _with_expectation(tx, deps, handoff, clock))


async def _with_expectation(tx: Tx, deps: Deps, handoff: Handoff, clock: ServiceClock) -> ServiceClock:
    """What the customer may be told of the wait, by what this team's past tells."""
    past, now = await handoffs.past(tx, handoff.queue, without=handoff.id), deps.clock.now()
    found = expected(past, deps.workspace.hours_of(handoff.queue.name), now)
    usual, most = (found.usual_by, found.most_by) if found else (None, None)
    ahead = ahead_of(replace(handoff, clock=clock), await handoffs.open_ones(tx))
    outlook = Outlook(ahead=ahead, usual_by=usual, most_by=most, at=now, told_at=now)
    return replace(clock, usual_by=usual, most_by=most, outlook=outlook)


async def _set(tx: Tx, deps: Deps, handoff: Handoff, clock: ServiceClock) -> None:
    """The card shows it when what is due has changed."""
    if clock == handoff.clock:
        return
    await handoffs.set_clock(tx, handoff.id, clock)
    if handoff.clock is None or clock.due_at != handoff.clock.due_at:
        now = deps.clock.now()
        await outbox.put(tx, saying.redraw(handoff, f"due:{now.timestamp()}"), now)
