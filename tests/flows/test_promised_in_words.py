from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import saying
from bot.errors import NotAllowedError, NothingToDoError
from bot.flows.acts import carry_out
from bot.flows.ask import Ask
from bot.flows.claim import claim_handoff, release_handoff
from bot.flows.follow_change import follow_change
from bot.flows.merge import merge_handoff
from bot.flows.pass_on import pass_on
from bot.flows.promise import make_promise
from bot.flows.resolve import hand_back, reopen_by_customer, resolve_handoff
from bot.flows.send import send_unsent
from bot.flows.steer import Order, steer
from bot.flows.team_spoke import team_spoke
from bot.flows.watch_promises import watch_promises
from bot.flows.watch_waiting import watch_waiting
from bot.ports import CardSaid, NudgeSaid, Place
from bot.workspace import TeamConfig, Workspace
from escalation.model import (
    Change,
    ChannelId,
    HandoffId,
    Message,
    NewPromise,
    Person,
    PersonId,
    Promise,
    PromiseKind,
    PromiseState,
    Queue,
    Ts,
)
from escalation.orders import Verb
from storage import handoffs, outbox, promises
from tests.flows.conftest import CHANNEL, DANA, DESK, ELI, MAYA, Town
from tests.flows.test_promises import card, word
from tests.flows.test_waiting import ask, newest, nudges

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)  # a Monday
SATURDAY = datetime(2026, 11, 28, tzinfo=UTC)
PRIYA = PersonId("U0PRIYA")
OFFICE = TeamConfig(name="Support", channel=DESK, hours=("Mon-Fri 09:00-17:00",), on_call=(PRIYA,))


async def claimed(town: Town, agent: Person = DANA) -> HandoffId:
    await ask(town)
    handoff = await newest(town)
    await claim_handoff(town.deps, handoff.id, agent)
    await town.send()
    return handoff.id


async def writes(town: Town, who: Person, text: str) -> Ts:
    """An agent writes in the thread of the card."""
    async with town.deps.database.transaction() as tx:
        recent = (await handoffs.recent(tx, 1))[0]
        about = await outbox.find(tx, saying.card_key(recent))
    assert about is not None
    town.count += 1
    ts = Ts(f"1764.{town.count:06d}")
    message = Message(channel=about.words.channel, ts=ts, thread=about.ts, author=who.id, team=who.team, text=text)
    await team_spoke(town.deps, message, who)
    await town.send()
    return ts


async def rewords(town: Town, ts: Ts, text: str | None) -> None:
    town.count += 1
    await follow_change(town.deps, Change(channel=DESK, ts=ts, text=text, at=Ts(f"1765.{town.count:06d}")))
    await town.send()


async def ledger(town: Town) -> tuple[Promise, ...]:
    async with town.deps.database.transaction() as tx:
        recent = (await handoffs.recent(tx, 1))[0]
        return await promises.of_handoff(tx, recent.id)


async def only(town: Town) -> Promise:
    (promise,) = await ledger(town)
    return promise


async def looks(town: Town, **later: float) -> list[NudgeSaid]:
    """Time passes, the watch looks twice, and these calls were made."""
    town.clock.forward(**later)
    before = len(nudges(town))
    for _ in range(2):
        await watch_promises(town.deps)
    await town.send()
    return nudges(town)[before:]


async def test_what_an_agent_promises_is_noted_with_its_time(town: Town) -> None:
    await claimed(town)

    await writes(town, DANA, "Sorry! I'll send the fix by Friday.")

    promise = await only(town)
    assert (promise.what, promise.due_at, promise.owner) == ("I'll send the fix by Friday", SATURDAY, DANA.id)
    assert word(town).promise == promise
    assert card(town).promises == (promise,)


async def test_neither_a_note_nor_a_colleagues_word_promises_anything(town: Town) -> None:
    await claimed(town)

    await writes(town, DANA, "note: I'll send the fix by Friday.")
    await writes(town, ELI, "I'll send the fix by Friday.")

    assert await ledger(town) == ()


async def test_who_answers_in_the_customers_channel_promises_too(town: Town) -> None:
    thread = await ask(town)

    ts = await town.says(DANA, "I'll send the fix by Friday.", thread)
    promise = await only(town)
    await follow_change(town.deps, Change(channel=CHANNEL, ts=ts, text=None, at=Ts("1765.1")))

    assert promise.owner == DANA.id
    assert (await only(town)).state is PromiseState.WITHDRAWN


async def test_who_says_no_time_is_asked_for_it_once_and_nothing_is_due(town: Town) -> None:
    await claimed(town)

    await writes(town, DANA, "I'll get back to you.")
    await writes(town, DANA, "We'll let you know.")

    assert (await only(town)).due_at is None
    assert word(town).promise.due_at is None
    assert await looks(town, days=30) == []


async def test_the_time_may_be_said_afterwards_to_the_bot(town: Town) -> None:
    await claimed(town)
    await writes(town, DANA, "I'll get back to you.")

    await writes(town, DANA, "promise by tomorrow 15:00")

    assert (await only(town)).due_at == NINE + timedelta(days=1, hours=6)
    assert not any("promise by" in text for text in town.heard())


async def test_the_time_may_be_said_afterwards_to_the_customer(town: Town) -> None:
    await claimed(town)
    await writes(town, DANA, "I'll get back to you.")

    await writes(town, DANA, "I'll get back to you by Friday.")

    dated, vague = await ledger(town)
    assert (dated.due_at, dated.state) == (SATURDAY, PromiseState.OPEN)
    assert (vague.state, vague.how) == (PromiseState.WITHDRAWN, "said again, with a time")


async def test_an_edit_changes_the_promise_and_a_deletion_withdraws_it(town: Town) -> None:
    await claimed(town)
    ts = await writes(town, DANA, "I'll send the fix by Friday.")

    town.clock.forward(days=1)
    await rewords(town, ts, "I'll send the fix by tomorrow.")
    changed = await only(town)
    await rewords(town, ts, None)

    assert changed.due_at == NINE.replace(hour=0) + timedelta(days=2)  # as it was said: the day after it
    withdrawn = await only(town)
    assert (withdrawn.state, withdrawn.how) == (PromiseState.WITHDRAWN, "the words were taken back")
    assert word(town).promise == withdrawn
    assert card(town).promises == ()


async def test_an_edit_to_something_else_withdraws_it_and_another_brings_it_back(town: Town) -> None:
    await claimed(town)
    ts = await writes(town, DANA, "I'll send the fix by Friday.")

    await rewords(town, ts, "Thanks for waiting.")
    gone = await only(town)
    await rewords(town, ts, "I'll send it by Friday.")

    assert gone.state is PromiseState.WITHDRAWN
    back = await only(town)
    assert (back.state, back.what) == (PromiseState.OPEN, "I'll send it by Friday")


async def test_who_takes_words_back_when_they_are_broken_does_not_mend_it(town: Town) -> None:
    await claimed(town)
    ts = await writes(town, DANA, "I'll send the fix in an hour.")
    await looks(town, hours=2)

    await rewords(town, ts, None)

    assert (await only(town)).state is PromiseState.BROKEN


async def test_what_waits_for_send_promises_nothing_until_it_is_sent(town: Town) -> None:
    town.deps = replace(
        town.deps, workspace=Workspace(teams=(TeamConfig(name="Support", channel=DESK, relay="explicit"),))
    )
    await claimed(town)
    ts = await writes(town, DANA, "I'll send the fix by Friday.")
    assert await ledger(town) == ()

    handoff = await newest(town)
    async with town.deps.database.transaction() as tx:
        about = await outbox.find(tx, saying.card_key(handoff))
    assert about is not None
    said = Message(
        channel=DESK, ts=ts, thread=about.ts, author=DANA.id, team=DANA.team, text="I'll send the fix by Friday."
    )
    town.messenger.threads[ts] = (said,)
    await send_unsent(town.deps, DESK, ts, DANA)

    assert (await only(town)).due_at == SATURDAY


@pytest.mark.parametrize(
    ("order", "state"), [("promise done", PromiseState.KEPT), ("Promise drop.", PromiseState.WITHDRAWN)]
)
async def test_a_word_in_the_thread_settles_it(town: Town, order: str, state: PromiseState) -> None:
    await claimed(town)
    await writes(town, DANA, "I'll send the fix by Friday.")

    await writes(town, ELI, order)

    settled = await only(town)
    assert (settled.state, settled.settled_by) == (state, ELI.id)


async def test_with_several_promises_the_bot_asks_which_one(town: Town) -> None:
    await claimed(town)
    await writes(town, DANA, "I'll send the fix by Friday. I'll call you tomorrow at 10:00.")

    await writes(town, DANA, "promise done")
    told = town.messenger.whispers[-1][1]
    await writes(town, DANA, "promise done 1")
    await writes(town, DANA, "promise by Thursday")

    assert "1: “I'll call you tomorrow at 10:00”. 2: “I'll send the fix by Friday”." in told
    fix, call = sorted(await ledger(town), key=lambda one: one.what, reverse=True)
    assert (call.state, fix.state) == (PromiseState.KEPT, PromiseState.OPEN)
    assert fix.due_at == NINE.replace(hour=0) + timedelta(days=4)


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("promise done", "no promise to be kept"),
        ("promise open", "No promise here was kept"),
        ("promise by Friday", "No promise here can be due"),
    ],
)
async def test_who_is_too_late_with_a_word_is_told_why(town: Town, order: str, told: str) -> None:
    await claimed(town)

    await writes(town, DANA, order)

    assert told in town.messenger.whispers[-1][1]


async def test_a_time_that_nobody_understands_changes_nothing(town: Town) -> None:
    await claimed(town)
    await writes(town, DANA, "I'll send the fix by Friday.")

    await writes(town, DANA, "promise by the blue moon")

    assert "can't tell when" in town.messenger.whispers[-1][1]
    assert (await only(town)).due_at == SATURDAY


async def test_only_our_own_people_say_what_became_of_a_promise(town: Town) -> None:
    handoff = await claimed(town)
    await writes(town, DANA, "I'll send the fix by Friday.")
    place = Place(channel=DESK)

    with pytest.raises(NotAllowedError):
        await carry_out(town.deps, Ask(verb=Verb.PROMISE, handoff=handoff, by=MAYA, place=place, key="1", words="done"))


async def test_a_button_pressed_after_somebody_else_is_refused(town: Town) -> None:
    handoff = await claimed(town)
    await writes(town, DANA, "I'll send the fix by Friday.")
    promise = await only(town)
    ask_ = Ask(
        verb=Verb.PROMISE, handoff=handoff, by=DANA, place=Place(channel=DESK), key="1", words=f"done {promise.id}"
    )

    await carry_out(town.deps, ask_)

    with pytest.raises(NothingToDoError):
        await carry_out(town.deps, replace(ask_, by=ELI, words=f"drop {promise.id}"))
    assert (await only(town)).settled_by == DANA.id


async def test_the_owner_is_reminded_once_before_it_is_due_and_told_when_it_is_broken(town: Town) -> None:
    await claimed(town)
    await writes(town, DANA, "I'll send the fix in 8 hours.")

    assert await looks(town, hours=5, minutes=30) == []
    (reminded,) = await looks(town, hours=1)
    assert await looks(town, minutes=70) == []
    (broken,) = await looks(town, hours=1)

    assert reminded.people == (DANA.id,)
    assert "“I'll send the fix in 8 hours”, due 2026-11-23 17:0" in reminded.text
    assert "it was due" in broken.text
    promise = await only(town)
    assert (promise.state, promise.settled_by) == (PromiseState.BROKEN, None)
    assert card(town).promises == (promise,)
    assert await looks(town, days=3) == []


async def test_what_is_broken_can_be_kept_late(town: Town) -> None:
    await claimed(town)
    await writes(town, DANA, "I'll send the fix in an hour.")
    await looks(town, hours=2)

    await writes(town, DANA, "promise done")

    assert (await only(town)).was_late
    assert card(town).promises == ()


async def test_a_promise_kept_in_time_is_reminded_of_no_more(town: Town) -> None:
    await claimed(town)
    await writes(town, DANA, "I'll send the fix in 8 hours.")
    await writes(town, DANA, "promise done")

    assert await looks(town, hours=7) == []
    assert await looks(town, hours=7) == []


async def test_nobody_is_called_twice_within_an_hour_about_one_customer(town: Town) -> None:
    await claimed(town)
    await writes(town, DANA, "I'll send the fix in 4 hours. I'll call you in 4 hours.")

    first = await looks(town, hours=3, minutes=10)
    await watch_waiting(town.deps)
    within = await looks(town, minutes=30)
    then = await looks(town, minutes=40)

    assert [len(first), len(within), len(then)] == [1, 0, 1]


async def test_nobody_is_called_out_of_hours_but_hears_of_it_in_the_morning(town: Town) -> None:
    town.deps = replace(town.deps, workspace=Workspace(teams=(OFFICE,)))
    await claimed(town)
    await writes(town, DANA, "I'll send the fix tonight.")

    (reminded,) = await looks(town, hours=7)
    night = await looks(town, hours=10)  # 02:00
    (morning,) = await looks(town, hours=7)

    assert "was due" not in reminded.text
    assert night == []
    assert "it was due 2026-11-24 00:00" in morning.text
    assert morning.people == (DANA.id, PRIYA)


async def test_who_releases_leaves_the_promise_to_the_team_and_who_claims_takes_it(town: Town) -> None:
    handoff = await claimed(town)
    await writes(town, DANA, "I'll send the fix by Friday.")

    await release_handoff(town.deps, handoff, DANA)
    await town.send()
    left, told = await only(town), nudges(town)[-1]
    await claim_handoff(town.deps, handoff, ELI)

    assert (left.owner, left.state) == (None, PromiseState.OPEN)
    assert "Still to be kept, and up to Support now: “I'll send the fix by Friday”" in told.text
    assert (await only(town)).owner == ELI.id


async def test_nothing_is_lost_on_a_hand_back(town: Town) -> None:
    town.deps = replace(town.deps, workspace=Workspace(teams=(TeamConfig(name="Support", channel=DESK),)))
    handoff = await claimed(town)
    await writes(town, DANA, "I'll send the fix in 8 hours.")

    await hand_back(town.deps, handoff, DANA)
    await town.send()
    (reminded,) = await looks(town, hours=7)

    assert reminded.people == ()
    assert reminded.link
    posted = [one for one in town.messenger.in_channel(DESK) if one.saying == reminded]
    assert posted[0].place.thread is None
    assert card(town).promises[0].owner is None


async def test_another_team_that_has_the_handoff_keeps_its_promises(town: Town) -> None:
    handoff = await claimed(town)
    await writes(town, DANA, "I'll send the fix by Friday.")
    second = Queue(name="Second line", channel=ChannelId("C0SECOND"))
    async with town.deps.transaction() as tx:
        await handoffs.hold(tx, handoff)
        await handoffs.release_if_claimed(tx, handoff)
        await pass_on(tx, town.deps, await handoffs.get(tx, handoff), second)
    await town.send()

    promise = await only(town)
    assert (promise.team, promise.owner) == ("Second line", None)
    assert nudges(town)[-1].text.startswith("Still to be kept, and up to Second line now")
    there = [one.saying for one in town.messenger.in_channel(second.channel) if isinstance(one.saying, CardSaid)]
    assert there[-1].promises == (promise,)


async def test_a_colleague_who_is_given_the_handoff_keeps_its_promises(town: Town) -> None:
    handoff = await claimed(town)
    await writes(town, DANA, "I'll send the fix by Friday.")

    wish = Ask(verb=Verb.ASSIGN, handoff=handoff, by=DANA, place=Place(channel=DESK), key="1", named=(ELI.id,))
    await carry_out(town.deps, wish)
    await town.send()

    assert (await only(town)).owner == ELI.id
    assert any("up to Support now" in nudge.text for nudge in nudges(town))


async def test_resolving_keeps_what_was_said_and_says_so(town: Town) -> None:
    handoff = await claimed(town)
    await writes(town, DANA, "I'll send the fix by Friday.")

    await resolve_handoff(town.deps, handoff, DANA)
    await town.send()

    kept = await only(town)
    assert (kept.state, kept.settled_by, kept.how) == (PromiseState.KEPT, DANA.id, "with the resolution")
    assert "“I'll send the fix by Friday”, due 2026-11-28 00:00 UTC. If not: `promise open`." in nudges(town)[-1].text


async def test_what_was_not_kept_with_the_resolution_is_still_to_be_kept(town: Town) -> None:
    handoff = await claimed(town)
    await writes(town, DANA, "I'll send the fix in 8 hours.")
    await resolve_handoff(town.deps, handoff, DANA)

    await writes(town, DANA, "promise open")

    assert (await only(town)).state is PromiseState.OPEN
    assert len(await looks(town, hours=7)) == 1


async def test_a_call_that_is_still_to_come_is_not_kept_by_resolving(town: Town) -> None:
    handoff = await claimed(town)
    async with town.deps.transaction() as tx:
        call = NewPromise(source="callback:1", what="A call", due_at=SATURDAY, kind=PromiseKind.CALLBACK)
        await make_promise(tx, town.deps, await handoffs.hold(tx, handoff), call)

    await resolve_handoff(town.deps, handoff, DANA)
    await town.send()

    assert (await only(town)).state is PromiseState.OPEN
    assert "Still to be kept: “A call”" in nudges(town)[-1].text


async def test_a_customer_who_says_that_it_is_not_solved_is_still_promised_it(town: Town) -> None:
    handoff = await claimed(town)
    await writes(town, DANA, "I'll send the fix by Friday.")
    await resolve_handoff(town.deps, handoff, DANA)

    await reopen_by_customer(town.deps, handoff)

    promise = await only(town)
    assert (promise.state, promise.owner) == (PromiseState.OPEN, DANA.id)


async def test_promises_of_a_merged_handoff_are_kept_in_the_other(town: Town) -> None:
    handoff = await claimed(town)
    await writes(town, DANA, "I'll send the fix by Friday.")
    promise = await only(town)
    town.clock.forward(minutes=1)
    await ask(town)
    other = await newest(town)
    await claim_handoff(town.deps, other.id, ELI)

    wish = Ask(verb=Verb.MERGE, handoff=handoff, by=DANA, place=Place(channel=DESK), key="1", filled={"into": other.id})
    await merge_handoff(town.deps, wish)

    async with town.deps.database.transaction() as tx:
        (there,) = await promises.open_of(tx, other.id)
    assert (there.id, there.owner) == (promise.id, ELI.id)


async def test_admins_see_what_is_open_kept_and_broken_by_person_and_team(town: Town) -> None:
    handoff = await claimed(town)
    await writes(town, DANA, "I'll send the log in an hour.")
    await writes(town, DANA, "promise done")
    await writes(town, DANA, "I'll send the <fix> in an hour.")
    await looks(town, hours=2)
    await writes(town, DANA, "I'll call you by Friday.")
    await release_handoff(town.deps, handoff, DANA)

    told = await steer(town.deps, Order(channel=DESK, by=replace(DANA, is_admin=True), words="promises"))

    assert "since 01 November: 1 kept, 1 broken, 1 open" in told
    assert "• <@U0DANA>: 1 kept, 0 broken, 0 open" in told
    assert "• Support: 1 kept, 1 broken, 1 open" in told
    assert "“I'll call you by Friday”, due 2026-11-28 00:00 UTC – Support" in told
