"""An emoji on words that were carried stands on the other side too: a customer's, or one of who has the handoff."""

from bot import saying
from bot.deps import Deps
from bot.flows.mirror import key_of
from escalation.model import ChannelId, Handoff, Person, Relay, Ts
from escalation.roles import may_act
from storage import handoffs, outbox
from storage.database import Tx


async def mirror_reaction(deps: Deps, emoji: str, channel: ChannelId, ts: Ts, person: Person) -> str:
    """What was done, in a word. Colleagues' emoji stay inside, as their words do."""
    if person.id == deps.house.our_user:
        return "our own mark"
    async with deps.transaction() as tx:
        found = await _other_side(tx, channel, ts)
        if found is None:
            return "on nothing that was carried"
        handoff, (there, at) = found
        is_inside = channel == handoff.queue.channel
        if is_inside and (handoff.claimed_by != person.id or handoff.relay is Relay.EXPLICIT):
            return "a colleague's"
        if not is_inside and may_act(person, channel, deps.house):
            return "a colleague's"
        await outbox.put(tx, saying.mark(there, at, emoji, f"handoff:{handoff.id}"), deps.clock.now())
    return "mirrored"


async def _other_side(tx: Tx, channel: ChannelId, ts: Ts) -> tuple[Handoff, tuple[ChannelId, Ts]] | None:
    """Where the same words stand on the other side, and the open handoff that they were carried for."""
    key = await outbox.key_at(tx, channel, ts)
    if key is not None and key.startswith("relay:"):
        words, place = await outbox.find(tx, key), key.split(":")[1:3]
        there = (ChannelId(place[0]), Ts(place[1]))
    else:
        words = await outbox.find(tx, key_of(channel, ts))
        if words is None or words.ts is None:
            return None
        there = (words.words.channel, words.ts)
    about = words.words.conversation if words else None
    handoff = await handoffs.in_charge(tx, about) if about else None
    return (handoff, there) if handoff is not None and handoff.status.is_open else None
