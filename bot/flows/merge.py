"""Two handoffs of a customer's channel become one: what is said in either thread reaches the same agent."""

from bot import saying
from bot.deps import Deps
from bot.errors import NothingToDoError
from bot.flows.ask import Ask
from bot.flows.card_thread import handoff_at
from bot.flows.claim import check_move, note_deed
from bot.flows.hand_off import put_transcript
from bot.flows.keep_promises import merge_promises
from bot.flows.notice import end_waiting
from bot.flows.unbook import carry_booking
from bot.flows.wording import texts_about
from bot.ports import Choice, Field, Kind, NoticeSaid, TeamNoticeSaid
from escalation.lifecycle import Move
from escalation.links import message_at
from escalation.model import Handoff, HandoffId, Owner, channel_of, thread_of
from storage import conversations, handoffs, outbox
from storage.database import Tx


async def merge_handoff(deps: Deps, ask: Ask) -> str:
    """This handoff becomes part of another, which goes on. NothingToDoError unless both are open and of one channel."""
    into = HandoffId(ask.filled["into"]) if ask.filled.get("into") else await _linked(deps, ask.words)
    if into is None:
        return await _ask_which(deps, ask)
    async with deps.database.transaction() as tx:
        target = await handoffs.get(tx, into)
    link = await deps.messenger.link(channel_of(target.conversation), thread_of(target.conversation))
    async with deps.transaction() as tx:
        for one in sorted((ask.handoff, into)):
            await handoffs.hold(tx, one)
        handoff, target = await handoffs.get(tx, ask.handoff), await handoffs.get(tx, into)
        check_move(handoff, ask.by.id, Move.MERGE)
        _check(handoff, target)
        await handoffs.merge_if_open(tx, handoff.id, target.id, deps.clock.now())
        await end_waiting(tx, deps, handoff)
        await carry_booking(tx, deps, handoff, target)
        await merge_promises(tx, deps, handoff, target)
        await _tell(tx, deps, ask, target, link)
    return f"merged into {target.id}"


async def _linked(deps: Deps, words: str) -> HandoffId | None:
    """The handoff that a link leads to: to its card, or to the customer's thread."""
    place = message_at(words)
    if place is None:
        return None
    async with deps.database.transaction() as tx:
        found = await handoff_at(tx, *place)
        conversation = await conversations.at(tx, *place)
        found = found or (await handoffs.latest(tx, conversation.id) if conversation else None)
    if found is None:
        raise NothingToDoError("That link leads to no handoff.")
    return found.id


async def _ask_which(deps: Deps, ask: Ask) -> str:
    async with deps.database.transaction() as tx:
        handoff = await handoffs.get(tx, ask.handoff)
        others = [one for one in await handoffs.open_in(tx, channel_of(handoff.conversation)) if one.id != handoff.id]
    if not others:
        raise NothingToDoError("There is no other open handoff in this customer's channel.")
    if not ask.trigger:
        raise NothingToDoError("Say with which: `merge LINK`, a link to the other card or to the customer's thread.")
    choices = tuple(Choice(value=one.id, label=f"{one.customer_name}: {one.briefing.ask}") for one in others)
    field = Field(name="into", label="Into which one?", kind=Kind.CHOICE, choices=choices)
    await deps.messenger.open_form(ask.place, ask.trigger, ask.form("Merge", (field,), submit="Merge"))
    return "asked into which"


def _check(handoff: Handoff, target: Handoff) -> None:
    if handoff.id == target.id:
        raise NothingToDoError("This is the same handoff.")
    if channel_of(handoff.conversation) != channel_of(target.conversation):
        raise NothingToDoError("These are two customers' channels: what is said in one must not reach the other.")
    if not target.status.is_open:
        raise NothingToDoError("The other one is closed already. Reopen it first.")


async def _tell(tx: Tx, deps: Deps, ask: Ask, target: Handoff, link: str) -> None:
    """The customer is told where it goes on; the agent reads there what was said here."""
    merged, now = await handoffs.get(tx, ask.handoff), deps.clock.now()
    owner = Owner.PERSON if target.claimed_by else Owner.NOBODY
    epoch = await conversations.change_owner(tx, merged.conversation, owner, target.claimed_by)
    conversation = await conversations.get(tx, merged.conversation)
    text = texts_about(deps, merged).merged.format(team=target.queue.name, agent=ask.by.name, link=link)
    notice = NoticeSaid(conversation=conversation.id, text=text)
    await outbox.put(tx, saying.to_customer(conversation, notice, f"merged:{merged.id}:{epoch}"), now)
    told = TeamNoticeSaid(text=f"🔀 <@{ask.by.id}> merged another thread of this channel into this one.")
    await outbox.put(tx, saying.to_team(target, told, f"merged_here:{merged.id}:{epoch}"), now)
    await put_transcript(tx, deps, target, conversation.id)
    await note_deed(tx, deps, merged, "merged", ask.by, epoch)
    await outbox.put(tx, saying.redraw(merged, epoch), now)
