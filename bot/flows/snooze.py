"""An agent puts a handoff aside: until a moment, until an issue is closed, or until the customer writes."""

from datetime import UTC, datetime

from bot import saying
from bot.deps import Deps
from bot.errors import NothingToDoError
from bot.flows.ask import Ask
from bot.flows.claim import check_move
from bot.flows.wake import wake
from bot.ports import Field, Kind
from escalation.lifecycle import Move
from escalation.model import Handoff, Snooze
from escalation.snoozing import is_customer, issue_in, moment_in
from storage import bugs, handoffs, outbox, timeline
from storage.database import Tx
from storage.timeline import Deed

_HOW = "Say until when: `snooze 2h`, `snooze until tomorrow 9:00`, `wait for ENG-118` or `wait for customer`."


async def snooze_handoff(deps: Deps, ask: Ask) -> str:
    """Nobody is called about it until then. What the customer is owed goes on, and who puts it aside is told so.

    AlreadyClaimedError when somebody else has it; NothingToDoError when nothing says until when.
    """
    if not ask.words and not ask.filled and ask.trigger:
        return await _ask_until(deps, ask)
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, ask.handoff)
        check_move(handoff, ask.by.id, Move.SNOOZE)
        snoozed = await _snooze(tx, deps, ask, handoff)
        now, key = deps.clock.now(), f"snoozed:{ask.key}"
        await handoffs.set_snoozed(tx, handoff.id, snoozed)
        detail = {"until": snoozed.until.isoformat() if snoozed.until else "", "issue": snoozed.issue}
        await timeline.note(tx, handoff, Deed(kind="snoozed", at=now, by=ask.by.id, detail=detail), key)
        await outbox.put(tx, saying.redraw(handoff, key), now)
        due = handoff.clock.due_at if handoff.clock else None
        if due is not None and (snoozed.until is None or snoozed.until > due):
            text = "The customer waits for an answer that is due before this wakes: tell them when you go on with it."
            await outbox.put(
                tx, saying.whisper(ask.place.channel, ask.place.thread, ask.by.id, text, key + ":due"), now
            )
    return "put aside"


async def wake_by_hand(deps: Deps, ask: Ask) -> str:
    """It is taken up again. NothingToDoError when it was not put aside."""
    async with deps.transaction() as tx:
        if not await wake(tx, deps, ask.handoff, f"{ask.by.name} took it up again", ask.key):
            raise NothingToDoError("This one is not put aside.")
    return "taken up again"


async def _snooze(tx: Tx, deps: Deps, ask: Ask, handoff: Handoff) -> Snooze:
    now, words = deps.clock.now(), ask.filled.get("issue", "") or ask.words.strip()
    snoozed = Snooze(by=ask.by.id, at=now)
    if (chosen := ask.filled.get("until")) and not ask.filled.get("issue"):
        return _until(snoozed, datetime.fromtimestamp(int(chosen), UTC), now)
    if is_customer(words) or (ask.filled and not words):
        return snoozed
    if issue := issue_in(words):
        if issue not in {one.name for one in await bugs.open_ones(tx)}:
            raise NothingToDoError(f"I follow no open issue {issue}. Link it first: `bug {issue}`.")
        return Snooze(by=ask.by.id, at=now, issue=issue)
    return _until(snoozed, moment_in(words, now, deps.workspace.hours_of(handoff.queue.name)), now)


def _until(snoozed: Snooze, until: datetime | None, now: datetime) -> Snooze:
    if until is None or until <= now:
        raise NothingToDoError(_HOW)
    return Snooze(by=snoozed.by, at=snoozed.at, until=until)


async def _ask_until(deps: Deps, ask: Ask) -> str:
    fields = (
        Field(name="until", label="Until when?", kind=Kind.MOMENT, is_optional=True),
        Field(name="issue", label="Or until an issue is closed?", hint="Like ENG-118.", is_optional=True, at_most=20),
    )
    intro = "It wakes when the customer writes, in any case."
    await deps.messenger.open_form(ask.place, ask.trigger, ask.form("Put aside", fields, intro=intro))
    return "asked until when"
