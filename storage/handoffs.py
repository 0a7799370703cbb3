"""Handoffs: open, find, and the guarded moves between their states."""

from collections import Counter
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement
from sqlmodel import col, func, select, update

from escalation.model import (
    Asked,
    Briefing,
    ChannelId,
    Conversation,
    ConversationId,
    Dossier,
    Ending,
    Handoff,
    HandoffId,
    HandoffStatus,
    Judgement,
    PersonId,
    Priority,
    Queue,
    Relay,
    ServiceClock,
    Snooze,
    TicketLink,
)
from escalation.waits import Past
from storage import conversations
from storage.database import Tx
from storage.errors import NotFoundError
from storage.tables import ConversationRow, HandoffRow

_HANDOFF = TypeAdapter(Handoff)
_DOSSIER = TypeAdapter(Dossier)
_ASKED = TypeAdapter(Asked | None)
_SNOOZED = TypeAdapter(Snooze | None)
_BRIEFING = TypeAdapter(Briefing)
_CLOCK = TypeAdapter(ServiceClock | None)

_REMEMBERED = 1000


async def add(tx: Tx, handoff: Handoff) -> None:
    """Remember a new handoff."""
    kept = {
        "briefing": _BRIEFING.dump_python(handoff.briefing, mode="json"),
        "dossier": _kept(handoff.dossier),
        "clock": _CLOCK.dump_python(handoff.clock, mode="json"),
    }
    kept["asked"] = _ASKED.dump_python(handoff.asked, mode="json")
    kept["snoozed"] = _SNOOZED.dump_python(handoff.snoozed, mode="json")
    tx.add(HandoffRow(**asdict(handoff) | kept))
    await tx.flush()


async def get(tx: Tx, handoff_id: HandoffId) -> Handoff:
    """The handoff as it stands, or NotFoundError."""
    row = await tx.get(HandoffRow, handoff_id, populate_existing=True)
    if row is None:
        raise NotFoundError(f"handoff {handoff_id}")
    return _HANDOFF.validate_python(row.model_dump())


async def hold(tx: Tx, handoff_id: HandoffId) -> Handoff:
    """The handoff as it stands, to be changed: its conversation is locked first, as by everybody who changes both."""
    about = (await get(tx, handoff_id)).conversation
    await tx.exec(select(ConversationRow.id).where(col(ConversationRow.id) == about).with_for_update())
    return await get(tx, handoff_id)


async def hold_with_conversation(tx: Tx, handoff_id: HandoffId) -> tuple[Handoff, Conversation]:
    """The handoff and its conversation as they stand, to be changed."""
    handoff = await hold(tx, handoff_id)
    return handoff, await conversations.get(tx, handoff.conversation)


async def latest(tx: Tx, conversation: ConversationId) -> Handoff | None:
    """The newest handoff of a conversation."""
    query = select(HandoffRow).where(col(HandoffRow.conversation) == conversation)
    row = (await tx.exec(query.order_by(col(HandoffRow.opened_at).desc()))).first()
    return _HANDOFF.validate_python(row.model_dump()) if row else None


async def in_charge(tx: Tx, conversation: ConversationId) -> Handoff | None:
    """The newest handoff of a conversation, or the one that it was merged into."""
    found = await latest(tx, conversation)
    while found is not None and found.merged_into is not None:
        found = await get(tx, found.merged_into)
    return found


async def count_for(tx: Tx, customer: PersonId, since: datetime) -> int:
    """How often this person needed somebody since then."""
    query = select(func.count()).select_from(HandoffRow).where(col(HandoffRow.opened_at) >= since)
    query = query.join(ConversationRow, col(ConversationRow.id) == col(HandoffRow.conversation))
    return (await tx.exec(query.where(col(ConversationRow.customer) == customer))).one()


async def past(tx: Tx, queue: Queue, without: HandoffId) -> tuple[Past, ...]:
    """How long the latest handoffs of this team waited, but for one of them."""
    columns = (col(HandoffRow.queue), col(HandoffRow.opened_at), col(HandoffRow.closed_at), col(HandoffRow.clock))
    query = select(*columns).where(col(HandoffRow.id) != without)
    rows = (await tx.exec(query.order_by(col(HandoffRow.opened_at).desc()).limit(_REMEMBERED))).all()
    return tuple(
        Past(opened_at=opened_at, answered_at=kept.answered_at, ended_at=closed_at)
        for waited_with, opened_at, closed_at, clock in rows
        if waited_with["name"] == queue.name and (kept := _CLOCK.validate_python(clock))
    )


async def open_ones(tx: Tx) -> tuple[Handoff, ...]:
    """Every handoff that waits for a person or is with one, oldest first."""
    query = select(HandoffRow).where(col(HandoffRow.status).in_([s for s in HandoffStatus if s.is_open]))
    rows = (await tx.exec(query.order_by(col(HandoffRow.opened_at)))).all()
    return tuple(_HANDOFF.validate_python(row.model_dump()) for row in rows)


async def busy_in(tx: Tx, queue: Queue) -> int:
    """How many people have a handoff of this team at this moment."""
    query = select(col(HandoffRow.queue), col(HandoffRow.claimed_by)).where(
        col(HandoffRow.status) == HandoffStatus.CLAIMED
    )
    return len({person for held, person in (await tx.exec(query)).all() if held["name"] == queue.name and person})


async def waiting_by_team(tx: Tx) -> Counter[str]:
    """How many wait with which team."""
    query = select(col(HandoffRow.queue)).where(col(HandoffRow.status) == HandoffStatus.WAITING)
    return Counter(queue["name"] for queue in (await tx.exec(query)).all())


async def recent(tx: Tx, limit: int) -> tuple[Handoff, ...]:
    """The latest handoffs, newest first."""
    rows = (await tx.exec(select(HandoffRow).order_by(col(HandoffRow.opened_at).desc()).limit(limit))).all()
    return tuple(_HANDOFF.validate_python(row.model_dump()) for row in rows)


async def closed_since(tx: Tx, moment: datetime) -> tuple[Handoff, ...]:
    """Every handoff that ended since then and is still ended, oldest first."""
    query = select(HandoffRow).where(col(HandoffRow.closed_at) >= moment).order_by(col(HandoffRow.closed_at))
    return tuple(_HANDOFF.validate_python(row.model_dump()) for row in (await tx.exec(query)).all())


async def open_in(tx: Tx, channel: ChannelId) -> tuple[Handoff, ...]:
    """Every open handoff of a customer in this channel, oldest first."""
    return await _open_where(tx, col(ConversationRow.channel) == channel)


async def open_of(tx: Tx, customer: PersonId) -> tuple[Handoff, ...]:
    """Every open handoff of this customer, oldest first."""
    return await _open_where(tx, col(ConversationRow.customer) == customer)


async def claim_if_waiting(tx: Tx, handoff_id: HandoffId, agent: PersonId, now: datetime) -> bool:
    """Claim it for this agent, and say whether that worked.

    One UPDATE guarded by the status it expects. Two agents may press Claim in the same
    instant; the database lets exactly one of them change the row.
    """
    to_agent = {"status": HandoffStatus.CLAIMED, "claimed_by": agent, "claimed_at": now, "snoozed": None}
    return await _move(tx, handoff_id, (HandoffStatus.WAITING,), to_agent)


async def release_if_claimed(tx: Tx, handoff_id: HandoffId) -> bool:
    """Back to the queue."""
    to_queue = {"status": HandoffStatus.WAITING, "claimed_by": None, "claimed_at": None, "snoozed": None}
    return await _move(tx, handoff_id, (HandoffStatus.CLAIMED,), to_queue)


async def close_if_open(tx: Tx, handoff_id: HandoffId, status: HandoffStatus, now: datetime) -> bool:
    """End it, resolved or handed back."""
    open_states = tuple(status for status in HandoffStatus if status.is_open)
    return await _move(tx, handoff_id, open_states, {"status": status, "closed_at": now})


async def merge_if_open(tx: Tx, handoff_id: HandoffId, into: HandoffId, now: datetime) -> bool:
    """It is part of another from now on."""
    open_states = tuple(status for status in HandoffStatus if status.is_open)
    merged = {"status": HandoffStatus.MERGED, "merged_into": into, "closed_at": now}
    return await _move(tx, handoff_id, open_states, merged)


async def reopen_if_closed(tx: Tx, handoff_id: HandoffId, status: HandoffStatus) -> bool:
    """Open it again, with the agent who had it or, when `status` says so, in the queue."""
    closed = tuple(status for status in HandoffStatus if not status.is_open)
    return await _move(tx, handoff_id, closed, {"status": status, "closed_at": None, "merged_into": None})


async def set_priority(tx: Tx, handoff_id: HandoffId, priority: Priority, by: PersonId) -> None:
    """It is so urgent, somebody of us says."""
    told = {"priority": priority, "priority_by": by}
    await tx.exec(update(HandoffRow).where(col(HandoffRow.id) == handoff_id).values(**told))


async def set_snoozed(tx: Tx, handoff_id: HandoffId, snoozed: Snooze | None) -> None:
    """It is put aside like this, or not any more."""
    kept = _SNOOZED.dump_python(snoozed, mode="json")
    await tx.exec(update(HandoffRow).where(col(HandoffRow.id) == handoff_id).values(snoozed=kept))


async def set_topic(tx: Tx, handoff_id: HandoffId, topic: str) -> None:
    """It is about this."""
    await tx.exec(update(HandoffRow).where(col(HandoffRow.id) == handoff_id).values(topic=topic))


async def set_briefing(tx: Tx, handoff_id: HandoffId, briefing: Briefing) -> None:
    """This is what an agent reads of it."""
    kept = _BRIEFING.dump_python(briefing, mode="json")
    await tx.exec(update(HandoffRow).where(col(HandoffRow.id) == handoff_id).values(briefing=kept))


async def set_dossier(tx: Tx, handoff_id: HandoffId, dossier: Dossier) -> None:
    """This is what our systems know of its customer."""
    await tx.exec(update(HandoffRow).where(col(HandoffRow.id) == handoff_id).values(dossier=_kept(dossier)))


async def set_ticket(tx: Tx, handoff_id: HandoffId, ticket: TicketLink) -> None:
    """This is the issue that it led to."""
    await tx.exec(update(HandoffRow).where(col(HandoffRow.id) == handoff_id).values(ticket=asdict(ticket)))


async def set_judgement(tx: Tx, handoff_id: HandoffId, judgement: Judgement) -> None:
    """This is what an agent makes of it."""
    await tx.exec(update(HandoffRow).where(col(HandoffRow.id) == handoff_id).values(judgement=asdict(judgement)))


async def set_ending(tx: Tx, handoff_id: HandoffId, ending: Ending | None) -> None:
    """This is how it ended for the customer; None while it goes on."""
    await tx.exec(update(HandoffRow).where(col(HandoffRow.id) == handoff_id).values(ending=ending))


async def set_clock(tx: Tx, handoff_id: HandoffId, clock: ServiceClock | None) -> None:
    """This is what its customer is owed."""
    kept = _CLOCK.dump_python(clock, mode="json")
    await tx.exec(update(HandoffRow).where(col(HandoffRow.id) == handoff_id).values(clock=kept))


async def nudged(tx: Tx, handoff: Handoff, now: datetime) -> None:
    """People were called about it just now."""
    if handoff.clock is not None:
        await set_clock(tx, handoff.id, replace(handoff.clock, nudged_at=now))


async def set_asked(tx: Tx, handoff_id: HandoffId, asked: Asked | None) -> None:
    """This is what its customer is to tell us, or nothing any more."""
    kept = _ASKED.dump_python(asked, mode="json")
    await tx.exec(update(HandoffRow).where(col(HandoffRow.id) == handoff_id).values(asked=kept))


async def pass_on_if_waiting(tx: Tx, handoff_id: HandoffId, queue: Queue, why: str, relay: Relay) -> bool:
    """It waits with another team from now on, if nobody has claimed it."""
    to_team = {"queue": asdict(queue), "passed_on": col(HandoffRow.passed_on) + 1, "why_here": why, "relay": relay}
    to_team["snoozed"] = None
    return await _move(tx, handoff_id, (HandoffStatus.WAITING,), to_team)


async def _open_where(tx: Tx, holds: ColumnElement[bool]) -> tuple[Handoff, ...]:
    query = select(HandoffRow).join(ConversationRow, col(ConversationRow.id) == col(HandoffRow.conversation))
    query = query.where(holds, col(HandoffRow.status).in_([s for s in HandoffStatus if s.is_open]))
    rows = (await tx.exec(query.order_by(col(HandoffRow.opened_at)))).all()
    return tuple(_HANDOFF.validate_python(row.model_dump()) for row in rows)


def _kept(dossier: Dossier) -> dict[str, Any]:
    kept: dict[str, Any] = _DOSSIER.dump_python(dossier, mode="json")
    return kept


async def _move(tx: Tx, handoff_id: HandoffId, expected: tuple[HandoffStatus, ...], values: dict[str, Any]) -> bool:
    guarded = update(HandoffRow).where(col(HandoffRow.id) == handoff_id, col(HandoffRow.status).in_(expected))
    return (await tx.exec(guarded.values(**values).returning(col(HandoffRow.id)))).first() is not None
