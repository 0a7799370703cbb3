from datetime import timedelta

import pytest

from bot import saying
from bot.errors import LockedOutError, RejectedError, UnavailableError
from bot.ports import NoticeSaid, Place
from escalation.model import Conversation, Owner, conversation_id
from storage import conversations, outbox
from tests.flows.conftest import CHANNEL, MAYA, Town


async def a_conversation(town: Town) -> Conversation:
    thread = await town.says(MAYA, "Hello there")
    async with town.deps.database.transaction() as tx:
        return await conversations.get(tx, conversation_id(CHANNEL, thread))


async def queue(town: Town, conversation: Conversation, *keys: str, epoch: int | None = None) -> None:
    async with town.deps.database.transaction() as tx:
        for key in keys:
            said = NoticeSaid(conversation=conversation.id, text=key)
            await outbox.put(tx, saying.to_customer(conversation, said, key, epoch=epoch), town.clock.now())


async def test_words_are_said_once_per_key_and_in_order(town: Town) -> None:
    conversation = await a_conversation(town)

    await queue(town, conversation, "one", "two", "one", "three")
    await town.send()

    assert town.heard() == ["one", "two", "three"]


async def test_words_that_came_through_before_the_connection_broke_are_not_said_again(town: Town) -> None:
    conversation = await a_conversation(town)
    await queue(town, conversation, "one")
    town.messenger.fail_after = [UnavailableError("Slack", "connection lost", is_ambiguous=True)]

    await town.send()
    town.clock.forward(minutes=1)
    await town.send()

    assert town.heard() == ["one"]
    async with town.deps.database.transaction() as tx:
        said = await outbox.find(tx, "one")
    assert said is not None
    assert said.ts == town.messenger.posted[0].ts


async def test_words_wait_as_long_as_slack_asks_and_hold_back_what_comes_after(town: Town) -> None:
    conversation = await a_conversation(town)
    await queue(town, conversation, "one", "two")
    town.messenger.fail_before = [UnavailableError("Slack", "rate limit", retry_after=30)]

    await town.send()
    assert town.heard() == []

    town.clock.forward(seconds=31)
    await town.send()
    assert town.heard() == ["one", "two"]


async def test_words_that_slack_will_never_take_do_not_block_the_lane(town: Town) -> None:
    conversation = await a_conversation(town)
    await queue(town, conversation, "one", "two")
    town.messenger.fail_before = [RejectedError("Slack", "msg_too_long")]

    await town.send()

    assert town.heard() == ["two"]


@pytest.mark.parametrize("owner", [Owner.PERSON, Owner.NOBODY])
async def test_words_decided_under_an_older_epoch_are_never_said(town: Town, owner: Owner) -> None:
    conversation = await a_conversation(town)
    await queue(town, conversation, "stale", epoch=conversation.epoch)
    async with town.deps.database.transaction() as tx:
        await conversations.change_owner(tx, conversation.id, owner)

    await town.send()

    assert town.heard() == []


async def test_words_that_are_true_whoever_owns_it_are_said(town: Town) -> None:
    conversation = await a_conversation(town)
    await queue(town, conversation, "true anyway")
    async with town.deps.database.transaction() as tx:
        await conversations.change_owner(tx, conversation.id, Owner.PERSON)

    await town.send()

    assert town.heard() == ["true anyway"]


async def test_words_that_a_dead_sender_left_are_said_by_the_next_one_after_looking(town: Town) -> None:
    conversation = await a_conversation(town)
    await queue(town, conversation, "one")
    async with town.deps.database.transaction() as tx:
        (claimed,) = await outbox.claim(tx, "dead", town.clock.now(), timedelta(seconds=20), limit=1)
    async with town.deps.database.transaction() as tx:
        assert await outbox.start(tx, claimed, town.clock.now())
    await town.messenger.post(saying_place(conversation), NoticeSaid(conversation=conversation.id, text="one"), "one")

    await town.send()
    assert len(town.heard()) == 1
    town.clock.forward(seconds=21)
    await town.send()

    assert town.heard() == ["one"]


def saying_place(conversation: Conversation) -> Place:
    return Place(channel=conversation.channel, thread=conversation.thread)


async def test_words_wait_as_long_as_slack_does_not_let_us_in(town: Town) -> None:
    conversation = await a_conversation(town)
    await queue(town, conversation, "one")
    town.messenger.fail_before = [LockedOutError("Slack", "token_revoked")]
    town.messenger.is_locked_out = True
    for _ in range(40):  # more often than words are tried
        await town.send()
        town.clock.forward(minutes=1)
    assert (town.heard(), town.deps.access.lost) == ([], "token_revoked")

    town.messenger.is_locked_out = False
    await town.send()

    assert (town.heard(), town.deps.access.lost) == (["one"], "")
