"""Two hundred agents press Claim at once: one has it, and 199 are told who."""

from collections import Counter

from bot.bench.claims import claims, waiting
from bot.inbox import Worker, accept
from bot.outbox import Sender
from bot.ports import NoticeSaid
from bot.stage import opened_stage
from bot.stage.world import DESK, OURS
from escalation.model import Person, PersonId
from handlers.acting import read_move
from handlers.edge import acts
from handlers.heard import Payload
from handlers.ids import Action
from handlers.stories import STORIES
from storage import handoffs
from storage.inbox import NewWork

AGENTS = 200
CLICKS = 40
"""Each is worked on by itself, one after another: more of them would prove no more."""


async def test_when_they_race_in_the_database(address: str) -> None:
    figures = await claims(AGENTS, address)

    assert (figures["winners"], figures["told_who"], figures["violations"]) == (1, AGENTS - 1, 0)


async def test_when_their_clicks_are_worked_on(address: str) -> None:
    async with opened_stage(address=address) as stage:
        deps = stage.deps
        handoff = await waiting(stage)
        await Sender(deps).crew.drain()
        for number in range(CLICKS):
            agent = Person(id=PersonId(f"U0AGENT{number}"), name=f"Agent {number}", team=OURS)
            stage.messenger.people[agent.id] = agent
            found = read_move(click(agent, handoff.id), deps.house)
            assert found is not None
            new = NewWork(key=found.key, kind=found.kind, lane=found.lane, payload=found.payload, due=deps.clock.now())
            assert await accept(deps, new)

        await Worker(deps, acts(deps, STORIES)).crew.drain()
        await Sender(deps).crew.drain()

        async with deps.database.transaction() as tx:
            winner = (await handoffs.get(tx, handoff.id)).claimed_by
        told = Counter(text for _, text in stage.messenger.whispers if "already has this one" in text)
        greetings = [one.saying for one in stage.messenger.stands.values() if "is here" in str(one.saying)]
        assert told == {f"<@{winner}> already has this one.": CLICKS - 1}
        assert winner not in {to for to, text in stage.messenger.whispers if text in told}
        assert len([one for one in greetings if isinstance(one, NoticeSaid)]) == 1


def click(agent: Person, handoff: str) -> Payload:
    action = {"action_id": Action.HANDOFF_CLAIM.value, "value": handoff, "action_ts": "1.0"}
    return {
        "type": "block_actions",
        "user": {"id": agent.id},
        "channel": {"id": DESK},
        "message": {"ts": "1.0"},
        "actions": [action],
    }
