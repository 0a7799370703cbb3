from escalation.model import ChannelId
from handlers.addresses import Addresses
from storage.database import Database
from tests.fakes import FakeClock

FIRST, SECOND, THIRD = map(ChannelId, ("G0FIRST", "C0SECOND", "C0THIRD"))


def said_in(channel: str) -> dict[str, object]:
    return {"type": "event_callback", "event": {"type": "message", "channel": channel, "text": channel}}


async def test_a_channel_that_moved_twice_is_known_by_its_first_id_and_called_by_its_last(
    database: Database, clock: FakeClock
) -> None:
    addresses = Addresses(database)

    await addresses.move(FIRST, SECOND, clock.now())
    clock.forward(seconds=1)
    await addresses.move(SECOND, THIRD, clock.now())

    for called in (SECOND, THIRD):
        assert (await addresses.read(said_in(called)))["event"]["channel"] == FIRST
    assert addresses.outside({"channel": FIRST, "ts": "1.2"}) == {"channel": THIRD, "ts": "1.2"}


async def test_being_told_twice_of_a_move_changes_nothing(database: Database, clock: FakeClock) -> None:
    addresses = Addresses(database)

    for _ in range(2):
        await addresses.move(FIRST, SECOND, clock.now())

    assert (await addresses.read(said_in(SECOND)))["event"]["channel"] == FIRST


async def test_another_replica_learns_of_a_move_when_it_meets_the_new_id(database: Database, clock: FakeClock) -> None:
    ours, theirs = Addresses(database), Addresses(database)
    await theirs.read(said_in(FIRST))

    await ours.move(FIRST, SECOND, clock.now())

    assert (await theirs.read(said_in(SECOND)))["event"]["channel"] == FIRST


async def test_channels_are_found_wherever_slack_names_them(database: Database, clock: FakeClock) -> None:
    addresses = Addresses(database)
    await addresses.move(FIRST, SECOND, clock.now())

    press = {"channel": {"id": SECOND}, "container": {"channel_id": SECOND}, "user": {"id": "U0MAYA"}}
    reaction = {"event": {"type": "reaction_added", "item": {"channel": SECOND, "ts": "1.2"}}}
    order = {"command": "/support", "channel_id": SECOND, "text": SECOND}

    assert await addresses.read(press) == {**press, "channel": {"id": FIRST}, "container": {"channel_id": FIRST}}
    assert (await addresses.read(reaction))["event"]["item"] == {"channel": FIRST, "ts": "1.2"}
    assert await addresses.read(order) == {**order, "channel_id": FIRST}


async def test_a_delivery_from_elsewhere_is_left_as_it_is(database: Database, clock: FakeClock) -> None:
    addresses = Addresses(database)
    await addresses.move(FIRST, SECOND, clock.now())
    payload = said_in("C0OTHER")

    assert await addresses.read(payload) is payload
