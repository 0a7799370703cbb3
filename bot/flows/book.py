"""A waiting customer books a time with the team: by a form, or in words. It is reserved once, and a promise."""

from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

from bot import saying
from bot.deps import Deps
from bot.errors import FormLostError, NothingToDoError, RefusedError
from bot.flows.free_times import Times, times_of, written, zone_of
from bot.flows.invite import send_invitations, send_to
from bot.flows.promise import make_promise, move_promise
from bot.flows.unbook import cancel_booking
from bot.flows.ways import check_asker
from bot.flows.wording import texts_about
from bot.ports import BookedSaid, Choice, Field, Form, Kind, NoticeSaid, Place
from bot.workspace import TextsConfig
from escalation.booking import Book, BookWish, book_wish_in
from escalation.model import (
    Busy,
    Handoff,
    HandoffId,
    NewPromise,
    Person,
    PersonId,
    PromiseKind,
    Slot,
    SlotState,
    Span,
    Utterance,
    slot_id,
)
from escalation.wishes import address_in, hidden
from storage import conversations, handoffs, inbox, outbox, people, slots, timeline
from storage.database import Tx
from storage.timeline import Deed

FORM = "book"
_LISTED = "slots_listed"
_RESERVED = "slot_reserved"
_SECONDS_TO_LOOK = 1.5
"""A form opens within three seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookDue:
    """What a customer wrote about a time: wants them listed, or picked one. `key` tells it from any other."""

    handoff: HandoffId
    by: PersonId
    name: str
    number: int
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The time that a customer chose, and where their invitation goes, or empty."""

    begins: datetime
    mail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Booking:
    """Somebody about to book: in which handoff, and what its team's calendar holds."""

    handoff: Handoff
    by: Person
    busy: tuple[Busy, ...]
    key: str


# ── By the button ───────────────────────────────────────────────────────────────────────────────────────────────────


async def offer_times(deps: Deps, handoff_id: HandoffId, by: Person, place: Place, trigger: str) -> str:
    """A customer pressed *Book a time*: a form with what is free; in words, where no form opens.

    NotAllowedError for a colleague of ours, NothingToDoError when nothing is free, or nobody waits any more.
    """
    booking = await _booking(deps, handoff_id, by, f"offer:{handoff_id}:{deps.clock.now().timestamp()}")
    async with deps.database.transaction() as tx:
        check_asker(deps, booking.handoff, by, place)
        times = await _times(tx, deps, booking)
    texts = texts_about(deps, booking.handoff)
    if not times.offered:
        raise NothingToDoError(_named(texts.slots_none, booking.handoff))
    try:
        await deps.messenger.open_form(place, trigger, _form(deps, booking, times, texts))
    except FormLostError:
        async with deps.transaction() as tx:
            await _list(tx, deps, replace(booking, handoff=await handoffs.hold(tx, handoff_id)))
        return "listed the times, for no form opened"
    return "offered times"


def _form(deps: Deps, booking: _Booking, times: Times, texts: TextsConfig) -> Form:
    handoff, there = booking.handoff, zone_of(deps, booking.handoff, booking.by)
    options = tuple(
        Choice(value=f"{one.begins.timestamp():.0f}", label=written(handoff, one, there)) for one in times.offered
    )
    when = Field(name="when", label=_named(texts.slot_which, handoff), kind=Kind.CHOICE, choices=options)
    where = Field(
        name="where", label=_named(texts.slot_mail, handoff), value=booking.by.email, is_optional=True, at_most=120
    )
    title = _named(texts.button_book, handoff)
    return Form(
        kind=FORM,
        about=handoff.id,
        title=title,
        fields=(when, where) if deps.mailer else (when,),
        submit=title,
        close=_named(texts.receipt_cancel, handoff),
    )


def fault_in(where: str, texts: TextsConfig) -> str:
    """What is wrong with an address for the invitation; empty when nothing is, or there is none."""
    return "" if not where or address_in(where) == where else texts.slot_mail.format(team="", agent="")


async def book_time(deps: Deps, handoff_id: HandoffId, wanted: Wanted, by: Person, place: Place, key: str) -> str:
    """The customer chose this time. The first one has it; others are told what is still free."""
    booking = await _booking(deps, handoff_id, by, key)
    async with deps.transaction() as tx:
        held = replace(booking, handoff=await handoffs.hold(tx, handoff_id))
        check_asker(deps, held.handoff, by, place)
        return await _reserve(tx, deps, held, wanted)


# ── In words ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def heed_booking(tx: Tx, deps: Deps, handoff: Handoff, said: Utterance) -> None:
    """What the customer writes while they wait may be about a time."""
    wish = book_wish_in(said.text or "")
    if wish is None or said.author is None:
        return
    if handoff.queue.name not in deps.calendars.teams:
        return
    if wish.want is Book.PICK and not await _is_listed(tx, handoff, wish):
        return
    if wish.want is Book.CANCEL:
        await cancel_booking(tx, deps, handoff, said.author)
        return
    key = f"book:{handoff.id}:{said.ts}"
    due = BookDue(handoff=handoff.id, by=said.author, name=said.name, number=wish.number, key=key)
    now = deps.clock.now()
    new = inbox.NewWork(key=key, kind="book", lane=f"book:{handoff.id}", payload=asdict(due), due=now)
    await inbox.put(tx, new, now)


async def _is_listed(tx: Tx, handoff: Handoff, wish: BookWish) -> bool:
    """Times were listed that can be picked; by a bare number only right after that."""
    deeds = [one for one in await timeline.of(tx, handoff.id) if one.kind in {_LISTED, _RESERVED}]
    listed = any(one.kind == _LISTED for one in deeds)
    return listed and (not wish.is_bare or deeds[-1].kind == _LISTED)


async def book_in_words(deps: Deps, due: BookDue) -> str:
    """The times are listed, or the one that was picked is reserved."""
    async with deps.database.transaction() as tx:
        by = await people.find(tx, due.by) or Person(id=due.by, name=due.name)
    try:
        booking = await _booking(deps, due.handoff, by, due.key)
    except RefusedError as error:
        async with deps.transaction() as tx:
            await _tell(tx, deps, await handoffs.get(tx, due.handoff), error.message, f"{due.key}:refused")
        return f"refused: {error.message}"
    async with deps.transaction() as tx:
        held = replace(booking, handoff=await handoffs.hold(tx, due.handoff))
        if not held.handoff.status.is_open:
            return "settled by now"
        listed = [one for one in await timeline.of(tx, due.handoff) if one.kind == _LISTED]
        begins = listed[-1].detail.get(str(due.number)) if due.number and listed else None
        if begins is None:
            return await _list(tx, deps, held)
        wanted = Wanted(begins=datetime.fromisoformat(begins), mail=by.email)
        return await _reserve(tx, deps, held, wanted)


# ── Both ────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def _booking(deps: Deps, handoff_id: HandoffId, by: Person, key: str) -> _Booking:
    """With a look at the calendar, outside any transaction; NothingToDoError when it cannot be read."""
    async with deps.database.transaction() as tx:
        handoff = await handoffs.get(tx, handoff_id)
    busy = await deps.calendars.look(handoff.queue.name, deps.clock.now(), _SECONDS_TO_LOOK)
    if busy is None:
        raise NothingToDoError(_named(texts_about(deps, handoff).slots_none, handoff))
    return _Booking(handoff=handoff, by=by, busy=busy, key=key)


async def _times(tx: Tx, deps: Deps, booking: _Booking) -> Times:
    there = zone_of(deps, booking.handoff, booking.by)
    return await times_of(tx, deps, booking.handoff, booking.busy, there)


async def _list(tx: Tx, deps: Deps, booking: _Booking, gone: str = "") -> str:
    """What is free, in the thread, with the words that pick one."""
    handoff, texts = booking.handoff, texts_about(deps, booking.handoff)
    times, there = await _times(tx, deps, booking), zone_of(deps, handoff, booking.by)
    lines = [f"{number}. {written(handoff, one, there)}" for number, one in enumerate(times.offered, start=1)]
    text = _named(texts.slots_listed, handoff, what="\n".join(lines)) if lines else _named(texts.slots_none, handoff)
    detail = {str(number): one.begins.isoformat() for number, one in enumerate(times.offered, start=1)}
    deed = Deed(kind=_LISTED, at=deps.clock.now(), by=booking.by.id, detail=detail)
    await timeline.note(tx, handoff, deed, f"{booking.key}:listed")
    await _tell(tx, deps, handoff, " ".join(part for part in (gone, text) if part), f"{booking.key}:listed")
    return "listed the times"


async def _reserve(tx: Tx, deps: Deps, booking: _Booking, wanted: Wanted) -> str:
    handoff, texts = booking.handoff, texts_about(deps, booking.handoff)
    current = await _current(tx, deps, handoff)
    if current and current.begins == wanted.begins:
        return "reserved already"
    span = next((one for one in (await _times(tx, deps, booking)).every if one.begins == wanted.begins), None)
    slot = await _slot(tx, deps, booking, span, wanted.mail) if span else None
    if slot is None or not await slots.reserve(tx, slot):
        await _list(tx, deps, booking, _named(texts.slot_gone, handoff))
        return "gone, and listed what is free"
    await _promise(tx, deps, booking, slot)
    deed = Deed(kind=_RESERVED, at=deps.clock.now(), by=booking.by.id, detail={"begins": slot.begins.isoformat()})
    await timeline.note(tx, handoff, deed, booking.key)
    await _invite(tx, deps, current, slot)
    await _confirm(tx, deps, booking, slot)
    return "reserved"


async def _current(tx: Tx, deps: Deps, handoff: Handoff) -> Slot | None:
    """What is kept for this handoff and still to come; what was before is over."""
    found = await slots.of_handoff(tx, handoff.id)
    if found is None or found.begins > deps.clock.now():
        return found
    await slots.end(tx, found, SlotState.PAST)
    return None


async def _slot(tx: Tx, deps: Deps, booking: _Booking, span: Span, mail: str) -> Slot:
    """The present booking at another time, or a new one."""
    handoff = booking.handoff
    current = await slots.of_handoff(tx, handoff.id)
    if current:
        at = replace(current, team=handoff.queue.name, begins=span.begins, ends=span.ends)
        return replace(at, mail=mail or current.mail, sequence=current.sequence + 1)
    return Slot(
        id=slot_id(handoff.id, await slots.count(tx, handoff.id) + 1),
        team=handoff.queue.name,
        begins=span.begins,
        ends=span.ends,
        handoff=handoff.id,
        conversation=handoff.conversation,
        by=booking.by.id,
        name=booking.by.name,
        mail=mail,
        made_at=deps.clock.now(),
    )


async def _promise(tx: Tx, deps: Deps, booking: _Booking, slot: Slot) -> None:
    """Whoever has the handoff is there then, or the team."""
    handoff = booking.handoff
    when = written(handoff, slot.span, deps.workspace.hours_of(slot.team).zone)
    what = f"be there for {booking.by.name}, who reserved {when}"
    new = NewPromise(source=slot.source, what=what, due_at=slot.begins, kind=PromiseKind.SLOT)
    made = await make_promise(tx, deps, handoff, new)
    await move_promise(tx, deps, made, slot.begins, what=what)


async def _invite(tx: Tx, deps: Deps, was: Slot | None, slot: Slot) -> None:
    """Calendars are told; one at another address, too, that it is not there any more."""
    await send_invitations(tx, deps, slot)
    if was and was.mail not in {"", slot.mail}:
        gone = replace(was, state=SlotState.CANCELLED, sequence=slot.sequence)
        await send_to(tx, deps, gone, was.mail)


async def _confirm(tx: Tx, deps: Deps, booking: _Booking, slot: Slot) -> None:
    handoff, texts = booking.handoff, texts_about(deps, booking.handoff)
    when = written(handoff, slot.span, zone_of(deps, handoff, booking.by))
    told = [_named(texts.slot_reserved, handoff, when=when)]
    if deps.mailer and slot.mail:
        told.append(_named(texts.slot_invited, handoff, where=hidden(slot.mail)))
    booked = BookedSaid(label=_named(texts.button_unbook, handoff), handoff=handoff.id)
    await _tell(tx, deps, handoff, " ".join(told), f"{slot.source}:{slot.sequence}", booked)


async def _tell(tx: Tx, deps: Deps, handoff: Handoff, text: str, key: str, booked: BookedSaid | None = None) -> None:
    conversation = await conversations.get(tx, handoff.conversation)
    notice = NoticeSaid(conversation=conversation.id, text=text, booked=booked)
    await outbox.put(tx, saying.to_customer(conversation, notice, key), deps.clock.now())


def _named(text: str, handoff: Handoff, **filled: str) -> str:
    return text.format(team=handoff.queue.name, agent="", **filled)


def moment(value: str) -> datetime:
    """A choice of the form as a time; NothingToDoError when it is none."""
    try:
        return datetime.fromtimestamp(int(value), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise NothingToDoError("Choose a time.") from error
