"""How episodes end for customers, as days pass."""

import pytest

from bot import saying
from bot.flows.after_resolution import confirm_by_customer
from bot.flows.claim import claim_handoff
from bot.flows.press import press, react
from bot.flows.resolve import hand_back, reopen_by_customer, reopen_handoff, resolve_handoff
from bot.flows.steer import Order, steer
from bot.flows.team_spoke import team_spoke
from bot.flows.watch_outcomes import watch_outcomes
from bot.ports import NoticeSaid
from escalation.model import Ending, Episode, Handoff, HandoffStatus, Message, Person, Stage, Ts, conversation_id
from storage import episodes, handoffs, outbox
from tests.flows.conftest import CHANNEL, DANA, MAYA, Town

REFUND = "How long does a refund take?"
PERSON = "Can I talk to someone?"


async def ask(town: Town, text: str, thread: Ts | None = None) -> Ts:
    ts = await town.says(MAYA, text, thread)
    await town.settle()
    return thread or ts


async def episode(town: Town, thread: Ts) -> Episode:
    async with town.deps.database.transaction() as tx:
        found = await episodes.latest(tx, conversation_id(CHANNEL, thread))
    assert found is not None
    return found


async def ending(town: Town, thread: Ts) -> tuple[Ending | None, Stage]:
    found = await episode(town, thread)
    return found.ending, found.stage


async def handoff(town: Town, thread: Ts) -> Handoff:
    async with town.deps.database.transaction() as tx:
        found = await handoffs.latest(tx, conversation_id(CHANNEL, thread))
    assert found is not None
    return found


async def claimed(town: Town) -> tuple[Ts, Handoff]:
    thread = await ask(town, PERSON)
    found = await handoff(town, thread)
    await claim_handoff(town.deps, found.id, DANA)
    await town.send()
    return thread, found


async def resolved(town: Town) -> tuple[Ts, Handoff]:
    thread, found = await claimed(town)
    await resolve_handoff(town.deps, found.id, DANA)
    await town.send()
    return thread, found


async def writes(town: Town, about: Handoff, who: Person, text: str) -> None:
    """An agent writes to the customer from the card's thread."""
    async with town.deps.database.transaction() as tx:
        card = await outbox.find(tx, saying.card_key(about))
    assert card is not None
    town.count += 1
    ts = Ts(f"1764.{town.count:06d}")
    said = Message(channel=card.words.channel, ts=ts, thread=card.ts, author=who.id, team=who.team, text=text)
    await team_spoke(town.deps, said, who)
    await town.send()


async def days(town: Town, count: float) -> None:
    town.clock.forward(days=count)
    await watch_outcomes(town.deps)
    await town.send()


async def test_who_does_not_object_to_a_resolution_is_presumed_to_be_helped_and_no_more(town: Town) -> None:
    thread, found = await resolved(town)

    await days(town, 2.9)
    assert (await episode(town, thread)).ending is None
    await days(town, 0.2)

    assert await ending(town, thread) == (Ending.PRESUMED, Stage.PERSON)
    assert (await handoff(town, thread)).ending is Ending.PRESUMED
    assert (await handoff(town, thread)).status is HandoffStatus.RESOLVED
    assert found.ending is None


@pytest.mark.parametrize("how", ["word", "button", "emoji"])
async def test_the_customer_confirms_and_the_thread_closes_quietly(town: Town, how: str) -> None:
    thread, found = await resolved(town)
    notice = town.messenger.in_channel(CHANNEL)[-1]
    assert isinstance(notice.saying, NoticeSaid)
    assert notice.saying.offers_confirming

    for _ in range(2):
        if how == "word":
            await ask(town, "thanks, that works", thread)
        elif how == "button":
            await confirm_by_customer(town.deps, found.id)
        else:
            await react(town.deps, "solved", CHANNEL, notice.ts, MAYA.id)
    await town.send()

    assert await ending(town, thread) == (Ending.CONFIRMED, Stage.PERSON)
    noted = [said for ts, said in town.messenger.rewritten if ts == notice.ts]
    assert len(noted) == 1
    assert isinstance(noted[0], NoticeSaid)
    assert (noted[0].offers_confirming, noted[0].note) == (False, "Glad that helped!")
    assert (await handoff(town, thread)).status is HandoffStatus.RESOLVED
    await days(town, 30)
    assert (await episode(town, thread)).ending is Ending.CONFIRMED


async def test_a_presumption_becomes_a_confirmation_when_the_customer_says_so_later(town: Town) -> None:
    thread, _ = await resolved(town)
    await days(town, 4)

    await ask(town, "all good now, thank you", thread)

    assert (await episode(town, thread)).ending is Ending.CONFIRMED


async def test_thanks_confirm_nothing(town: Town) -> None:
    thread, _ = await resolved(town)

    await ask(town, "thanks!", thread)

    assert (await episode(town, thread)).ending is None


async def test_who_comes_back_has_returned_and_the_second_resolution_may_be_confirmed(town: Town) -> None:
    thread, found = await resolved(town)

    await reopen_by_customer(town.deps, found.id)
    assert (await episode(town, thread)).ending is Ending.RETURNED
    await ask(town, "that worked", thread)  # still with Dana: she says when it is done
    await resolve_handoff(town.deps, found.id, DANA)

    now = await episode(town, thread)
    assert (now.number, now.ending, now.returns) == (1, Ending.CONFIRMED, 1)


async def test_words_before_a_return_confirm_nothing_after_it(town: Town) -> None:
    thread, found = await resolved(town)
    await ask(town, "that worked", thread)
    town.clock.forward(hours=1)

    await reopen_by_customer(town.deps, found.id)  # by the button: no words
    await resolve_handoff(town.deps, found.id, DANA)

    assert (await episode(town, thread)).ending is Ending.RETURNED


async def test_an_agent_who_reopens_has_it_return_too(town: Town) -> None:
    thread, found = await resolved(town)
    await days(town, 4)

    await reopen_handoff(town.deps, found.id, DANA)

    assert (await episode(town, thread)).ending is Ending.RETURNED


async def test_nobody_who_waits_for_us_is_ended_by_silence(town: Town) -> None:
    queued = await ask(town, PERSON)
    held, _ = await claimed(town)

    await days(town, 400)

    assert [(await episode(town, thread)).ending for thread in (queued, held)] == [None, None]
    assert (await handoff(town, queued)).status is HandoffStatus.WAITING
    assert (await handoff(town, held)).status is HandoffStatus.CLAIMED


async def test_who_says_never_mind_in_the_queue_has_left_it_and_the_team_keeps_the_card(town: Town) -> None:
    thread = await ask(town, PERSON)

    await ask(town, "never mind", thread)
    await days(town, 4)

    assert await ending(town, thread) == (Ending.ABANDONED, Stage.QUEUE)
    found = await handoff(town, thread)
    assert found.status is HandoffStatus.WAITING
    await claim_handoff(town.deps, found.id, DANA)
    await resolve_handoff(town.deps, found.id, DANA)
    assert await ending(town, thread) == (Ending.ABANDONED, Stage.QUEUE)


async def test_who_leaves_an_agents_question_open_has_left_and_coming_back_goes_on(town: Town) -> None:
    thread, found = await claimed(town)
    await writes(town, found, DANA, "Which browser is it?")

    await days(town, 6.9)
    assert (await episode(town, thread)).ending is None
    await days(town, 0.2)
    assert await ending(town, thread) == (Ending.ABANDONED, Stage.PERSON)
    assert (await handoff(town, thread)).status is HandoffStatus.CLAIMED
    await ask(town, "Sorry for the delay, it is Firefox", thread)

    assert (await episode(town, thread)).ending is Ending.RETURNED


async def test_an_answer_of_the_bot_is_confirmed_presumed_or_left(town: Town) -> None:
    confirmed, silent = await ask(town, REFUND), await ask(town, "Where does the long refund go?")
    await ask(town, "that worked, thanks!", confirmed)

    await days(town, 4)

    assert await ending(town, confirmed) == (Ending.CONFIRMED, Stage.BOT)
    assert await ending(town, silent) == (Ending.PRESUMED, Stage.BOT)


async def test_a_question_back_that_nobody_answers_is_left(town: Town) -> None:
    thread = await ask(town, "it doesn't work")

    await days(town, 7.1)

    assert await ending(town, thread) == (Ending.ABANDONED, Stage.BOT)


async def test_a_new_question_after_an_ending_is_a_new_episode_and_the_same_again_is_a_return(town: Town) -> None:
    thread = await ask(town, REFUND)
    await days(town, 4)

    await ask(town, "How long does the refund take?", thread)
    again = await episode(town, thread)
    await ask(town, "that worked, thanks", thread)
    await ask(town, "Are invoices about a refund sent by mail?", thread)
    other = await episode(town, thread)

    assert (again.number, again.ending, again.returns) == (1, Ending.RETURNED, 1)
    assert (other.number, other.ending) == (2, None)


async def test_the_button_under_an_answer_confirms_and_takes_it_back(town: Town) -> None:
    thread = await ask(town, REFUND)
    answer = town.messenger.in_channel(CHANNEL)[-1]

    await press(town.deps, "solved", conversation_id(CHANNEL, thread), answer.ts, MAYA.id)
    await town.settle()
    assert (await episode(town, thread)).ending is Ending.CONFIRMED
    await press(town.deps, "not_solved", conversation_id(CHANNEL, thread), answer.ts, MAYA.id)
    await town.settle()

    assert (await episode(town, thread)).ending is Ending.RETURNED


async def test_who_asks_the_same_in_another_thread_within_days_has_come_back(town: Town) -> None:
    thread = await ask(town, REFUND)
    other = await ask(town, "Where do I see a refund's receipt?")
    await days(town, 4)

    await ask(town, "how long do refunds take?")

    assert (await episode(town, thread)).ending is Ending.RETURNED
    assert (await episode(town, other)).ending is Ending.PRESUMED


async def test_who_asks_the_same_after_weeks_has_not(town: Town) -> None:
    thread = await ask(town, REFUND)
    await days(town, 4)
    await days(town, 8)

    await ask(town, "how long do refunds take?")

    assert (await episode(town, thread)).ending is Ending.PRESUMED


async def test_what_is_handed_back_goes_on_with_the_bot(town: Town) -> None:
    thread, found = await claimed(town)
    await hand_back(town.deps, found.id, DANA)
    await ask(town, REFUND, thread)

    await ask(town, "that worked, thanks", thread)

    now = await episode(town, thread)
    assert (now.number, now.handoff, now.ending, now.stage) == (1, found.id, Ending.CONFIRMED, Stage.BOT)


async def test_admins_see_how_it_ended_and_silence_stands_apart(town: Town) -> None:
    thread = await ask(town, REFUND)
    await resolved(town)
    await ask(town, "that worked, thanks", thread)
    await days(town, 4)
    await ask(town, PERSON)

    boss = Person(id=DANA.id, name="Dana", team=DANA.team, is_admin=True)
    text = await steer(town.deps, Order(channel=CHANNEL, by=boss, words="outcomes"))

    assert "n=2, 1 still open" in text
    assert "*all*: confirmed 50% (9–91%) · presumed 50% (9–91%), n=2" in text
    assert "*the bot alone*: confirmed 100% (21–100%), n=1" in text
    assert "*handed off*: presumed 100% (21–100%), n=1" in text
