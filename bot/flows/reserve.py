"""A time of the team is listed for a customer, or reserved: for one of them, as a promise, with an invitation."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot import saying
from bot.deps import Deps
from bot.errors import NothingToDoError
from bot.flows.free_times import Times, times_of, written, zone_of
from bot.flows.invite import send_invitations, send_to
from bot.flows.promise import make_promise, move_promise
from bot.flows.wording import texts_about
from bot.ports import BookedSaid, NoticeSaid
from escalation.model import (
    Busy,
    Handoff,
    HandoffId,
    NewPromise,
    Person,
    PromiseKind,
    Slot,
    SlotState,
    Span,
    slot_id,
)
from escalation.wishes import hidden
from storage import conversations, handoffs, outbox, slots, timeline
from storage.database import Tx
from storage.timeline import Deed

LISTED = "slots_listed"
RESERVED = "slot_reserved"
_SECONDS_TO_LOOK = 1.5
"""A form opens within three seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The time that a customer chose, and where their invitation goes, or empty."""

    begins: datetime
    mail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """Somebody about to book: in which handoff, and what its team's calendar holds."""

    handoff: Handoff
    by: Person
    busy: tuple[Busy, ...]
    key: str


async def booking_of(deps: Deps, handoff_id: HandoffId, by: Person, key: str) -> Booking:
    """With a look at the calendar, outside any transaction; NothingToDoError when it cannot be read."""
    async with deps.database.transaction() as tx:
        handoff = await handoffs.get(tx, handoff_id)
    busy = await deps.calendars.look(handoff.queue.name, deps.clock.now(), _SECONDS_TO_LOOK)
    if busy is None:
        raise NothingToDoError(named(texts_about(deps, handoff).slots_none, handoff))
    return Booking(handoff=handoff, by=by, busy=busy, key=key)


async def held(tx: Tx, deps: Deps, booking: Booking) -> Booking:
    """With the handoff held; NothingToDoError when another team has it by now, whose calendar was not looked at."""
    handoff = await handoffs.hold(tx, booking.handoff.id)
    if handoff.queue.name != booking.handoff.queue.name:
        raise NothingToDoError(named(texts_about(deps, handoff).slots_none, handoff))
    return replace(booking, handoff=handoff)


async def times_for(tx: Tx, deps: Deps, booking: Booking) -> Times:
    """What is free for whoever books."""
    there = zone_of(deps, booking.handoff, booking.by)
    return await times_of(tx, deps, booking.handoff, booking.busy, there)


async def list_times(tx: Tx, deps: Deps, booking: Booking, gone: str = "") -> str:
    """What is free, in the thread, with the words that pick one."""
    handoff, texts = booking.handoff, texts_about(deps, booking.handoff)
    times, there = await times_for(tx, deps, booking), zone_of(deps, handoff, booking.by)
    lines = [f"{number}. {written(handoff, one, there)}" for number, one in enumerate(times.offered, start=1)]
    text = named(texts.slots_listed, handoff, what="\n".join(lines)) if lines else named(texts.slots_none, handoff)
    detail = {str(number): one.begins.isoformat() for number, one in enumerate(times.offered, start=1)}
    deed = Deed(kind=LISTED, at=deps.clock.now(), by=booking.by.id, detail=detail)
    await timeline.note(tx, handoff, deed, f"{booking.key}:listed")
    await tell(tx, deps, handoff, " ".join(part for part in (gone, text) if part), f"{booking.key}:listed")
    return "listed the times"


async def reserve(tx: Tx, deps: Deps, booking: Booking, wanted: Wanted) -> str:
    """The first who wants a time has it, in place of what they had; others are told that it went, and what is free."""
    handoff, texts = booking.handoff, texts_about(deps, booking.handoff)
    current = await _current(tx, deps, handoff)
    if current and current.begins == wanted.begins:
        return "reserved already"
    span = next((one for one in (await times_for(tx, deps, booking)).every if one.begins == wanted.begins), None)
    slot = await _slot(tx, deps, booking, span, wanted.mail) if span else None
    if slot is None or not await slots.reserve(tx, slot):
        await list_times(tx, deps, booking, named(texts.slot_gone, handoff))
        return "gone, and listed what is free"
    await _promise(tx, deps, booking, slot)
    deed = Deed(kind=RESERVED, at=deps.clock.now(), by=booking.by.id, detail={"begins": slot.begins.isoformat()})
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


async def _slot(tx: Tx, deps: Deps, booking: Booking, span: Span, mail: str) -> Slot:
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


async def _promise(tx: Tx, deps: Deps, booking: Booking, slot: Slot) -> None:
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


async def _confirm(tx: Tx, deps: Deps, booking: Booking, slot: Slot) -> None:
    handoff, texts = booking.handoff, texts_about(deps, booking.handoff)
    when = written(handoff, slot.span, zone_of(deps, handoff, booking.by))
    told = [named(texts.slot_reserved, handoff, when=when)]
    if deps.mailer and slot.mail:
        told.append(named(texts.slot_invited, handoff, where=hidden(slot.mail)))
    booked = BookedSaid(label=named(texts.button_unbook, handoff), handoff=handoff.id)
    await tell(tx, deps, handoff, " ".join(told), f"{slot.source}:{slot.sequence}", booked)


async def tell(tx: Tx, deps: Deps, handoff: Handoff, text: str, key: str, booked: BookedSaid | None = None) -> None:
    """A word to the customer, with a button to give back what is booked."""
    conversation = await conversations.get(tx, handoff.conversation)
    notice = NoticeSaid(conversation=conversation.id, text=text, booked=booked)
    await outbox.put(tx, saying.to_customer(conversation, notice, key), deps.clock.now())


def named(text: str, handoff: Handoff, **filled: str) -> str:
    """A text with the team's name, and what else it names, filled in."""
    return text.format(team=handoff.queue.name, agent="", **filled)
