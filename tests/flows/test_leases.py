"""What is put aside wakes; what is claimed and forgotten returns to the queue."""

from datetime import timedelta

import pytest

from bot.errors import NothingToDoError
from bot.flows.acts import carry_out
from bot.flows.claim import claim_handoff
from bot.flows.promise import make_promise
from bot.flows.watch_claims import watch_claims
from bot.flows.watch_waiting import watch_waiting
from bot.ports import NudgeSaid
from escalation.model import HandoffStatus, NewPromise, Step
from escalation.orders import Verb
from storage import handoffs, promises
from tests.flows.conftest import DANA, DESK, MAYA, Town, text_of
from tests.flows.test_agents_acts import ask
from tests.flows.test_handing_over import handed_off, now


def nudges(town: Town) -> list[str]:
    return [text_of(one) for one in town.messenger.in_channel(DESK) if isinstance(one.saying, NudgeSaid)]


async def watch(town: Town, *, hours: float) -> None:
    town.clock.forward(seconds=timedelta(hours=hours).total_seconds())
    await watch_claims(town.deps)
    await town.send()


async def test_a_claim_with_which_nothing_happens_returns_to_the_queue_after_a_warning(town: Town) -> None:
    handoff, _, _ = await handed_off(town)
    await claim_handoff(town.deps, handoff.id, DANA)

    await watch(town, hours=3.1)
    assert "else this goes back to the queue" in nudges(town)[-1]
    await watch(town, hours=1)

    there = await now(town, handoff)
    assert (there.status, there.claimed_by) == (HandoffStatus.WAITING, None)
    assert there.clock is not None
    assert handoff.clock is not None
    assert there.clock.due_at == handoff.clock.due_at
    assert "Dana Whitfield had to step away" in town.heard()[-1]
    assert "waits in the queue again" in nudges(town)[-1]


@pytest.mark.parametrize("word", ["note: I ask the engineers", "I am looking into it", "priority high", "snooze 1 day"])
async def test_a_claim_with_which_something_happens_holds(town: Town, word: str) -> None:
    handoff, _, card = await handed_off(town)
    await claim_handoff(town.deps, handoff.id, DANA)
    await watch(town, hours=3.1)

    await town.says(DANA, word, thread=card, channel=DESK)
    await watch(town, hours=1)

    assert (await now(town, handoff)).claimed_by == DANA.id


async def test_what_is_put_aside_calls_nobody_and_wakes_in_time(town: Town) -> None:
    handoff, _, card = await handed_off(town)
    await claim_handoff(town.deps, handoff.id, DANA)
    await town.says(DANA, "snooze 2h", thread=card, channel=DESK)
    await town.send()

    town.clock.forward(seconds=1.5 * 3600)
    await watch_waiting(town.deps)
    await town.send()
    assert nudges(town) == []
    late = (await now(town, handoff)).clock
    assert late is not None
    assert Step.BREACHED in late.steps  # what the customer is owed goes on
    await watch(town, hours=0.6)

    assert "the time is up" in nudges(town)[-1]
    assert (await now(town, handoff)).snoozed is None


async def test_what_is_put_aside_wakes_when_the_customer_writes(town: Town) -> None:
    handoff, thread, card = await handed_off(town)
    await claim_handoff(town.deps, handoff.id, DANA)
    await town.says(DANA, "wait for customer", thread=card, channel=DESK)
    assert (await now(town, handoff)).snoozed is not None

    await town.says(MAYA, "here is the invoice number: 8812", thread=thread)
    await town.send()

    assert (await now(town, handoff)).snoozed is None
    assert "the customer wrote" in nudges(town)[-1]


async def test_who_puts_aside_what_is_due_sooner_is_asked_to_tell_the_customer(town: Town) -> None:
    handoff, _, card = await handed_off(town)
    await claim_handoff(town.deps, handoff.id, DANA)

    await town.says(DANA, "snooze 2h", thread=card, channel=DESK)
    await town.send()

    assert "tell them when you go on with it" in str(town.messenger.__dict__)


async def test_an_issue_is_waited_for_only_if_we_hear_of_it(town: Town) -> None:
    handoff, _, _ = await handed_off(town)
    with pytest.raises(NothingToDoError, match="Link it first"):
        await carry_out(town.deps, ask(Verb.SNOOZE, handoff, DANA, "ENG-118"))


async def test_what_was_promised_with_a_claim_that_ended_is_the_teams_to_keep(town: Town) -> None:
    handoff, _, _ = await handed_off(town)
    await claim_handoff(town.deps, handoff.id, DANA)
    due = town.clock.now() + timedelta(days=2)
    async with town.deps.transaction() as tx:
        held = await handoffs.hold(tx, handoff.id)
        made = await make_promise(tx, town.deps, held, NewPromise(source="a word", what="send the fix", due_at=due))
    assert made.owner == DANA.id

    await watch(town, hours=3.1)
    await watch(town, hours=1)

    async with town.deps.database.transaction() as tx:
        assert (await promises.get(tx, made.id)).owner is None
