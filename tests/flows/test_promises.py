from datetime import UTC, datetime, timedelta

from bot.flows.promise import make_promise, move_promise, settle_promise
from bot.ports import CardSaid, PromiseSaid
from escalation.model import Handoff, NewPromise, Promise, PromiseKind, PromiseState
from storage import handoffs, promises, timeline
from tests.flows.conftest import DANA, DESK, Town
from tests.flows.test_waiting import ask, newest

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def makes(town: Town, handoff: Handoff, due_at: datetime | None = NOON, source: str = "callback:1") -> Promise:
    async with town.deps.transaction() as tx:
        await handoffs.hold(tx, handoff.id)
        new = NewPromise(source=source, what="We call back", due_at=due_at, kind=PromiseKind.CALLBACK)
        made = await make_promise(tx, town.deps, handoff, new)
    await town.send()
    return made


async def standing(town: Town, promise: Promise) -> Promise:
    async with town.deps.database.transaction() as tx:
        return await promises.get(tx, promise.id)


def card(town: Town) -> CardSaid:
    """The card as it was drawn last."""
    return [said for _, said in town.messenger.rewritten if isinstance(said, CardSaid)][-1]


def word(town: Town) -> PromiseSaid:
    """The word about a promise in the card's thread, as it was drawn last."""
    rewritten = [said for _, said in town.messenger.rewritten if isinstance(said, PromiseSaid)]
    posted = [one.saying for one in town.messenger.in_channel(DESK) if isinstance(one.saying, PromiseSaid)]
    return [*posted, *rewritten][-1]


async def test_a_promise_stands_on_the_card_and_in_its_thread(town: Town) -> None:
    await ask(town)

    made = await makes(town, await newest(town))

    assert card(town).promises == (made,)
    assert word(town).promise == made
    assert made.owner is None
    assert made.team == "Support"


async def test_a_promise_is_made_once_by_what_made_it(town: Town) -> None:
    await ask(town)
    first = await makes(town, await newest(town))

    again = await makes(town, await newest(town), NOON + timedelta(days=1))

    assert again == first


async def test_a_promise_is_settled_once(town: Town) -> None:
    await ask(town)
    made = await makes(town, await newest(town))

    async with town.deps.transaction() as tx:
        first = await settle_promise(tx, town.deps, made.id, PromiseState.KEPT, by=DANA.id)
        second = await settle_promise(tx, town.deps, made.id, PromiseState.WITHDRAWN)
    await town.send()

    assert (first, second) == (True, False)
    assert (await standing(town, made)).state is PromiseState.KEPT
    assert word(town).promise.settled_by == DANA.id
    assert card(town).promises == ()
    async with town.deps.database.transaction() as tx:
        kinds = [deed.kind for deed in await timeline.of(tx, made.handoff)]
    assert kinds == ["promised", "promise_kept"]


async def test_a_broken_promise_may_be_kept_late(town: Town) -> None:
    await ask(town)
    made = await makes(town, await newest(town))
    town.clock.forward(hours=4)

    async with town.deps.transaction() as tx:
        await settle_promise(tx, town.deps, made.id, PromiseState.BROKEN)
        await settle_promise(tx, town.deps, made.id, PromiseState.KEPT, by=DANA.id)

    kept = await standing(town, made)
    assert kept.state is PromiseState.KEPT
    assert kept.was_late


async def test_a_promise_may_be_due_at_another_time(town: Town) -> None:
    await ask(town)
    made = await makes(town, await newest(town))
    later = NOON + timedelta(hours=4)

    async with town.deps.transaction() as tx:
        moved = await move_promise(tx, town.deps, made, later)

    assert moved
    now = await standing(town, made)
    assert now.due_at == later
    assert made.remind_at is not None
    assert now.remind_at is not None
    assert made.remind_at < now.remind_at < later


async def test_who_settles_a_promise_as_it_was_read_before_somebody_else_did_is_second(town: Town) -> None:
    await ask(town)
    read = await makes(town, await newest(town))

    async with town.deps.transaction() as tx:
        first = await promises.settle(tx, read, PromiseState.KEPT, now=NOON, by=DANA.id)
        second = await promises.settle(tx, read, PromiseState.BROKEN, now=NOON)

    assert (first, second) == (True, False)
    assert (await standing(town, read)).state is PromiseState.KEPT
