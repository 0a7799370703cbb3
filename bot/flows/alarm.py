"""Words of a handoff that Slack will not take: nobody is left in the dark, neither the team nor the customer."""

from bot import saying
from bot.deps import Deps
from bot.flows.pass_on import pass_on
from bot.ports import FileSaid, NoticeSaid, NudgeSaid, RelaySaid
from escalation.model import Handoff, HandoffStatus, Queue
from storage import conversations, handoffs, outbox
from storage.database import Tx
from storage.outbox import Act, Words


async def card_refused(tx: Tx, deps: Deps, words: Words, why: str) -> None:
    """Slack does not take these words. When they are a card, another team gets it, and our admins are told."""
    handoff_id = saying.handoff_of(words.key) if words.act is Act.POST else None
    if handoff_id is None:
        return
    handoff = await handoffs.hold(tx, handoff_id)
    if handoff.status is not HandoffStatus.WAITING or saying.card_key(handoff) != words.key:
        return
    queue = _another(deps, handoff)
    goes = f"{queue.name} has it instead." if queue else "No other team has it, so nobody but you knows."
    text = (
        f"{handoff.customer_name} needs a person, and Slack does not take the card into {handoff.queue.name}'s channel "
        f"({why}). {goes} Invite me to that channel, or name another one in BATON_CONFIG."
    )
    nudge = NudgeSaid(text=text, link=handoff.customer_link)
    for admin in sorted(deps.house.admins):
        await outbox.put(tx, saying.to_person(admin, nudge, f"alarm:{words.key}:{admin}"), deps.clock.now())
    if queue is not None:
        await pass_on(tx, deps, handoff, queue)


def _another(deps: Deps, handoff: Handoff) -> Queue | None:
    """A team that was not tried yet, the last resort first."""
    if handoff.passed_on + 1 >= len(deps.queues):
        return None
    return next(queue for queue in deps.queues if queue != handoff.queue)


async def words_refused(tx: Tx, deps: Deps, words: Words, why: str) -> None:
    """Slack refused these words for good. When they were for a customer who is with a team, the team is told."""
    said = saying.unpack(words.saying) if words.act is Act.POST else None
    if words.conversation is None or not isinstance(said, NoticeSaid | RelaySaid | FileSaid):
        return
    conversation = await conversations.get(tx, words.conversation)
    handoff = await handoffs.latest(tx, conversation.id)
    if handoff is None or not handoff.status.is_open or words.channel != conversation.channel:
        return
    nudge = NudgeSaid(
        text=f"Slack did not take what was to be said to {conversation.customer_name} ({why}): they have not read it.",
        people=(handoff.claimed_by,) if handoff.claimed_by else (),
    )
    await outbox.put(tx, saying.to_team(handoff, nudge, f"alarm:{words.key}"), deps.clock.now())
