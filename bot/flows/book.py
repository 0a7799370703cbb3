"""A waiting customer books a time with the team: by a form, or in words."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from bot.deps import Deps
from bot.errors import FormLostError, NothingToDoError, RefusedError
from bot.flows.free_times import Times, written, zone_of
from bot.flows.reserve import (
    LISTED,
    RESERVED,
    Booking,
    Wanted,
    booking_of,
    held,
    list_times,
    named,
    reserve,
    tell,
    times_for,
)
from bot.flows.unbook import cancel_booking
from bot.flows.ways import check_asker
from bot.flows.wording import texts_about
from bot.ports import Choice, Field, Form, Kind, Place
from bot.workspace import TextsConfig
from escalation.booking import Book, BookWish, book_wish_in
from escalation.model import (
    Handoff,
    HandoffId,
    Person,
    PersonId,
    Utterance,
)
from escalation.wishes import address_in
from storage import handoffs, inbox, people, timeline
from storage.database import Tx

FORM = "book"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookDue:
    """What a customer wrote about a time: wants them listed, or picked one. `key` tells it from any other."""

    handoff: HandoffId
    by: PersonId
    name: str
    number: int
    key: str


# ── By the button ───────────────────────────────────────────────────────────────────────────────────────────────────


async def offer_times(deps: Deps, handoff_id: HandoffId, by: Person, place: Place, trigger: str) -> str:
    """A customer pressed *Book a time*: a form with what is free; in words, where no form opens.

    NotAllowedError for a colleague of ours, NothingToDoError when nothing is free, or nobody waits any more.
    """
    booking = await booking_of(deps, handoff_id, by, f"offer:{handoff_id}:{deps.clock.now().timestamp()}")
    async with deps.database.transaction() as tx:
        check_asker(deps, booking.handoff, by, place)
        times = await times_for(tx, deps, booking)
    texts = texts_about(deps, booking.handoff)
    if not times.offered:
        raise NothingToDoError(named(texts.slots_none, booking.handoff))
    try:
        await deps.messenger.open_form(place, trigger, _form(deps, booking, times, texts))
    except FormLostError:
        async with deps.transaction() as tx:
            await list_times(tx, deps, await held(tx, deps, booking))
        return "listed the times, for no form opened"
    return "offered times"


def _form(deps: Deps, booking: Booking, times: Times, texts: TextsConfig) -> Form:
    handoff, there = booking.handoff, zone_of(deps, booking.handoff, booking.by)
    options = tuple(
        Choice(value=f"{one.begins.timestamp():.0f}", label=written(handoff, one, there)) for one in times.offered
    )
    when = Field(name="when", label=named(texts.slot_which, handoff), kind=Kind.CHOICE, choices=options)
    where = Field(
        name="where", label=named(texts.slot_mail, handoff), value=booking.by.email, is_optional=True, at_most=120
    )
    title = named(texts.button_book, handoff)
    return Form(
        kind=FORM,
        about=handoff.id,
        title=title,
        fields=(when, where) if deps.mailer else (when,),
        submit=title,
        close=named(texts.receipt_cancel, handoff),
    )


def fault_in(where: str, texts: TextsConfig) -> str:
    """What is wrong with an address for the invitation; empty when nothing is, or there is none."""
    return "" if not where or address_in(where) == where else texts.slot_mail.format(team="", agent="")


async def book_time(deps: Deps, handoff_id: HandoffId, wanted: Wanted, by: Person, place: Place, key: str) -> str:
    """The customer chose this time. The first one has it; others are told what is still free."""
    booking = await booking_of(deps, handoff_id, by, key)
    async with deps.transaction() as tx:
        booking = await held(tx, deps, booking)
        check_asker(deps, booking.handoff, by, place)
        return await reserve(tx, deps, booking, wanted)


# ── In words ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def heed_booking(tx: Tx, deps: Deps, handoff: Handoff, said: Utterance) -> None:
    """What the customer writes while they wait may be about a time."""
    wish = book_wish_in(said.text or "")
    if wish is None or said.author is None:
        return
    if wish.want is Book.CANCEL:
        await cancel_booking(tx, deps, handoff, said.author)
        return
    if handoff.queue.name not in deps.calendars.teams:
        return
    if wish.want is Book.PICK and not await _is_listed(tx, handoff, wish):
        return
    key = f"book:{handoff.id}:{said.ts}"
    due = BookDue(handoff=handoff.id, by=said.author, name=said.name, number=wish.number, key=key)
    now = deps.clock.now()
    new = inbox.NewWork(key=key, kind="book", lane=f"book:{handoff.id}", payload=asdict(due), due=now)
    await inbox.put(tx, new, now)


async def _is_listed(tx: Tx, handoff: Handoff, wish: BookWish) -> bool:
    """Times were listed that can be picked; by a bare number only right after that."""
    deeds = [one for one in await timeline.of(tx, handoff.id) if one.kind in {LISTED, RESERVED}]
    listed = any(one.kind == LISTED for one in deeds)
    return listed and (not wish.is_bare or deeds[-1].kind == LISTED)


async def book_in_words(deps: Deps, due: BookDue) -> str:
    """The times are listed, or the one that was picked is reserved."""
    async with deps.database.transaction() as tx:
        by = await people.find(tx, due.by) or Person(id=due.by, name=due.name)
    try:
        booking = await booking_of(deps, due.handoff, by, due.key)
    except RefusedError as error:
        async with deps.transaction() as tx:
            await tell(tx, deps, await handoffs.get(tx, due.handoff), error.message, f"{due.key}:refused")
        return f"refused: {error.message}"
    async with deps.transaction() as tx:
        booking = await held(tx, deps, booking)
        if not booking.handoff.status.is_open:
            return "settled by now"
        listed = [one for one in await timeline.of(tx, due.handoff) if one.kind == LISTED]
        begins = listed[-1].detail.get(str(due.number)) if due.number and listed else None
        if begins is None:
            return await list_times(tx, deps, booking)
        wanted = Wanted(begins=datetime.fromisoformat(begins), mail=by.email)
        return await reserve(tx, deps, booking, wanted)


def moment(value: str) -> datetime:
    """A choice of the form as a time; NothingToDoError when it is none."""
    try:
        return datetime.fromtimestamp(int(value), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise NothingToDoError("Choose a time.") from error
