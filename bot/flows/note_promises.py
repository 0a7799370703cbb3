"""What an agent's words to a customer promise goes into the ledger, and follows the words when they change."""

from bot.deps import Deps
from bot.flows.promise import make_promise, move_promise, open_promise_again, settle_promise
from escalation.model import ChannelId, Handoff, NewPromise, PersonId, Promise, PromiseState, Ts
from escalation.promises import makes_it_plain
from escalation.reading import Commitment, commitments
from storage import promises
from storage.database import Tx

_TAKEN_BACK = "the words were taken back"


async def note_promises(
    tx: Tx,
    deps: Deps,
    handoff: Handoff,
    message: tuple[ChannelId, Ts],
    text: str | None,
    author: PersonId | None = None,
) -> None:
    """Once per promise of these words, by channel and time stamp; told again, they replace what they said before.

    None for words that were deleted. The caller holds the handoff.
    """
    channel, ts = message
    source = f"said:{channel}:{ts}"
    known = {one.part: one for one in await promises.made_by(tx, source)}
    said_at = min((one.made_at for one in known.values()), default=deps.clock.now())
    found = commitments(text or "", said_at, deps.workspace.hours_of(handoff.queue.name))
    for part, one in enumerate(found):
        if part in known:
            await _reword(tx, deps, known[part], one)
        elif one.due_at is not None or not await _is_plain(tx, handoff):
            new = NewPromise(source=source, part=part, what=one.what, due_at=one.due_at, owner=author)
            await _replace_vague(tx, deps, handoff, await make_promise(tx, deps, handoff, new))
    for part, promise in known.items():
        if part >= len(found) and promise.state is PromiseState.OPEN:
            await settle_promise(tx, deps, promise.id, PromiseState.WITHDRAWN, how=_TAKEN_BACK)


async def has_promised(tx: Tx, channel: ChannelId, ts: Ts) -> bool:
    """Whether these words put anything into the ledger."""
    return bool(await promises.made_by(tx, f"said:{channel}:{ts}"))


async def _reword(tx: Tx, deps: Deps, promise: Promise, said: Commitment) -> None:
    if promise.state is PromiseState.WITHDRAWN and promise.how == _TAKEN_BACK:
        await open_promise_again(tx, deps, promise)
        promise = await promises.get(tx, promise.id)
    await move_promise(tx, deps, promise, said.due_at, what=said.what)


async def _is_plain(tx: Tx, handoff: Handoff) -> bool:
    """Whether the customer knows already by when they hear from us, or the agent was asked for it."""
    return bool(await promises.open_of(tx, handoff.id))


async def _replace_vague(tx: Tx, deps: Deps, handoff: Handoff, made: Promise) -> None:
    """Who said that they come back, and now says when, has promised one thing."""
    for vague in await promises.open_of(tx, handoff.id):
        if makes_it_plain(made, vague):
            await settle_promise(tx, deps, vague.id, PromiseState.WITHDRAWN, how="said again, with a time")
