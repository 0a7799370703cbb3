"""Which issue a customer's report is about, if there is one: by what the tracker finds and other customers said."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.brain.duplicates import Report, Reports, likeliest
from bot.brain.sentences.meaning import installed_meaning
from bot.deps import Deps
from bot.ports import Tracker
from escalation.bugs import is_same, may_be_same
from escalation.model import Ticket, TicketState
from storage import bugs
from storage.bugs import BugReport

_FRESH = timedelta(hours=24)
_SEARCHED = 500
_TITLE = 140
_SHOWN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The issue it is; where it is none, those that a person should look at."""

    ticket: Ticket | None = None
    similar: tuple[Ticket, ...] = ()


async def repeats_a_bug(deps: Deps, report: Report) -> bool:
    """Whether other customers reported the same, and it is open still."""
    async with deps.database.transaction() as tx:
        told = await bugs.reports(tx)
    found = await asyncio.to_thread(_compared, report, [_told(one) for one in told])
    return any(is_same(likely, is_fresh=False) for _, likely in found[:1])


async def match(deps: Deps, tracker: Tracker, report: Report) -> Match:
    """Compare it with what is known. What is done and comes back is another issue, for somebody to look at."""
    async with deps.database.transaction() as tx:
        ours, told = await bugs.open_ones(tx), await bugs.reports(tx)
    found = await tracker.search(report.words[:_SEARCHED])
    known = {ticket.id: ticket for ticket in (*ours, *found)}
    issues = [Report(id=ticket.id, title=ticket.title, text=ticket.text) for ticket in known.values()]
    likely = await asyncio.to_thread(_compared, report, [*issues, *map(_told, told)])
    issue_of: dict[str, str] = {one.handoff: one.bug for one in told}
    tickets = [(known[issue_of.get(own, own)], belief) for own, belief in likely]
    for ticket, belief in tickets[:1]:
        is_fresh = ticket.opened_at >= deps.clock.now() - _FRESH
        is_reported = ticket.id in issue_of.values()
        if ticket.state is TicketState.OPEN and is_same(belief, is_fresh=is_fresh, is_reported=is_reported):
            return Match(ticket=ticket)
    similar = {ticket.id: ticket for ticket, belief in tickets if may_be_same(belief)}
    return Match(similar=tuple(similar.values())[:_SHOWN])


def _told(one: BugReport) -> Report:
    """What a customer said, to be compared."""
    return Report(id=one.handoff, title=one.words[:_TITLE], text=one.words)


def _compared(report: Report, others: Sequence[Report]) -> tuple[tuple[str, float], ...]:
    """Takes a while: to be done in a thread."""
    return likeliest(report, Reports((*others, report), installed_meaning()).nearest(report))
