"""An agent says what became of a promise, or by when it is due: by a button, or by a word in the card's thread."""

from bot.deps import Deps
from bot.errors import NothingToDoError
from bot.flows.ask import Ask
from bot.flows.promise import move_promise, open_promise_again, settle_promise
from bot.flows.unbook import give_back
from escalation.model import Promise, PromiseKind, PromiseState
from escalation.promises import Tend, Wish, choices, numbered, wish_in
from escalation.reading import dues_in
from storage import handoffs, promises
from storage.database import Tx

HOW = (
    "Say `promise done`, `promise drop`, `promise open` or `promise by tomorrow 15:00`; with several, `promise done 2`."
)


async def tend_promise(deps: Deps, ask: Ask) -> str:
    """Once, whoever of the team says it first. NothingToDoError says why not, or asks which one is meant."""
    wish = wish_in(ask.words)
    if wish is None:
        raise NothingToDoError(HOW)
    async with deps.transaction() as tx:
        await handoffs.hold(tx, ask.handoff)
        found = await _meant(tx, deps, ask, wish)
        if found.kind is PromiseKind.SLOT and wish.tend in {Tend.OPEN, Tend.MOVE}:
            raise NothingToDoError("This time is in the customer's calendar: only they can book another one.")
        await _DO[wish.tend](tx, deps, ask, found, wish)
        if found.kind is PromiseKind.SLOT:
            await give_back(tx, deps, found, ask.by.id)
    return f"promise {wish.tend}"


async def _meant(tx: Tx, deps: Deps, ask: Ask, wish: Wish) -> Promise:
    everything = await promises.of_handoff(tx, ask.handoff)
    fitting = choices(everything, wish, deps.clock.now())
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        listed = " ".join(f"{number}: “{one.what[:60]}”." for number, one in numbered(everything))
        raise NothingToDoError(f"Which one? {listed} Say `promise {wish.tend.value} 1`, for example.")
    raise NothingToDoError(_NONE[wish.tend])


async def _keep(tx: Tx, deps: Deps, ask: Ask, promise: Promise, _wish: Wish) -> None:
    await settle_promise(tx, deps, promise.id, PromiseState.KEPT, by=ask.by.id)


async def _drop(tx: Tx, deps: Deps, ask: Ask, promise: Promise, _wish: Wish) -> None:
    await settle_promise(tx, deps, promise.id, PromiseState.WITHDRAWN, by=ask.by.id)


async def _open(tx: Tx, deps: Deps, ask: Ask, promise: Promise, _wish: Wish) -> None:
    await open_promise_again(tx, deps, promise, ask.by.id)


async def _move(tx: Tx, deps: Deps, ask: Ask, promise: Promise, wish: Wish) -> None:
    now = deps.clock.now()
    due = next(
        (one.at for one in dues_in(f"by {wish.when}", now, deps.workspace.hours_of(promise.team)) if one.at), None
    )
    if due is None:
        raise NothingToDoError("I can't tell when that is. Say `promise by Friday`, `promise by tomorrow 15:00`, …")
    await move_promise(tx, deps, promise, due, by=ask.by.id)


_DO = {Tend.KEEP: _keep, Tend.DROP: _drop, Tend.OPEN: _open, Tend.MOVE: _move}

_NONE = {
    Tend.KEEP: "There is no promise to be kept here any more.",
    Tend.DROP: "There is no promise to be kept here any more.",
    Tend.OPEN: "No promise here was kept before it was due.",
    Tend.MOVE: "No promise here can be due at another time. What is overdue stays so: keep it, or drop it.",
}
