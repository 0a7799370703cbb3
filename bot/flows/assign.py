"""A handoff goes to a colleague: the one who had it, or somebody while it waits, gives it to them."""

from bot import saying
from bot.deps import Deps
from bot.errors import AlreadyClaimedError, NothingToDoError
from bot.flows.ask import Ask
from bot.flows.claim import check_move, introduce
from bot.flows.keep_promises import leave_promises
from bot.flows.people import who
from bot.ports import Field, Kind, NudgeSaid
from escalation.lifecycle import Move
from escalation.model import Person, PersonId
from escalation.roles import may_act
from storage import handoffs, outbox, timeline
from storage.database import Tx
from storage.timeline import Deed


async def assign_handoff(deps: Deps, ask: Ask) -> str:
    """The colleague who was named has it from now on: they are called, and the customer is told who it is.

    AlreadyClaimedError when somebody else has it; NothingToDoError unless one colleague of ours is named.
    """
    person = ask.filled.get("person")
    named = (PersonId(person),) if person else ask.named
    if not named and ask.trigger:
        field = Field(name="person", label="To whom?", kind=Kind.PERSON)
        await deps.messenger.open_form(ask.place, ask.trigger, ask.form("Give it away", (field,), submit="Give"))
        return "asked to whom"
    colleague = await colleague_named(deps, ask, named)
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, ask.handoff)
        if handoff.claimed_by == colleague.id and handoff.status.is_open:
            raise AlreadyClaimedError(f"<@{colleague.id}> has this one already.")
        check_move(handoff, ask.by.id, Move.ASSIGN)
        await _give(tx, deps, ask, colleague)
    return f"assigned to {colleague.id}"


async def colleague_named(deps: Deps, ask: Ask, named: tuple[PersonId, ...]) -> Person:
    """The one colleague of ours among them. NothingToDoError when there are none, several, or strangers."""
    if len(named) != 1:
        raise NothingToDoError("Name one colleague with an @mention.")
    colleague = await who(deps, named[0])
    if not may_act(colleague, ask.place.channel, deps.house):
        raise NothingToDoError(f"{colleague.name} {_why_not(colleague)}.")
    return colleague


def _why_not(person: Person) -> str:
    if person.is_bot:
        return "is a bot"
    return "is not of our support team" if person.is_known else "has no active account here that I know of"


async def _give(tx: Tx, deps: Deps, ask: Ask, colleague: Person) -> None:
    had_it = (await handoffs.get(tx, ask.handoff)).claimed_by
    await handoffs.release_if_claimed(tx, ask.handoff)
    now = deps.clock.now()
    await handoffs.claim_if_waiting(tx, ask.handoff, colleague.id, now)
    handoff = await handoffs.get(tx, ask.handoff)
    await leave_promises(tx, deps, handoff, had_it, ask.key)
    await introduce(tx, deps, handoff, colleague)
    deed = Deed(kind="assigned", at=now, by=ask.by.id, detail={"to": colleague.id})
    await timeline.note(tx, handoff, deed, f"assigned:{ask.key}")
    by = "took it over" if colleague.id == ask.by.id else f"has it now: {ask.by.name} gave it to them"
    told = NudgeSaid(text=f"{by}.", people=(colleague.id,), sign="👉")
    await outbox.put(tx, saying.to_team(handoff, told, f"assigned:{ask.key}"), now)
