"""Words of an agent that wait: what stands under them, what was decided, and when they go out by themselves."""

from dataclasses import dataclass

from bot import saying
from bot.deps import Deps
from bot.flows.mirror import carried
from bot.ports import UnsentSaid
from escalation.model import ChannelId, Handoff, PersonId, Ts
from storage import inbox, outbox, timeline
from storage.database import Tx
from storage.timeline import Deed

HELD = "held"
"""The work that sends a held question when nobody said otherwise."""

ENDED = "repeat"
"""The deed of deciding about a question that was answered before; its `ending` is sent, itself, withheld or lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDue:
    """A question that goes out now, unless somebody said otherwise. `by` is whose words they are."""

    channel: ChannelId
    ts: Ts
    by: PersonId


async def pending(tx: Tx, channel: ChannelId, ts: Ts) -> UnsentSaid | None:
    """What stands under the words at this message, as long as they were not sent and nobody decided about them."""
    offered = await outbox.find(tx, offer_key(channel, ts))
    said = saying.unpack(offered.words.saying) if offered else None
    if not isinstance(said, UnsentSaid) or await carried(tx, channel, ts) is not None:
        return None
    return None if await timeline.find(tx, _ended(channel, ts)) is not None else said


async def newest(tx: Tx, handoff: Handoff) -> tuple[ChannelId, Ts] | None:
    """The message of this handoff that was written last and still waits."""
    for words in reversed(await outbox.said(tx, handoff.conversation, "unsent:")):
        _, channel, ts = words.key.split(":")
        found = await pending(tx, ChannelId(channel), Ts(ts))
        if found is not None and found.handoff == handoff.id:
            return ChannelId(channel), Ts(ts)
    return None


async def decided(tx: Tx, deps: Deps, handoff: Handoff, message: tuple[ChannelId, Ts], ending: str) -> None:
    """This became of a question that was answered before; it goes out by itself no more."""
    channel, ts = message
    deed = Deed(kind=ENDED, at=deps.clock.now(), by=handoff.claimed_by, detail={"ending": ending})
    await timeline.note(tx, handoff, deed, _ended(channel, ts))
    await inbox.call_off(tx, held_key(channel, ts), deps.clock.now())


async def show(tx: Tx, deps: Deps, channel: ChannelId, said: UnsentSaid, change: str) -> None:
    """What stands under the words says this from now on; once per `change`."""
    offered = await outbox.find(tx, offer_key(channel, said.message))
    if offered is not None:
        key = f"{offer_key(channel, said.message)}:{change}"
        await outbox.put(tx, saying.rewrite(offered.words, said, key), deps.clock.now())


def offer_key(channel: ChannelId, ts: Ts) -> str:
    """The key of what stands under words that wait."""
    return f"unsent:{channel}:{ts}"


def held_key(channel: ChannelId, ts: Ts) -> str:
    """The key of the work that sends them."""
    return f"{HELD}:{channel}:{ts}"


def _ended(channel: ChannelId, ts: Ts) -> str:
    return f"{ENDED}:{channel}:{ts}"
