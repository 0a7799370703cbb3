"""A customer is promised something: it stands on the card, and ends kept, broken or withdrawn."""

from datetime import datetime

from bot import saying
from bot.deps import Deps
from bot.ports import PromiseSaid
from escalation import promises as rules
from escalation.model import Handoff, NewPromise, PersonId, Promise, PromiseId, PromiseState, promise_id
from escalation.redaction import secretless
from storage import handoffs, outbox, promises, timeline
from storage.database import Tx

_WORDS_AT_MOST = 200


async def make_promise(tx: Tx, deps: Deps, handoff: Handoff, new: NewPromise) -> Promise:
    """Remember it, once by its source and part, and show it on the card and in its thread; the promise as it stands.

    The caller holds the handoff. Words lose their secrets.
    """
    now = deps.clock.now()
    made = Promise(
        id=promise_id(new.source, new.part),
        source=new.source,
        part=new.part,
        handoff=handoff.id,
        conversation=handoff.conversation,
        owner=new.owner or handoff.claimed_by,
        team=handoff.queue.name,
        what=_plain(new.what),
        kind=new.kind,
        due_at=new.due_at,
        made_at=now,
        remind_at=rules.remind_at(now, new.due_at, deps.workspace.hours_of(handoff.queue.name)),
    )
    if not await promises.add(tx, made):
        return await promises.get(tx, made.id)
    await note(tx, deps, handoff, made, "promised", made.owner)
    await outbox.put(tx, saying.to_team(handoff, PromiseSaid(promise=made), _key(made.id)), now)
    return made


async def settle_promise(
    tx: Tx, deps: Deps, promise: PromiseId, state: PromiseState, *, by: PersonId | None = None, how: str = ""
) -> bool:
    """It is kept, broken or withdrawn now; False when it was settled before. What was broken may be kept late."""
    found = await promises.get(tx, promise)
    handoff = await handoffs.hold(tx, found.handoff)
    found = await promises.get(tx, promise)
    if not found.is_open or found.state is state:
        return False
    if not await promises.settle(tx, found, state, now=deps.clock.now(), by=by, how=how):
        return False
    await note(tx, deps, handoff, found, f"promise_{state}", by)
    return True


async def move_promise(
    tx: Tx, deps: Deps, promise: Promise, due_at: datetime | None, *, what: str = "", by: PersonId | None = None
) -> bool:
    """It is due then from now on, and is `what`; False when it is open no more, or nothing changes."""
    handoff = await handoffs.hold(tx, promise.handoff)
    what = _plain(what) or promise.what
    if promise.state is not PromiseState.OPEN or (due_at, what) == (promise.due_at, promise.what):
        return False
    remind = rules.remind_at(deps.clock.now(), due_at, deps.workspace.hours_of(promise.team))
    if not await promises.move(tx, promise, due_at, remind, what):
        return False
    await note(tx, deps, handoff, promise, "promise_moved", by)
    return True


async def open_promise_again(tx: Tx, deps: Deps, promise: Promise, by: PersonId | None = None) -> bool:
    """It is still to be kept; False when it stands otherwise by now."""
    handoff = await handoffs.hold(tx, promise.handoff)
    hours = deps.workspace.hours_of(promise.team)
    if not await promises.open_again(tx, promise, rules.remind_at(deps.clock.now(), promise.due_at, hours)):
        return False
    await note(tx, deps, handoff, promise, "promise_opened", by)
    return True


async def note(tx: Tx, deps: Deps, handoff: Handoff, promise: Promise, kind: str, by: PersonId | None) -> None:
    """This was done about it: it is in the timeline, and the card and the word about it show how it stands."""
    now = deps.clock.now()
    key = f"{kind}:{promise.id}:{now.timestamp()}"
    await timeline.note(tx, handoff, timeline.Deed(kind=kind, at=now, by=by, detail={"what": promise.what}), key)
    await outbox.put(tx, saying.redraw(handoff, key), now)
    shown = await outbox.find(tx, _key(promise.id))
    if shown is not None and kind != "promised":
        await outbox.put(tx, saying.rewrite(shown.words, PromiseSaid(promise=promise), f"{key}:shown"), now)


def _key(promise: PromiseId) -> str:
    return f"promise:{promise}"


def _plain(what: str) -> str:
    return secretless(" ".join(what.split()))[:_WORDS_AT_MOST]
