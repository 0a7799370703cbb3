from dataclasses import replace

import pytest

from bot.brain.reader import LocalReader
from bot.brain.topics import TaughtTopics
from bot.errors import NothingToDoError
from bot.flows.sync_knowledge import take_up_changes
from bot.flows.teach import add_example
from bot.flows.team_spoke import team_spoke
from bot.ports import Found
from escalation.limits import Case, Policy, Setting
from escalation.model import Answer, ChannelId, Message, Outcome, Queue, Ts, TurnId
from escalation.topics import May, Topic
from storage import conversations, topics
from storage.topics import CONFIRMED
from tests.flows.conftest import CHANNEL, DANA, DESK, MAYA, Town, passage

BILLING = Topic(name="Billing", examples=("where is our invoice", "I want to pay by card", "our VAT number is missing"))
ACCESS = Topic(name="Access", examples=("I cannot log in", "my account is locked", "the password reset never arrives"))
NONE = ("hello there", "what is the weather like", "who won the game", "tell me a joke")
MONEY = Queue(name="Money", channel=ChannelId("C0MONEY"))
IMPATIENT = Setting(dials={"max_failed_answers": 1}, when=Case(topic="Billing"))
SEATS = "Our seats were counted wrongly"


@pytest.fixture
async def town(town: Town) -> Town:
    known = (BILLING, ACCESS)
    reader = LocalReader(TaughtTopics(known, NONE, town.deps.database))
    found = passage("everything", "Open the settings and look.")
    answer = Answer(text=found.text, sources=(found.source,), passages=(found.id,), confidence=0.9)
    town.library.always = Found(passages=(found,), quoted=answer)
    policy = Policy(settings=(IMPATIENT,), version="impatient")
    town.deps = replace(town.deps, topics=known, reader=reader, policy=policy, queues=(*town.deps.queues, MONEY))
    await take_up_changes(town.deps)
    return town


async def topic_of(town: Town, text: str) -> str | None:
    found = (await town.deps.reader.read(text, ())).topic
    return found.topic.name if found else None


async def asks(town: Town, text: str, then: str) -> Outcome | None:
    ts = await town.says(MAYA, text)
    await town.settle()
    last = await town.says(MAYA, then, thread=ts)
    await town.settle()
    async with town.deps.database.transaction() as tx:
        turn = await conversations.turn(tx, TurnId(f"{CHANNEL}:{last}"))
    return turn.outcome if turn else None


async def says_in_card(town: Town, text: str) -> str:
    card = next(posted.ts for posted in town.messenger.in_channel(DESK) if posted.key.startswith("card:"))
    words = Message(channel=DESK, ts=Ts("1763900999.1"), thread=card, author=DANA.id, team=DANA.team, text=text)
    return await team_spoke(town.deps, words, DANA)


async def test_what_an_admin_teaches_is_recognised_and_its_limits_hold(town: Town) -> None:
    assert await topic_of(town, SEATS) is None

    told = await add_example(town.deps, "billing", "our number of seats is counted wrongly")
    outcome = await asks(town, SEATS, "that didn't work")

    assert told == "Learned: “our number of seats is counted wrongly” is about *Billing*."
    assert await topic_of(town, SEATS) == "Billing"
    assert outcome is Outcome.HANDED_OFF


async def test_limits_of_a_topic_do_not_hold_elsewhere(town: Town) -> None:
    assert await asks(town, "I cannot log in any more", "that didn't work") is Outcome.ANSWERED


async def test_a_topic_that_is_not_sure_enough_sets_no_limits(town: Town) -> None:
    strict = Setting(dials={"topic_at": 1.0})
    town.deps = replace(town.deps, policy=Policy(settings=(strict, IMPATIENT)))

    assert await asks(town, "Where is our invoice with the seats?", "that didn't work") is Outcome.ANSWERED


async def test_an_agent_who_says_what_it_is_about_teaches_it(town: Town) -> None:
    await town.says(MAYA, "Our seats were counted wrongly. Can I talk to a human?")
    await town.settle()

    result = await says_in_card(town, "topic: billing")
    await take_up_changes(town.deps)

    assert result == "topic corrected"
    assert await topic_of(town, "the seats were counted wrongly") == "Billing"


async def test_an_agent_may_say_that_it_is_about_none_of_the_topics(town: Town) -> None:
    await town.says(MAYA, "Where is our invoice? Can I talk to a human?")
    await town.settle()

    result = await says_in_card(town, "topic: none")
    await take_up_changes(town.deps)

    assert result == "topic corrected"
    assert await topic_of(town, "Where is our invoice? Can I talk to a human?") is None


async def test_a_topic_that_is_kept_for_people_brings_its_team(town: Town) -> None:
    kept = replace(BILLING, may=May.ALWAYS_ESCALATE, team=MONEY.name)
    reader = LocalReader(TaughtTopics((kept, ACCESS), NONE, town.deps.database))
    await reader.refresh()
    town.deps = replace(town.deps, topics=(kept, ACCESS), reader=reader)

    await town.says(MAYA, "Where is our invoice of October?")
    await town.settle()

    card, *_ = town.messenger.in_channel(MONEY.channel)
    assert "is about Billing, which a person always answers" in str(card.saying)


async def test_what_one_process_is_taught_the_others_take_up(town: Town) -> None:
    other = replace(town.deps, reader=LocalReader(TaughtTopics(town.deps.topics, NONE, town.deps.database)))
    await take_up_changes(other)

    await add_example(town.deps, "Billing", SEATS)
    await take_up_changes(other)

    assert (await other.reader.read(SEATS, ())).topic == (await town.deps.reader.read(SEATS, ())).topic is not None


async def test_of_an_unknown_topic_nothing_is_learned(town: Town) -> None:
    with pytest.raises(NothingToDoError, match="Topics: Billing, Access, none"):
        await add_example(town.deps, "Plumbing", "the tap drips")


async def test_what_people_said_comes_after_what_nobody_objected_to(town: Town) -> None:
    now = town.clock.now()
    async with town.deps.database.transaction() as tx:
        await topics.learn(tx, "Billing", "said", "taught", now)
        town.clock.forward(seconds=60)
        await topics.learn(tx, "Billing", "not objected to", CONFIRMED, town.clock.now())

        learned = await topics.examples(tx)

    assert learned == {"Billing": ("not objected to", "said")}
