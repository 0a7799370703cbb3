"""Words carried between the customer's thread and the card's thread, with their edits and deletions."""

from bot import saying
from bot.deps import Deps
from bot.ports import RelaySaid
from escalation.model import (
    Change,
    ChannelId,
    Conversation,
    Handoff,
    HandoffId,
    HandoffStatus,
    Message,
    Person,
    Ts,
    Utterance,
)
from escalation.notes import is_note
from storage import conversations, handoffs, outbox
from storage.database import Tx

SENT = "white_check_mark"
KEPT_INSIDE = "lock"


async def relay_to_customer(deps: Deps, message: Message, person: Person) -> str:
    """Something was said in a team's channel. Only the claimer's words in the card's thread go to the customer."""
    if message.thread is None:
        return "the team's own talk"
    async with deps.transaction() as tx:
        handoff = await handoff_at(tx, message.channel, message.thread)
        if handoff is None:
            return "the team's own talk"
        if handoff.status is not HandoffStatus.CLAIMED or handoff.claimed_by != person.id:
            return "a colleague's words"
        if is_note(message.text):
            await outbox.put(tx, _mark(handoff, message, KEPT_INSIDE), deps.clock.now())
            return "a note"
        conversation = await conversations.get(tx, handoff.conversation)
        relayed = RelaySaid(name=person.name, text=message.text, is_from_agent=True, files=message.files)
        words = saying.to_customer(conversation, relayed, _key(message.channel, message.ts), epoch=conversation.epoch)
        await outbox.put(tx, words, deps.clock.now())
        await outbox.put(tx, saying.mark(message.channel, message.ts, SENT, conversation.id), deps.clock.now())
    return "relayed to the customer"


async def relay_to_team(
    tx: Tx, deps: Deps, conversation: Conversation, said: Utterance, files: tuple[str, ...] = ()
) -> str:
    """What the customer said goes to the agents, if there is a handoff to carry it to."""
    handoff = await handoffs.latest(tx, conversation.id)
    if handoff is None or not handoff.status.is_open:
        return "left to the person who spoke here"
    relayed = RelaySaid(name=said.name, text=said.text or "", is_from_agent=False, files=files)
    await outbox.put(tx, saying.to_team(handoff, relayed, _key(conversation.channel, said.ts)), deps.clock.now())
    return "relayed to the team"


async def follow_change(deps: Deps, change: Change) -> str:
    """Someone edited or deleted a message: our record and its mirror on the other side follow."""
    async with deps.transaction() as tx:
        ours = await conversations.reword(tx, change.channel, change.ts, change.text)
        mirror = await outbox.find(tx, _key(change.channel, change.ts))
        if mirror is None:
            return "noted" if ours else "not ours"
        key = f"change:{change.channel}:{change.ts}:{change.at}"
        if change.text is None:
            await outbox.withdraw(tx, (mirror.words.key,))
            await outbox.put(tx, saying.erase(mirror.words, key), deps.clock.now())
            await _forget(tx, mirror)
            return "taken back on the other side"
        before = saying.unpack(mirror.words.saying)
        if not isinstance(before, RelaySaid):
            return "not relayed"
        if before.is_from_agent and is_note(change.text):
            await outbox.put(tx, saying.erase(mirror.words, key), deps.clock.now())
            await _forget(tx, mirror)
            return "made a note: taken back"
        after = RelaySaid(name=before.name, text=change.text, is_from_agent=before.is_from_agent, files=before.files)
        await outbox.put(tx, saying.rewrite(mirror.words, after, key), deps.clock.now())
        if mirror.ts is not None:
            await conversations.reword(tx, mirror.words.channel, mirror.ts, change.text)
    return "changed on the other side"


async def handoff_at(tx: Tx, channel: ChannelId, thread: Ts) -> Handoff | None:
    """The handoff whose card is this thread's first message."""
    key = await outbox.key_at(tx, channel, thread)
    if key is None or not key.startswith("card:"):
        return None
    return await handoffs.get(tx, HandoffId(key.removeprefix("card:")))


async def _forget(tx: Tx, mirror: outbox.Sending) -> None:
    if mirror.ts is not None:
        await conversations.reword(tx, mirror.words.channel, mirror.ts, None)


def _key(channel: ChannelId, ts: Ts) -> str:
    return f"relay:{channel}:{ts}"


def _mark(handoff: Handoff, message: Message, emoji: str) -> outbox.Words:
    return saying.mark(message.channel, message.ts, emoji, f"handoff:{handoff.id}")
