"""What agents do about a handoff besides claiming and ending it."""

import asyncio
from dataclasses import replace

import pytest

from bot.errors import AlreadyClaimedError, BatonError, NothingToDoError
from bot.flows.acts import carry_out
from bot.flows.ask import Ask
from bot.flows.ask_colleague import watch_enquiries
from bot.flows.claim import claim_handoff
from bot.flows.desk import read_desk
from bot.flows.home import home_of
from bot.flows.route import passed_by_people
from bot.ports import AgentHome, CardSaid, NudgeSaid, Place
from escalation.model import ChannelId, Handoff, HandoffStatus, Person, PersonId, Priority, Queue
from escalation.orders import Verb
from tests.flows.conftest import CHANNEL, DANA, DESK, ELI, MAYA, Town, text_of
from tests.flows.test_handing_over import handed_off, now

MONEY = Queue(name="Money", channel=ChannelId("C0MONEY"))
LAW = Queue(name="Law", channel=ChannelId("C0LAW"))


def with_teams(town: Town) -> None:
    town.deps = replace(town.deps, queues=(*town.deps.queues, MONEY, LAW))


def ask(
    verb: Verb, handoff: Handoff, by: Person, words: str = "", *, named: tuple[PersonId, ...] = (), key: str = "1"
) -> Ask:
    return Ask(verb=verb, handoff=handoff.id, by=by, place=Place(channel=DESK), key=key, words=words, named=named)


async def test_a_claimed_handoff_is_passed_on_and_its_clock_goes_on(town: Town) -> None:
    with_teams(town)
    handoff, _, _ = await handed_off(town)
    await claim_handoff(town.deps, handoff.id, DANA)
    town.clock.forward(seconds=600)

    await carry_out(town.deps, ask(Verb.PASS, handoff, DANA, "money: they pay by bank"))
    await town.send()

    there = await now(town, handoff)
    assert (there.queue, there.status, there.claimed_by) == (MONEY, HandoffStatus.WAITING, None)
    assert there.why_here == "passed on by Dana Whitfield of Support: they pay by bank"
    assert there.clock is not None
    assert handoff.clock is not None
    assert there.clock.due_at == handoff.clock.due_at
    assert [one.saying for one in town.messenger.in_channel(MONEY.channel) if isinstance(one.saying, CardSaid)]
    assert "This is with Money now" in town.heard()[-1]


async def test_of_two_who_pass_it_on_one_is_told_where_it_went(town: Town) -> None:
    with_teams(town)
    handoff, _, _ = await handed_off(town)

    outcomes = await asyncio.gather(
        carry_out(town.deps, ask(Verb.PASS, handoff, DANA, "Money")),
        carry_out(town.deps, ask(Verb.PASS, handoff, ELI, "Law", key="2")),
        return_exceptions=True,
    )

    went = (await now(town, handoff)).queue.name
    (refused,) = [one.message for one in outcomes if isinstance(one, NothingToDoError)]
    assert refused == f"It went to {went} meanwhile."


@pytest.mark.parametrize(
    ("words", "told"),
    [("Sales", "I know no team named “Sales”. There are: Support, Money, Law."), ("support", "It waits with Support")],
)
async def test_who_names_no_other_team_is_told_which_there_are(town: Town, words: str, told: str) -> None:
    with_teams(town)
    handoff, _, _ = await handed_off(town)

    with pytest.raises(NothingToDoError, match=told):
        await carry_out(town.deps, ask(Verb.PASS, handoff, DANA, words))


async def test_nobody_passes_on_or_gives_away_what_somebody_else_has(town: Town) -> None:
    with_teams(town)
    handoff, _, _ = await handed_off(town)
    await claim_handoff(town.deps, handoff.id, DANA)

    for asked in (ask(Verb.PASS, handoff, ELI, "Money"), ask(Verb.ASSIGN, handoff, ELI, named=(ELI.id,))):
        with pytest.raises(AlreadyClaimedError, match="U0DANA"):
            await carry_out(town.deps, asked)


async def test_the_button_asks_to_which_team_and_the_form_passes_it_on(town: Town) -> None:
    with_teams(town)
    handoff, _, _ = await handed_off(town)

    await carry_out(town.deps, replace(ask(Verb.PASS, handoff, DANA), trigger="T1"))
    (form,) = town.messenger.forms
    assert [choice.value for choice in form.fields[0].choices] == ["Money", "Law"]
    await carry_out(town.deps, replace(ask(Verb.PASS, handoff, DANA), filled={"team": "Law", "why": ""}))

    assert (await now(town, handoff)).queue == LAW


async def test_what_people_passed_on_is_known_afterwards_and_by_whom(town: Town) -> None:
    with_teams(town)
    handoff, _, _ = await handed_off(town)
    await carry_out(town.deps, ask(Verb.PASS, handoff, DANA, "Money"))

    async with town.deps.database.transaction() as tx:
        (routed,) = await passed_by_people(tx, 10)

    assert (routed.began, routed.ended, routed.reasons) == ("Support", "Money", ("asked_for_person",))


async def test_a_colleague_who_is_given_a_handoff_is_called_and_the_customer_told(town: Town) -> None:
    handoff, _, _ = await handed_off(town)
    await claim_handoff(town.deps, handoff.id, DANA)

    await carry_out(town.deps, ask(Verb.ASSIGN, handoff, DANA, "@Eli", named=(ELI.id,)))
    await town.send()

    assert (await now(town, handoff)).claimed_by == ELI.id
    (nudge,) = [one.saying for one in town.messenger.in_channel(DESK) if isinstance(one.saying, NudgeSaid)]
    assert nudge.people == (ELI.id,)
    assert "Eli Okafor" in town.heard()[-1]


async def test_of_one_who_claims_and_one_who_gives_it_away_one_is_told_who_has_it(town: Town) -> None:
    handoff, _, _ = await handed_off(town)

    outcomes = await asyncio.gather(
        claim_handoff(town.deps, handoff.id, DANA),
        carry_out(town.deps, ask(Verb.ASSIGN, handoff, ELI, named=(ELI.id,))),
        return_exceptions=True,
    )

    (refused,) = [one.message for one in outcomes if isinstance(one, BatonError)]
    assert f"<@{(await now(town, handoff)).claimed_by}>" in refused
    await town.send()
    assert sum("has read along" in text for text in town.heard()) == 1


@pytest.mark.parametrize("named", [(), (MAYA.id,), (DANA.id, ELI.id)])
async def test_a_handoff_is_given_to_one_colleague_and_to_no_customer(town: Town, named: tuple[PersonId, ...]) -> None:
    handoff, _, _ = await handed_off(town)

    with pytest.raises(NothingToDoError):
        await carry_out(town.deps, ask(Verb.ASSIGN, handoff, DANA, named=named))
    assert (await now(town, handoff)).claimed_by is None


async def test_whoever_says_how_urgent_it_is_stands_on_the_card(town: Town) -> None:
    handoff, _, _ = await handed_off(town)

    await carry_out(town.deps, ask(Verb.PRIORITY, handoff, ELI, "Urgent"))

    assert ((await now(town, handoff)).priority, (await now(town, handoff)).priority_by) == (Priority.URGENT, ELI.id)
    assert "rgent" not in "".join(text_of(one) for one in town.messenger.in_channel(CHANNEL))


def nudges(town: Town) -> list[tuple[tuple[PersonId, ...], str]]:
    return [(one.saying.people, one.saying.text) for one in town.messenger.posted if isinstance(one.saying, NudgeSaid)]


async def test_a_colleague_who_is_asked_answers_in_the_thread_and_whoever_asked_is_told(town: Town) -> None:
    handoff, _, card = await handed_off(town)
    await claim_handoff(town.deps, handoff.id, DANA)
    question = "@Eli Okafor: does the EU cluster still use the old limit?"

    asked = ask(Verb.ASK, handoff, DANA, question, named=(ELI.id,))
    await carry_out(town.deps, asked)
    await carry_out(town.deps, asked)  # the same event again
    with pytest.raises(NothingToDoError, match="has not answered yet"):
        await carry_out(town.deps, replace(asked, key="2", words=question.replace("does the", "Does  the")))
    await town.send()
    assert nudges(town) == [
        (
            (ELI.id,),
            "Dana Whitfield asks you: “does the EU cluster still use the old limit?” "
            "Your answer in this thread stays here; the customer does not see it.",
        )
    ]
    home = await home_of(town.deps, ELI.id, await read_desk(town.deps))
    assert isinstance(home, AgentHome)
    assert [(one.question, one.by) for one in home.asked] == [("does the EU cluster still use the old limit?", DANA.id)]

    before = town.heard()
    at = await town.says(ELI, "Yes, until Thursday.", card, channel=DESK)
    await town.says(ELI, "Then it is the new one.", card, channel=DESK)
    await town.send()

    assert nudges(town)[1:] == [((DANA.id,), "Eli Okafor answered “does the EU cluster still use the old limit?”.")]
    assert (DESK, at, "speech_balloon") in town.messenger.marks
    assert town.heard() == before
    town.clock.forward(hours=3)
    assert await watch_enquiries(town.deps) == "0 reminded"


async def test_a_colleague_who_does_not_answer_is_reminded_once_and_never_after_the_end(town: Town) -> None:
    handoff, _, _ = await handed_off(town)
    await claim_handoff(town.deps, handoff.id, DANA)
    asked = ask(Verb.ASK, handoff, DANA, "@Eli is the limit old?", named=(ELI.id,))
    await carry_out(town.deps, asked)
    assert await watch_enquiries(town.deps) == "0 reminded"
    town.clock.forward(hours=1)

    assert [await watch_enquiries(town.deps) for _ in range(2)] == ["1 reminded", "0 reminded"]
    await town.send()
    assert nudges(town)[1:] == [((ELI.id, DANA.id), "“is the limit old?” was asked here, and is not answered yet.")]

    await carry_out(town.deps, replace(asked, key="2", words="@Eli: and the new one?"))
    await carry_out(town.deps, ask(Verb.RESOLVE, handoff, DANA, key="3"))
    town.clock.forward(hours=5)
    assert await watch_enquiries(town.deps) == "0 reminded"
    home = await home_of(town.deps, ELI.id, await read_desk(town.deps))
    assert isinstance(home, AgentHome)
    assert home.asked == ()


@pytest.mark.parametrize(
    ("words", "named", "why"),
    [
        ("@Eli", (ELI.id,), "Say whom, and what"),
        ("@Maya: is it red?", (MAYA.id,), "not of our support team"),
        ("@Dana: is it red?", (DANA.id,), "That is you"),
        ("@somebody: is it red?", (), "Name one colleague"),
    ],
)
async def test_who_asks_nothing_or_nobody_of_ours_is_told_how(
    town: Town, words: str, named: tuple[PersonId, ...], why: str
) -> None:
    handoff, _, _ = await handed_off(town)

    with pytest.raises(NothingToDoError, match=why):
        await carry_out(town.deps, ask(Verb.ASK, handoff, DANA, words, named=named))
