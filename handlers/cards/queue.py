"""A team's queue in few lines: who waits, whose turn is next, who has what."""

from datetime import datetime

from slack_sdk.models.blocks import SectionBlock

from bot.ports import OverviewSaid
from escalation.desk import Entry, QueueView
from escalation.model import Priority, Snooze
from handlers.cards.parts import TEXT_LIMIT, Card, clip, clip_mrkdwn, context, moment, sections
from handlers.mrkdwn import escape, link

_SHOWN_AT_MOST = 12
_ASK = 110
_WHO = 80

_URGENCY = {Priority.URGENT: "🔴 urgent", Priority.HIGH: "🔶 high", Priority.NORMAL: "", Priority.LOW: "low"}


def overview_card(said: OverviewSaid) -> Card:
    """The queue, as it stands."""
    queue = said.queue
    count = queue_count(queue)
    waiting = [f"{number}. {line}" for number, line in enumerate(map(entry_line, queue.waiting), start=1)]
    claimed, aside = ([f"• {entry_line(one)}" for one in those] for those in (queue.claimed, queue.aside))
    return Card(
        text=f"Queue of {escape(queue.team)}: {count}",
        blocks=(
            *sections(f"📋 *Queue of {escape(queue.team)}*  {count}"),
            *_listed("*Next*", waiting),
            *_listed("*In hand*", claimed),
            *_listed("*Put aside*", aside),
            context(queue_facts(queue)),
        ),
    )


def queues_text(queues: tuple[QueueView, ...]) -> str:
    """Every queue in one text, for who asks by a command."""
    return clip_mrkdwn("\n\n".join(_as_text(queue) for queue in queues), TEXT_LIMIT)


def _as_text(queue: QueueView) -> str:
    lines = [f"{number}. {entry_line(one)}" for number, one in enumerate(queue.waiting[:_SHOWN_AT_MOST], start=1)]
    lines += [f"• {entry_line(one)}" for one in (*queue.claimed[:_SHOWN_AT_MOST], *queue.aside[:_SHOWN_AT_MOST])]
    return "\n".join([f"📋 *{escape(queue.team)}*  {queue_count(queue)} · {queue_facts(queue)}", *lines])


def queue_count(queue: QueueView) -> str:
    """How many wait, are with somebody, and are put aside, if any are."""
    aside = f", {len(queue.aside)} put aside" if queue.aside else ""
    return f"{len(queue.waiting)} waiting, {len(queue.claimed)} with somebody{aside}"


def aside_until(snoozed: Snooze) -> str:
    """What wakes what is put aside."""
    if snoozed.issue:
        return f"until {escape(snoozed.issue)} is closed, or the customer writes"
    if snoozed.until:
        return f"until {shown(snoozed.until)}, or the customer writes"
    return "until the customer writes"


def entry_line(entry: Entry) -> str:
    """A handoff in one line of text and one of facts."""
    who, ask = clip(entry.who, _WHO), clip(" ".join(entry.ask.split()), _ASK)
    return f"*{link(entry.link, who) or escape(who)}*  {escape(ask)}\n{entry_facts(entry)}"


def entry_facts(entry: Entry) -> str:
    """How urgent it is, who has it, who has the last word, and what is due when."""
    facts = [_URGENCY[entry.priority]]
    if entry.claimed_by:
        facts.append(f"<@{entry.claimed_by}>")
    facts.append(f"waits since {shown(entry.waits_since)}" if entry.waits_since else "the last word is ours")
    if entry.snoozed:
        facts.append(f"💤 put aside {aside_until(entry.snoozed)}")
    if entry.due:
        sign = "🔥 overdue: " if entry.due.is_breached else ""
        facts.append(f"{sign}{entry.due.owed.value} due {shown(entry.due.at)}")
    return " · ".join(fact for fact in facts if fact)


def queue_facts(queue: QueueView) -> str:
    """Whether anybody is there, since when the longest waits, and what is due next."""
    facts = [f"🌙 Closed until {shown(queue.back_at)}" if queue.back_at else "🟢 Open"]
    facts += [f"longest wait since {shown(queue.oldest)}"] if queue.oldest else []
    facts += [f"next due {shown(queue.next_due)}"] if queue.next_due else []
    return " · ".join(facts if queue.waiting or queue.claimed or queue.aside else [*facts, "nobody waits"])


def shown(at: datetime) -> str:
    """A time, in each reader's own zone."""
    return moment(at, f"{at:%Y-%m-%d %H:%M} UTC")


def _listed(title: str, lines: list[str]) -> tuple[SectionBlock, ...]:
    more = [f"… and {len(lines) - _SHOWN_AT_MOST} more"] if len(lines) > _SHOWN_AT_MOST else []
    return sections("\n".join([title, *lines[:_SHOWN_AT_MOST], *more])) if lines else ()
