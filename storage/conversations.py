"""Conversations, what was said in them, and how each turn ended."""

from dataclasses import asdict
from datetime import datetime

from pydantic import TypeAdapter
from sqlmodel import col, func, select, update

from escalation.model import (
    ChannelId,
    Conversation,
    ConversationId,
    Outcome,
    Owner,
    PersonId,
    Speaker,
    Ts,
    Turn,
    TurnId,
    Utterance,
    conversation_id,
)
from storage.database import Tx
from storage.errors import NotFoundError
from storage.tables import ConversationRow, TurnRow, UtteranceRow

_CONVERSATION = TypeAdapter(Conversation)
_UTTERANCE = TypeAdapter(Utterance)
_TURN = TypeAdapter(Turn)


async def add(tx: Tx, conversation: Conversation) -> None:
    """Remember a new conversation."""
    tx.add(ConversationRow(**asdict(conversation)))
    await tx.flush()


async def get(tx: Tx, conversation: ConversationId) -> Conversation:
    """The conversation as it stands, its row locked until the transaction ends; or NotFoundError."""
    found = await find(tx, conversation)
    if found is None:
        raise NotFoundError(f"conversation {conversation}")
    return found


async def find(tx: Tx, conversation: ConversationId) -> Conversation | None:
    """The conversation as it stands, its row locked until the transaction ends; or None."""
    query = select(ConversationRow).where(col(ConversationRow.id) == conversation).with_for_update()
    row = (await tx.exec(query.execution_options(populate_existing=True))).first()
    return _CONVERSATION.validate_python(row.model_dump()) if row else None


async def at(tx: Tx, channel: ChannelId, ts: Ts) -> Conversation | None:
    """The conversation in which this message was said, or that it opened; None where we had not listened."""
    said = select(UtteranceRow.conversation).where(col(UtteranceRow.channel) == channel, col(UtteranceRow.ts) == ts)
    about = (await tx.exec(said)).first()
    return await find(tx, ConversationId(about) if about else conversation_id(channel, ts))


async def latest_by(tx: Tx, channel: ChannelId, customer: PersonId, since: datetime) -> Conversation | None:
    """The newest conversation that this person opened in the channel since then."""
    query = (
        select(ConversationRow)
        .where(col(ConversationRow.channel) == channel, col(ConversationRow.customer) == customer)
        .where(col(ConversationRow.opened_at) >= since)
        .order_by(col(ConversationRow.opened_at).desc())
    )
    row = (await tx.exec(query)).first()
    return _CONVERSATION.validate_python(row.model_dump()) if row else None


async def alive(tx: Tx, since: datetime) -> tuple[tuple[ChannelId, Ts], ...]:
    """The threads in which something was said since then, the latest first."""
    query = (
        select(ConversationRow.channel, ConversationRow.thread)
        .join(UtteranceRow, col(UtteranceRow.conversation) == col(ConversationRow.id))
        .where(col(UtteranceRow.at) >= since)
        .group_by(col(ConversationRow.channel), col(ConversationRow.thread))
        .order_by(func.max(UtteranceRow.at).desc())
    )
    return tuple((ChannelId(channel), Ts(thread)) for channel, thread in (await tx.exec(query)).all())


async def change_owner(tx: Tx, conversation: ConversationId, owner: Owner, person: PersonId | None = None) -> int:
    """Give the conversation to another owner; the new epoch. Words decided before are not said any more."""
    change = (
        update(ConversationRow)
        .where(col(ConversationRow.id) == conversation)
        .values(owner=owner, owner_id=person, epoch=col(ConversationRow.epoch) + 1)
        .returning(col(ConversationRow.epoch))
    )
    return int((await tx.exec(change)).scalar_one())


async def note_answer(tx: Tx, conversation: ConversationId, passages: tuple[str, ...]) -> None:
    """These passages were offered as an answer."""
    row = await tx.get_one(ConversationRow, conversation, populate_existing=True)
    row.answers += 1
    row.tried = [*row.tried, *(passage for passage in passages if passage not in row.tried)]
    await tx.flush()


async def fail_answers(tx: Tx, conversation: ConversationId, count: int) -> None:
    """This many answers did not help by now."""
    change = update(ConversationRow).where(col(ConversationRow.id) == conversation)
    await tx.exec(change.values(failed_answers=count))


async def begin_episode(tx: Tx, conversation: ConversationId, now: datetime) -> int:
    """Another handoff begins; its number. What led to it is settled by it."""
    row = await tx.get_one(ConversationRow, conversation, populate_existing=True)
    row.episodes += 1
    await settle(tx, conversation, now)
    return row.episodes


async def settle(tx: Tx, conversation: ConversationId, now: datetime) -> None:
    """What was said and tried so far leads to no other handoff."""
    change = update(ConversationRow).where(col(ConversationRow.id) == conversation)
    await tx.exec(change.values(settled_at=now, answers=0, failed_answers=0))


async def say(tx: Tx, conversation: Conversation, said: Utterance) -> bool:
    """Remember what was said, once per message. False when it was there already."""
    there = select(UtteranceRow.seq).where(
        col(UtteranceRow.channel) == conversation.channel, col(UtteranceRow.ts) == said.ts
    )
    if (await tx.exec(there)).first() is not None:
        return False
    tx.add(UtteranceRow(conversation=conversation.id, channel=conversation.channel, **asdict(said)))
    await tx.flush()
    return True


async def reword(tx: Tx, channel: ChannelId, ts: Ts, text: str | None) -> ConversationId | None:
    """Replace what was said by its new wording, or forget it; the conversation, if it is one of ours."""
    change = (
        update(UtteranceRow)
        .where(col(UtteranceRow.channel) == channel, col(UtteranceRow.ts) == ts)
        .values(text=text, **({"files": []} if text is None else {}))
        .returning(col(UtteranceRow.conversation))
    )
    found = (await tx.exec(change)).scalar_one_or_none()
    return ConversationId(found) if found else None


async def line_at(tx: Tx, channel: ChannelId, ts: Ts) -> Utterance | None:
    """What this message says, if it is one of ours."""
    query = select(UtteranceRow).where(col(UtteranceRow.channel) == channel, col(UtteranceRow.ts) == ts)
    row = (await tx.exec(query.execution_options(populate_existing=True))).first()
    return _UTTERANCE.validate_python(row.model_dump()) if row else None


async def move_line(tx: Tx, channel: ChannelId, ts: Ts, turn: TurnId) -> None:
    """This message belongs to another turn."""
    change = update(UtteranceRow).where(col(UtteranceRow.channel) == channel, col(UtteranceRow.ts) == ts)
    await tx.exec(change.values(turn=turn))


async def lines(tx: Tx, conversation: ConversationId) -> tuple[Utterance, ...]:
    """Everything that was said, oldest first."""
    query = select(UtteranceRow).where(col(UtteranceRow.conversation) == conversation).order_by(col(UtteranceRow.ts))
    return tuple(_UTTERANCE.validate_python(row.model_dump()) for row in (await tx.exec(query)).all())


async def open_turn(tx: Tx, turn: Turn) -> None:
    """Remember a new turn."""
    tx.add(TurnRow(**asdict(turn)))
    await tx.flush()


async def turn(tx: Tx, turn_id: TurnId) -> Turn | None:
    """The turn, if there is one."""
    row = await tx.get(TurnRow, turn_id, populate_existing=True)
    return _TURN.validate_python(row.model_dump()) if row else None


async def turns(tx: Tx, conversation: ConversationId) -> dict[TurnId, Turn]:
    """Every turn of a conversation."""
    rows = (await tx.exec(select(TurnRow).where(col(TurnRow.conversation) == conversation))).all()
    return {TurnId(row.id): _TURN.validate_python(row.model_dump()) for row in rows}


async def current_turn(tx: Tx, conversation: ConversationId) -> Turn | None:
    """The conversation's turn that a message may still join: without an outcome, and not taken."""
    query = select(TurnRow).where(col(TurnRow.conversation) == conversation, col(TurnRow.outcome).is_(None))
    query = query.where(col(TurnRow.is_taken).is_(False))
    row = (await tx.exec(query.order_by(col(TurnRow.opened_at)))).first()
    return _TURN.validate_python(row.model_dump()) if row else None


async def note_mentions(tx: Tx, turn_id: TurnId, *, us: bool, others: bool) -> None:
    """Another message of the turn mentions us, or somebody else."""
    row = await tx.get_one(TurnRow, turn_id, populate_existing=True)
    row.mentions_us, row.mentions_others = row.mentions_us or us, row.mentions_others or others
    await tx.flush()


async def take_turn(tx: Tx, turn_id: TurnId, deadline: datetime) -> None:
    """Nothing joins this turn any more; it has until the deadline."""
    change = update(TurnRow).where(col(TurnRow.id) == turn_id)
    await tx.exec(change.values(is_taken=True, deadline=deadline))


async def is_continued(tx: Tx, turn_id: TurnId, upto: Ts | None) -> bool:
    """Whether the customer wrote more in this turn after this message."""
    if upto is None:
        return False
    later = select(UtteranceRow.seq).where(col(UtteranceRow.turn) == turn_id, col(UtteranceRow.ts) > upto)
    return (await tx.exec(later)).first() is not None


async def end_turn(tx: Tx, turn_id: TurnId, outcome: Outcome, why: str = "") -> bool:
    """End the turn. False when it had ended already: the first outcome stands."""
    end = update(TurnRow).where(col(TurnRow.id) == turn_id, col(TurnRow.outcome).is_(None))
    result = await tx.exec(end.values(outcome=outcome, why=why).returning(col(TurnRow.id)))
    return result.first() is not None


async def end_open_turns(tx: Tx, conversation: ConversationId, outcome: Outcome, why: str) -> None:
    """End whatever turn is open in this conversation."""
    open_ones = update(TurnRow).where(col(TurnRow.conversation) == conversation, col(TurnRow.outcome).is_(None))
    await tx.exec(open_ones.values(outcome=outcome, why=why))


async def end_turns_in(tx: Tx, channel: ChannelId, outcome: Outcome, why: str) -> None:
    """End whatever turn is open in this channel."""
    here = select(ConversationRow.id).where(col(ConversationRow.channel) == channel)
    open_ones = update(TurnRow).where(col(TurnRow.conversation).in_(here), col(TurnRow.outcome).is_(None))
    await tx.exec(open_ones.values(outcome=outcome, why=why))


async def asked_back(tx: Tx, conversation: Conversation) -> int:
    """How often the bot asked back in this conversation since it was last settled."""
    query = select(func.count()).select_from(TurnRow).where(col(TurnRow.conversation) == conversation.id)
    if conversation.settled_at is not None:
        query = query.where(col(TurnRow.opened_at) > conversation.settled_at)
    return (await tx.exec(query.where(col(TurnRow.outcome) == Outcome.ASKED_BACK))).one()


async def explain_turn(tx: Tx, turn_id: TurnId, because: str, policy: str) -> None:
    """Why the bot decided as it did about this turn, and under which policy."""
    change = update(TurnRow).where(col(TurnRow.id) == turn_id)
    await tx.exec(change.values(because=because, policy=policy))


async def overdue_turns(tx: Tx, now: datetime) -> tuple[Turn, ...]:
    """Turns past their deadline with no outcome."""
    query = select(TurnRow).where(col(TurnRow.outcome).is_(None), col(TurnRow.deadline) < now)
    return tuple(_TURN.validate_python(row.model_dump()) for row in (await tx.exec(query)).all())


def customer_words(said: tuple[Utterance, ...], turn: TurnId) -> str:
    """What the customer said in this turn, one message a line."""
    mine = [line.text for line in said if line.turn == turn and line.speaker is Speaker.CUSTOMER and line.text]
    return "\n".join(mine)
