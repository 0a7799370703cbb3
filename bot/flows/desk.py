"""An agent's desk: the queues as they stand, with a link to each card."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot import saying
from bot.deps import Deps
from escalation.desk import QueueView, queue_view
from escalation.model import Handoff, HandoffId
from storage import handoffs, outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Every open handoff, where its card is, and the queue of each team."""

    handoffs: tuple[Handoff, ...]
    links: Mapping[HandoffId, str]
    queues: tuple[QueueView, ...]


async def read_desk(deps: Deps) -> Desk:
    """The desk as it stands. A card that is not posted yet has no link."""
    async with deps.database.transaction() as tx:
        open_ones = await handoffs.open_ones(tx)
        cards = [(one.id, await outbox.find(tx, saying.card_key(one))) for one in open_ones]
    links = {
        handoff: await deps.messenger.link(card.words.channel, card.ts)
        for handoff, card in cards
        if card is not None and card.ts is not None
    }
    teams = dict.fromkeys([*(queue.name for queue in deps.queues), *(one.queue.name for one in open_ones)])
    now = deps.clock.now()
    views = tuple(queue_view(team, open_ones, links, deps.workspace.hours_of(team), now) for team in teams)
    return Desk(handoffs=open_ones, links=links, queues=views)
