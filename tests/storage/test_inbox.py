import asyncio
from datetime import timedelta

from storage import inbox
from storage.database import Database
from storage.inbox import NewWork, Work
from tests.fakes import FakeClock

LEASE = timedelta(seconds=10)


def work(clock: FakeClock, key: str, lane: str = "a", *, after: float = 0) -> NewWork:
    return NewWork(key=key, kind="test", lane=lane, payload={"key": key}, due=clock.now() + timedelta(seconds=after))


async def put(database: Database, clock: FakeClock, *new: NewWork) -> list[bool]:
    async with database.transaction() as tx:
        return [await inbox.put(tx, one, clock.now()) for one in new]


async def claim(database: Database, clock: FakeClock, owner: str = "me", limit: int = 10) -> tuple[Work, ...]:
    async with database.transaction() as tx:
        return await inbox.claim(tx, owner, clock.now(), LEASE, limit=limit)


async def finish(database: Database, clock: FakeClock, done: Work, owner: str = "me") -> None:
    async with database.transaction() as tx:
        await inbox.finish(tx, done.seq, owner, clock.now(), "done")


async def test_the_same_key_is_stored_once(database: Database, clock: FakeClock) -> None:
    assert await put(database, clock, work(clock, "k"), work(clock, "k")) == [True, False]

    assert [one.key for one in await claim(database, clock)] == ["k"]


async def test_the_same_key_is_stored_once_when_many_replicas_hear_it(database: Database, clock: FakeClock) -> None:
    stored = await asyncio.gather(*(put(database, clock, work(clock, "k")) for _ in range(8)))

    assert sum(is_new for (is_new,) in stored) == 1


async def test_work_in_a_lane_waits_for_what_came_before(database: Database, clock: FakeClock) -> None:
    await put(database, clock, work(clock, "a1"), work(clock, "a2"), work(clock, "b1", lane="b"))

    first = await claim(database, clock)

    assert [one.key for one in first] == ["a1", "b1"]
    assert await claim(database, clock) == ()
    await finish(database, clock, first[0])
    assert [one.key for one in await claim(database, clock)] == ["a2"]


async def test_two_pieces_of_work_stored_in_the_same_instant_keep_their_order(
    database: Database, clock: FakeClock
) -> None:
    await put(database, clock, *(work(clock, f"zyx{9 - n}") for n in range(9)))
    order = []

    while claimed := await claim(database, clock):
        order += [one.key for one in claimed]
        await finish(database, clock, claimed[0])

    assert order == [f"zyx{9 - n}" for n in range(9)]


async def test_what_is_due_later_does_not_block_its_lane(database: Database, clock: FakeClock) -> None:
    await put(database, clock, work(clock, "later", after=5), work(clock, "now"))

    claimed = await claim(database, clock)
    await finish(database, clock, claimed[0])

    assert [one.key for one in claimed] == ["now"]
    assert await claim(database, clock) == ()
    clock.forward(seconds=5)
    assert [one.key for one in await claim(database, clock)] == ["later"]


async def test_what_failed_blocks_its_lane_until_its_next_try(database: Database, clock: FakeClock) -> None:
    await put(database, clock, work(clock, "first"), work(clock, "second"))
    (failing,) = await claim(database, clock)
    async with database.transaction() as tx:
        await inbox.postpone(tx, failing.seq, clock.now() + timedelta(seconds=3), "no luck")

    assert await claim(database, clock) == ()

    clock.forward(seconds=3)
    (again,) = await claim(database, clock)
    assert (again.key, again.attempts) == ("first", 2)


async def test_the_work_of_a_dead_replica_is_taken_over_when_its_lease_ends(
    database: Database, clock: FakeClock
) -> None:
    await put(database, clock, work(clock, "k"))
    await claim(database, clock, "the dead one")

    clock.forward(seconds=9)
    assert await claim(database, clock, "me") == ()
    clock.forward(seconds=2)

    assert [one.key for one in await claim(database, clock, "me")] == ["k"]


async def test_a_renewed_lease_is_respected(database: Database, clock: FakeClock) -> None:
    await put(database, clock, work(clock, "k"))
    await claim(database, clock, "slow but alive")
    clock.forward(seconds=9)
    async with database.transaction() as tx:
        await inbox.renew(tx, "slow but alive", clock.now() + LEASE)

    clock.forward(seconds=9)

    assert await claim(database, clock, "me") == ()


async def test_many_replicas_never_work_in_one_lane_at_once(database: Database, clock: FakeClock) -> None:
    await put(database, clock, *(work(clock, f"k{n}", lane=f"lane{n % 3}") for n in range(30)))
    owners = [f"replica{n}" for n in range(4)]
    done: list[str] = []

    async def replica(owner: str) -> None:
        while len(done) < 30:
            for one in await claim(database, clock, owner, limit=2):
                done.append(one.key)
                await finish(database, clock, one, owner)

    await asyncio.gather(*(replica(owner) for owner in owners))

    for lane in range(3):
        mine = [int(key[1:]) for key in done if int(key[1:]) % 3 == lane]
        assert mine == sorted(mine)


async def test_finished_work_is_forgotten_after_a_while(database: Database, clock: FakeClock) -> None:
    await put(database, clock, work(clock, "k"))
    (one,) = await claim(database, clock)
    await finish(database, clock, one)

    clock.forward(days=4)
    async with database.transaction() as tx:
        await inbox.forget_done(tx, clock.now() - timedelta(days=3))

    assert await put(database, clock, work(clock, "k")) == [True]
