"""The card an agent sees, from opening to resolution."""

from slack_sdk.models.blocks import ContextBlock

from bot.ports import CardSaid
from escalation.model import Ending, Handoff, HandoffStatus, Kind, Priority, Promise, Relay
from escalation.sla import deadline
from handlers.cards.acts import acts_row
from handlers.cards.briefing import briefing_parts, closed_parts
from handlers.cards.parts import Card, clip, context, header, moment, sections
from handlers.cards.promise import promise_lines
from handlers.cards.queue import aside_until
from handlers.mrkdwn import escape

_URGENCY = {
    Priority.LOW: "Low",
    Priority.NORMAL: "Normal",
    Priority.HIGH: "🔶 High",
    Priority.URGENT: "🔴 Urgent",
}


_WHAT_GOES_OUT = {
    Relay.DIRECT: "What they write in this thread goes to the customer (start with `note:` to keep it inside); "
    "other people's words stay here.",
    Relay.EXPLICIT: "Nothing written in this thread goes to the customer before they press *Send* (or start with "
    "`send:`).",
}


_ENDINGS = {
    Ending.CONFIRMED: "The customer says that it is solved.",
    Ending.PRESUMED: "The customer has not objected since.",
    Ending.ABANDONED: "The customer left.",
    Ending.RETURNED: "The customer came back about it.",
}


def handoff_card(said: CardSaid) -> Card:
    """Draw the handoff as it stands now, with all that belongs to it. Same value, same card, always."""
    handoff = said.handoff
    who = f"{handoff.customer_name} ({handoff.account})" if handoff.account else handoff.customer_name
    ask = handoff.briefing.ask
    parts = briefing_parts(handoff, said.told) if handoff.status.is_open else closed_parts(handoff)
    return Card(
        text=f"{escape(who)} needs a person: {escape(ask)}",
        blocks=(
            header(f"{who}: {ask}"),
            *(section for part in parts for section in sections(part)),
            context(_facts(handoff)),
            context(_standing(handoff)),
            *_asked(handoff),
            *_snoozed(handoff),
            *_promised(said.promises),
            acts_row(handoff),
        ),
    )


def passed_card(handoff: Handoff, team: str) -> Card:
    """What is left of the card where it was, once another team has it."""
    who = f"{handoff.customer_name} ({handoff.account})" if handoff.account else handoff.customer_name
    text = f"➡️ {escape(who)} waits with {escape(team)} now: {escape(handoff.briefing.ask)}"
    return Card(text=text, blocks=(header(f"{who}: {handoff.briefing.ask}"), *sections(text)))


def _facts(handoff: Handoff) -> str:
    facts = [_urgency(handoff), _queue(handoff), _opened(handoff)]
    facts += _due(handoff)
    facts += [f"They need it {escape(words)}" for words in handoff.briefing.words(Kind.BY)[:1]]
    if handoff.owner:
        facts.append(f"Knows them: <@{handoff.owner}>")
    if handoff.customer_link:
        facts.append(f"<{handoff.customer_link}|Customer's thread>")
    return " · ".join(facts)


def _urgency(handoff: Handoff) -> str:
    """How urgent it is, and who of us said so."""
    by = f" (set by <@{handoff.priority_by}>)" if handoff.priority_by else ""
    return f"Urgency: {_URGENCY[handoff.priority]}{by}"


def _queue(handoff: Handoff) -> str:
    """Which team it waits with, and why."""
    why = f" ({escape(clip(handoff.why_here, 200))})" if handoff.why_here else ""
    return f"Queue: {escape(handoff.queue.name)}{why}"


def _due(handoff: Handoff) -> tuple[str, ...]:
    """What the customer is owed next, and by when."""
    owed = deadline(handoff)
    if owed is None:
        return ()
    sign = "🔥 Overdue: " if owed.is_breached else ""
    return (f"{sign}{owed.owed.value.capitalize()} due {moment(owed.at, f'{owed.at:%Y-%m-%d %H:%M} UTC')}",)


def _opened(handoff: Handoff) -> str:
    return f"Opened {moment(handoff.opened_at, f'{handoff.opened_at:%Y-%m-%d %H:%M} UTC')}"


def _standing(handoff: Handoff) -> str:
    match handoff.status:
        case HandoffStatus.WAITING:
            return "⏳ Waiting for someone to claim it."
        case HandoffStatus.CLAIMED:
            return f"👤 With {_agent(handoff)}. {_WHAT_GOES_OUT[handoff.relay]}{_ended(handoff)}"
        case HandoffStatus.RESOLVED:
            by = f" by {_agent(handoff)}" if handoff.claimed_by else ""
            return f"✅ Resolved{by}{_judged(handoff)}.{_ended(handoff)}"
        case HandoffStatus.HANDED_BACK:
            return f"🤖 Handed back to the bot{_judged(handoff)}."
        case HandoffStatus.MERGED:
            return "🔀 Merged into another handoff of this channel, where it goes on."


def _ended(handoff: Handoff) -> str:
    """How it ended for the customer, as far as that is known."""
    return f" {_ENDINGS[handoff.ending]}" if handoff.ending else ""


def _judged(handoff: Handoff) -> str:
    """What an agent makes of it."""
    return f": {escape(handoff.judgement.words)}" if handoff.judgement.words else ""


def _asked(handoff: Handoff) -> tuple[ContextBlock, ...]:
    """What the customer is to tell us."""
    if handoff.asked is None or not handoff.status.is_open:
        return ()
    when = moment(handoff.asked.at, f"{handoff.asked.at:%Y-%m-%d %H:%M} UTC")
    return (context(f"❓ Asked the customer {when}, no answer yet: “{escape(clip(handoff.asked.question, 300))}”"),)


def _snoozed(handoff: Handoff) -> tuple[ContextBlock, ...]:
    """Who put it aside, and what wakes it."""
    snoozed = handoff.snoozed
    if snoozed is None or not handoff.status.is_open:
        return ()
    return (context(f"💤 Put aside by <@{snoozed.by}> {aside_until(snoozed)}."),)


def _promised(promises: tuple[Promise, ...]) -> tuple[ContextBlock, ...]:
    told = promise_lines(promises)
    return (context(told),) if told else ()


def _agent(handoff: Handoff) -> str:
    return f"<@{handoff.claimed_by}>" if handoff.claimed_by else "somebody"
