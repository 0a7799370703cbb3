"""A customer pressed a button under an answer, or reacted to it: the same as saying so."""

from dataclasses import asdict

from bot import saying
from bot.deps import Deps
from bot.errors import NothingToDoError, UnavailableError
from bot.flows.after_resolution import confirm_by_customer
from bot.flows.converse import TurnDue
from bot.flows.open_by_hand import ByHand, open_by_hand
from bot.flows.people import who
from bot.flows.resolve import reopen_by_customer
from bot.flows.send import send_unsent
from escalation.model import (
    ChannelId,
    Conversation,
    ConversationId,
    HandoffId,
    Outcome,
    Owner,
    Person,
    PersonId,
    Ts,
    Turn,
    TurnId,
)
from escalation.roles import may_act
from storage import conversations, inbox, outbox, ratings
from storage.database import Tx

VERDICTS = ("solved", "not_solved")

NOT_A_BUTTON = "not on an answer"


async def press(deps: Deps, kind: str, conversation_id: ConversationId, answer: Ts, by: PersonId) -> str:
    """`kind` is `solved`, `not_solved` or `person`; `answer` the message it was pressed on.

    It becomes a turn of its own. Pressing the same thing again changes nothing, and neither does a colleague.
    """
    if may_act(await who(deps, by), ChannelId(conversation_id.split(":")[0]), deps.house):
        return "a colleague's, not the customer's"
    async with deps.transaction() as tx:
        conversation = await conversations.get(tx, conversation_id)
        if kind in VERDICTS:
            await ratings.rate(tx, answer, by, conversation_id, is_good=kind == "solved", now=deps.clock.now())
        if conversation.owner is not Owner.BOT:
            return "a person has it"
        return await _begin_turn(tx, deps, conversation, TurnId(f"{conversation.channel}:{answer}:{kind}"), kind)


async def react(deps: Deps, kind: str, channel: ChannelId, ts: Ts, by: PersonId) -> str:
    """The emoji twin of a button: a reaction on one of the bot's messages to a customer.

    A colleague's call for a person may be on any message, and hands its thread over.
    """
    if by == deps.house.our_user:
        return "our own mark"
    if kind == "send":
        is_ours = channel in {queue.channel for queue in deps.queues}
        return await send_unsent(deps, channel, ts, await who(deps, by)) if is_ours else "not a team's channel"
    if kind == "person" and may_act(agent := await who(deps, by), channel, deps.house):
        return await _hand_over(deps, ByHand(channel=channel, message=ts), agent)
    async with deps.database.transaction() as tx:
        key = await outbox.key_at(tx, channel, ts)
        conversation = await outbox.conversation_at(tx, channel, ts)
        if key is None and await outbox.is_posting(tx, channel):
            raise UnavailableError("Slack", "an answer may stand there whose place is not noted yet")
    if key is None or conversation is None or not key.startswith(("answer:", "notice:", "handed_back:", "resolved:")):
        return NOT_A_BUTTON
    if key.startswith("resolved:"):
        about = HandoffId(key.split(":")[1])
        return await (confirm if kind == "solved" else reopen)(deps, about, channel, by)
    return await press(deps, kind, conversation, ts, by)


async def _hand_over(deps: Deps, wish: ByHand, agent: Person) -> str:
    """An emoji says no more than it says: what stands against it is told to whoever gave it."""
    try:
        return await open_by_hand(deps, wish, agent)
    except NothingToDoError as error:
        async with deps.transaction() as tx:
            key = f"not_handed_over:{wish.channel}:{wish.message}:{agent.id}"
            await outbox.put(tx, saying.whisper(wish.channel, None, agent.id, error.message, key), deps.clock.now())
        return f"refused: {error.message}"


async def reopen(deps: Deps, handoff: HandoffId, channel: ChannelId, by: PersonId) -> str:
    """*Not solved* under a resolution, pressed by the customer."""
    if may_act(await who(deps, by), channel, deps.house):
        return "a colleague's, not the customer's"
    return await reopen_by_customer(deps, handoff)


async def confirm(deps: Deps, handoff: HandoffId, channel: ChannelId, by: PersonId) -> str:
    """*Solved* under a resolution, pressed by the customer."""
    if may_act(await who(deps, by), channel, deps.house):
        return "a colleague's, not the customer's"
    return await confirm_by_customer(deps, handoff)


async def _begin_turn(tx: Tx, deps: Deps, conversation: Conversation, turn: TurnId, kind: str) -> str:
    if await conversations.turn(tx, turn) is not None:
        return "pressed already"
    now = deps.clock.now()
    await conversations.end_open_turns(tx, conversation.id, Outcome.SILENT, f"pressed {kind}")
    deadline = now + deps.pace.turn
    opened = Turn(id=turn, conversation=conversation.id, opened_at=now, deadline=deadline, is_taken=True)
    await conversations.open_turn(tx, opened)
    due = TurnDue(conversation=conversation.id, turn=turn, pressed=kind)
    work = inbox.NewWork(key=f"turn:{turn}", kind="turn", lane=f"turn:{conversation.id}", payload=asdict(due), due=now)
    await inbox.put(tx, work, now)
    return "a turn"
