"""The thread of a card: which handoff it is of, and whose words in it go to the customer."""

from bot import saying
from bot.deps import Deps
from bot.errors import NothingToDoError
from escalation.model import ChannelId, Handoff, HandoffId, HandoffStatus, Person, Ts
from storage import handoffs, outbox
from storage.database import Tx


async def handoff_at(tx: Tx, channel: ChannelId, thread: Ts) -> Handoff | None:
    """The handoff whose card is this thread's first message."""
    key = await outbox.key_at(tx, channel, thread)
    handoff = saying.handoff_of(key) if key else None
    return await handoffs.get(tx, handoff) if handoff else None


def speaks_for_us(handoff: Handoff, person: Person) -> bool:
    """Whether this person's words in the card's thread go to the customer."""
    return handoff.status is HandoffStatus.CLAIMED and handoff.claimed_by == person.id


def check_claimer(handoff: Handoff, person: Person) -> None:
    """NothingToDoError unless this person has the handoff."""
    if not speaks_for_us(handoff, person):
        raise NothingToDoError("Only who has this handoff can do that. Claim it first.")


async def link_to_card(deps: Deps, handoff: HandoffId) -> str:
    """A link to the card as it stands; empty while it is nowhere."""
    async with deps.database.transaction() as tx:
        card = await outbox.find(tx, saying.card_key(await handoffs.get(tx, handoff)))
    return await deps.messenger.link(card.words.channel, card.ts) if card is not None and card.ts else ""
