"""An emoji on words that were carried stands on the other side too, as long as somebody here has it there.

It is a customer's, or one of who has the handoff.
"""

from dataclasses import dataclass, replace

from bot import saying
from bot.deps import Deps
from bot.flows.mirror import key_of
from escalation.model import ChannelId, Handoff, Person, PersonId, Relay, Ts
from escalation.roles import may_act
from storage import handoffs, outbox, timeline
from storage.database import Tx
from storage.outbox import Act
from storage.timeline import Deed

PUT, TAKEN = "reacted", "unreacted"
"""Deeds: somebody put an emoji on words that were carried, or took it away. `on` is the message, on their side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Emoji:
    """An emoji that somebody put on a message, or took away from it."""

    name: str
    channel: ChannelId
    message: Ts
    is_gone: bool = False

    @property
    def place(self) -> str:
        """On which message it is."""
        return f"{self.channel}:{self.message}"


async def mirror_reaction(deps: Deps, emoji: Emoji, person: Person) -> str:
    """What was done, in a word. Colleagues' emoji stay inside, as their words do."""
    channel = emoji.channel
    if person.id == deps.house.our_user:
        return "our own mark"
    async with deps.transaction() as tx:
        found = await _other_side(tx, channel, emoji.message)
        if found is None:
            return "on nothing that was carried"
        handoff, (there, at) = found
        is_inside = channel == handoff.queue.channel
        if is_inside and (handoff.claimed_by != person.id or handoff.relay is Relay.EXPLICIT):
            return "a colleague's"
        if not is_inside and may_act(person, channel, deps.house):
            return "a colleague's"
        return await _follow(tx, deps, handoff, emoji, person, (there, at))


async def _follow(
    tx: Tx, deps: Deps, handoff: Handoff, emoji: Emoji, person: Person, there: tuple[ChannelId, Ts]
) -> str:
    """It goes there with the first who puts it here, and from there with the last who takes it back."""
    handoff = await handoffs.hold(tx, handoff.id)
    deeds = [
        deed
        for deed in await timeline.of(tx, handoff.id)
        if deed.kind in (PUT, TAKEN) and (deed.detail["on"], deed.detail["emoji"]) == (emoji.place, emoji.name)
    ]
    before: set[PersonId | None] = set()
    for deed in deeds:
        (before.add if deed.kind == PUT else before.discard)(deed.by)
    after = before - {person.id} if emoji.is_gone else before | {person.id}
    if after == before:
        return "as it was"
    now, count = deps.clock.now(), len(deeds)
    detail = {"on": emoji.place, "emoji": emoji.name}
    deed = Deed(kind=TAKEN if emoji.is_gone else PUT, at=now, by=person.id, detail=detail)
    await timeline.note(tx, handoff, deed, f"reaction:{handoff.id}:{emoji.place}:{emoji.name}:{count}")
    if bool(after) == bool(before):
        return "somebody else has it there"
    words = saying.mark(*there, emoji.name, f"handoff:{handoff.id}")
    if await outbox.find(tx, words.key):
        return "our own mark stands there"
    act = Act.UNMARK if emoji.is_gone else Act.MARK
    await outbox.put(tx, replace(words, act=act, key=f"mirror:{words.key}:{count}"), now)
    return "taken back" if emoji.is_gone else "mirrored"


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
