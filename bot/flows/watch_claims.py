"""What was put aside wakes in time, and what somebody claimed and does nothing about returns to the queue."""

from datetime import datetime, timedelta

from bot import saying
from bot.deps import Deps
from bot.flows.claim import note_deed
from bot.flows.expect import waiting_notice
from bot.flows.keep_promises import leave_promises
from bot.flows.keep_time import back_in_queue
from bot.flows.nudge import nudge
from bot.flows.people import who
from bot.flows.wake import wake
from bot.flows.wording import texts_about
from bot.ports import NudgeSaid
from escalation.leases import Lease, idle_since, lease
from escalation.model import Handoff, HandoffId, Owner
from storage import conversations, handoffs, outbox, timeline
from storage.database import Tx
from storage.timeline import Deed


async def watch_claims(deps: Deps) -> str:
    """Look at every open handoff, each in a transaction of its own."""
    async with deps.database.transaction() as tx:
        opened = await handoffs.open_ones(tx)
    held = {one.id: one.claimed_by for one in opened if one.claimed_by is not None or one.snoozed is not None}
    for handoff, agent in held.items():
        name = (await who(deps, agent)).name if agent else ""
        async with deps.transaction() as tx:
            await _look_at(tx, deps, handoff, name)
    return f"{len(held)} looked at"


async def _look_at(tx: Tx, deps: Deps, handoff_id: HandoffId, name: str) -> None:
    handoff, now = await handoffs.hold(tx, handoff_id), deps.clock.now()
    until = handoff.snoozed.until if handoff.snoozed else None
    if until is not None and now >= until:
        await wake(tx, deps, handoff.id, "the time is up", str(until.timestamp()))
        return
    team = deps.workspace.team(handoff.queue.name)
    allowed = timedelta(minutes=team.claim_lease_minutes if team else 240)
    deeds = await timeline.of(tx, handoff.id)
    since = idle_since(handoff, max((deed.at for deed in deeds if deed.by == handoff.claimed_by), default=None))
    stands = lease(since, deps.workspace.hours_of(handoff.queue.name), allowed, now)
    was_warned = any(deed.kind == "lease_warned" and since is not None and deed.at >= since for deed in deeds)
    if stands is Lease.ENDED and was_warned:
        await _end(tx, deps, handoff, name)
    elif stands is not Lease.HOLDS and not was_warned:
        await _warn(tx, deps, handoff, now)


async def _warn(tx: Tx, deps: Deps, handoff: Handoff, now: datetime) -> None:
    key = f"lease_warned:{handoff.id}:{now.timestamp()}"
    await timeline.note(tx, handoff, Deed(kind="lease_warned", at=now), key)
    text = "the customer waits for you. Answer, write a `note:` or `snooze` it; else this goes back to the queue."
    assert handoff.claimed_by is not None
    told = NudgeSaid(text=text, people=(handoff.claimed_by,))
    await nudge(tx, deps, handoff, told, key)


async def _end(tx: Tx, deps: Deps, handoff: Handoff, name: str) -> None:
    """As if they had released it: the customer keeps their place, and is told."""
    assert handoff.claimed_by is not None
    now, lost = deps.clock.now(), handoff.claimed_by
    await handoffs.release_if_claimed(tx, handoff.id)
    await back_in_queue(tx, deps, handoff.id)
    handoff = await handoffs.get(tx, handoff.id)
    conversation = await conversations.get(tx, handoff.conversation)
    epoch = await conversations.change_owner(tx, conversation.id, Owner.NOBODY)
    await note_deed(tx, deps, handoff, "lease_ended", None, epoch)
    await leave_promises(tx, deps, handoff, lost, f"{handoff.id}:{epoch}")
    text = texts_about(deps, handoff).released.format(agent=name, team=handoff.queue.name)
    notice = waiting_notice(deps, conversation, handoff, text)
    await outbox.put(tx, saying.to_customer(conversation, notice, f"released:{handoff.id}:{epoch}"), now)
    told = NudgeSaid(text="this waits in the queue again: nothing was done about it.", people=(lost,))
    await nudge(tx, deps, handoff, told, f"lease_ended:{handoff.id}:{epoch}")
    await outbox.put(tx, saying.redraw(handoff, epoch), now)
