import asyncio

import pytest

from bot.errors import AlreadyClaimedError, NothingToDoError, UnavailableError
from bot.flows.claim import claim_handoff, release_handoff
from bot.flows.follow_change import follow_change
from bot.flows.press import press
from bot.flows.resolve import hand_back, reopen_by_customer, reopen_handoff, resolve_handoff
from bot.flows.tidy import tidy
from bot.flows.watch import watch_turns
from bot.ports import AnswerSaid, CardSaid, NoticeSaid, RelaySaid
from escalation.model import Change, Conversation, Handoff, HandoffStatus, Owner, Ts, conversation_id
from storage import conversations, handoffs
from tests.flows.conftest import CHANNEL, DANA, DESK, ELI, MAYA, Town


async def handed_off(town: Town) -> tuple[Handoff, Ts, Ts]:
    """A handoff that waits; the customer's thread and the card's."""
    thread = await town.says(MAYA, "Can I talk to someone about my refund?")
    await town.settle()
    card = next(one for one in reversed(town.messenger.in_channel(DESK)) if isinstance(one.saying, CardSaid))
    assert isinstance(card.saying, CardSaid)
    return card.saying.handoff, thread, card.ts


async def now(town: Town, handoff: Handoff) -> Handoff:
    async with town.deps.database.transaction() as tx:
        return await handoffs.get(tx, handoff.id)


async def conversation(town: Town, thread: Ts) -> Conversation:
    async with town.deps.database.transaction() as tx:
        return await conversations.get(tx, conversation_id(CHANNEL, thread))


async def test_a_handoff_tells_the_customer_and_stands_in_the_teams_channel_with_the_transcript(town: Town) -> None:
    handoff, thread, card = await handed_off(town)

    (notice,) = town.messenger.in_channel(CHANNEL)
    assert isinstance(notice.saying, NoticeSaid)
    assert "no need to repeat" in notice.saying.text
    assert [posted.place.thread for posted in town.messenger.in_channel(DESK)] == [None, card]
    assert handoff.briefing.ask == "Can I talk to someone about my refund?"
    assert handoff.reasons[0].code == "asked_for_person"
    assert (await conversation(town, thread)).owner is Owner.NOBODY


async def test_of_many_agents_who_press_claim_one_wins_and_the_others_are_told_who(town: Town) -> None:
    handoff, _, _ = await handed_off(town)
    agents = [DANA, ELI]

    outcomes = await asyncio.gather(
        *(claim_handoff(town.deps, handoff.id, agents[n % 2]) for n in range(8)), return_exceptions=True
    )

    winner = (await now(town, handoff)).claimed_by
    refused = [error for error in outcomes if isinstance(error, AlreadyClaimedError)]
    assert len(refused) == 4
    assert {error.message for error in refused} == {f"<@{winner}> already has this one."}


async def test_pressing_claim_twice_is_harmless(town: Town) -> None:
    handoff, _, _ = await handed_off(town)
    await claim_handoff(town.deps, handoff.id, DANA)

    assert await claim_handoff(town.deps, handoff.id, DANA) == "claimed"

    await town.send()
    assert sum("has read along" in text for text in town.heard()) == 1


async def test_only_the_claimers_words_reach_the_customer(town: Town) -> None:
    handoff, thread, card = await handed_off(town)
    await town.says(DANA, "too early: nobody claimed yet", thread=card, channel=DESK)
    await claim_handoff(town.deps, handoff.id, DANA)

    spoken = await town.says(DANA, "I am on it", thread=card, channel=DESK)
    await town.says(DANA, "note: she is on the Team plan", thread=card, channel=DESK)
    await town.says(ELI, "same here last week", thread=card, channel=DESK)
    await town.says(DANA, "unrelated talk in the channel", channel=DESK)
    await town.send()

    relayed = [posted for posted in town.messenger.posted if isinstance(posted.saying, RelaySaid)]
    assert [(posted.saying.name, posted.saying.text) for posted in relayed if isinstance(posted.saying, RelaySaid)] == [
        ("Dana Whitfield", "I am on it")
    ]
    assert relayed[0].place.thread == thread
    assert (DESK, spoken, "white_check_mark") in town.messenger.marks


async def test_an_agents_words_wait_while_it_is_not_noted_where_the_card_stands(town: Town) -> None:
    await town.says(MAYA, "Can I talk to someone about my refund?")
    town.messenger.fail_after = [
        UnavailableError("Slack", "the answer was lost", is_ambiguous=True),
        UnavailableError("Slack", "the answer was lost", is_ambiguous=True),
    ]
    await town.settle()
    card = town.messenger.in_channel(DESK)[0]
    assert isinstance(card.saying, CardSaid)
    await claim_handoff(town.deps, card.saying.handoff.id, DANA)

    with pytest.raises(UnavailableError):
        await town.says(DANA, "I am on it", thread=card.ts, channel=DESK)
    town.clock.forward(minutes=1)
    await town.send()
    await town.says(DANA, "I am on it", thread=card.ts, channel=DESK)
    await town.send()

    assert "I am on it" in town.heard()


async def test_the_customers_words_reach_the_cards_thread(town: Town) -> None:
    _, thread, card = await handed_off(town)

    await town.says(MAYA, "It is about invoice 7", thread=thread)
    await town.settle()

    last = town.messenger.in_channel(DESK)[-1]
    assert last.place.thread == card
    assert isinstance(last.saying, RelaySaid)
    assert last.saying.text == "It is about invoice 7"


async def test_edits_and_deletions_follow_to_the_other_side(town: Town) -> None:
    handoff, thread, card = await handed_off(town)
    await claim_handoff(town.deps, handoff.id, DANA)
    spoken = await town.says(DANA, "three days", thread=card, channel=DESK)
    await town.send()
    mirror = town.messenger.in_channel(CHANNEL)[-1]

    await follow_change(town.deps, Change(channel=DESK, ts=spoken, text="four days", at=Ts("2")))
    await follow_change(town.deps, Change(channel=DESK, ts=spoken, text=None, at=Ts("3")))
    await town.send()

    rewritten = [saying.text for ts, saying in town.messenger.rewritten if isinstance(saying, RelaySaid)]
    assert rewritten == ["four days"]
    assert town.messenger.erased == [mirror.ts]
    async with town.deps.database.transaction() as tx:
        lines = await conversations.lines(tx, conversation_id(CHANNEL, thread))
    assert [line.text for line in lines if line.ts == mirror.ts] == [None]


async def test_an_agents_words_that_become_a_note_are_taken_back(town: Town) -> None:
    handoff, _, card = await handed_off(town)
    await claim_handoff(town.deps, handoff.id, DANA)
    spoken = await town.says(DANA, "she is on the Team plan", thread=card, channel=DESK)
    await town.send()

    await follow_change(town.deps, Change(channel=DESK, ts=spoken, text="note: she is on the Team plan", at=Ts("2")))
    await town.send()

    assert town.messenger.erased == [town.messenger.in_channel(CHANNEL)[-1].ts]


async def test_words_deleted_before_they_were_sent_never_arrive(town: Town) -> None:
    handoff, _, card = await handed_off(town)
    await claim_handoff(town.deps, handoff.id, DANA)
    spoken = await town.says(DANA, "oops, wrong thread", thread=card, channel=DESK)

    await follow_change(town.deps, Change(channel=DESK, ts=spoken, text=None, at=Ts("2")))
    await town.send()

    assert "oops, wrong thread" not in town.heard()


async def test_a_released_handoff_waits_again_and_the_customer_is_told(town: Town) -> None:
    handoff, thread, _ = await handed_off(town)
    await claim_handoff(town.deps, handoff.id, DANA)

    await release_handoff(town.deps, handoff.id, DANA)
    await town.send()

    assert (await now(town, handoff)).status is HandoffStatus.WAITING
    assert (await conversation(town, thread)).owner is Owner.NOBODY
    assert "nothing is lost" in town.heard()[-1]


async def test_nobody_can_release_or_resolve_what_somebody_else_has(town: Town) -> None:
    handoff, _, _ = await handed_off(town)
    await claim_handoff(town.deps, handoff.id, DANA)

    for act in (release_handoff, resolve_handoff, hand_back):
        with pytest.raises(AlreadyClaimedError):
            await act(town.deps, handoff.id, ELI)


async def test_what_is_resolved_cannot_be_claimed(town: Town) -> None:
    handoff, _, _ = await handed_off(town)
    await resolve_handoff(town.deps, handoff.id, DANA)

    with pytest.raises(NothingToDoError):
        await claim_handoff(town.deps, handoff.id, ELI)


async def test_after_hand_back_the_bot_answers_again(town: Town) -> None:
    handoff, thread, _ = await handed_off(town)
    await claim_handoff(town.deps, handoff.id, DANA)
    await hand_back(town.deps, handoff.id, DANA)

    await town.says(MAYA, "How long does a refund take?", thread=thread)
    await town.settle()

    assert isinstance(town.messenger.in_channel(CHANNEL)[-1].saying, AnswerSaid)


async def test_a_customer_who_answers_a_resolution_gets_the_same_agent_again(town: Town) -> None:
    handoff, thread, _ = await handed_off(town)
    await claim_handoff(town.deps, handoff.id, DANA)
    await resolve_handoff(town.deps, handoff.id, DANA)

    await town.says(MAYA, "The refund is still missing on my account", thread=thread)
    await town.settle()

    again = await now(town, handoff)
    assert (again.status, again.claimed_by) == (HandoffStatus.CLAIMED, DANA.id)
    relayed = [posted.saying.text for posted in town.messenger.posted if isinstance(posted.saying, RelaySaid)]
    assert relayed == ["The refund is still missing on my account"]


async def test_thanks_after_a_resolution_reopens_nothing(town: Town) -> None:
    handoff, thread, _ = await handed_off(town)
    await claim_handoff(town.deps, handoff.id, DANA)
    await resolve_handoff(town.deps, handoff.id, DANA)

    await town.says(MAYA, "thanks!", thread=thread)
    await town.settle()

    assert (await now(town, handoff)).status is HandoffStatus.RESOLVED


async def test_the_button_under_a_resolution_reopens_it_once(town: Town) -> None:
    handoff, _, _ = await handed_off(town)
    await claim_handoff(town.deps, handoff.id, DANA)
    await resolve_handoff(town.deps, handoff.id, DANA)

    assert await reopen_by_customer(town.deps, handoff.id) == "reopened by the customer"
    assert await reopen_by_customer(town.deps, handoff.id) == "open already"


async def test_an_agent_can_reopen_and_has_it_then(town: Town) -> None:
    handoff, thread, _ = await handed_off(town)
    await resolve_handoff(town.deps, handoff.id, DANA)

    await reopen_handoff(town.deps, handoff.id, ELI)

    assert (await now(town, handoff)).claimed_by == ELI.id
    assert (await conversation(town, thread)).owner_id == ELI.id


async def test_a_colleague_who_answers_in_the_customers_thread_has_claimed_it(town: Town) -> None:
    handoff, thread, _ = await handed_off(town)

    await town.says(ELI, "Hi Maya, Eli here", thread=thread)
    await town.settle()

    assert (await now(town, handoff)).claimed_by == ELI.id
    assert any(isinstance(saying, CardSaid) for _, saying in town.messenger.rewritten)


async def test_a_button_press_is_a_turn_and_pressing_twice_changes_nothing(town: Town) -> None:
    thread = await town.says(MAYA, "How long does a refund take?")
    await town.settle()
    answer = town.messenger.posted[0].ts

    first = await press(town.deps, "not_solved", conversation_id(CHANNEL, thread), answer, MAYA.id)
    second = await press(town.deps, "not_solved", conversation_id(CHANNEL, thread), answer, MAYA.id)
    await town.settle()

    assert (first, second) == ("a turn", "pressed already")
    assert sum(isinstance(posted.saying, AnswerSaid) for posted in town.messenger.posted) == 2


async def test_what_waits_for_us_is_never_closed_by_itself(town: Town) -> None:
    waiting, _, _ = await handed_off(town)
    claimed, _, _ = await handed_off(town)
    await claim_handoff(town.deps, claimed.id, DANA)

    for _ in range(8):
        town.clock.forward(days=7)
        await watch_turns(town.deps)
        await tidy(town.deps)
        await town.settle()

    assert (await now(town, waiting)).status is HandoffStatus.WAITING
    assert (await now(town, claimed)).status is HandoffStatus.CLAIMED


async def test_a_turn_that_never_ended_goes_to_a_person(town: Town) -> None:
    await town.says(MAYA, "How long does a refund take?")
    town.clock.forward(minutes=5)

    assert await watch_turns(town.deps) == "1 overdue"
    await town.send()

    assert town.heard(DESK)[0] == "CardSaid"
    assert await watch_turns(town.deps) == "0 overdue"


async def test_the_card_tells_in_which_language_the_customer_writes(town: Town) -> None:
    await town.says(
        MAYA, "Guten Tag, unsere Rechnung vom Oktober ist falsch. Kann ich bitte mit einem Menschen sprechen?"
    )
    await town.settle()

    card = town.messenger.in_channel(DESK)[0].saying

    assert isinstance(card, CardSaid)
    assert card.handoff.briefing.language == "de"
