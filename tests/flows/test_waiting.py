from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import saying
from bot.flows.claim import claim_handoff, release_handoff
from bot.flows.resolve import reopen_by_customer, resolve_handoff
from bot.flows.steer import Order, steer
from bot.flows.team_spoke import team_spoke
from bot.flows.watch_waiting import watch_waiting
from bot.ports import CardSaid, NudgeSaid
from bot.workspace import TeamConfig, Workspace
from escalation.model import ChannelId, Handoff, Message, Person, PersonId, Queue, Ts
from storage import handoffs, outbox
from tests.flows.conftest import CHANNEL, DANA, DESK, ELI, MAYA, Town

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
SECOND = ChannelId("C0SECOND")
PRIYA = PersonId("U0PRIYA")


async def ask(town: Town, thread: str | None = None) -> Ts:
    ts = await town.says(MAYA, "Can I talk to someone?", thread)
    await town.settle()
    return ts


async def newest(town: Town) -> Handoff:
    async with town.deps.database.transaction() as tx:
        return (await handoffs.open_ones(tx))[-1]


async def due(town: Town) -> datetime | None:
    clock = (await newest(town)).clock
    assert clock is not None
    return clock.due_at


async def answers(town: Town, who: Person, text: str) -> None:
    """An agent writes in the thread of the card."""
    handoff = await newest(town)
    async with town.deps.database.transaction() as tx:
        card = await outbox.find(tx, saying.card_key(handoff))
    assert card is not None
    town.count += 1
    message = Message(
        channel=card.words.channel,
        ts=Ts(f"1764.{town.count:06d}"),
        thread=card.ts,
        author=who.id,
        team=who.team,
        text=text,
    )
    await team_spoke(town.deps, message, who)
    await town.send()


async def looks(town: Town, **later: float) -> list[NudgeSaid]:
    """Time passes, the watch looks twice, and these calls were made."""
    town.clock.forward(**later)
    before = len(nudges(town))
    for _ in range(2):
        await watch_waiting(town.deps)
    await town.send()
    return nudges(town)[before:]


def nudges(town: Town) -> list[NudgeSaid]:
    return [posted.saying for posted in town.messenger.posted if isinstance(posted.saying, NudgeSaid)]


async def test_no_release_and_no_later_word_puts_off_what_is_due(town: Town) -> None:
    thread = await ask(town)
    town.clock.forward(minutes=20)
    await claim_handoff(town.deps, (await newest(town)).id, DANA)
    town.clock.forward(minutes=20)
    await release_handoff(town.deps, (await newest(town)).id, DANA)

    await town.says(MAYA, "Hello?", thread)

    assert await due(town) == NINE + timedelta(hours=1)


async def test_a_second_handoff_goes_on_where_the_unanswered_first_one_was(town: Town) -> None:
    thread = await ask(town)
    town.clock.forward(minutes=30)
    await town.hands_back(DANA)

    await ask(town, thread)

    assert await due(town) == NINE + timedelta(hours=1)


async def test_an_answer_of_a_person_ends_the_wait_and_the_next_word_begins_another(town: Town) -> None:
    thread = await ask(town)
    await claim_handoff(town.deps, (await newest(town)).id, DANA)
    await answers(town, DANA, "note: looking")
    assert await due(town) == NINE + timedelta(hours=1)

    await answers(town, DANA, "Here I am.")
    assert await due(town) is None

    asked = town.clock.now()
    await town.says(MAYA, "It still says 401.", thread)
    assert await due(town) == asked + timedelta(hours=4)


async def test_what_is_opened_again_is_owed_an_answer_again(town: Town) -> None:
    await ask(town)
    handoff = await newest(town)
    await claim_handoff(town.deps, handoff.id, DANA)
    await answers(town, DANA, "Try this.")
    await resolve_handoff(town.deps, handoff.id, DANA)
    town.clock.forward(hours=2)

    await reopen_by_customer(town.deps, handoff.id)

    assert await due(town) == town.clock.now() + timedelta(hours=4)


async def test_people_are_reminded_once_and_then_told_once_that_it_is_late(town: Town) -> None:
    await ask(town)

    (reminder,) = await looks(town, minutes=45)
    assert "nobody has claimed it. An answer is due 2026-11-23 10:00 UTC." in reminder.text
    assert await looks(town, minutes=20) == []
    (late,) = await looks(town, minutes=60)
    assert "was due 2026-11-23 10:00 UTC" in late.text
    assert await looks(town, hours=20) == []


async def test_whoever_has_it_is_reminded_by_name(town: Town) -> None:
    await ask(town)
    await claim_handoff(town.deps, (await newest(town)).id, DANA)

    (reminder,) = await looks(town, minutes=50)

    assert reminder.people == (DANA.id,)
    assert "claimed" not in reminder.text


@pytest.fixture
def two_levels(town: Town) -> Town:
    first = TeamConfig(name="Support", channel=DESK, unclaimed_minutes=10, next="Second line")
    second = TeamConfig(name="Second line", channel=SECOND, unclaimed_minutes=10, on_call=(ELI.id,))
    workspace = Workspace(teams=(first, second))
    town.deps = replace(town.deps, workspace=workspace, queues=workspace.queues)
    return town


async def test_what_nobody_claims_is_called_out_passed_on_and_brought_to_who_is_on_call(two_levels: Town) -> None:
    town = two_levels
    await ask(town)

    (everybody,) = await looks(town, minutes=10)
    assert everybody.calls_everybody
    assert everybody.link.startswith(f"https://slack.example/{DESK}/")
    assert await looks(town, minutes=10) == []  # the next level is no second call
    assert (await newest(town)).queue.channel == SECOND
    assert [text for text in town.heard(SECOND) if text == "CardSaid"] == ["CardSaid"]
    assert any(isinstance(said, CardSaid) and said.passed_to == "Second line" for _, said in town.messenger.rewritten)
    (named,) = await looks(town, minutes=50)
    assert named.people == (ELI.id,)


async def test_once_it_was_passed_on_words_go_to_and_fro_at_the_new_card(two_levels: Town) -> None:
    town = two_levels
    thread = await ask(town)
    await looks(town, minutes=20)
    await claim_handoff(town.deps, (await newest(town)).id, ELI)

    await answers(town, ELI, "I have it now.")
    await town.says(MAYA, "Great, thanks for looking!", thread)
    await town.send()

    assert "I have it now." in town.heard()
    assert "Great, thanks for looking!" in town.heard(SECOND)
    assert "Great, thanks for looking!" not in town.heard(DESK)


async def test_a_card_that_slack_refuses_goes_to_another_team_and_admins_are_told(two_levels: Town) -> None:
    town = two_levels
    town.deps = replace(town.deps, house=replace(town.deps.house, admins=frozenset({PRIYA})))
    town.messenger.refuse = {DESK: "channel_not_found"}

    await ask(town)

    assert "CardSaid" in town.heard(SECOND)
    (told,) = town.heard(ChannelId(PRIYA))
    assert "Maya Torres needs a person" in told
    assert "Second line has it instead" in told


async def test_a_team_is_told_when_the_customer_cannot_read_them(town: Town) -> None:
    await ask(town)
    await claim_handoff(town.deps, (await newest(town)).id, DANA)
    await town.send()
    town.messenger.refuse = {CHANNEL: "restricted_action"}

    await answers(town, DANA, "Try this.")

    (told,) = nudges(town)
    assert told.people == (DANA.id,)
    assert "have not read it" in told.text


async def test_no_customer_waits_unnoticed_for_a_team_that_has_no_entry(town: Town) -> None:
    town.deps = replace(town.deps, queues=(Queue(name="the support team", channel=DESK),))
    await ask(town)

    assert len(await looks(town, minutes=50)) == 1


async def test_a_card_that_cannot_stand_anywhere_is_told_to_admins_alone(town: Town) -> None:
    town.deps = replace(town.deps, house=replace(town.deps.house, admins=frozenset({PRIYA})))
    town.messenger.refuse = {DESK: "channel_not_found"}

    await ask(town)

    (told,) = town.heard(ChannelId(PRIYA))
    assert "No other team has it" in told


async def test_an_admin_sees_who_waits_in_order_and_what_held_of_what_was_told(town: Town) -> None:
    await ask(town)
    handoff = await newest(town)
    assert handoff.clock is not None
    async with town.deps.database.transaction() as tx:
        await handoffs.set_clock(tx, handoff.id, replace(handoff.clock, most_by=NINE + timedelta(minutes=30)))
    town.clock.forward(minutes=50)
    admin = replace(DANA, is_admin=True)

    told = await steer(town.deps, Order(channel=CHANNEL, by=admin, words="status"))

    assert "waiting, first answer due in 10 minutes" in told
    assert "*Waits told:* 1, 0% had their answer" in told
