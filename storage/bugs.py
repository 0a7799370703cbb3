"""Issues that hurt customers, and which handoffs are about them."""

from dataclasses import asdict, dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlmodel import col, select, update

from escalation.model import ConversationId, HandoffId, Ticket, TicketState
from storage.database import Tx
from storage.tables import BugReportRow, BugRow

_TICKET = TypeAdapter(Ticket)


@dataclass(frozen=True, slots=True, kw_only=True)
class BugReport:
    """A handoff that is about an issue: whose it is, and what they said of it, without secrets.

    What the customer says until `awaits_until` is for the engineers too.
    """

    handoff: HandoffId
    bug: str
    conversation: ConversationId
    account: str
    words: str
    awaits_until: datetime | None = None
    at: datetime


_REPORT = TypeAdapter(BugReport)


async def see(tx: Tx, ticket: Ticket, now: datetime) -> None:
    """Remember how the tracker shows it now."""
    await tx.merge(BugRow(**asdict(ticket), seen_at=now))


async def find(tx: Tx, bug: str) -> Ticket | None:
    """The issue as last seen, if it hurts any customer of ours."""
    row = await tx.get(BugRow, bug, populate_existing=True)
    return _TICKET.validate_python(row.model_dump()) if row else None


async def open_ones(tx: Tx) -> tuple[Ticket, ...]:
    """Every issue that is not done or dropped, the newest first."""
    query = select(BugRow).where(col(BugRow.state) == TicketState.OPEN).order_by(col(BugRow.opened_at).desc())
    return tuple(_TICKET.validate_python(row.model_dump()) for row in (await tx.exec(query)).all())


async def report(tx: Tx, new: BugReport) -> None:
    """A handoff is about an issue."""
    await tx.merge(BugReportRow(**asdict(new)))
    await tx.flush()


async def report_of(tx: Tx, handoff: HandoffId) -> BugReport | None:
    """What this handoff is about, if it is about an issue."""
    row = await tx.get(BugReportRow, handoff)
    return _REPORT.validate_python(row.model_dump()) if row else None


async def await_words(tx: Tx, handoff: HandoffId, until: datetime) -> None:
    """The engineers wait for what this customer says."""
    await tx.exec(update(BugReportRow).where(col(BugReportRow.handoff) == handoff).values(awaits_until=until))


async def reports(tx: Tx, bug: str | None = None) -> tuple[BugReport, ...]:
    """The handoffs about an issue, or about any that is open, oldest first."""
    query = select(BugReportRow).order_by(col(BugReportRow.at), col(BugReportRow.handoff))
    if bug is not None:
        query = query.where(col(BugReportRow.bug) == bug)
    else:
        query = query.join(BugRow, col(BugRow.id) == col(BugReportRow.bug))
        query = query.where(col(BugRow.state) == TicketState.OPEN)
    return tuple(_REPORT.validate_python(row.model_dump()) for row in (await tx.exec(query)).all())
