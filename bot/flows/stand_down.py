"""A colleague speaks to the customer in the customer's own thread: the bot stands down at once."""

from bot import saying
from bot.deps import Deps
from bot.errors import RefusedError
from bot.flows.claim import give_to
from bot.flows.files import carry_to_team, names
from bot.flows.keep_time import person_answered
from bot.flows.note_promises import note_promises
from bot.flows.open_by_hand import ByHand, open_by_hand
from bot.ports import RelaySaid
from escalation.by_hand import Opening, opening_in
from escalation.model import (
    Conversation,
    HandoffStatus,
    Message,
    Outcome,
    Owner,
    Person,
    Speaker,
    Utterance,
    conversation_id,
)
from storage import conversations, handoffs, outbox
from storage.database import Tx


async def staff_spoke(deps: Deps, message: Message, person: Person) -> str:
    """Staff talk is left alone; in a conversation of ours it takes the conversation over.

    What is said to us is an order: to hand the conversation over.
    """
    if message.mentions_us and (opening := opening_in(message.text)):
        return await _hand_over(deps, message, opening, person)
    async with deps.transaction() as tx:
        conversation = await conversations.find(tx, conversation_id(message.channel, message.root))
        if conversation is None:
            return "staff talk"
        said = Utterance(
            speaker=Speaker.AGENT,
            author=person.id,
            name=person.name,
            text=message.text,
            at=deps.clock.now(),
            ts=message.ts,
            files=message.files,
        )
        if not await conversations.say(tx, conversation, said):
            return "heard already"
        await _take_over(tx, deps, conversation, said, message, person)
    return "a person speaks here"


async def _hand_over(deps: Deps, message: Message, opening: Opening, person: Person) -> str:
    wish = ByHand(
        channel=message.channel, message=message.ts, thread=message.thread, team=opening.team, note=opening.note
    )
    try:
        return await open_by_hand(deps, wish, person)
    except RefusedError as error:
        async with deps.transaction() as tx:
            key = f"refused:{message.channel}:{message.ts}"
            words = saying.whisper(message.channel, message.thread, person.id, error.message, key)
            await outbox.put(tx, words, deps.clock.now())
        return f"refused: {error.message}"


async def _take_over(
    tx: Tx, deps: Deps, conversation: Conversation, said: Utterance, message: Message, person: Person
) -> None:
    await conversations.end_open_turns(tx, conversation.id, Outcome.SILENT, "a person speaks here")
    handoff = await handoffs.latest(tx, conversation.id)
    if handoff is not None and handoff.status is HandoffStatus.WAITING:
        await handoffs.claim_if_waiting(tx, handoff.id, person.id, deps.clock.now())
        await give_to(tx, deps, await handoffs.get(tx, handoff.id), person)
    elif conversation.owner is Owner.BOT:
        await conversations.change_owner(tx, conversation.id, Owner.PERSON, person.id)
    if handoff is not None and handoff.status.is_open:
        copy = RelaySaid(name=person.name, text=message.text, is_from_agent=False, files=names(message.files))
        words = saying.to_team(handoff, copy, f"relay:{message.channel}:{message.ts}")
        await outbox.put(tx, words, deps.clock.now())
        await carry_to_team(tx, deps, handoff, said, message.channel)
        handoff = await handoffs.get(tx, handoff.id)
        await person_answered(tx, deps, handoff)
        await note_promises(tx, deps, handoff, (message.channel, message.ts), message.text, person.id)
