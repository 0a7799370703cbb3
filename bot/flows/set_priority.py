"""An agent says how urgent a handoff is."""

from bot import saying
from bot.deps import Deps
from bot.errors import NothingToDoError
from bot.flows.ask import Ask
from bot.ports import Choice, Field, Kind
from escalation.model import Priority
from storage import handoffs, outbox, timeline
from storage.timeline import Deed


async def set_priority(deps: Deps, ask: Ask) -> str:
    """It waits in this order from now on, and its card tells who said so. Whoever of us may say it, also of another's.

    NothingToDoError when it is closed, or no such priority was named.
    """
    named = ask.filled.get("priority", ask.words).upper()
    if not named and ask.trigger:
        return await _ask_how(deps, ask)
    if named not in Priority.__members__:
        raise NothingToDoError("Say how urgent it is: `priority urgent`, `high`, `normal` or `low`.")
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, ask.handoff)
        if not handoff.status.is_open:
            raise NothingToDoError(f"This one is {handoff.status.value.replace('_', ' ')} already.")
        now, key = deps.clock.now(), f"priority:{ask.key}"
        await handoffs.set_priority(tx, handoff.id, Priority[named], ask.by.id)
        detail = {"from": handoff.priority.name.lower(), "to": named.lower()}
        await timeline.note(tx, handoff, Deed(kind="prioritised", at=now, by=ask.by.id, detail=detail), key)
        await outbox.put(tx, saying.redraw(handoff, key), now)
    return f"priority {named.lower()}"


async def _ask_how(deps: Deps, ask: Ask) -> str:
    choices = tuple(Choice(value=one.name.lower(), label=one.name.capitalize()) for one in reversed(Priority))
    field = Field(name="priority", label="How urgent is it?", kind=Kind.CHOICE, choices=choices)
    await deps.messenger.open_form(ask.place, ask.trigger, ask.form("Urgency", (field,)))
    return "asked how urgent"
