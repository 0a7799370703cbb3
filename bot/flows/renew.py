"""Whoever waits can see how they stand: the first notice is kept true, and what proved false is owned up to."""

from dataclasses import replace

from bot import saying
from bot.deps import Deps
from bot.flows.expect import outlook_line, waiting_notice
from bot.flows.notice import rewrite_notice
from bot.flows.wording import texts_about
from escalation.model import Handoff, HandoffId, Outlook
from escalation.renewing import Renewal, ahead_of, is_owed, reading, renewal, told_anew
from escalation.waits import still_expected
from storage import conversations, handoffs, outbox
from storage.database import Tx


async def renew_expectations(deps: Deps) -> str:
    """Tell everybody who waits what is true by now, as far as it is time to."""
    async with deps.database.transaction() as tx:
        open_ones = await handoffs.open_ones(tx)
        due = [one.id for one in open_ones if await _due(tx, deps, one, open_ones)]
    for handoff in due:
        await _renew(deps, handoff)
    return f"{len(due)} told anew"


async def _due(tx: Tx, deps: Deps, handoff: Handoff, open_ones: tuple[Handoff, ...]) -> tuple[Renewal, Outlook] | None:
    """How they are told, and how it stands."""
    clock, now = handoff.clock, deps.clock.now()
    if clock is None or not is_owed(handoff):
        return None
    hours, ahead = deps.workspace.hours_of(handoff.queue.name), ahead_of(handoff, open_ones)
    usual, most = clock.told
    told = clock.outlook or Outlook(ahead=ahead, usual_by=usual, most_by=most, at=now, told_at=clock.queued_at)
    is_past = told.most_by is None or told.most_by <= now or (told.usual_by is not None and told.usual_by <= now)
    past = await handoffs.past(tx, handoff.queue, without=handoff.id) if is_past else ()
    reads = reading(told, ahead, still_expected(past, hours, clock.queued_at, now), now)
    how = renewal(clock, reads, hours, now)
    return (how, reads) if how else None


async def _renew(deps: Deps, handoff_id: HandoffId) -> None:
    """In one transaction with a note of it, so that nobody is told twice."""
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, handoff_id)
        due = await _due(tx, deps, handoff, await handoffs.open_ones(tx))
        if due is None or handoff.clock is None:
            return
        (how, reads), now = due, deps.clock.now()
        was_known = handoff.clock.told[1] is not None
        clock = replace(handoff.clock, outlook=told_anew(reads, how, now))
        await handoffs.set_clock(tx, handoff.id, clock)
        handoff = replace(handoff, clock=clock)
        key = f"renewed:{handoff.id}:{now.timestamp()}"
        line = outlook_line(deps, handoff)
        await rewrite_notice(tx, deps, handoff, lambda said: replace(said, outlook=line), f"{key}:{how}")
        if how is Renewal.ALOUD:
            texts, conversation = texts_about(deps, handoff), await conversations.get(tx, handoff.conversation)
            text = texts.still_waiting_late if was_known else texts.still_waiting
            notice = waiting_notice(
                deps, conversation, handoff, text.format(team=handoff.queue.name, agent=""), also_first=True
            )
            await outbox.put(tx, saying.to_customer(conversation, notice, key), now)
