"""Somebody said something: to us, to a colleague, or to the other side of a handoff."""

from dataclasses import replace

from bot.deps import Deps
from bot.errors import UnavailableError
from bot.flows.after_resolution import heard_after_resolution
from bot.flows.begin import account_of, begun_by
from bot.flows.episodes import came_back
from bot.flows.fix_receipt import correct_in_words
from bot.flows.gather import FactsDue, want_facts
from bot.flows.people import who, with_names
from bot.flows.relay import relay_to_team
from bot.flows.stand_down import staff_spoke
from bot.flows.team_spoke import team_spoke
from escalation.model import (
    Conversation,
    HandoffStatus,
    Message,
    Outcome,
    Owner,
    Person,
    Role,
    Speaker,
    Turn,
    Utterance,
    conversation_id,
    turn_id,
)
from escalation.reading import is_chatter
from escalation.receipts import correction_in
from escalation.roles import role_of
from storage import channels, conversations, handoffs, inbox, outbox
from storage.database import Tx

_PATIENCE_SECONDS = 20.0


async def hear(deps: Deps, message: Message) -> str:
    """Take note of a message and of what follows from it; what was done, in a word. Hearing it twice is harmless."""
    person = await _author(deps, message)
    role = role_of(message, person, deps.house)
    if role in {Role.OURSELVES, Role.OTHER_BOT} or person is None:
        return role.value
    message = replace(message, text=await with_names(deps, message.text, message.mentions))
    if message.channel in {queue.channel for queue in deps.queues}:
        return await team_spoke(deps, message, person)
    if role is Role.STAFF:
        return await staff_spoke(deps, message, person)
    return await customer_spoke(deps, message, person)


async def _author(deps: Deps, message: Message) -> Person | None:
    """Who wrote it. When Slack does not tell for a while, an unknown person did: nobody is left without an answer."""
    if message.author is None or message.bot:
        return None
    try:
        return await who(deps, message.author)
    except UnavailableError:
        if deps.clock.now().timestamp() - float(message.ts) < _PATIENCE_SECONDS:
            raise
        return Person(id=message.author, name=message.author, team=message.team, is_known=False)


async def customer_spoke(deps: Deps, message: Message, person: Person) -> str:
    """A customer's message opens a conversation, continues one, or is somebody else's business."""
    account = await account_of(deps, message, person)
    async with deps.transaction() as tx:
        conversation = await _conversation(tx, deps, message)
        if conversation is None:
            is_to_us = message.mentions_us or await outbox.is_offer(tx, message.channel, message.root)
            if message.thread is not None and not is_to_us:
                return "somebody else's thread"
            if await channels.is_paused(tx, message.channel):
                return "paused"
            conversation = begun_by(deps, message, person, account)
            await conversations.add(tx, conversation)
            await want_facts(tx, deps, FactsDue(conversation=conversation.id))
        return await _note(tx, deps, conversation, message, person)


async def _conversation(tx: Tx, deps: Deps, message: Message) -> Conversation | None:
    """The thread's conversation, or the burst that a top-level message continues."""
    found = await conversations.find(tx, conversation_id(message.channel, message.root))
    if found is not None or message.thread is not None or message.author is None:
        return found
    recent = await conversations.latest_by(tx, message.channel, message.author, deps.clock.now() - deps.pace.burst)
    if recent is None or recent.owner is not Owner.BOT:
        return None
    return recent if await conversations.current_turn(tx, recent.id) else None


async def _note(tx: Tx, deps: Deps, conversation: Conversation, message: Message, person: Person) -> str:
    owner = await _owner_after(tx, deps, conversation, message, person)
    turn = await conversations.current_turn(tx, conversation.id) if owner is Owner.BOT else None
    this_turn = turn.id if turn else turn_id(message.channel, message.ts)
    said = Utterance(
        speaker=Speaker.CUSTOMER,
        author=person.id,
        name=person.name,
        text=message.text,
        at=deps.clock.now(),
        ts=message.ts,
        turn=this_turn,
        files=message.files,
    )
    if not await conversations.say(tx, conversation, said):
        return "heard already"
    if owner is not Owner.BOT:
        await _settle(tx, deps, conversation, said, "for the person who has it")
        relayed = await relay_to_team(tx, deps, conversation, said)
        return await correct_in_words(tx, deps, conversation, message, person) or relayed
    if await channels.is_paused(tx, message.channel):
        await _settle(tx, deps, conversation, said, "the channel is paused")
        return "paused"
    if turn is None:
        await conversations.open_turn(tx, _turn(deps, conversation, said))
    await conversations.note_mentions(
        tx, this_turn, us=message.mentions_us or message.is_direct, others=bool(message.mentions)
    )
    await _schedule(tx, deps, conversation, message, said)
    return "a turn"


async def _owner_after(tx: Tx, deps: Deps, conversation: Conversation, message: Message, person: Person) -> Owner:
    """Who answers from this message on."""
    if conversation.owner is Owner.BOT:
        return Owner.BOT
    handoff = await handoffs.in_charge(tx, conversation.id)
    if handoff is not None and handoff.status is HandoffStatus.RESOLVED:
        if not correction_in(message.text):
            whole = await conversations.get(tx, handoff.conversation)
            await heard_after_resolution(tx, deps, whole, handoff, message.text, person)
        return Owner.PERSON
    is_with_people = handoff is not None and handoff.status.is_open
    if not is_chatter(message.text):
        about = handoff.conversation if handoff is not None else conversation.id
        await came_back(tx, deps, about, only_if_gone=True)
    if message.mentions_us and not is_with_people:
        # A person had spoken here without a handoff; now the customer turns to the bot.
        await conversations.change_owner(tx, conversation.id, Owner.BOT)
        return Owner.BOT
    return conversation.owner


def _turn(deps: Deps, conversation: Conversation, said: Utterance) -> Turn:
    assert said.turn is not None
    deadline = said.at + deps.pace.quiet + deps.pace.turn
    return Turn(id=said.turn, conversation=conversation.id, opened_at=said.at, deadline=deadline)


async def _settle(tx: Tx, deps: Deps, conversation: Conversation, said: Utterance, why: str) -> None:
    """A turn that is not the bot's to answer has its outcome at once."""
    from_turn = _turn(deps, conversation, said)
    if await conversations.turn(tx, from_turn.id) is None:
        await conversations.open_turn(tx, from_turn)
    await conversations.end_turn(tx, from_turn.id, Outcome.SILENT, why)


async def _schedule(tx: Tx, deps: Deps, conversation: Conversation, message: Message, said: Utterance) -> None:
    payload = {"conversation": conversation.id, "turn": said.turn, "upto": message.ts}
    work = inbox.NewWork(
        key=f"turn:{message.channel}:{message.ts}",
        kind="turn",
        lane=f"turn:{conversation.id}",
        payload=payload,
        due=deps.clock.now() + deps.pace.quiet,
    )
    await inbox.put(tx, work, deps.clock.now())
