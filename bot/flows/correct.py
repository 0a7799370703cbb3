"""A customer rewrites what the bot has dealt with already: what it says now is dealt with, once."""

from dataclasses import asdict

from bot.deps import Deps
from bot.flows.converse import TurnDue
from escalation.model import Change, ConversationId, Outcome, Owner, Speaker, Turn, Utterance, rewritten
from storage import conversations, inbox
from storage.database import Tx

_DEALT_WITH = frozenset({Outcome.ANSWERED, Outcome.ASKED_BACK, Outcome.SILENT})


async def ask_again(tx: Tx, deps: Deps, change: Change, conversation_id: ConversationId) -> str:
    """Make a turn of the new wording. What is still pending needs none: it is read when its turn comes."""
    conversation = await conversations.get(tx, conversation_id)
    line = await conversations.line_at(tx, change.channel, change.ts)
    if conversation.owner is not Owner.BOT or line is None or not conversation.is_fresh(line.at):
        return "noted"
    before = await _turn_of(tx, line)
    if before is None or before.outcome not in _DEALT_WITH:
        return "noted"
    now = deps.clock.now()
    turn = Turn(
        id=rewritten(before.id),
        conversation=conversation.id,
        opened_at=now,
        deadline=now + deps.pace.quiet + deps.pace.turn,
        is_taken=True,
        mentions_us=before.mentions_us,
        mentions_others=bool(change.mentions),
    )
    if await conversations.turn(tx, turn.id) is not None:
        return "noted: once is enough"
    await conversations.open_turn(tx, turn)
    await conversations.move_line(tx, change.channel, change.ts, turn.id)
    due = TurnDue(conversation=conversation.id, turn=turn.id)
    work = inbox.NewWork(
        key=f"turn:{turn.id}",
        kind="turn",
        lane=f"turn:{conversation.id}",
        payload=asdict(due),
        due=now + deps.pace.quiet,
    )
    await inbox.put(tx, work, now)
    return "a turn"


async def _turn_of(tx: Tx, line: Utterance) -> Turn | None:
    if line.speaker is not Speaker.CUSTOMER or line.turn is None or not line.text:
        return None
    return await conversations.turn(tx, line.turn)
