"""An agent passes a handoff on to another team, because it is not for this one."""

from bot import saying
from bot.deps import Deps
from bot.errors import NothingToDoError
from bot.flows.ask import Ask
from bot.flows.claim import check_move
from bot.flows.expect import waiting_notice
from bot.flows.pass_on import pass_on
from bot.flows.wording import texts_about
from bot.ports import Choice, Field, Kind
from escalation.lifecycle import Move
from escalation.model import Handoff, Owner, Queue
from escalation.redaction import secretless
from storage import conversations, handoffs, outbox
from storage.database import Tx

_SHORT = 200


async def pass_to_team(deps: Deps, ask: Ask) -> str:
    """It waits with the team that was named, and the customer is told which. What they are owed, they are owed still.

    AlreadyClaimedError when somebody else has it; NothingToDoError when there is no such team, or it went elsewhere.
    """
    named, _, why = ask.words.partition(":")
    named, why = ask.filled.get("team", named.strip()), ask.filled.get("why", why)
    if not named:
        return await _ask_which(deps, ask)
    queue = _queue(deps, named)
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, ask.handoff)
        check_move(handoff, ask.by.id, Move.PASS)
        _check_place(deps, ask, handoff)
        if queue == handoff.queue:
            raise NothingToDoError(f"It waits with {queue.name} already.")
        await handoffs.release_if_claimed(tx, handoff.id)
        there = await pass_on(tx, deps, handoff, queue, by=ask.by, why=secretless(why.strip())[:_SHORT])
        await _tell(tx, deps, there)
    return f"passed on to {queue.name}"


async def _tell(tx: Tx, deps: Deps, handoff: Handoff) -> None:
    """Who had it speaks for us no more, and the customer is told who does."""
    epoch = await conversations.change_owner(tx, handoff.conversation, Owner.NOBODY)
    conversation = await conversations.get(tx, handoff.conversation)
    text = texts_about(deps, handoff).passed_on.format(team=handoff.queue.name, agent="")
    notice = waiting_notice(deps, conversation, handoff, text)
    await outbox.put(tx, saying.to_customer(conversation, notice, f"passed:{handoff.id}:{epoch}"), deps.clock.now())


async def _ask_which(deps: Deps, ask: Ask) -> str:
    async with deps.database.transaction() as tx:
        handoff = await handoffs.get(tx, ask.handoff)
    check_move(handoff, ask.by.id, Move.PASS)
    others = [queue for queue in deps.queues if queue != handoff.queue]
    if not others:
        raise NothingToDoError("There is no other team to pass it on to.")
    if not ask.trigger:
        raise NothingToDoError("Say to which team: `pass to TEAM`.")
    choices = tuple(Choice(value=queue.name, label=queue.name) for queue in others)
    fields = (
        Field(name="team", label="To which team?", kind=Kind.CHOICE, choices=choices),
        Field(
            name="why", label="Why?", is_optional=True, at_most=_SHORT, hint="For that team; the customer sees none."
        ),
    )
    await deps.messenger.open_form(ask.place, ask.trigger, ask.form("Pass on", fields, submit="Pass on"))
    return "asked to which team"


def _queue(deps: Deps, named: str) -> Queue:
    wanted = named.strip().removesuffix(".").casefold()
    found = next((queue for queue in deps.queues if queue.name.casefold() == wanted), None)
    if found is None:
        names = ", ".join(queue.name for queue in deps.queues)
        raise NothingToDoError(f"I know no team named “{named.strip()[:80]}”. There are: {names}.")
    return found


def _check_place(deps: Deps, ask: Ask, handoff: Handoff) -> None:
    """Who asks in another team's channel looks at a card that has gone from there meanwhile."""
    channel = ask.place.channel
    if channel != handoff.queue.channel and channel in {queue.channel for queue in deps.queues}:
        raise NothingToDoError(f"It went to {handoff.queue.name} meanwhile.")
