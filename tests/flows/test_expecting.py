from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.flows.claim import claim_handoff, release_handoff
from bot.flows.renew import renew_expectations
from bot.ports import NoticeSaid
from bot.workspace import TeamConfig, Workspace
from escalation.alternatives import Way
from escalation.model import (
    Briefing,
    ChannelId,
    Conversation,
    Handoff,
    HandoffId,
    HandoffStatus,
    Priority,
    ServiceClock,
    Ts,
    conversation_id,
)
from storage import conversations, handoffs
from tests.flows.conftest import DANA, DESK, MAYA, Town

OFFICE = TeamConfig(name="Support", channel=DESK, hours=("Mon-Fri 09:00-17:00",), timezone="Europe/London")
BACK = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def office(town: Town) -> Town:
    """Their team keeps office hours; it is nine o'clock on a Monday."""
    town.deps = replace(town.deps, workspace=Workspace(teams=(OFFICE,)))
    return town


def notices(town: Town) -> list[NoticeSaid]:
    return [posted.saying for posted in town.messenger.posted if isinstance(posted.saying, NoticeSaid)]


async def test_whoever_asks_in_hours_is_told_nothing_about_hours(office: Town) -> None:
    await office.says(MAYA, "Can I talk to someone?")
    await office.settle()

    (notice,) = notices(office)

    assert notice.moments == ()
    assert "Nobody is there" not in notice.text
    assert "Support is at work now." in notice.text
    assert "at this moment" not in notice.text  # nobody has a customer, so far as we know


async def test_a_team_without_hours_is_not_said_to_be_at_work(town: Town) -> None:
    await town.says(MAYA, "Can I talk to someone?")
    await town.settle()

    (notice,) = notices(town)
    assert "at work" not in notice.text


async def test_whoever_waits_is_told_how_many_are_with_customers(office: Town) -> None:
    for thread in ("one", "two"):
        await office.says(MAYA, f"Can I talk to someone? {thread}")
        await office.settle()
    async with office.deps.database.transaction() as tx:
        first, second = await handoffs.open_ones(tx)
    await claim_handoff(office.deps, first.id, DANA)
    await claim_handoff(office.deps, second.id, DANA)

    await office.says(MAYA, "Can I talk to someone? three")
    await office.settle()

    (last,) = [one for one in notices(office)[2:] if "I've passed this to Support" in one.text]
    assert "People of Support with customers at this moment: 1." in last.text


async def test_whoever_writes_german_is_told_in_german(office: Town) -> None:
    office.clock.forward(hours=9)

    await office.says(
        MAYA, "Der Export unserer Rechnungen schlägt seit gestern fehl. Kann ich mit einem Menschen reden?"
    )
    await office.settle()

    (notice,) = notices(office)
    assert "Ich habe das an Support weitergegeben." in notice.text
    assert "Gerade ist niemand da; Support ist wieder da: Di. 24 Nov., 09:00 GMT." in notice.text
    assert notice.receipt is not None
    assert (notice.receipt.fix, notice.labels.person) == ("Berichtigen", "Mit einem Menschen sprechen")


async def test_whoever_asks_out_of_hours_is_told_when_they_are_back(office: Town) -> None:
    office.clock.forward(hours=9)

    await office.says(MAYA, "Can I talk to someone?")
    await office.settle()

    (notice,) = notices(office)
    assert [moment.at for moment in notice.moments] == [BACK]
    assert "Nobody is there just now; Support is back on Tue 24 Nov, 09:00 GMT." in notice.text


async def test_whoever_is_left_waiting_at_closing_time_is_told_too(office: Town) -> None:
    await office.says(MAYA, "Can I talk to someone?")
    await office.settle()
    async with office.deps.database.transaction() as tx:
        (handoff,) = await handoffs.open_ones(tx)
    await claim_handoff(office.deps, handoff.id, DANA)

    office.clock.forward(hours=9)
    await release_handoff(office.deps, handoff.id, DANA)
    await office.send()

    assert [moment.at for moment in notices(office)[-1].moments] == [BACK]


async def in_the_past(town: Town, count: int, waited: timedelta) -> None:
    """So many handoffs of this team had their answer after so long."""
    for number in range(count):
        asked = datetime(2026, 11, 20, 9, number, tzinfo=UTC)
        channel = ChannelId("C0OTHER")
        conversation = Conversation(
            id=conversation_id(channel, Ts(f"1.{number}")),
            channel=channel,
            thread=Ts(f"1.{number}"),
            customer=DANA.id,
            customer_name="",
            customer_team=None,
            account="",
            opened_at=asked,
        )
        clock = ServiceClock(asked_at=asked, queued_at=asked, waiting_since=None, answered_at=asked + waited)
        handoff = Handoff(
            id=HandoffId(f"H{number}"),
            conversation=conversation.id,
            customer_name="",
            account="",
            customer_link="",
            queue=town.deps.queues[0],
            priority=Priority.NORMAL,
            reasons=(),
            briefing=Briefing(ask="", summary=""),
            status=HandoffStatus.RESOLVED,
            clock=clock,
            opened_at=asked,
            closed_at=asked + timedelta(hours=5),
        )
        async with town.deps.database.transaction() as tx:
            await conversations.add(tx, conversation)
            await handoffs.add(tx, handoff)


async def test_a_customer_is_told_how_long_it_takes_by_what_it_took_others(office: Town) -> None:
    await in_the_past(office, 30, timedelta(minutes=40))

    await office.says(MAYA, "Can I talk to someone?")
    await office.settle()

    (notice,) = notices(office)
    assert notice.text.endswith("An answer usually comes within 45 minutes, and nearly always within 45 minutes.")


async def test_a_wait_that_goes_on_after_hours_is_told_by_the_clock(office: Town) -> None:
    await in_the_past(office, 30, timedelta(minutes=40))
    office.clock.forward(hours=7, minutes=30)

    await office.says(MAYA, "Can I talk to someone?")
    await office.settle()

    (notice,) = notices(office)
    assert {moment.at for moment in notice.moments} == {BACK + timedelta(minutes=15)}
    assert "usually comes by Tue 24 Nov, 09:15 GMT" in notice.text


async def test_with_too_few_cases_nobody_pretends_to_know(office: Town) -> None:
    await in_the_past(office, 19, timedelta(minutes=40))

    await office.says(MAYA, "Can I talk to someone?")
    await office.settle()

    (notice,) = notices(office)
    assert notice.text.endswith("I can't say yet how long it will take.")


async def open_ones(town: Town) -> tuple[Handoff, ...]:
    async with town.deps.database.transaction() as tx:
        return await handoffs.open_ones(tx)


def outlooks(town: Town) -> list[str]:
    """How the notices that were rewritten say that it stands."""
    rewritten = [said for _, said in town.messenger.rewritten if isinstance(said, NoticeSaid)]
    return [said.outlook.text.partition(": ")[2] if said.outlook else "" for said in rewritten]


async def test_who_is_next_in_line_sees_that_in_place_and_hears_nothing(office: Town) -> None:
    for thread in ("one", "two"):
        await office.says(MAYA, f"Can I talk to someone? {thread}")
        await office.settle()
    first, _ = await open_ones(office)
    assert "Requests before yours at this moment: 1." in notices(office)[-1].text

    await claim_handoff(office.deps, first.id, DANA)
    office.clock.forward(minutes=5)
    await renew_expectations(office.deps)
    await office.send()
    count = len(notices(office))
    for _ in range(3):
        office.clock.forward(minutes=5)
        await renew_expectations(office.deps)
    await office.send()

    assert outlooks(office)[-1] == "No request is before yours at this moment. I can't say yet how long it will take."
    assert len(notices(office)) == count


async def test_a_wait_that_proves_longer_than_told_is_owned_up_to_once_with_other_ways(office: Town) -> None:
    await in_the_past(office, 30, timedelta(minutes=40))
    await office.says(MAYA, "Can I talk to someone?")
    await office.settle()
    (handoff,) = await open_ones(office)

    for _ in range(30):  # two hours and a half
        office.clock.forward(minutes=5)
        await renew_expectations(office.deps)
    await office.send()

    (late,) = notices(office)[1:]
    assert late.text == (
        "This takes longer than I said, and I'm sorry. It is still with Support, and nothing is lost. "
        "Support is at work now. No request is before yours at this moment. I can't say yet how long it will take."
    )
    assert [one.way for one in late.ways] == [Way.CALL]
    (now,) = await open_ones(office)
    assert now.clock is not None
    assert handoff.clock is not None
    assert (now.clock.most_by, now.clock.told) == (
        handoff.clock.most_by,
        (None, None),
    )  # the first is what we are judged by


async def test_once_somebody_has_it_no_wait_is_shown_any_more(office: Town) -> None:
    for thread in ("one", "two"):
        await office.says(MAYA, f"Can I talk to someone? {thread}")
        await office.settle()
    first, second = await open_ones(office)
    await claim_handoff(office.deps, first.id, DANA)
    office.clock.forward(minutes=5)
    await renew_expectations(office.deps)

    await claim_handoff(office.deps, second.id, DANA)
    office.clock.forward(hours=5)
    await renew_expectations(office.deps)
    await office.send()

    last = [said for _, said in office.messenger.rewritten if isinstance(said, NoticeSaid)][-1]
    assert (last.outlook, last.ways) == (None, ())
    assert not [one for one in notices(office) if "waited a while" in one.text]


async def test_a_team_may_keep_its_line_to_itself(office: Town) -> None:
    office.deps = replace(
        office.deps, workspace=Workspace(teams=(OFFICE.model_copy(update={"tells_position": False}),))
    )
    for thread in ("one", "two"):
        await office.says(MAYA, f"Can I talk to someone? {thread}")
        await office.settle()

    assert not [one for one in notices(office) if "before yours" in one.text]
