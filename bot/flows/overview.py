"""A team's channel has one message that shows its queue, and always as it stands."""

from datetime import timedelta

from bot import saying
from bot.deps import Deps
from bot.flows.desk import Desk
from bot.ports import OverviewSaid
from escalation.desk import QueueView
from escalation.model import ChannelId
from storage import outbox
from storage.database import Tx
from storage.outbox import Sending, State

_ANEW_AT_MOST_EVERY = timedelta(days=1)
_FAR = 15
"""So many cards further down, an overview is out of sight."""


async def keep_overviews(deps: Deps, desk: Desk) -> int:
    """Show each team its queue where that changed; how many did. However much changed since, each is drawn once."""
    changed = 0
    for queue, view in ((queue, view) for queue in deps.queues for view in desk.queues if view.team == queue.name):
        team = deps.workspace.team(queue.name)
        if team is None or team.overview:
            changed += await _keep(deps, queue.channel, view, is_called_for=_stays(deps, desk, view))
    return changed


def _stays(deps: Deps, desk: Desk, view: QueueView) -> bool:
    """Whether something stands there for a while: what has just come stands there as its card."""
    since = deps.clock.now() - deps.pace.overview
    return any(one.queue.name == view.team and one.opened_at <= since for one in desk.handoffs)


async def _keep(deps: Deps, channel: ChannelId, view: QueueView, *, is_called_for: bool) -> bool:
    async with deps.transaction() as tx:
        last = await outbox.latest(tx, f"overview:{view.team}")
        if last is None:
            return is_called_for and await _post(tx, deps, channel, view, None)
        shown = await outbox.last_rewrite(tx, last.words.key) or last
        if shown.words.state is State.QUEUED:
            return False
        if await _is_lost(tx, last, shown) or last.words.channel != channel:
            is_time = deps.clock.now() - last.queued_at >= _ANEW_AT_MOST_EVERY
            if is_time and is_called_for:
                return await _post(tx, deps, channel, view, last)
        said = OverviewSaid(queue=view)
        if shown.words.state is not State.SENT or shown.words.saying == saying.pack(said):
            return False
        words = saying.rewrite(last.words, said, f"redraw:{last.words.key}:{shown.seq}")
        return await outbox.put(tx, words, deps.clock.now())


async def _is_lost(tx: Tx, last: Sending, shown: Sending) -> bool:
    """Whether it is gone, was never there, or is far above what people read."""
    if State.FAILED in {last.words.state, shown.words.state}:
        return True
    return await outbox.count_below(tx, last.words.channel, last.seq) >= _FAR


async def _post(tx: Tx, deps: Deps, channel: ChannelId, view: QueueView, last: Sending | None) -> bool:
    """It stands here, and nowhere else any more."""
    now = deps.clock.now()
    key = f"overview:{view.team}" + (f":{last.seq}" if last else "")
    if last is not None:
        await outbox.put(tx, saying.erase(last.words, f"erase:{last.words.key}"), now)
    return await outbox.put(tx, saying.overview(channel, OverviewSaid(queue=view), key), now)
