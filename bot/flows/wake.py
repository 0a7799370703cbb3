"""What was put aside is taken up again, and whoever has it is told why."""

from bot import saying
from bot.deps import Deps
from bot.flows.nudge import nudge
from bot.ports import NudgeSaid
from escalation.model import HandoffId
from storage import handoffs, outbox, timeline
from storage.database import Tx
from storage.timeline import Deed


async def wake(tx: Tx, deps: Deps, handoff_id: HandoffId, why: str, change: str) -> bool:
    """It is put aside no more, once per `change`; False when it was not."""
    handoff = await handoffs.hold(tx, handoff_id)
    if handoff.snoozed is None or not handoff.status.is_open:
        return False
    now, key = deps.clock.now(), f"woken:{handoff.id}:{change}"
    await handoffs.set_snoozed(tx, handoff.id, None)
    await timeline.note(tx, handoff, Deed(kind="woken", at=now, detail={"why": why}), key)
    told = NudgeSaid(text=f"This is no longer put aside: {why}.", people=(handoff.claimed_by or handoff.snoozed.by,))
    await nudge(tx, deps, handoff, told, key)
    await outbox.put(tx, saying.redraw(handoff, key), now)
    return True


async def wake_for_issue(tx: Tx, deps: Deps, issue: str, how: str) -> None:
    """The issue is closed: whoever waits for it goes on."""
    for handoff in sorted(await handoffs.open_ones(tx), key=lambda one: one.id):
        if handoff.snoozed is not None and handoff.snoozed.issue == issue:
            await wake(tx, deps, handoff.id, f"{issue} {how}", f"{issue}:{deps.clock.now().timestamp()}")
