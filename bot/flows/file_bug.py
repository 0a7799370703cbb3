"""A bug that a customer reports is in the tracker, once, with everybody it hurts."""

import hashlib
import re
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta

from bot import saying
from bot.brain.duplicates import Report
from bot.deps import Deps
from bot.errors import NothingToDoError, RejectedError
from bot.flows.ask import Ask
from bot.flows.gather import identity_of
from bot.flows.same_bug import match, repeats_a_bug
from bot.flows.wording import texts_about
from bot.ports import Hurt, IncidentSaid, NewTicket, NoticeSaid, TeamNoticeSaid, Tracker
from escalation.bugs import AT_ONCE, Detail, details, tells_of_failure, wanted
from escalation.limits import Case
from escalation.model import (
    Conversation,
    Handoff,
    HandoffId,
    Identity,
    Owner,
    PersonId,
    Speaker,
    Ticket,
    TicketState,
    Utterance,
)
from escalation.reading import is_chatter, only_asks_for_person
from escalation.redaction import redacted
from storage import bugs, conversations, handoffs, inbox, outbox
from storage.bugs import BugReport
from storage.database import Tx

LANE = "bugs"
"""One after the other, so that three customers who report the same at once are one issue."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
"""What is broken is said in one of them; the wish for a person in another would drown it."""

_PATIENCE = timedelta(days=7)
_MOST_WORDS = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class BugDue:
    """A handoff that may be about a bug; surely, where somebody of the team says so, and about which `ticket`."""

    handoff: HandoffId
    by: PersonId | None = None
    ticket: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """Everything a bug is filed from."""

    handoff: Handoff
    conversation: Conversation
    said: tuple[str, ...]
    who: Identity

    @property
    def account(self) -> str:
        """Whose it is, in words that tell one customer from another."""
        name = self.who.account.name if self.who.account else ""
        return name or self.conversation.account or self.conversation.customer_name

    @property
    def report(self) -> Report:
        """What the customer says, without secrets."""
        text = redacted("\n".join(self.said))[:_MOST_WORDS]
        return Report(id=self.handoff.id, title=redacted(self.handoff.briefing.ask), text=text)


async def want_bug(tx: Tx, deps: Deps, due: BugDue) -> None:
    """Have it looked at, beside everything else."""
    if deps.tracker is None:
        return
    key = f"file_bug:{due.handoff}:{due.by or 'itself'}:{due.ticket}"
    now = deps.clock.now()
    work = inbox.NewWork(key=key, kind="file_bug", lane=LANE, payload=asdict(due), due=now)
    await inbox.put(tx, work, now)


async def ask_for_bug(deps: Deps, ask: Ask) -> str:
    """Somebody of the team says that it is a bug, and maybe which."""
    if deps.tracker is None:
        raise NothingToDoError("No tracker is connected, so there is nowhere to file a bug.")
    async with deps.transaction() as tx:
        await want_bug(tx, deps, BugDue(handoff=ask.handoff, by=ask.by.id, ticket=ask.words.upper()))
    return "a bug, to be filed"


async def file_bug(deps: Deps, due: BugDue) -> str:
    """File what the handoff tells of, or join it to the issue that tells of the same. Twice is once."""
    tracker = deps.tracker
    if tracker is None:
        return "no tracker"
    async with deps.database.transaction() as tx:
        handoff = await handoffs.get(tx, due.handoff)
        conversation = await conversations.get(tx, handoff.conversation)
        lines = await conversations.lines(tx, handoff.conversation)
        is_known = await bugs.report_of(tx, due.handoff) is not None
    if is_known and not due.ticket:
        return "filed already"
    who = await identity_of(deps, conversation)
    case = _Case(handoff=handoff, conversation=conversation, said=_said(lines), who=who)
    if due.by is None and not (await _is_bug(deps, case) or await repeats_a_bug(deps, case.report)):
        return "no bug"
    try:
        ticket, is_new, similar = await _ticket(deps, tracker, case, due.ticket)
        await tracker.note_hurt(ticket.id, _hurt(case, ticket))
    except RejectedError as error:
        await _tell_team(deps, case, f"⚠️ The bug could not be filed: {error.message}.")
        return f"refused: {error.code}"
    await _keep(deps, case, ticket, is_new=is_new, similar=similar)
    return f"{'filed' if is_new else 'joined'} {ticket.name}"


def _said(lines: Sequence[Utterance]) -> tuple[str, ...]:
    """What the customer said of the matter, without greetings and the wish for a person."""
    mine = [line.text for line in lines if line.speaker is Speaker.CUSTOMER and line.text]
    telling = [_telling(text) for text in mine if not is_chatter(text)]
    return tuple(text for text in telling if text) or tuple(mine)


def _telling(text: str) -> str:
    return "\n".join(one for one in _SENTENCE.split(text) if not only_asks_for_person(one)).strip()


async def _is_bug(deps: Deps, case: _Case) -> bool:
    """By what it is about, or by words that only a failure has."""
    said = case.said
    if case.handoff.topic in deps.workspace.bugs.topics or tells_of_failure(said):
        return True
    limits = deps.policy.limits_for(Case())
    await deps.reader.refresh()  # nobody waits for this; better late than without topics
    for sentence in (one for text in said for one in _SENTENCE.split(text) if one.strip()):
        found = (await deps.reader.read(sentence, ())).topic
        if found and found.topic.name in deps.workspace.bugs.topics and found.belief.holds(limits.topic_at):
            return True
    return False


async def _ticket(
    deps: Deps, tracker: Tracker, case: _Case, named: str = ""
) -> tuple[Ticket, bool, tuple[Ticket, ...]]:
    """The issue it is, whether it is a new one, and those that may be the same; the one that is `named`, if any is."""
    if named:
        return await tracker.read(named), False, ()
    found = await match(deps, tracker, case.report)
    if found.ticket is not None:
        return found.ticket, False, ()
    filed = await tracker.file(_new(deps, case))
    return filed, True, tuple(one for one in found.similar if one.id != filed.id)


def _new(deps: Deps, case: _Case) -> NewTicket:
    return NewTicket(
        id=own_id("ticket", case.handoff.id),
        title=case.report.title,
        text=_description(case),
        priority=case.handoff.priority,
        labels=deps.workspace.bugs.labels,
    )


def _description(case: _Case) -> str:
    """The customer's words, and what helps to look for it. Nothing here tells who they are: issues are widely read."""
    quoted = "\n".join(f"> {line}" for line in case.report.text.splitlines() if line.strip())
    told = details([case.report.title, case.report.text])
    facts = [f"{name.value.replace('_', ' ')}: `{words}`" for name, words in told.items() if name in _SHOWN]
    if case.who.account and "product" in case.who.account.ids:
        facts.append(f"account: `{case.who.account.ids['product']}`")
    missing = ", ".join(detail.value.replace("_", " ") for detail in wanted(case.said))
    return "\n\n".join(
        part
        for part in (
            quoted,
            " · ".join(facts),
            f"Not told yet: {missing}." if missing else "",
            f"[Slack thread]({case.handoff.customer_link})" if case.handoff.customer_link else "",
            f"Filed by Baton for handoff {case.handoff.id}.",
        )
        if part
    )


_SHOWN = frozenset(detail for detail in details(["error EXP-504 in 5.2"]))
"""An error's own id and the version; the rest is in the customer's words anyway."""


def _hurt(case: _Case, ticket: Ticket) -> Hurt:
    account = case.who.account
    own = account.ids.get("product") if account else None
    where = case.conversation.customer_team or case.conversation.channel
    link = f"https://slack.com/archives/{case.conversation.channel}/p{case.conversation.thread.replace('.', '')}"
    return Hurt(
        id=own_id("need", ticket.id, case.handoff.id),
        key=case.handoff.id,
        url=case.handoff.customer_link or link,
        title=f"Slack: {case.account}",
        subtitle=case.report.title[:100],
        customer=case.account,
        external_id=own or f"slack:{where}",
        domains=account.domains if account else (),
        words=case.report.text[:1000],
    )


async def await_words(tx: Tx, deps: Deps, handoff: HandoffId) -> None:
    """What the customer says in the next days is for the engineers too."""
    await bugs.await_words(tx, handoff, deps.clock.now() + _PATIENCE)


def own_id(*parts: str) -> str:
    """A UUID of version 4 by its looks, always the same for the same parts."""
    digest = hashlib.sha256("\n".join(parts).encode()).digest()
    return str(uuid.UUID(bytes=digest[:16], version=4))


async def _keep(deps: Deps, case: _Case, ticket: Ticket, *, is_new: bool, similar: Sequence[Ticket]) -> None:
    """The issue stands on the cards of all it hurts; an incident is told; the customer is asked for what is missing."""
    now = deps.clock.now()
    async with deps.transaction() as tx:
        await bugs.see(tx, ticket, now)
        own = BugReport(
            handoff=case.handoff.id,
            bug=ticket.id,
            conversation=case.conversation.id,
            account=case.account,
            words=case.report.text,
            at=now,
        )
        await bugs.report(tx, own)
        reports = await bugs.reports(tx, ticket.id)
        accounts = tuple(dict.fromkeys(report.account for report in reports))
        for report in reports:
            before = (await handoffs.get(tx, report.handoff)).ticket
            was_new = before.is_new if before else is_new
            await handoffs.set_ticket(tx, report.handoff, ticket.link(is_new=was_new, accounts=len(accounts)))
            handoff = await handoffs.get(tx, report.handoff)
            await outbox.put(tx, saying.redraw(handoff, f"ticket:{ticket.id}:{len(reports)}"), now)
        if len(accounts) > 1 and ticket.state is TicketState.OPEN:
            await _tell_incident(tx, deps, ticket, accounts)
        await _tell_similar(tx, deps, case.handoff, similar)
        await _ask_for_more(tx, deps, case)


async def _tell_incident(tx: Tx, deps: Deps, ticket: Ticket, accounts: tuple[str, ...]) -> None:
    """Once in each team's channel, whose count rises."""
    said = IncidentSaid(name=ticket.name, url=ticket.url, title=ticket.title, accounts=accounts)
    for channel in dict.fromkeys(queue.channel for queue in deps.queues):
        notice = saying.to_channel(channel, said, f"incident:{ticket.id}:{channel}")
        if not await outbox.put(tx, notice, deps.clock.now()):
            changed = saying.rewrite(notice, said, f"{notice.key}:{len(accounts)}")
            await outbox.put(tx, changed, deps.clock.now())


async def _tell_similar(tx: Tx, deps: Deps, handoff: Handoff, similar: Sequence[Ticket]) -> None:
    if not similar:
        return
    links = ", ".join(f"<{ticket.url}|{ticket.name}>" for ticket in similar)
    notice = TeamNoticeSaid(text=f"🐞 Filed as new. It may be the same as {links}.")
    await outbox.put(tx, saying.to_team(handoff, notice, f"similar:{handoff.id}"), deps.clock.now())


async def _ask_for_more(tx: Tx, deps: Deps, case: _Case) -> None:
    """Once, and only while nobody has it: an agent asks in their own words."""
    now = await conversations.get(tx, case.conversation.id)
    missing = wanted(case.said)[:AT_ONCE]
    if not missing or now.owner is not Owner.NOBODY:
        return
    texts = texts_about(deps, case.handoff)
    asks = {Detail.SEEN: texts.bug_seen, Detail.STEPS: texts.bug_steps, Detail.VERSION: texts.bug_version}
    text = texts.bug_details.format(question=" ".join(asks[one] for one in missing))
    notice = NoticeSaid(conversation=now.id, text=text)
    await outbox.put(tx, saying.to_customer(now, notice, f"bug_details:{case.handoff.id}"), deps.clock.now())
    await await_words(tx, deps, case.handoff.id)


async def _tell_team(deps: Deps, case: _Case, text: str) -> None:
    async with deps.transaction() as tx:
        notice = saying.to_team(case.handoff, TeamNoticeSaid(text=text), f"bug_refused:{case.handoff.id}")
        await outbox.put(tx, notice, deps.clock.now())
