"""Whoever takes a handoff is offered an opening line: it shows that they have read, and promises nothing."""

from collections.abc import Iterable

from bot.deps import Deps
from bot.flows.ask import Ask
from bot.flows.assign import assign_handoff
from bot.flows.claim import claim_handoff
from bot.flows.drafts import OPENING, Draft, put_draft
from bot.flows.people import who
from bot.flows.wording import texts_about
from escalation.model import Handoff, HandoffId, Person, Speaker, Utterance
from storage import conversations, handoffs
from storage.database import Tx


async def claim_and_greet(deps: Deps, ask: Ask) -> str:
    """Claim it, and be offered an opening line."""
    done = await claim_handoff(deps, ask.handoff, ask.by)
    await _offer(deps, ask.handoff)
    return done


async def assign_and_greet(deps: Deps, ask: Ask) -> str:
    """Give it to a colleague, who is offered an opening line."""
    done = await assign_handoff(deps, ask)
    await _offer(deps, ask.handoff)
    return done


def has_spoken(lines: Iterable[Utterance]) -> bool:
    """Whether any person of ours has."""
    return any(line.speaker is Speaker.AGENT for line in lines)


def greeting(text: str, handoff: Handoff, agent: Person) -> str:
    """This text, with who greets whom, and what it is about."""
    return text.format(
        first=handoff.customer_name.split(" ")[0],
        agent=agent.name.split(" ")[0],
        team=handoff.queue.name,
        what=handoff.briefing.ask,
    )


async def _offer(deps: Deps, handoff_id: HandoffId) -> None:
    """Once for each who has it, as long as nobody of us has spoken."""
    if not deps.workspace.copilot.opening_line:
        return
    async with deps.database.transaction() as tx:
        claimer = (await handoffs.get(tx, handoff_id)).claimed_by
    if claimer is None:
        return
    agent = await who(deps, claimer)
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, handoff_id)
        if handoff.claimed_by == agent.id and handoff.status.is_open and not await _is_begun(tx, handoff):
            text = greeting(texts_about(deps, handoff).opening, handoff, agent)
            key = f"{OPENING}:{handoff.id}:{agent.id}"
            await put_draft(tx, deps, handoff, Draft(text=text, for_whom=agent.id, key=key, what=OPENING))


async def _is_begun(tx: Tx, handoff: Handoff) -> bool:
    return has_spoken(await conversations.lines(tx, handoff.conversation))
