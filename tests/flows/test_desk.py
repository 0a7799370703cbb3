"""The desk is kept true, and shows nobody what is not theirs."""

from dataclasses import replace

from bot.errors import RejectedError
from bot.flows.claim import claim_handoff, release_handoff
from bot.flows.home import keep_desk, open_home
from bot.flows.resolve import reopen_by_customer, resolve_handoff
from bot.ports import AgentHome, CustomerHome, NudgeSaid, OverviewSaid
from bot.workspace import TeamConfig, Workspace
from escalation.model import Handoff, Person, PersonId, TeamId
from storage import handoffs
from tests.flows.conftest import CHANNEL, DANA, DESK, ELI, MAYA, Town

CHIEF = Person(id=PersonId("U0CHIEF"), name="Their admin", team=TeamId("T0CUST"), is_admin=True)


async def asks(town: Town) -> Handoff:
    await town.says(MAYA, "Can I talk to someone?")
    await town.settle()
    async with town.deps.database.transaction() as tx:
        return (await handoffs.open_ones(tx))[-1]


async def ticks(town: Town) -> None:
    town.clock.forward(seconds=21)
    await keep_desk(town.deps)
    await town.send()


def overviews(town: Town) -> list[OverviewSaid]:
    """As posted, and as rewritten since."""
    posted = [one.saying for one in town.messenger.in_channel(DESK)]
    said = [*posted, *(saying for _, saying in town.messenger.rewritten)]
    return [one for one in said if isinstance(one, OverviewSaid)]


async def test_an_overview_is_posted_once_and_rewritten_only_when_something_changed(town: Town) -> None:
    await ticks(town)
    assert overviews(town) == []

    handoff = await asks(town)
    for _ in range(3):
        await ticks(town)
    assert [len(one.queue.waiting) for one in overviews(town)] == [1]

    await claim_handoff(town.deps, handoff.id, DANA)
    await release_handoff(town.deps, handoff.id, DANA)
    await claim_handoff(town.deps, handoff.id, ELI)
    for _ in range(3):
        await ticks(town)
    assert [len(one.queue.claimed) for one in overviews(town)] == [0, 1]
    assert len([one for one in town.messenger.posted if isinstance(one.saying, OverviewSaid)]) == 1


async def test_what_has_just_come_stands_there_as_its_card_alone(town: Town) -> None:
    await asks(town)
    await keep_desk(town.deps)
    await town.send()

    assert overviews(town) == []


async def test_an_overview_that_scrolled_away_stands_anew_once_a_day(town: Town) -> None:
    await asks(town)
    await ticks(town)
    for _ in range(16):
        await asks(town)
    await ticks(town)
    assert not town.messenger.erased

    town.clock.forward(hours=25)
    for _ in range(2):
        await ticks(town)

    posted = [one for one in town.messenger.posted if isinstance(one.saying, OverviewSaid)]
    assert len(posted) == 2
    assert town.messenger.erased == [posted[0].ts]


async def test_an_overview_that_slack_does_not_take_is_tried_again_next_day_only(town: Town) -> None:
    await asks(town)
    town.messenger.fail_before = [RejectedError("Slack", "restricted_action")]
    for _ in range(3):
        await ticks(town)
    assert overviews(town) == []

    town.clock.forward(hours=25)
    await ticks(town)
    assert len(overviews(town)) == 1


async def test_a_team_may_do_without_an_overview(town: Town) -> None:
    team = TeamConfig(name="Support", channel=DESK, overview=False)
    town.deps = replace(town.deps, workspace=Workspace(teams=(team,)))

    await asks(town)
    await ticks(town)

    assert overviews(town) == []


async def test_homes_that_were_opened_are_drawn_again_when_something_changed(town: Town) -> None:
    handoff = await asks(town)
    await open_home(town.deps, DANA.id)
    await ticks(town)
    assert len(town.messenger.homes) == 1

    await claim_handoff(town.deps, handoff.id, DANA)
    for _ in range(2):
        await ticks(town)

    person, home = town.messenger.homes[-1]
    assert person == DANA.id
    assert isinstance(home, AgentHome)
    assert [one.handoff for one in home.yours] == [handoff.id]
    assert len(town.messenger.homes) == 2


async def test_a_home_that_nobody_looks_at_any_more_is_left_alone(town: Town) -> None:
    await open_home(town.deps, DANA.id)
    town.clock.forward(hours=13)

    await asks(town)
    await ticks(town)

    assert len(town.messenger.homes) == 1


async def test_an_external_admin_is_a_customer_at_home_and_sees_nothing_of_others(town: Town) -> None:
    town.messenger.people[CHIEF.id] = CHIEF
    await asks(town)

    for person in (CHIEF.id, PersonId("U0NOBODY")):
        await open_home(town.deps, person)

        home = town.messenger.homes[-1][1]
        assert isinstance(home, CustomerHome)
        assert home.requests == ()
        assert "no open request" in home.text


async def test_a_customer_reads_who_has_their_request(town: Town) -> None:
    handoff = await asks(town)
    await claim_handoff(town.deps, handoff.id, DANA)

    await open_home(town.deps, MAYA.id)

    home = town.messenger.homes[-1][1]
    assert isinstance(home, CustomerHome)
    assert [one.text for one in home.requests] == ["Dana Whitfield from Support has it, and answers in the thread."]


async def _not_solved(town: Town, handoff: Handoff) -> NudgeSaid:
    await resolve_handoff(town.deps, handoff.id, DANA)
    await reopen_by_customer(town.deps, handoff.id)
    await town.send()
    return [one.saying for one in town.messenger.posted if isinstance(one.saying, NudgeSaid)][-1]


async def test_whatever_calls_people_they_are_called_once_an_hour(town: Town) -> None:
    handoff = await asks(town)
    await claim_handoff(town.deps, handoff.id, DANA)

    first = await _not_solved(town, handoff)
    second = await _not_solved(town, handoff)
    town.clock.forward(minutes=61)
    third = await _not_solved(town, handoff)

    assert [one.people for one in (first, second, third)] == [(DANA.id,), (), (DANA.id,)]
    assert second.text == first.text


async def test_in_quiet_hours_it_is_told_and_nobody_is_called(town: Town) -> None:
    team = TeamConfig(name="Support", channel=DESK, quiet=("08:00-10:00",))
    town.deps = replace(town.deps, workspace=Workspace(teams=(team,)))
    handoff = await asks(town)
    await claim_handoff(town.deps, handoff.id, DANA)

    told = await _not_solved(town, handoff)

    assert told.people == ()
    assert CHANNEL not in told.text
