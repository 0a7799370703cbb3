"""How safe: many agents press Claim at once. One has it, and each of the others is told who."""

import asyncio
import time
from typing import Any

from bot.errors import AlreadyClaimedError
from bot.flows.acts import carry_out
from bot.flows.ask import Ask
from bot.flows.open_by_hand import ByHand, open_by_hand
from bot.ports import Place
from bot.stage import Stage, opened_stage
from bot.stage.world import AGENT, DESK, OURS, THEIRS
from escalation.model import ChannelId, Handoff, Person, PersonId, conversation_id
from escalation.orders import Verb
from storage import handoffs, timeline

_CHANNEL = ChannelId("C0CUSTOMER")


async def claims(agents: int, address: str) -> dict[str, Any]:
    """`winners` must be 1, and `told_who` all the others. `violations` counts what is not so."""
    async with opened_stage(address=address) as stage:
        handoff = await waiting(stage)
        started = time.perf_counter()
        said = await asyncio.gather(*(_press(stage, handoff, number) for number in range(agents)))
        seconds = round(time.perf_counter() - started, 2)
        async with stage.deps.database.transaction() as tx:
            now = await handoffs.get(tx, handoff.id)
            deeds = [deed for deed in await timeline.of(tx, handoff.id) if deed.kind == "claimed"]
        told_who = sum(one == f"<@{now.claimed_by}> already has this one." for one in said)
        winners = sum(one == "claimed" for one in said)
        is_right = (winners, told_who, len(deeds)) == (1, agents - 1, 1)
    return {
        "kind": "claims",
        "agents": agents,
        "winners": winners,
        "told_who": told_who,
        "violations": int(not is_right),
        "seconds": seconds,
        "backend": "sqlite" if stage.deps.database.is_sqlite else "postgresql",
    }


async def waiting(stage: Stage, channel: ChannelId = _CHANNEL) -> Handoff:
    """A handoff that waits."""
    customer = Person(id=PersonId("U0MAYA"), name="Maya", team=THEIRS)
    thread = await stage.says(customer, "where is my refund?", channel)
    await open_by_hand(stage.deps, ByHand(channel=channel, message=thread), AGENT)
    async with stage.deps.database.transaction() as tx:
        found = await handoffs.latest(tx, conversation_id(channel, thread))
    assert found is not None
    return found


async def _press(stage: Stage, handoff: Handoff, number: int) -> str:
    """What one agent hears."""
    agent = Person(id=PersonId(f"U0AGENT{number}"), name=f"Agent {number}", team=OURS)
    ask = Ask(verb=Verb.CLAIM, handoff=handoff.id, by=agent, place=Place(channel=DESK), key=str(number))
    try:
        return await carry_out(stage.deps, ask)
    except AlreadyClaimedError as error:
        return error.message
