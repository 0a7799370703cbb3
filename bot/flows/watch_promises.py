"""No promise is forgotten: its owner is reminded before it is due, and told once it is broken."""

from datetime import datetime

from bot import saying
from bot.deps import Deps
from bot.flows.card_thread import link_to_card
from bot.flows.keep_promises import moment_of
from bot.flows.promise import settle_promise
from bot.ports import NudgeSaid
from escalation.model import Handoff, PersonId, Promise, PromiseState
from escalation.nudges import may_nudge
from escalation.promises import is_late, may_remind
from storage import handoffs, outbox, promises
from storage.database import Tx


async def watch_promises(deps: Deps) -> str:
    """Do what is due about every promise."""
    async with deps.database.transaction() as tx:
        now = deps.clock.now()
        found = [one for one in await promises.due(tx, now) if is_late(one, now) or _is_to_remind(one, now)]
    for promise in found:
        await _attend(deps, promise)
    return f"{len(found)} attended to"


def _is_to_remind(promise: Promise, now: datetime) -> bool:
    return promise.remind_at is not None and promise.remind_at <= now


async def _attend(deps: Deps, promise: Promise) -> None:
    """In one transaction with a note of it, so that nobody is called twice."""
    link = await link_to_card(deps, promise.handoff)
    now = deps.clock.now()
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, promise.handoff)
        promise = await promises.get(tx, promise.id)
        if is_late(promise, now):
            await settle_promise(tx, deps, promise.id, PromiseState.BROKEN)
            await promises.remind_at(tx, await promises.get(tx, promise.id), now)
            promise = await promises.get(tx, promise.id)
        nudged = handoff.clock.nudged_at if handoff.clock else None
        may_call = may_nudge(handoff, deps.workspace.quiet_of(promise.team), now)
        if may_call and may_remind(promise, deps.workspace.hours_of(promise.team), now, nudged):
            await _call(tx, deps, handoff, promise, link)


async def _call(tx: Tx, deps: Deps, handoff: Handoff, promise: Promise, link: str) -> None:
    now = deps.clock.now()
    await promises.remind_at(tx, promise, None)
    if handoff.clock is not None:
        await handoffs.nudged(tx, handoff, now)
    people = _people(deps, handoff, promise)
    due = moment_of(promise)
    is_broken = promise.state is PromiseState.BROKEN
    who = f"{handoff.customer_name} ({handoff.account})" if handoff.account else handoff.customer_name
    told = (
        f"{who} was promised “{promise.what}”, and it was due {due.words}. Tell them, then say `promise done` here."
        if is_broken
        else f"{who} was promised “{promise.what}”, due {due.words}. Say `promise done` here once it is kept."
    )
    nudge = NudgeSaid(text=told, people=people, moments=(due,), link="" if people else link)
    key = f"promise_nudge:{promise.id}:{promise.state}:{now.timestamp()}"
    aloud = saying.to_channel(handoff.queue.channel, nudge, key)
    await outbox.put(tx, saying.to_team(handoff, nudge, key) if people else aloud, now)


def _people(deps: Deps, handoff: Handoff, promise: Promise) -> tuple[PersonId, ...]:
    """Who keeps it; and who is on call for the team, once it is broken or nobody does."""
    team = deps.workspace.team(promise.team)
    keeper = promise.owner or (handoff.claimed_by if handoff.status.is_open else None)
    is_urgent = promise.state is PromiseState.BROKEN or keeper is None
    return tuple(dict.fromkeys([*([keeper] if keeper else []), *(team.on_call if team and is_urgent else ())]))
