"""The sweeper: no turn stays without an outcome. Whatever the bot did not finish goes to a person."""

from bot.deps import Deps
from bot.flows.hand_off import hand_off
from bot.flows.turns import Hold
from bot.log import logger
from escalation.decisions import HandOff
from escalation.model import Priority, Reason
from storage import conversations

log = logger(__name__)

UNFINISHED = Reason(code="unfinished", detail="the bot did not finish in time", priority=Priority.HIGH, is_binding=True)


async def watch_turns(deps: Deps) -> str:
    """Bring in a person for every turn past its deadline."""
    async with deps.database.transaction() as tx:
        overdue = await conversations.overdue_turns(tx, deps.clock.now())
    for turn in overdue:
        log.warning("turn.overdue", turn=turn.id, conversation=turn.conversation)
        async with deps.database.transaction() as tx:
            conversation = await conversations.get(tx, turn.conversation)
        hold = Hold(conversation=conversation, turn=turn.id)
        await hand_off(deps, hold, HandOff(reasons=(UNFINISHED,), priority=UNFINISHED.priority))
    return f"{len(overdue)} overdue"
