"""What becomes of promises when their handoff is taken, given back, ended, or opened again: none of them is lost."""

from collections.abc import Iterable, Sequence

from bot import saying
from bot.deps import Deps
from bot.flows.promise import note, open_promise_again, settle_promise
from bot.ports import Moment, NudgeSaid
from escalation.model import Handoff, Person, PersonId, Promise, PromiseKind, PromiseState
from storage import outbox, promises
from storage.database import Tx

BY_RESOLVING = "with the resolution"


async def take_promises(tx: Tx, deps: Deps, handoff: Handoff, agent: PersonId) -> None:
    """Who takes the handoff keeps what the team had promised in it."""
    for promise in await promises.open_of(tx, handoff.id):
        if promise.owner is None and promise.state is PromiseState.OPEN:
            await _give(tx, deps, handoff, promise, agent)


async def leave_promises(tx: Tx, deps: Deps, handoff: Handoff, agent: PersonId | None, key: str) -> None:
    """The team keeps what this agent had promised in it, and is told; once per `key`. `handoff` as it stands now."""
    theirs = [one for one in await promises.open_of(tx, handoff.id) if agent and one.owner == agent]
    await _leave(tx, deps, handoff, theirs, key)


async def pass_on_promises(tx: Tx, deps: Deps, handoff: Handoff) -> None:
    """The team that has the handoff now keeps all that was promised in it, and is told."""
    key = f"{handoff.id}:passed:{handoff.passed_on}"
    await _leave(tx, deps, handoff, await promises.open_of(tx, handoff.id), key)


async def merge_promises(tx: Tx, deps: Deps, merged: Handoff, into: Handoff) -> None:
    """What was promised in the one is to be kept in the other, by whoever has that."""
    found = await promises.open_of(tx, merged.id)
    for promise in found:
        await _give(tx, deps, into, promise, into.claimed_by)
    if found:
        told = f"Promised in the other thread, and to be kept: {_listed(found)}."
        await _tell(tx, deps, into, told, found, f"promises_merged:{merged.id}:{into.id}")


async def keep_by_resolving(tx: Tx, deps: Deps, handoff: Handoff, agent: Person, key: str) -> None:
    """What was said is kept now, and a reserved time that has come; a call still has to. The team is told of both."""
    found = await promises.open_of(tx, handoff.id)
    said = [one for one in found if one.kind is PromiseKind.SAID or _has_come(deps, one)]
    for promise in said:
        await settle_promise(tx, deps, promise.id, PromiseState.KEPT, by=agent.id, how=BY_RESOLVING)
    others = [one for one in found if one not in said]
    told = [
        *([f"Counted as kept, because this is resolved: {_listed(said)}. If not: `promise open`."] if said else []),
        *([f"Still to be kept: {_listed(others)}. Say `promise done` or `promise drop`."] if others else []),
    ]
    if told:
        await _tell(tx, deps, handoff, " ".join(told), found, f"promises_kept:{key}")


def _has_come(deps: Deps, promise: Promise) -> bool:
    now = deps.clock.now()
    return promise.kind is PromiseKind.SLOT and promise.due_at is not None and promise.due_at <= now


async def open_again(tx: Tx, deps: Deps, handoff: Handoff) -> None:
    """It was not solved: what counted as kept for that, and is not due yet, is to be kept again."""
    for promise in await promises.of_handoff(tx, handoff.id):
        is_to_come = promise.due_at is None or promise.due_at > deps.clock.now()
        if promise.state is PromiseState.KEPT and promise.how == BY_RESOLVING and is_to_come:
            await open_promise_again(tx, deps, promise)


async def _leave(tx: Tx, deps: Deps, handoff: Handoff, them: Sequence[Promise], key: str) -> None:
    for promise in them:
        await _give(tx, deps, handoff, promise, None)
    if them:
        told = f"Still to be kept, and up to {handoff.queue.name} now: {_listed(them)}."
        await _tell(tx, deps, handoff, told, them, f"promises_left:{key}")


async def _give(tx: Tx, deps: Deps, handoff: Handoff, promise: Promise, owner: PersonId | None) -> None:
    if (promise.owner, promise.team, promise.handoff) != (owner, handoff.queue.name, handoff.id):
        await promises.give(tx, promise, handoff, owner)
        await note(tx, deps, handoff, promise, "promise_given", owner)


async def _tell(tx: Tx, deps: Deps, handoff: Handoff, text: str, about: Iterable[Promise], key: str) -> None:
    moments = tuple(moment_of(one) for one in about if one.due_at is not None)
    await outbox.put(tx, saying.to_team(handoff, NudgeSaid(text=text, moments=moments), key), deps.clock.now())


def _listed(them: Iterable[Promise]) -> str:
    return "; ".join(f"“{one.what}”{f', due {moment_of(one).words}' if one.due_at else ''}" for one in them)


def moment_of(promise: Promise) -> Moment:
    """When it is due, as a text names it."""
    assert promise.due_at is not None
    return Moment(at=promise.due_at, words=f"{promise.due_at:%Y-%m-%d %H:%M} UTC")
