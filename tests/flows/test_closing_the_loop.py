"""Whoever is hurt by a bug hears of its end once, when it has stayed ended, and only what the policy allows."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from pydantic import TypeAdapter

from bot.flows.acts import carry_out
from bot.flows.ask import Ask
from bot.flows.close_loop import TellDue, TicketNews, heed_news, poll_bugs, tell_hurt
from bot.flows.file_bug import BugDue, file_bug
from bot.ports import Hurt, NewTicket, Place, TeamNoticeSaid, TicketComment
from bot.workspace import BugsConfig, Workspace
from escalation.model import Ticket, TicketState
from escalation.orders import Verb
from storage import handoffs, inbox
from tests.flows.conftest import DANA, DESK, MAYA, Town

FIXED = "should be fixed now"


class Tracker:
    """A Tracker that remembers."""

    name = "Tracker"

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.tickets: dict[str, Ticket] = {}
        self.hurt: list[Hurt] = []

    async def search(self, words: str) -> tuple[Ticket, ...]:
        return tuple(self.tickets.values())

    async def file(self, new: NewTicket) -> Ticket:
        made = Ticket(
            id=new.id,
            name=f"ENG-{len(self.tickets) + 1}",
            title=new.title,
            text=new.text,
            url="https://tracker.example/1",
            state=TicketState.OPEN,
            opened_at=self.at,
        )
        return self.tickets.setdefault(new.id, made)

    async def read(self, ticket: str) -> Ticket:
        return self.tickets[ticket]

    async def read_all(self, tickets: tuple[str, ...]) -> tuple[Ticket, ...]:
        return tuple(self.tickets[one] for one in tickets)

    async def note_hurt(self, ticket: str, hurt: Hurt) -> None:
        self.hurt.append(hurt)

    async def comments(self, ticket: str) -> tuple[TicketComment, ...]:
        return ()

    async def comment(self, ticket: str, own_id: str, text: str) -> None:
        return None

    async def check(self) -> str:
        return "fine"

    async def aclose(self) -> None:
        return None

    def move(self, state: TicketState) -> str:
        """The only issue there is reaches a state; its id."""
        ((own_id, ticket),) = self.tickets.items()
        self.tickets[own_id] = replace(ticket, state=state)
        return own_id


@pytest.fixture
async def tracker(town: Town) -> Tracker:
    """Where Maya's crash is filed."""
    tracker = Tracker(town.clock.now())
    town.deps = replace(town.deps, tracker=tracker)
    await town.says(MAYA, "The board crashes with BRD-77. Can I talk to a person please?")
    await town.settle()
    async with town.deps.database.transaction() as tx:
        (handoff,) = await handoffs.open_ones(tx)
    await file_bug(town.deps, BugDue(handoff=handoff.id))
    await town.send()
    return tracker


async def tell(town: Town) -> list[str]:
    """What is due to be told is told; what became of it."""
    due, done = TypeAdapter(TellDue), []
    async with town.deps.database.transaction() as tx:
        claimed = await inbox.claim(tx, "loop", town.clock.now(), timedelta(minutes=1), limit=20)
    for work in claimed:
        if work.kind == "tell_hurt":
            done.append(await tell_hurt(town.deps, due.validate_python(work.payload)))
        async with town.deps.database.transaction() as tx:
            await inbox.finish(tx, work.seq, "loop", town.clock.now(), "done")
    await town.send()
    return done


def team_notices(town: Town) -> list[str]:
    said = [one.saying for one in town.messenger.in_channel(DESK)]
    return [one.text for one in said if isinstance(one, TeamNoticeSaid)]


async def test_an_issue_that_is_done_is_found_without_a_webhook_and_told_after_ten_minutes(
    town: Town, tracker: Tracker
) -> None:
    tracker.move(TicketState.DONE)

    polled = [await poll_bugs(town.deps) for _ in range(2)]
    await tell(town)
    at_once = [text for text in town.heard() if FIXED in text]
    town.clock.forward(minutes=11)
    told = await tell(town)

    assert polled == ["1 of 1 changed", "0 of 0 changed"]
    assert at_once == []
    assert told == ["told 1"]
    assert sum(FIXED in text for text in town.heard()) == 1
    assert any("ENG-1> is done. The customer is asked to check." in text for text in team_notices(town))


async def test_what_waits_for_an_issue_wakes_when_it_is_done(town: Town, tracker: Tracker) -> None:
    async with town.deps.database.transaction() as tx:
        (handoff,) = await handoffs.open_ones(tx)
    place = Place(channel=DESK)
    wait = Ask(verb=Verb.SNOOZE, handoff=handoff.id, by=DANA, place=place, key="1", words="eng-1")
    await carry_out(town.deps, wait)
    own_id = tracker.move(TicketState.DONE)
    await heed_news(town.deps, TicketNews(ticket=own_id))

    town.clock.forward(minutes=11)
    await tell(town)

    async with town.deps.database.transaction() as tx:
        assert (await handoffs.get(tx, handoff.id)).snoozed is None
    assert any("ENG-1 is done" in str(one.saying) for one in town.messenger.in_channel(DESK))


async def test_an_issue_that_is_dragged_back_is_told_to_nobody(town: Town, tracker: Tracker) -> None:
    own_id = tracker.move(TicketState.DONE)
    await heed_news(town.deps, TicketNews(ticket=own_id))
    tracker.move(TicketState.OPEN)
    await heed_news(town.deps, TicketNews(ticket=own_id))

    town.clock.forward(minutes=11)

    assert await tell(town) == ["moved on"]
    assert not any(FIXED in text for text in town.heard())


async def test_an_issue_that_is_done_twice_is_told_once(town: Town, tracker: Tracker) -> None:
    own_id = tracker.move(TicketState.DONE)
    await heed_news(town.deps, TicketNews(ticket=own_id))
    town.clock.forward(minutes=11)
    await tell(town)
    for state in (TicketState.OPEN, TicketState.DONE):
        tracker.move(state)
        await heed_news(town.deps, TicketNews(ticket=own_id))
    town.clock.forward(minutes=11)
    await tell(town)

    assert sum(FIXED in text for text in town.heard()) == 1


async def test_an_issue_that_is_dropped_is_told_to_agents_only(town: Town, tracker: Tracker) -> None:
    await heed_news(town.deps, TicketNews(ticket=tracker.move(TicketState.DROPPED)))
    town.clock.forward(minutes=11)

    await tell(town)

    assert not any(FIXED in text for text in town.heard())
    assert any("closed without a change" in text for text in team_notices(town))


async def test_customers_are_not_told_where_the_policy_says_so(town: Town, tracker: Tracker) -> None:
    town.deps = replace(town.deps, workspace=Workspace(bugs=BugsConfig(tell_customers=False)))
    await heed_news(town.deps, TicketNews(ticket=tracker.move(TicketState.DONE)))
    town.clock.forward(minutes=11)

    await tell(town)

    assert not any(FIXED in text for text in town.heard())
    assert any("ENG-1> is done." in text for text in team_notices(town))


async def test_news_of_an_issue_that_hurts_nobody_of_ours_is_passed_over(town: Town, tracker: Tracker) -> None:
    assert await heed_news(town.deps, TicketNews(ticket="another")) == "not ours"


async def test_a_handoff_is_filed_once_however_often_it_is_looked_at(town: Town, tracker: Tracker) -> None:
    async with town.deps.database.transaction() as tx:
        (handoff,) = await handoffs.open_ones(tx)

    again = [await file_bug(town.deps, BugDue(handoff=handoff.id, by=by)) for by in (None, DANA.id)]

    assert again == ["filed already", "filed already"]
    assert len(tracker.tickets) == len(tracker.hurt) == 1


async def test_what_engineers_miss_is_asked_for_in_the_customers_language_and_no_more_than_two_things(
    town: Town,
) -> None:
    town.deps = replace(town.deps, tracker=Tracker(town.clock.now()))
    await town.says(MAYA, "Unsere Tafel ist seit gestern kaputt. Kann ich bitte mit einem Menschen sprechen?")
    await town.settle()
    async with town.deps.database.transaction() as tx:
        (handoff,) = await handoffs.open_ones(tx)

    await file_bug(town.deps, BugDue(handoff=handoff.id, by=DANA.id))
    await town.send()

    (asked,) = (text for text in town.heard() if "unseren Entwicklern" in text)
    assert "Was genau sehen Sie" in asked
    assert "Was haben Sie unmittelbar davor getan?" in asked
    assert "Version" not in asked
