"""A handoff ends: resolved, or handed back to the bot. And begins again when that was too early."""

from bot import saying
from bot.deps import Deps
from bot.flows.ask import Ask
from bot.flows.ask_customer import tell_still_broken
from bot.flows.ask_rating import plan_rating, withdraw_rating
from bot.flows.claim import check_move, note_deed
from bot.flows.episodes import came_back, look_at
from bot.flows.expect import waiting_notice
from bot.flows.judge import ask_to_judge, judgement_of, note_judgement
from bot.flows.keep_promises import keep_by_resolving, leave_promises, open_again, take_promises
from bot.flows.keep_time import back_in_queue, customer_wrote
from bot.flows.notice import end_waiting
from bot.flows.nudge import nudge
from bot.flows.teach import confirm_topic
from bot.flows.unbook import cancel_booking
from bot.flows.wording import labels, texts_about
from bot.ports import NoticeSaid, NudgeSaid
from escalation.lifecycle import Move
from escalation.model import UNJUDGED, Conversation, Handoff, HandoffId, HandoffStatus, Judgement, Owner, Person
from storage import conversations, handoffs, outbox
from storage.database import Tx


async def resolve_as_told(deps: Deps, ask: Ask) -> str:
    """Resolve it, with what the agent says about it in the same breath; nothing is done when that isn't understood."""
    return await resolve_handoff(deps, ask.handoff, ask.by, judgement_of(deps, ask))


async def resolve_handoff(deps: Deps, handoff_id: HandoffId, agent: Person, judgement: Judgement = UNJUDGED) -> str:
    """It is solved, says the agent; the customer is told, and how to say otherwise. What it was is asked afterwards."""
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, handoff_id)
        check_move(handoff, agent.id, Move.RESOLVE)
        handoff = await _close(tx, deps, handoff, HandoffStatus.RESOLVED)
        await confirm_topic(tx, deps, handoff)
        conversation = await conversations.get(tx, handoff.conversation)
        epoch = await conversations.change_owner(tx, conversation.id, Owner.NOBODY)
        texts = texts_about(deps, handoff)
        text = texts.resolved.format(agent=agent.name, team=handoff.queue.name)
        says = labels(texts, handoff.queue.name)
        notice = NoticeSaid(
            conversation=conversation.id, text=text, offers_reopen=handoff.id, offers_confirming=True, labels=says
        )
        await _tell(tx, deps, conversation, notice, f"resolved:{handoff.id}:{epoch}")
        await note_deed(tx, deps, handoff, "resolved", agent, epoch)
        await cancel_booking(tx, deps, handoff, agent.id)
        await keep_by_resolving(tx, deps, handoff, agent, f"{handoff.id}:{epoch}")
        await outbox.put(tx, saying.redraw(handoff, epoch), deps.clock.now())
        await _ask_to_judge(tx, deps, handoff, judgement, agent, f"resolved:{epoch}")
        conversation = await conversations.get(tx, conversation.id)
        await look_at(tx, deps, conversation)
        await plan_rating(tx, deps, conversation, handoff)
    return "resolved"


async def hand_back_as_told(deps: Deps, ask: Ask) -> str:
    """Hand it back, with what the agent says about it in the same breath, as `resolve_as_told`."""
    return await hand_back(deps, ask.handoff, ask.by, judgement_of(deps, ask))


async def hand_back(deps: Deps, handoff_id: HandoffId, agent: Person, judgement: Judgement = UNJUDGED) -> str:
    """The bot may answer again; it keeps what was said meanwhile. Whether a person was needed is asked afterwards."""
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, handoff_id)
        check_move(handoff, agent.id, Move.HAND_BACK)
        handoff = await _close(tx, deps, handoff, HandoffStatus.HANDED_BACK)
        conversation = await conversations.get(tx, handoff.conversation)
        epoch = await conversations.change_owner(tx, conversation.id, Owner.BOT)
        await conversations.settle(tx, conversation.id, deps.clock.now())
        texts = texts_about(deps, handoff)
        notice = NoticeSaid(
            conversation=conversation.id, text=texts.handed_back, offers_person=True, labels=labels(texts)
        )
        await _tell(tx, deps, conversation, notice, f"handed_back:{handoff.id}:{epoch}")
        await note_deed(tx, deps, handoff, "handed_back", agent, epoch)
        await cancel_booking(tx, deps, handoff, agent.id)
        await leave_promises(tx, deps, handoff, agent.id, f"{handoff.id}:{epoch}")
        await outbox.put(tx, saying.redraw(handoff, epoch), deps.clock.now())
        await _ask_to_judge(tx, deps, handoff, judgement, agent, f"handed_back:{epoch}")
    return "handed back"


async def reopen_handoff(deps: Deps, handoff_id: HandoffId, agent: Person) -> str:
    """An agent opens it again and has it."""
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, handoff_id)
        check_move(handoff, agent.id, Move.REOPEN)
        was = handoff.status
        await handoffs.reopen_if_closed(tx, handoff_id, HandoffStatus.WAITING)
        await handoffs.claim_if_waiting(tx, handoff_id, agent.id, deps.clock.now())
        handoff = await handoffs.get(tx, handoff_id)
        conversation = await conversations.get(tx, handoff.conversation)
        epoch = await conversations.change_owner(tx, conversation.id, Owner.PERSON, agent.id)
        text = texts_about(deps, handoff).claimed.format(agent=agent.name, team=handoff.queue.name)
        notice = NoticeSaid(conversation=conversation.id, text=text)
        await _tell(tx, deps, conversation, notice, f"reopened:{handoff.id}:{epoch}")
        await note_deed(tx, deps, handoff, "reopened", agent, epoch)
        await withdraw_rating(tx, deps, handoff)
        await came_back(tx, deps, conversation.id, only_if_gone=was is not HandoffStatus.RESOLVED)
        await open_again(tx, deps, handoff)
        await take_promises(tx, deps, handoff, agent.id)
        await outbox.put(tx, saying.redraw(handoff, epoch), deps.clock.now())
    return "reopened"


async def reopen_by_customer(deps: Deps, handoff_id: HandoffId) -> str:
    """The customer pressed *Not solved* under the resolution. Pressing twice is harmless."""
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, handoff_id)
        conversation = await conversations.get(tx, handoff.conversation)
        if handoff.status is not HandoffStatus.RESOLVED:
            return "open already"
        await reopen_for_customer(tx, deps, conversation, handoff)
    return "reopened by the customer"


async def reopen_for_customer(tx: Tx, deps: Deps, conversation: Conversation, handoff: Handoff) -> None:
    """Back to the agent who had it, or to the queue if nobody had; both sides are told."""
    was_with = handoff.claimed_by
    status = HandoffStatus.CLAIMED if was_with else HandoffStatus.WAITING
    await handoffs.reopen_if_closed(tx, handoff.id, status)
    owner = Owner.PERSON if was_with else Owner.NOBODY
    epoch = await conversations.change_owner(tx, conversation.id, owner, was_with)
    handoff = await handoffs.get(tx, handoff.id)
    now = deps.clock.now()
    await back_in_queue(tx, deps, handoff.id)
    await customer_wrote(tx, deps, await handoffs.get(tx, handoff.id), now)
    text = texts_about(deps, handoff).reopened.format(agent="", team=handoff.queue.name)
    notice = waiting_notice(deps, conversation, await handoffs.get(tx, handoff.id), text)
    await _tell(tx, deps, conversation, notice, f"not_solved:{handoff.id}:{epoch}")
    await note_deed(tx, deps, handoff, "reopened", None, epoch)
    await withdraw_rating(tx, deps, handoff)
    await came_back(tx, deps, conversation.id)
    await open_again(tx, deps, handoff)
    await outbox.put(tx, saying.redraw(handoff, epoch), now)
    text = f"{conversation.customer_name} says that this is not solved yet."
    told = NudgeSaid(text=text, people=(was_with,) if was_with else ())
    await nudge(tx, deps, handoff, told, f"reopened_by_customer:{handoff.id}:{epoch}")
    await tell_still_broken(tx, deps, handoff, f"{handoff.id}:{epoch}")


async def _ask_to_judge(tx: Tx, deps: Deps, handoff: Handoff, judgement: Judgement, agent: Person, key: str) -> None:
    await ask_to_judge(tx, deps, handoff)
    if judgement.words:
        await note_judgement(tx, deps, handoff, judgement, agent, key)


async def _close(tx: Tx, deps: Deps, handoff: Handoff, status: HandoffStatus) -> Handoff:
    await handoffs.close_if_open(tx, handoff.id, status, deps.clock.now())
    await end_waiting(tx, deps, handoff)
    return await handoffs.get(tx, handoff.id)


async def _tell(tx: Tx, deps: Deps, conversation: Conversation, notice: NoticeSaid, key: str) -> None:
    await outbox.put(tx, saying.to_customer(conversation, notice, key), deps.clock.now())
