"""What the customer makes of a resolution: it is solved, it is not, or there is nothing more to say."""

from dataclasses import replace

from bot import saying
from bot.deps import Deps
from bot.flows.ask_rating import ask_rating
from bot.flows.episodes import end_episode
from bot.flows.rate_help import rated_in_words
from bot.flows.resolve import reopen_for_customer
from bot.flows.wording import texts_about
from bot.ports import NoticeSaid
from escalation.model import Conversation, Ending, Handoff, HandoffId, HandoffStatus, Person
from escalation.outcomes import Said, said_in
from escalation.reading import is_chatter
from storage import conversations, handoffs, outbox
from storage.database import Tx


async def heard_after_resolution(
    tx: Tx, deps: Deps, conversation: Conversation, handoff: Handoff, text: str, by: Person
) -> None:
    """*That works* confirms it, *never mind* ends it, thanks do nothing, and everything else opens it again.

    Where they were asked how it was, a number is the answer, and words after a low one say why.
    """
    if await rated_in_words(tx, deps, conversation, handoff, text, by):
        return
    said = said_in(text)
    if said is Said.SOLVED:
        await confirm(tx, deps, conversation, handoff)
    elif said is Said.GAVE_UP:
        await end_episode(tx, deps, conversation, Ending.ABANDONED)
    elif not is_chatter(text):
        await reopen_for_customer(tx, deps, conversation, handoff)


async def confirm_by_customer(deps: Deps, handoff_id: HandoffId) -> str:
    """The customer pressed *Solved* under the resolution. Pressing twice is harmless."""
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, handoff_id)
        if handoff.status is not HandoffStatus.RESOLVED:
            return "open again"
        conversation = await conversations.get(tx, handoff.conversation)
        return "confirmed" if await confirm(tx, deps, conversation, handoff) else "confirmed already"


async def confirm(tx: Tx, deps: Deps, conversation: Conversation, handoff: Handoff) -> bool:
    """It is solved, says the customer. The notice takes note of it, and nothing more is said."""
    if not await end_episode(tx, deps, conversation, Ending.CONFIRMED):
        return False
    await ask_rating(tx, deps, conversation, handoff)
    notice = await outbox.find(tx, f"resolved:{handoff.id}:{conversation.epoch}")
    said = saying.unpack(notice.words.saying) if notice else None
    if notice is not None and isinstance(said, NoticeSaid):
        noted = replace(said, offers_confirming=False, note=texts_about(deps, handoff).solved)
        await outbox.put(tx, saying.rewrite(notice.words, noted, f"{notice.words.key}:confirmed"), deps.clock.now())
    return True
