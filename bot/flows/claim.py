"""An agent takes a handoff, or gives it back to the queue."""

from bot import saying
from bot.deps import Deps
from bot.errors import AlreadyClaimedError, NothingToDoError
from bot.flows.expect import waiting_notice
from bot.flows.keep_promises import leave_promises, take_promises
from bot.flows.keep_time import back_in_queue
from bot.flows.notice import end_waiting
from bot.flows.wording import texts_about
from bot.ports import NoticeSaid
from escalation.lifecycle import Move, is_held_by_other, may
from escalation.model import Handoff, HandoffId, HandoffStatus, Owner, Person, PersonId
from storage import conversations, handoffs, outbox, timeline
from storage.database import Tx


async def claim_handoff(deps: Deps, handoff_id: HandoffId, agent: Person) -> str:
    """Give the handoff to the first agent who asks. Asking twice is harmless. AlreadyClaimedError names the winner."""
    async with deps.transaction() as tx:
        await handoffs.hold(tx, handoff_id)
        won = await handoffs.claim_if_waiting(tx, handoff_id, agent.id, deps.clock.now())
        handoff = await handoffs.get(tx, handoff_id)
        if won:
            await introduce(tx, deps, handoff, agent)
    if won or handoff.claimed_by == agent.id:
        return "claimed"
    if handoff.status is HandoffStatus.CLAIMED:
        raise AlreadyClaimedError(f"<@{handoff.claimed_by}> already has this one.")
    raise NothingToDoError(f"This one is {handoff.status.value.replace('_', ' ')} already.")


async def introduce(tx: Tx, deps: Deps, handoff: Handoff, agent: Person) -> None:
    """The conversation is this agent's; the customer is told who, and the card shows it."""
    epoch = await give_to(tx, deps, handoff, agent)
    await note_deed(tx, deps, handoff, "claimed", agent, epoch)
    conversation = await conversations.get(tx, handoff.conversation)
    text = texts_about(deps, handoff).claimed.format(agent=agent.name, team=handoff.queue.name)
    notice = NoticeSaid(conversation=conversation.id, text=text)
    words = saying.to_customer(conversation, notice, f"claimed:{handoff.id}:{epoch}")
    await outbox.put(tx, words, deps.clock.now())


async def give_to(tx: Tx, deps: Deps, handoff: Handoff, agent: Person) -> int:
    """The conversation is this agent's from now on, and the card shows it; the new epoch."""
    epoch = await conversations.change_owner(tx, handoff.conversation, Owner.PERSON, agent.id)
    await take_promises(tx, deps, handoff, agent.id)
    await end_waiting(tx, deps, handoff)
    await outbox.put(tx, saying.redraw(handoff, epoch), deps.clock.now())
    return epoch


async def release_handoff(deps: Deps, handoff_id: HandoffId, agent: Person) -> str:
    """Back to the queue; the customer is told that nothing is lost."""
    async with deps.transaction() as tx:
        check_move(await handoffs.hold(tx, handoff_id), agent.id, Move.RELEASE)
        await handoffs.release_if_claimed(tx, handoff_id)
        await back_in_queue(tx, deps, handoff_id)
        handoff = await handoffs.get(tx, handoff_id)
        conversation = await conversations.get(tx, handoff.conversation)
        epoch = await conversations.change_owner(tx, conversation.id, Owner.NOBODY)
        await note_deed(tx, deps, handoff, "released", agent, epoch)
        text = texts_about(deps, handoff).released.format(agent=agent.name, team=handoff.queue.name)
        await leave_promises(tx, deps, handoff, agent.id, f"{handoff.id}:{epoch}")
        notice = waiting_notice(deps, conversation, handoff, text)
        now = deps.clock.now()
        await outbox.put(tx, saying.to_customer(conversation, notice, f"released:{handoff.id}:{epoch}"), now)
        await outbox.put(tx, saying.redraw(handoff, epoch), now)
    return "released"


async def note_deed(tx: Tx, deps: Deps, handoff: Handoff, kind: str, agent: Person | None, epoch: int) -> None:
    """This was done, by an agent or else by the customer, and made this the conversation's epoch."""
    deed = timeline.Deed(kind=kind, at=deps.clock.now(), by=agent.id if agent else None)
    await timeline.note(tx, handoff, deed, f"{kind}:{handoff.id}:{epoch}")


def check_move(handoff: Handoff, agent: PersonId, move: Move) -> None:
    """Raise unless this agent may make this move now."""
    if is_held_by_other(handoff, agent):
        raise AlreadyClaimedError(f"<@{handoff.claimed_by}> has this one.")
    if not may(move, handoff):
        raise NothingToDoError(f"This one is {handoff.status.value.replace('_', ' ')} already.")
