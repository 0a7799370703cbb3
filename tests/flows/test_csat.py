"""Customers are asked how it was, once an episode, and only they answer."""

from dataclasses import replace

import pytest

from bot.errors import NotAllowedError, NothingToDoError
from bot.flows.after_resolution import confirm_by_customer
from bot.flows.claim import claim_handoff
from bot.flows.people import who
from bot.flows.rate_help import Vote, ask_why, rate_help, say_why
from bot.flows.resolve import reopen_by_customer, resolve_handoff
from bot.flows.steer import Order, steer
from bot.flows.watch_outcomes import watch_outcomes
from bot.ports import CsatSaid, NudgeSaid, Place
from bot.workspace import TeamConfig, Workspace
from escalation.csat import Part
from escalation.model import Ending, Handoff, HandoffStatus, Person, PersonId, TeamId, Ts, conversation_id
from storage import episodes, handoffs
from tests.fakes import Posted
from tests.flows.conftest import CHANNEL, DANA, DESK, MAYA, Town

JONAS = Person(id=PersonId("U0JONAS"), name="Jonas", team=TeamId("T0CUST"))
STRANGER = Person(id=PersonId("U0OTHER"), name="Olga", team=TeamId("T0OTHER"))


async def resolved(town: Town, *, after_an_answer: bool = False) -> tuple[Ts, Handoff]:
    for person in (MAYA, DANA):
        await who(town.deps, person.id)
    thread = await town.says(MAYA, "How long does a refund take?" if after_an_answer else "Can I talk to someone?")
    await town.settle()
    if after_an_answer:
        await town.says(MAYA, "Can I talk to someone?", thread)
        await town.settle()
    async with town.deps.database.transaction() as tx:
        handoff = await handoffs.latest(tx, conversation_id(CHANNEL, thread))
    assert handoff is not None
    await claim_handoff(town.deps, handoff.id, DANA)
    await resolve_handoff(town.deps, handoff.id, DANA)
    await town.send()
    return thread, handoff


async def confirmed(town: Town, *, after_an_answer: bool = False) -> tuple[Ts, Handoff]:
    thread, handoff = await resolved(town, after_an_answer=after_an_answer)
    await confirm_by_customer(town.deps, handoff.id)
    await town.send()
    return thread, handoff


def asked(town: Town) -> list[Posted]:
    return [
        one
        for one in town.messenger.in_channel(CHANNEL)
        if isinstance(one.saying, CsatSaid) and one.ts not in town.messenger.erased
    ]


def drawn(town: Town) -> CsatSaid:
    """The question as it stands."""
    said = [said for _, said in town.messenger.rewritten if isinstance(said, CsatSaid)]
    return said[-1]


def told(town: Town) -> str:
    """What the team reads of it."""
    posted = [one.saying for one in town.messenger.in_channel(DESK)]
    said = [*posted, *(said for _, said in town.messenger.rewritten)]
    return [one.text for one in said if isinstance(one, NudgeSaid) and one.sign == "⭐"][-1]


async def later(town: Town, **duration: float) -> None:
    town.clock.forward(**duration)
    await watch_outcomes(town.deps)
    await town.send()


async def rates(town: Town, handoff: Handoff, part: Part, score: int, by: Person = MAYA) -> None:
    await rate_help(town.deps, Vote(handoff=handoff.id, part=part, score=score, by=by))
    await town.send()


async def status(town: Town, handoff: Handoff) -> HandoffStatus:
    async with town.deps.database.transaction() as tx:
        return (await handoffs.get(tx, handoff.id)).status


async def test_who_confirms_is_asked_at_once_and_once(town: Town) -> None:
    thread, _ = await confirmed(town)

    await town.says(MAYA, "that works, thank you", thread)
    await town.settle()
    await later(town, days=2)

    (question,) = asked(town)
    assert isinstance(question.saying, CsatSaid)
    assert question.saying.person == "How was Dana Whitfield's help?"
    assert question.saying.bot == ""


async def test_the_bots_part_is_asked_apart_where_it_had_answered(town: Town) -> None:
    _, handoff = await confirmed(town, after_an_answer=True)
    (question,) = asked(town)
    assert isinstance(question.saying, CsatSaid)
    assert question.saying.bot

    await rates(town, handoff, Part.PERSON, 5)
    await rates(town, handoff, Part.BOT, 2)

    assert (drawn(town).person_score, drawn(town).bot_score) == (5, 2)
    assert told(town) == "Maya Torres rates the help 5 of 5, the automated answers 2 of 5."


async def test_who_says_nothing_is_asked_a_day_later_within_the_teams_hours(town: Town) -> None:
    hours = TeamConfig(name="Support", channel=DESK, hours=("Mon-Fri 09:00-17:00",))
    town.deps = replace(town.deps, workspace=Workspace(teams=(hours,)))
    town.clock.forward(days=4, hours=3)  # Friday noon
    await resolved(town)

    await later(town, hours=25)
    await later(town, hours=24)
    assert asked(town) == []
    await later(town, hours=24)

    assert len(asked(town)) == 1


async def test_a_team_that_does_not_ask_does_not(town: Town) -> None:
    town.deps = replace(town.deps, workspace=Workspace(teams=(TeamConfig(name="Support", channel=DESK, csat=False),)))
    await confirmed(town)

    await later(town, days=2)

    assert asked(town) == []


async def test_the_last_word_counts_for_a_day(town: Town) -> None:
    _, handoff = await confirmed(town)
    await rates(town, handoff, Part.PERSON, 2)
    town.clock.forward(hours=23)
    await rates(town, handoff, Part.PERSON, 4)
    town.clock.forward(hours=2)

    with pytest.raises(NothingToDoError):
        await rates(town, handoff, Part.PERSON, 1)

    assert drawn(town).person_score == 4
    assert told(town) == "Maya Torres rates the help 4 of 5."


@pytest.mark.parametrize("by", [DANA, STRANGER], ids=["staff", "another company's"])
async def test_nobody_else_rates(town: Town, by: Person) -> None:
    _, handoff = await confirmed(town)

    with pytest.raises(NotAllowedError):
        await rates(town, handoff, Part.PERSON, 5, by)


async def test_a_colleague_of_the_customer_may_rate(town: Town) -> None:
    _, handoff = await confirmed(town)

    await rates(town, handoff, Part.PERSON, 3, JONAS)

    assert drawn(town).person_score == 3


async def test_a_good_rating_is_a_confirmation_and_a_low_one_is_none(town: Town) -> None:
    endings = []
    for score in (3, 4):
        thread, handoff = await resolved(town)
        await later(town, hours=25)
        await rates(town, handoff, Part.PERSON, score)
        async with town.deps.database.transaction() as tx:
            episode = await episodes.latest(tx, conversation_id(CHANNEL, thread))
        endings.append(episode.ending if episode else None)

    assert endings == [None, Ending.CONFIRMED]


async def test_words_rate_and_the_next_words_say_why_and_reopen_nothing(town: Town) -> None:
    thread, handoff = await confirmed(town, after_an_answer=True)

    await town.says(MAYA, "2 stars, bot 4", thread)
    await town.send()
    assert (drawn(town).person_score, drawn(town).bot_score) == (2, 4)
    await town.says(MAYA, "It took far too long", thread)
    await town.send()

    assert told(town).endswith("automated answers 4 of 5. “It took far too long”")
    assert "I've let Support know" in town.heard()[-1]
    assert await status(town, handoff) is HandoffStatus.RESOLVED


@pytest.mark.parametrize("words", ["reopen", "it still doesn't work", "Can somebody look at it again?"])
async def test_who_wants_it_solved_after_a_low_rating_gets_it_reopened(town: Town, words: str) -> None:
    thread, handoff = await confirmed(town)
    await rates(town, handoff, Part.PERSON, 1)
    assert await status(town, handoff) is HandoffStatus.RESOLVED

    await town.says(MAYA, words, thread)

    assert await status(town, handoff) is HandoffStatus.CLAIMED


async def test_a_number_that_nobody_asked_for_is_something_else(town: Town) -> None:
    thread, handoff = await resolved(town)

    await town.says(MAYA, "rate 4", thread)

    assert await status(town, handoff) is HandoffStatus.CLAIMED


async def test_a_form_takes_why(town: Town) -> None:
    _, handoff = await confirmed(town)
    await rates(town, handoff, Part.PERSON, 1)

    await ask_why(town.deps, handoff.id, MAYA, Place(channel=CHANNEL), "t1")
    assert [field.name for field in town.messenger.forms[-1].fields] == ["why"]
    await say_why(town.deps, handoff.id, MAYA, "Nobody <!channel> read what I wrote")
    await town.send()

    assert "Nobody <!channel> read" in told(town)  # escaped where it is drawn


async def test_what_nobody_answered_is_withdrawn_when_it_is_reopened_and_asked_when_it_is_solved(town: Town) -> None:
    _, handoff = await confirmed(town)

    await reopen_by_customer(town.deps, handoff.id)
    await town.send()
    assert asked(town) == []
    with pytest.raises(NothingToDoError):
        await rates(town, handoff, Part.PERSON, 5)
    town.clock.forward(minutes=1)
    await resolve_handoff(town.deps, handoff.id, DANA)
    await confirm_by_customer(town.deps, handoff.id)
    await town.send()

    assert len(asked(town)) == 1


async def test_who_has_answered_is_not_asked_again_in_the_same_episode(town: Town) -> None:
    _, handoff = await confirmed(town)
    await rates(town, handoff, Part.PERSON, 2)

    await reopen_by_customer(town.deps, handoff.id)
    await resolve_handoff(town.deps, handoff.id, DANA)
    await confirm_by_customer(town.deps, handoff.id)
    await town.send()
    await later(town, days=3)

    assert len(asked(town)) == 1


async def test_admins_see_each_part_apart(town: Town) -> None:
    _, handoff = await confirmed(town, after_an_answer=True)
    await rates(town, handoff, Part.PERSON, 5)
    await rates(town, handoff, Part.BOT, 2)

    boss = Person(id=DANA.id, name="Dana", team=DANA.team, is_admin=True)
    text = await steer(town.deps, Order(channel=CHANNEL, by=boss, words="csat"))

    assert "*After a handoff, the person's part:* 5.0 (1.8–5.0), n=1" in text
    assert "*After a handoff, the bot's part:* 2.0 (" in text
    assert "• team Support: 5.0" in text
    assert "nobody has judged one" in text
