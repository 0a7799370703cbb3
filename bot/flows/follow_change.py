"""Somebody edited or deleted a message: our record follows, and what was carried of it to the other side."""

from bot.deps import Deps
from bot.flows.correct import ask_again
from bot.flows.guard import follow_held
from bot.flows.mirror import carried, key_of, mirror
from bot.flows.note_promises import has_promised, note_promises
from bot.flows.people import with_names
from bot.flows.send import offer_to_send
from bot.ports import UnsentSaid
from escalation.model import Change, Handoff, Relay
from escalation.notes import is_note, to_send
from escalation.orders import order_in
from storage import conversations, handoffs, outbox
from storage.database import Tx


async def follow_change(deps: Deps, change: Change) -> str:
    """Hearing of it twice is harmless. An agent's new wording waits for *Send* where each word does."""
    text = await with_names(deps, change.text, change.mentions) if change.text is not None else None
    if (result := await follow_held(deps, change, text)) is not None:
        return result
    async with deps.transaction() as tx:
        ours = await conversations.reword(tx, change.channel, change.ts, text)
        said = await carried(tx, change.channel, change.ts)
        if said is None:
            return await ask_again(tx, deps, change, ours) if ours else "not ours"
        is_kept_inside = text is None or (said.is_from_agent and (is_note(text) or order_in(text) is not None))
        is_ours = said.is_from_agent or await has_promised(tx, change.channel, change.ts)
        handoff = await _handoff(tx, change) if is_ours else None
        is_sent_by_hand = said.is_from_agent and handoff is not None and handoff.relay is Relay.EXPLICIT
        if is_sent_by_hand and handoff is not None and text is not None and not is_kept_inside:
            if not to_send(text):
                offer = UnsentSaid(handoff=handoff.id, message=change.ts)
                return await offer_to_send(tx, deps, handoff, change.channel, offer, change.at)
            text = to_send(text)
        text = None if is_kept_inside else text
        await mirror(tx, deps, change.channel, change.ts, text, change.at)
        if handoff is not None:
            await note_promises(tx, deps, await handoffs.hold(tx, handoff.id), (change.channel, change.ts), text)
    return "taken back on the other side" if is_kept_inside else "changed on the other side"


async def _handoff(tx: Tx, change: Change) -> Handoff | None:
    """The handoff in whose thread it was said."""
    words = await outbox.find(tx, key_of(change.channel, change.ts))
    about = words.words.conversation if words else None
    return await handoffs.latest(tx, about) if about else None
