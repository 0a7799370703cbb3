"""A reserved time is given back: by the customer, by an agent, or because its handoff ends before."""

from dataclasses import replace

from bot import saying
from bot.deps import Deps
from bot.errors import NothingToDoError
from bot.flows.free_times import written, zone_of
from bot.flows.invite import send_invitations
from bot.flows.promise import settle_promise
from bot.flows.ways import check_asker
from bot.flows.wording import texts_about
from bot.ports import NoticeSaid, Place
from escalation.model import Handoff, HandoffId, Person, PersonId, Promise, PromiseState, SlotState, promise_id
from storage import conversations, handoffs, outbox, people, slots, timeline
from storage.database import Tx
from storage.timeline import Deed

CANCELLED = "slot_cancelled"
NOTHING = "Nothing is reserved here any more."


async def cancel_by_customer(deps: Deps, handoff_id: HandoffId, by: Person, place: Place) -> str:
    """The customer gives it back. NotAllowedError for a colleague of ours, NothingToDoError if nothing is reserved."""
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, handoff_id)
        check_asker(deps, handoff, by, place)
        if not await cancel_booking(tx, deps, handoff, by.id):
            raise NothingToDoError(NOTHING)
    return "cancelled"


async def cancel_booking(tx: Tx, deps: Deps, handoff: Handoff, by: PersonId | None) -> bool:
    """The time that is kept for this handoff and still to come is free again; False where there is none.

    The caller holds the handoff. The customer is told, calendars are by mail, and the promise is withdrawn unless it
    was settled before.
    """
    slot, now = await slots.of_handoff(tx, handoff.id), deps.clock.now()
    if slot is None or slot.begins <= now or not await slots.end(tx, slot, SlotState.CANCELLED):
        return False
    slot = replace(slot, state=SlotState.CANCELLED, sequence=slot.sequence + 1)
    await settle_promise(tx, deps, promise_id(slot.source), PromiseState.WITHDRAWN, by=by, how="cancelled")
    await send_invitations(tx, deps, slot)
    deed = Deed(kind=CANCELLED, at=now, by=by, detail={"begins": slot.begins.isoformat()})
    await timeline.note(tx, handoff, deed, f"{CANCELLED}:{slot.id}")
    conversation = await conversations.get(tx, handoff.conversation)
    when = written(handoff, slot.span, zone_of(deps, handoff, await people.find(tx, slot.by)))
    text = texts_about(deps, handoff).slot_cancelled.format(when=when, team=slot.team, agent="")
    notice = NoticeSaid(conversation=conversation.id, text=text)
    await outbox.put(tx, saying.to_customer(conversation, notice, f"{slot.source}:{slot.sequence}"), now)
    return True


async def give_back(tx: Tx, deps: Deps, promise: Promise, by: PersonId) -> None:
    """An agent settled this promise: the time that goes with it, if it is still to come, is free again."""
    slot = await slots.of_handoff(tx, promise.handoff)
    if slot is not None and promise_id(slot.source) == promise.id:
        await cancel_booking(tx, deps, await handoffs.get(tx, promise.handoff), by)


async def carry_booking(tx: Tx, deps: Deps, merged: Handoff, into: Handoff) -> None:
    """What was reserved in the one is kept in the other, unless something is reserved there. The caller holds both."""
    slot = await slots.of_handoff(tx, merged.id)
    if slot is None or slot.begins <= deps.clock.now():
        return
    if await slots.of_handoff(tx, into.id) is None:
        await slots.give(tx, slot, into.id)
    else:
        await cancel_booking(tx, deps, merged, None)
