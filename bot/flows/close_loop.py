"""An issue is done: everybody it hurt is asked to check, once, when it has stayed done for a while."""

from dataclasses import asdict, dataclass, replace
from datetime import timedelta

from bot import saying
from bot.deps import Deps
from bot.flows.file_bug import LANE
from bot.flows.wake import wake_for_issue
from bot.flows.wording import labels, texts_about
from bot.ports import NoticeSaid, TeamNoticeSaid
from escalation.model import Handoff, HandoffStatus, Ticket, TicketState
from storage import bugs, conversations, handoffs, inbox, outbox
from storage.bugs import BugReport
from storage.database import Tx

_WORDS = {TicketState.DONE: "is done", TicketState.DROPPED: "was closed without a change"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketNews:
    """The tracker says that something changed about an issue."""

    ticket: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TellDue:
    """An issue reached a state of which those it hurts are told, if it is still in it."""

    ticket: str
    state: TicketState


async def heed_news(deps: Deps, news: TicketNews) -> str:
    """Look how the issue stands: what a webhook says is a hint, what the tracker answers is true."""
    async with deps.database.transaction() as tx:
        known = await bugs.find(tx, news.ticket)
    if known is None or deps.tracker is None:
        return "not ours"
    return await _heed(deps, known, await deps.tracker.read(news.ticket))


async def poll_bugs(deps: Deps) -> str:
    """Look at all open issues, for webhooks get lost."""
    if deps.tracker is None:
        return "no tracker"
    async with deps.database.transaction() as tx:
        known = {bug.id: bug for bug in (await bugs.open_ones(tx))[:100]}
    tickets = await deps.tracker.read_all(tuple(known))
    changed = [await _heed(deps, known[ticket.id], ticket) for ticket in tickets if ticket.id in known]
    return f"{sum(one != 'as before' for one in changed)} of {len(known)} changed"


async def _heed(deps: Deps, known: Ticket, ticket: Ticket) -> str:
    now = deps.clock.now()
    async with deps.transaction() as tx:
        await bugs.see(tx, ticket, now)
        if ticket.state is known.state:
            return "as before"
        if ticket.state is not TicketState.OPEN:
            due = TellDue(ticket=ticket.id, state=ticket.state)
            wait = timedelta(minutes=deps.workspace.bugs.tell_after_minutes)
            key = f"tell:{ticket.id}:{ticket.state}:{int(now.timestamp())}"
            work = inbox.NewWork(key=key, kind="tell_hurt", lane=LANE, payload=asdict(due), due=now + wait)
            await inbox.put(tx, work, now)
    return f"{ticket.name} {ticket.state}"


async def tell_hurt(deps: Deps, due: TellDue) -> str:
    """Tell the agents and, where it is done and the policy allows, the customers; each once for each state."""
    assert deps.tracker is not None
    ticket = await deps.tracker.read(due.ticket)
    if ticket.state is not due.state:
        return "moved on"
    async with deps.transaction() as tx:
        reports = await bugs.reports(tx, due.ticket)
        for report in reports:
            await _tell(tx, deps, report, ticket)
        await wake_for_issue(tx, deps, ticket.name, _WORDS[ticket.state])
    return f"told {len(reports)}"


async def _tell(tx: Tx, deps: Deps, report: BugReport, ticket: Ticket) -> None:
    handoff = await handoffs.get(tx, report.handoff)
    tells_customer = ticket.state is TicketState.DONE and deps.workspace.bugs.tell_customers
    asked = " The customer is asked to check." if tells_customer else ""
    notice = TeamNoticeSaid(text=f"🐞 <{ticket.url}|{ticket.name}> {_WORDS[ticket.state]}.{asked}")
    key = f"{ticket.state}:{ticket.id}:{handoff.id}"
    await outbox.put(tx, saying.to_team(handoff, notice, f"ticket_{key}"), deps.clock.now())
    if tells_customer:
        await _ask_to_check(tx, deps, handoff, f"check_{key}")


async def _ask_to_check(tx: Tx, deps: Deps, handoff: Handoff, key: str) -> None:
    """True whoever owns the conversation; with a button to open it again where it was closed."""
    conversation = await conversations.get(tx, handoff.conversation)
    is_closed = handoff.status is HandoffStatus.RESOLVED
    texts = texts_about(deps, handoff)
    notice = NoticeSaid(conversation=conversation.id, text=texts.fixed, labels=labels(texts, handoff.queue.name))
    notice = replace(notice, offers_reopen=handoff.id if is_closed else None)
    await outbox.put(tx, saying.to_customer(conversation, notice, key), deps.clock.now())
