"""Words carried between the customer's thread and the card's thread, with their edits and deletions."""

from dataclasses import replace

from bot import saying
from bot.deps import Deps
from bot.flows.ask_customer import pass_to_engineers
from bot.flows.correct import ask_again
from bot.flows.files import carry_to_customer, carry_to_team, names, take_files_back
from bot.flows.keep_time import customer_wrote, person_answered
from bot.flows.people import with_names
from bot.ports import RelaySaid
from bot.split import split
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
from escalation.orders import order_in
from escalation.sla import said_at
from storage import conversations, handoffs, outbox
from storage.database import Tx

SENT = "white_check_mark"
KEPT_INSIDE = "lock"

_PART = 8_000
"""Characters of a message that is relayed in one piece; well within what Slack takes, once they are escaped."""


async def relay_to_customer(deps: Deps, handoff_id: HandoffId, message: Message, person: Person) -> str:
    """Something was said in a card's thread. Only the claimer's words go to the customer, unless they are a note."""
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, handoff_id)
        if not speaks_for_us(handoff, person):
            return "a colleague's words"
        if is_note(message.text):
            await outbox.put(tx, _mark(handoff, message, KEPT_INSIDE), deps.clock.now())
            return "a note"
        conversation = await conversations.get(tx, handoff.conversation)
        whole = RelaySaid(name=person.name, text=message.text, is_from_agent=True, files=names(message.files))
        for key, part in _parts(whole, message.channel, message.ts):
            words = saying.to_customer(conversation, part, key, epoch=conversation.epoch)
            await outbox.put(tx, words, deps.clock.now())
        await carry_to_customer(tx, deps, conversation, person.name, (message.channel, message.ts), message.files)
        await person_answered(tx, deps, handoff)
        await outbox.put(tx, saying.mark(message.channel, message.ts, SENT, conversation.id), deps.clock.now())
    return "relayed to the customer"


def speaks_for_us(handoff: Handoff, person: Person) -> bool:
    """Whether this person's words in the card's thread go to the customer."""
    return handoff.status is HandoffStatus.CLAIMED and handoff.claimed_by == person.id


async def relay_to_team(tx: Tx, deps: Deps, conversation: Conversation, said: Utterance) -> str:
    """What the customer said goes to the agents, if there is a handoff to carry it to."""
    handoff = await handoffs.latest(tx, conversation.id)
    if handoff is None or not handoff.status.is_open:
        return "left to the person who spoke here"
    whole = RelaySaid(name=said.name, text=said.text or "", is_from_agent=False, files=names(said.files))
    for key, part in _parts(whole, conversation.channel, said.ts):
        await outbox.put(tx, saying.to_team(handoff, part, key), deps.clock.now())
    await carry_to_team(tx, deps, handoff, said, conversation.channel)
    await customer_wrote(tx, deps, handoff, said_at(said))
    await pass_to_engineers(tx, deps, handoff, said)
    return "relayed to the team"


async def follow_change(deps: Deps, change: Change) -> str:
    """Someone edited or deleted a message: our record and its mirror on the other side follow, part by part."""
    text = await with_names(deps, change.text, change.mentions) if change.text is not None else None
    async with deps.transaction() as tx:
        ours = await conversations.reword(tx, change.channel, change.ts, text)
        mirrors = await outbox.find_all(tx, _key(change.channel, change.ts))
        said = saying.unpack(mirrors[0].words.saying) if mirrors else None
        if not isinstance(said, RelaySaid):
            return await ask_again(tx, deps, change, ours) if ours else "not ours"
        is_kept_inside = text is None or (said.is_from_agent and (is_note(text) or order_in(text) is not None))
        after = [] if is_kept_inside else _parts(replace(said, text=text or ""), change.channel, change.ts)
        if is_kept_inside:
            await take_files_back(tx, deps, change.channel, change.ts, f"change:{change.at}")
        for number, mirror in enumerate(mirrors):
            part = after[number][1] if number < len(after) else None
            await _redo(tx, deps, mirror, part, f"change:{mirror.words.key}:{change.at}")
        for key, part in after[len(mirrors) :]:
            await outbox.put(tx, replace(mirrors[0].words, key=key, saying=saying.pack(part)), deps.clock.now())
    return "taken back on the other side" if is_kept_inside else "changed on the other side"


async def _redo(tx: Tx, deps: Deps, mirror: outbox.Sending, part: RelaySaid | None, key: str) -> None:
    """The mirrored words become this part, or go away."""
    if part is None:
        await outbox.withdraw(tx, (mirror.words.key,))
        await outbox.put(tx, saying.erase(mirror.words, key), deps.clock.now())
    else:
        await outbox.put(tx, saying.rewrite(mirror.words, part, key), deps.clock.now())
    if mirror.ts is not None:
        await conversations.reword(tx, mirror.words.channel, mirror.ts, part.text if part else None)


async def handoff_at(tx: Tx, channel: ChannelId, thread: Ts) -> Handoff | None:
    """The handoff whose card is this thread's first message."""
    key = await outbox.key_at(tx, channel, thread)
    handoff = saying.handoff_of(key) if key else None
    return await handoffs.get(tx, handoff) if handoff else None


def _parts(whole: RelaySaid, channel: ChannelId, ts: Ts) -> list[tuple[str, RelaySaid]]:
    """The words in as many messages as they need, each with its key; the files with the first."""
    texts = split(whole.text, _PART) or [""]
    first, *more = texts
    parts = [(_key(channel, ts), replace(whole, text=first))]
    for number, text in enumerate(more, start=2):
        parts.append((f"{_key(channel, ts)}:{number}", replace(whole, text=text, files=())))
    return parts


def _key(channel: ChannelId, ts: Ts) -> str:
    return f"relay:{channel}:{ts}"


def _mark(handoff: Handoff, message: Message, emoji: str) -> outbox.Words:
    return saying.mark(message.channel, message.ts, emoji, f"handoff:{handoff.id}")
