"""A customer who waits books a time of the team: by the form or in words, and never one that somebody else has."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import TypeAdapter

from bot.bench.claims import waiting
from bot.calendars import Calendars, TeamCalendar
from bot.deps import Deps
from bot.errors import NotAllowedError, NothingToDoError, RejectedError, UnavailableError
from bot.flows.ask import Ask
from bot.flows.book import BookDue, book_in_words, book_time, moment, offer_times
from bot.flows.claim import claim_handoff
from bot.flows.free_times import times_of
from bot.flows.invite import InviteDue, mail_invitation
from bot.flows.reserve import Wanted
from bot.flows.resolve import hand_back, resolve_handoff
from bot.flows.tend_promise import tend_promise
from bot.flows.unbook import cancel_by_customer, carry_booking
from bot.flows.watch_promises import watch_promises
from bot.flows.ways import offered
from bot.ports import Mail, Place
from bot.stage import Stage, opened_stage
from bot.stage.world import THEIRS
from bot.workspace import TeamConfig, Workspace
from escalation.alternatives import Way
from escalation.model import (
    Busy,
    ChannelId,
    Handoff,
    HandoffId,
    Person,
    PersonId,
    Promise,
    PromiseKind,
    PromiseState,
    Slot,
    SlotId,
    SlotState,
    Span,
    channel_of,
)
from escalation.orders import Verb
from storage import handoffs, inbox, promises, slots
from storage.database import Tx
from tests.flows.conftest import CHANNEL, DANA, DESK, MAYA, Town
from tests.flows.test_waiting import ask, newest

TEN = datetime(2026, 11, 23, 10, tzinfo=UTC)
HALF = timedelta(minutes=30)
TEAM = TeamConfig(name="Support", channel="C0DESK", hours=("Mon-Fri 09:00-17:00",), book_notice_minutes=45)


class Feed:
    """A calendar that holds what a test puts there."""

    name = "the calendar of Support"

    def __init__(self) -> None:
        self.holds: list[Busy] = []
        self.is_broken = False

    async def busy(self, since: datetime, until: datetime) -> tuple[Busy, ...]:
        if self.is_broken:
            raise UnavailableError(self.name, "HTTP 500")
        return tuple(self.holds)

    async def aclose(self) -> None:
        return


def takes(begins: datetime, length: timedelta = HALF, uid: str = "event") -> Busy:
    return Busy(span=Span(begins=begins, ends=begins + length), uid=uid)


async def with_calendar(deps: Deps, feed: Feed) -> Deps:
    calendars = Calendars({"Support": TeamCalendar(feed=feed, ahead=TEAM.slots.ahead)})
    await calendars.refresh(deps.clock.now())
    return replace(deps, workspace=Workspace(teams=(TEAM,)), calendars=calendars)


@pytest.fixture
def feed() -> Feed:
    return Feed()


@pytest.fixture
async def desk(town: Town, feed: Feed) -> Town:
    """The team has a calendar, and Maya waits."""
    town.deps = await with_calendar(town.deps, feed)
    town.thread = await ask(town)
    return town


async def reserved(deps: Deps, handoff: Handoff) -> Slot | None:
    async with deps.database.transaction() as tx:
        return await slots.of_handoff(tx, handoff.id)


async def promised(deps: Deps, handoff: Handoff) -> tuple[Promise, ...]:
    async with deps.database.transaction() as tx:
        return await promises.open_of(tx, handoff.id)


async def books(town: Town, begins: datetime, mail: str = "", who: Person = MAYA) -> str:
    handoff = await newest(town)
    town.count += 1
    wanted = Wanted(begins=begins, mail=mail)
    said = await book_time(town.deps, handoff.id, wanted, who, Place(channel=CHANNEL), f"form:{town.count}")
    await town.send()
    return said


async def writes(town: Town, text: str) -> list[str]:
    """Maya writes this in her thread, and what follows about times is done."""
    await town.says(MAYA, text, town.thread)
    return await works(town)


async def works(town: Town) -> list[str]:
    """All that is due about times and invitations is done; how, where it was about times."""
    told = []
    while True:
        async with town.deps.database.transaction() as tx:
            found = await inbox.claim(tx, "test", town.clock.now(), HALF, limit=20)
        for one in found:
            if one.kind == "book":
                told.append(await book_in_words(town.deps, TypeAdapter(BookDue).validate_python(one.payload)))
            elif one.kind == "invite":
                await mail_invitation(town.deps, TypeAdapter(InviteDue).validate_python(one.payload))
            async with town.deps.database.transaction() as tx:
                await inbox.finish(tx, one.seq, "test", town.clock.now(), "done")
        if not found:
            await town.send()
            return told


async def test_a_time_is_reserved_promised_and_told(desk: Town) -> None:
    handoff = await newest(desk)
    assert Way.SLOT in [one.way for one in offered(desk.deps, handoff)]

    await offer_times(desk.deps, handoff.id, MAYA, Place(channel=CHANNEL), "trigger")
    (when,) = desk.messenger.forms[-1].fields
    assert when.choices[0].label == "Mon 23 Nov, 10:00–10:30 UTC"
    assert await books(desk, moment(when.choices[0].value)) == "reserved"

    assert "Reserved: Mon 23 Nov, 10:00–10:30 UTC, with Support." in desk.heard()
    (promise,) = await promised(desk.deps, handoff)
    assert (promise.kind, promise.due_at, promise.owner) == (PromiseKind.SLOT, TEN, None)
    assert promise.what == "be there for Maya Torres, who reserved Mon 23 Nov, 10:00–10:30 UTC"
    assert await books(desk, TEN) == "reserved already"


async def test_whoever_has_the_handoff_keeps_the_time_and_another_choice_moves_it(desk: Town) -> None:
    handoff = await newest(desk)
    await claim_handoff(desk.deps, handoff.id, DANA)
    await books(desk, TEN, "maya@brightwater.example")
    first = await reserved(desk.deps, handoff)

    await books(desk, TEN + timedelta(hours=2))

    moved = await reserved(desk.deps, handoff)
    assert first is not None
    assert moved is not None
    assert (moved.id, moved.sequence, moved.mail) == (first.id, first.sequence + 1, "maya@brightwater.example")
    (promise,) = await promised(desk.deps, handoff)
    assert (promise.due_at, promise.owner) == (TEN + timedelta(hours=2), DANA.id)
    assert "12:00–12:30" in promise.what


async def test_a_time_is_listed_and_picked_in_words(desk: Town, feed: Feed) -> None:
    desk.clock.forward(minutes=1)
    feed.holds = [takes(TEN)]
    assert await writes(desk, "2") == []
    assert await writes(desk, "Could we book a time?") == ["listed the times"]
    assert "1. Mon 23 Nov, 10:30–11:00 UTC" in desk.heard()[-1]

    assert await writes(desk, "2") == ["reserved"]

    slot = await reserved(desk.deps, await newest(desk))
    assert slot is not None
    assert slot.begins == TEN + timedelta(hours=2, minutes=30)
    assert await writes(desk, "3") == []
    assert await writes(desk, "book 1") == ["reserved"]


async def test_a_time_that_went_meanwhile_is_told_with_what_is_free(desk: Town, feed: Feed) -> None:
    desk.clock.forward(minutes=1)
    feed.holds = [takes(TEN)]

    assert await books(desk, TEN) == "gone, and listed what is free"

    told = desk.heard()[-1]
    assert told.startswith("That time has just been taken. These times with Support are free:\n1. Mon 23 Nov, 10:30")


async def test_our_own_invitation_in_the_calendar_takes_nothing(desk: Town, feed: Feed) -> None:
    await books(desk, TEN)
    handoff = await newest(desk)
    slot = await reserved(desk.deps, handoff)
    assert slot is not None
    async with desk.deps.transaction() as tx:
        await slots.end(tx, slot, SlotState.CANCELLED)
        found = await times_of(tx, desk.deps, handoff, (takes(TEN, uid=slot.uid),), UTC)
    assert found.every[0].begins == TEN


async def test_without_a_calendar_that_can_be_read_no_time_is_offered(desk: Town, feed: Feed) -> None:
    handoff = await newest(desk)
    feed.is_broken = True
    desk.clock.forward(minutes=3)
    await desk.deps.calendars.refresh(desk.clock.now())

    assert Way.SLOT not in [one.way for one in offered(desk.deps, handoff)]
    with pytest.raises(NothingToDoError, match="No time with Support can be booked"):
        await offer_times(desk.deps, handoff.id, MAYA, Place(channel=CHANNEL), "trigger")
    assert (await writes(desk, "book a time"))[0].startswith("refused: No time with Support")
    assert desk.heard()[-1].startswith("No time with Support")


async def test_colleagues_book_nothing_in_a_customers_name(desk: Town) -> None:
    with pytest.raises(NotAllowedError):
        await books(desk, TEN, who=DANA)


async def test_what_is_over_is_followed_by_another_booking(desk: Town) -> None:
    await books(desk, TEN)
    desk.clock.forward(hours=3)

    assert await books(desk, TEN + timedelta(hours=4)) == "reserved"


# ── Given back ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_is_given_back_is_free_again_and_no_promise_any_more(desk: Town) -> None:
    handoff = await newest(desk)
    await books(desk, TEN)

    await writes(desk, "cancel the booking")

    assert await reserved(desk.deps, handoff) is None
    assert await promised(desk.deps, handoff) == ()
    assert "No longer reserved: Mon 23 Nov, 10:00–10:30 UTC, with Support." in desk.heard()
    with pytest.raises(NothingToDoError, match="Nothing is reserved"):
        await cancel_by_customer(desk.deps, handoff.id, MAYA, Place(channel=CHANNEL))
    assert await books(desk, TEN) == "reserved"


async def test_only_the_customer_gives_it_back_by_the_button(desk: Town) -> None:
    await books(desk, TEN)
    handoff = await newest(desk)

    with pytest.raises(NotAllowedError):
        await cancel_by_customer(desk.deps, handoff.id, DANA, Place(channel=CHANNEL))
    assert await cancel_by_customer(desk.deps, handoff.id, MAYA, Place(channel=CHANNEL)) == "cancelled"


@pytest.mark.parametrize("end", [resolve_handoff, hand_back])
async def test_a_time_ends_with_its_handoff_unless_it_is_over(
    desk: Town, end: Callable[[Deps, HandoffId, Person], Awaitable[str]]
) -> None:
    handoff = await newest(desk)
    await claim_handoff(desk.deps, handoff.id, DANA)
    await books(desk, TEN)

    await end(desk.deps, handoff.id, DANA)

    assert await reserved(desk.deps, handoff) is None
    assert await promised(desk.deps, handoff) == ()


async def test_a_time_that_has_come_counts_as_kept_with_the_resolution_and_is_not_broken_while_they_talk(
    desk: Town,
) -> None:
    handoff = await newest(desk)
    await claim_handoff(desk.deps, handoff.id, DANA)
    await books(desk, TEN)
    desk.clock.forward(hours=1, minutes=20)
    await watch_promises(desk.deps)
    (promise,) = await promised(desk.deps, handoff)
    assert promise.state is PromiseState.OPEN

    await resolve_handoff(desk.deps, handoff.id, DANA)

    async with desk.deps.database.transaction() as tx:
        (promise,) = await promises.of_handoff(tx, handoff.id)
    assert (promise.state, promise.was_late) == (PromiseState.KEPT, False)
    assert "No longer reserved" not in " ".join(desk.heard())


@pytest.mark.parametrize(("word", "state"), [("done", PromiseState.KEPT), ("drop", PromiseState.WITHDRAWN)])
async def test_an_agent_who_settles_the_promise_frees_the_time(desk: Town, word: str, state: PromiseState) -> None:
    handoff = await newest(desk)
    await claim_handoff(desk.deps, handoff.id, DANA)
    await books(desk, TEN)
    with pytest.raises(NothingToDoError, match="only they can book another"):
        await tend_promise(desk.deps, says(handoff, "by tomorrow"))

    await tend_promise(desk.deps, says(handoff, word))

    assert await reserved(desk.deps, handoff) is None
    async with desk.deps.database.transaction() as tx:
        assert [one.state for one in await promises.of_handoff(tx, handoff.id)] == [state]


async def test_what_was_reserved_in_a_merged_thread_is_kept_in_the_other(desk: Town) -> None:
    await books(desk, TEN)
    merged = await newest(desk)
    await ask(desk)
    into = await newest(desk)
    async with desk.deps.transaction() as tx:
        await carry_booking(tx, desk.deps, merged, into)

    slot = await reserved(desk.deps, into)
    assert slot is not None
    assert slot.begins == TEN


def says(handoff: Handoff, words: str) -> Ask:
    return Ask(verb=Verb.PROMISE, handoff=handoff.id, by=DANA, place=Place(channel=CHANNEL), key=words, words=words)


# ── Invitations ─────────────────────────────────────────────────────────────────────────────────────────────────────


class Post:
    """A Mailer that keeps what it sent, and may refuse an address."""

    def __init__(self) -> None:
        self.sent: list[Mail] = []
        self.refuses = ""

    async def send(self, mail: Mail) -> None:
        if mail.to == self.refuses:
            raise RejectedError("e-mail", "550")
        self.sent.append(mail)

    async def check(self) -> str:
        return "fine"


@pytest.fixture
def post(desk: Town) -> Post:
    post = Post()
    team = TEAM.model_copy(update={"calendar_mail": "desk@larkspur.example"})
    desk.deps = replace(desk.deps, mailer=post, workspace=Workspace(teams=(team,)))
    return post


async def test_customer_and_team_are_invited_and_told_when_it_moves_or_ends(desk: Town, post: Post) -> None:
    maya, team = "maya@brightwater.example", "desk@larkspur.example"
    await books(desk, TEN, maya)
    await works(desk)
    await books(desk, TEN + HALF)
    await writes(desk, "cancel the booking")

    sent = [(mail.to, mail.invitation) for mail in post.sent if mail.invitation]
    for address in (maya, team):
        assert [(one.method, one.sequence, one.begins) for to, one in sent if to == address] == [
            ("REQUEST", 0, TEN),
            ("REQUEST", 1, TEN + HALF),
            ("CANCEL", 2, TEN + HALF),
        ]
    assert len({one.uid for _, one in sent}) == 1
    assert {guest.mail for to, one in sent for guest in one.guests if to == maya} == {maya}
    assert "The invitation goes to m…@brightwater.example." in " ".join(desk.heard())


async def test_another_address_is_invited_and_the_first_one_told_that_it_is_not(desk: Town, post: Post) -> None:
    await books(desk, TEN, "maya@brightwater.example")
    await books(desk, TEN + HALF, "m.torres@brightwater.example")
    await works(desk)

    customers = [(mail.to, mail.invitation.method) for mail in post.sent if mail.invitation and "maya" in mail.to]
    assert customers == [("maya@brightwater.example", "REQUEST"), ("maya@brightwater.example", "CANCEL")]


async def test_an_address_that_is_refused_is_told_to_the_team(desk: Town, post: Post) -> None:
    post.refuses = "maya@nowhere.example"
    await books(desk, TEN, "maya@nowhere.example")
    await works(desk)

    told = " ".join(desk.heard(DESK))
    assert "does not take the invitation to m…@nowhere.example (550)" in told
    assert [mail.to for mail in post.sent] == ["desk@larkspur.example"]


# ── Many at once, on both databases ─────────────────────────────────────────────────────────────────────────────────

CUSTOMERS = 8


@asynccontextmanager
async def crowd(address: str) -> AsyncIterator[tuple[Stage, list[Handoff]]]:
    """Many customers who wait for one team with a calendar."""
    async with opened_stage(address=address) as stage:
        deps = await with_calendar(stage.deps, Feed())
        found = [await waiting(stage, ChannelId(f"C0CUSTOMER{number}")) for number in range(CUSTOMERS)]
        yield replace(stage, deps=deps), found


async def test_of_many_who_want_one_time_at_once_one_has_it_and_the_others_are_told(address: str) -> None:
    async with crowd(address) as (stage, waiting_ones):
        said = Counter(await asyncio.gather(*(_takes(stage, one, TEN) for one in waiting_ones)))

        assert said == {"reserved": 1, "gone, and listed what is free": CUSTOMERS - 1}
        async with stage.deps.database.transaction() as tx:
            assert [one.begins for one in await _all(tx)] == [TEN]


async def test_times_that_overlap_without_being_the_same_are_never_both_reserved(address: str) -> None:
    async with crowd(address) as (stage, waiting_ones):
        slot = [await _slot(one, TEN + timedelta(minutes=5 * number)) for number, one in enumerate(waiting_ones)]

        async def reserve(one: Slot) -> bool:
            async with stage.deps.transaction() as tx:
                return await slots.reserve(tx, one)

        await asyncio.gather(*(reserve(one) for one in slot))

        async with stage.deps.database.transaction() as tx:
            kept = [one.span for one in await _all(tx)]
        assert kept
        assert [(one, two) for one in kept for two in kept if one < two and one.overlaps(two)] == []


async def _takes(stage: Stage, handoff: Handoff, begins: datetime) -> str:
    channel = channel_of(handoff.conversation)
    by = Person(id=PersonId(f"U{channel}"), name="Somebody", team=THEIRS)
    wanted = Wanted(begins=begins, mail="")
    return await book_time(stage.deps, handoff.id, wanted, by, Place(channel=channel), f"form:{handoff.id}")


async def _slot(handoff: Handoff, begins: datetime) -> Slot:
    return Slot(
        id=SlotId(f"S{handoff.id}"),
        team="Support",
        begins=begins,
        ends=begins + HALF,
        handoff=handoff.id,
        conversation=handoff.conversation,
        by=PersonId("U0X"),
        name="X",
        made_at=TEN,
    )


async def _all(tx: Tx) -> list[Slot]:
    found = [await slots.of_handoff(tx, one.id) for one in await handoffs.open_ones(tx)]
    return [one for one in found if one]
