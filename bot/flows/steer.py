"""What admins may ask of the bot: `/support help`, `status`, `pause` and `resume`."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.deps import Deps
from bot.errors import NotAllowedError
from bot.flows.report_copilot import copilot_report
from bot.flows.report_csat import csat_report
from bot.flows.report_outcomes import outcomes_report
from bot.flows.report_promises import promises_report
from bot.flows.report_repeats import repeats_report
from bot.flows.teach import NONE, add_example
from escalation.model import ChannelId, Handoff, HandoffStatus, Person, Receipt
from escalation.priority import in_order
from escalation.roles import is_admin
from escalation.sla import deadline
from escalation.topics import May
from escalation.waits import kept
from storage import channels, handoffs, inbox, outbox, topics

_JUDGED = 300

HELP = """*What I can do for you*
`/support status` – whether I'm at work here, what waits, who has what
`/support queue` – who waits, in order, and who has what (for everybody in the team)
`/support pause` – I stop answering in this channel; people and relays go on
`/support resume` – I answer here again
`/support topics` – what I may do about which topic
`/support teach TOPIC: what a customer would say` – an example I'll learn from
`/support outcomes` – how it ended for customers and which handoffs were needed, by topic
`/support promises` – what customers were promised, and how much of it was kept
`/support repeats` – how often customers are asked what they told already
`/support copilot` – what became of the replies I suggested
`/support csat` – how customers rate people and bot, each apart
`/support help` – this"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A slash command: who, where, and the words after `/support`."""

    channel: ChannelId
    by: Person
    words: str


async def steer(deps: Deps, order: Order) -> str:
    """Carry out an admin's order; the answer to show them. NotAllowedError for anybody else."""
    if not is_admin(order.by, deps.house):
        raise NotAllowedError("Only Baton's admins can steer it. Ask one of them if something should change.")
    verb = order.words.split()[0].lower() if order.words.split() else "help"
    act = _VERBS.get(verb)
    if act is None:
        return f"I don't know `{verb[:40]}`.\n{HELP}"
    return await act(deps, order)


async def _help(_deps: Deps, _order: Order) -> str:
    return HELP


async def _pause(deps: Deps, order: Order) -> str:
    async with deps.transaction() as tx:
        changed = await channels.pause(tx, order.channel, order.by.id, deps.clock.now())
    return (
        "Paused: I won't answer in this channel until `/support resume`."
        if changed
        else "I'm paused in this channel already."
    )


async def _resume(deps: Deps, order: Order) -> str:
    async with deps.transaction() as tx:
        changed = await channels.resume(tx, order.channel)
    return "I'm back: I answer in this channel again." if changed else "I wasn't paused in this channel."


async def _status(deps: Deps, order: Order) -> str:
    now = deps.clock.now()
    async with deps.transaction() as tx:
        is_paused = await channels.is_paused(tx, order.channel)
        elsewhere = [channel for channel in await channels.paused(tx) if channel != order.channel]
        open_ones = await handoffs.open_ones(tx)
        recent = await handoffs.recent(tx, _JUDGED)
        unheard, unsaid = await inbox.backlog(tx, now), await outbox.backlog(tx)
    known, held = kept(recent, now)
    receipts = [one.briefing.receipt for one in recent if one.briefing.receipt]
    waiting = in_order(one for one in open_ones if one.status is HandoffStatus.WAITING)
    claimed = [one for one in open_ones if one.status is HandoffStatus.CLAIMED]
    aside = sum(one.snoozed is not None for one in open_ones)
    lines = [
        f"*Here:* {'paused' if is_paused else 'at work'}",
        *([f"*Paused elsewhere:* {', '.join(f'<#{channel}>' for channel in elsewhere)}"] if elsewhere else []),
        f"*Handoffs:* {len(waiting)} waiting, {len(claimed)} with somebody"
        + (f", {aside} of them put aside" if aside else ""),
        *(f"• {one.customer_name}: {one.briefing.ask} – <@{one.claimed_by}>" for one in claimed[:10]),
        *(f"• {one.customer_name}: {one.briefing.ask} – waiting{_left(one, now)}" for one in waiting[:10]),
        *(
            [f"*Waits told:* {known}, {held / known:.0%} had their answer by when nearly always was said"]
            if known
            else []
        ),
        *_corrected(receipts),
        f"*Brain:* {'with a language model' if deps.model else 'local'}, *backlog:* {unheard} in, {unsaid} out",
    ]
    return "\n".join(lines)


def _corrected(receipts: list[Receipt]) -> list[str]:
    """How many receipts customers corrected, of those of the latest handoffs."""
    fixed = sum(receipt.version > 1 for receipt in receipts)
    return [f"*Receipts:* {len(receipts)}, {fixed} corrected ({fixed / len(receipts):.0%})"] if receipts else []


def _left(handoff: Handoff, now: datetime) -> str:
    """How much time is left until somebody must have answered."""
    owed = deadline(handoff)
    if owed is None:
        return ""
    minutes = round((owed.at - now) / timedelta(minutes=1))
    return f", {owed.owed.value} {f'due in {minutes} minutes' if minutes >= 0 else f'overdue by {-minutes} minutes'}"


async def _topics(deps: Deps, _order: Order) -> str:
    does = {
        May.ALWAYS_ESCALATE: "a person always answers",
        May.AI_FIRST: "I answer first",
        May.AI_OWNS: "I answer, without offering a person",
    }
    async with deps.database.transaction() as tx:
        learned = await topics.examples(tx)
    lines = [
        f"• *{topic.name}*: {does[topic.may]}{f', {topic.team} looks after it' if topic.team else ''} "
        f"({len(topic.examples)} examples, {len(learned.get(topic.name, ()))} learned)"
        for topic in deps.topics
    ]
    return "\n".join([*lines, f"• {NONE} of these: as any question ({len(learned.get('', ()))} learned)"])


async def _outcomes(deps: Deps, _order: Order) -> str:
    return await outcomes_report(deps)


async def _csat(deps: Deps, _order: Order) -> str:
    return await csat_report(deps)


async def _teach(deps: Deps, order: Order) -> str:
    name, _, text = order.words.partition(" ")[2].partition(":")
    return await add_example(deps, name, text)


_VERBS: dict[str, Callable[[Deps, Order], Awaitable[str]]] = {
    "help": _help,
    "status": _status,
    "pause": _pause,
    "resume": _resume,
    "topics": _topics,
    "teach": _teach,
    "outcomes": _outcomes,
    "promises": lambda deps, _order: promises_report(deps),
    "copilot": lambda deps, _order: copilot_report(deps),
    "repeats": lambda deps, _order: repeats_report(deps),
    "csat": _csat,
}
