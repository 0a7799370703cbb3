"""Ending a turn: only while what it was decided on still holds, and once."""

from dataclasses import dataclass
from datetime import datetime

from bot.deps import Deps
from bot.flows.episodes import go_on
from escalation.model import Conversation, Outcome, Ts, TurnId
from escalation.reading import Verdict
from storage import answers, conversations
from storage.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """What a turn is decided on: the conversation as it was read, and the last message that was seen of the turn.

    `failed_answers` is how many answers did not help, this turn included; `because` is the decision, explained, and
    `policy` the version it was made under. `topic` and `language` may be empty; `verdict` what the customer
    makes of our last answer; `is_repeated` says that they had asked it before.
    """

    conversation: Conversation
    turn: TurnId
    upto: Ts | None = None
    failed_answers: int = 0
    because: str = ""
    policy: str = ""
    topic: str = ""
    language: str = ""
    verdict: Verdict | None = None
    is_repeated: bool = False

    @property
    def asks_again(self) -> bool:
        """Whether it is about what they had asked before."""
        return self.is_repeated or self.verdict is Verdict.NOT_SOLVED


async def end_turn(tx: Tx, hold: Hold, outcome: Outcome, why: str) -> bool:
    """End the turn so. False when a person took over, when the customer went on writing, or when it had ended."""
    if not await _holds(tx, hold):
        return False
    await _note(tx, hold)
    return await conversations.end_turn(tx, hold.turn, outcome, why)


async def take_over_turn(tx: Tx, hold: Hold, deadline: datetime) -> bool:
    """From now on we speak: later messages are another turn, and this one has until the deadline."""
    if not await _holds(tx, hold):
        return False
    await _note(tx, hold)
    await conversations.take_turn(tx, hold.turn, deadline)
    return True


async def note_answer(tx: Tx, deps: Deps, hold: Hold, passages: tuple[str, ...], confidence: float) -> None:
    """These passages are the answer, found with this confidence before anything learned about the topic."""
    await go_on(tx, deps, hold.conversation, hold.topic, again=hold.asks_again)  # first: the answer is part of it
    await conversations.note_answer(tx, hold.conversation.id, passages)
    await answers.note(tx, hold.turn, hold.conversation.id, hold.topic, confidence, deps.clock.now())


async def _note(tx: Tx, hold: Hold) -> None:
    if hold.verdict is not None:
        await answers.judge(tx, hold.conversation.id, helped=hold.verdict is Verdict.SOLVED)
    await conversations.fail_answers(tx, hold.conversation.id, hold.failed_answers)
    await conversations.explain_turn(tx, hold.turn, hold.because, hold.policy)


async def _holds(tx: Tx, hold: Hold) -> bool:
    now = await conversations.get(tx, hold.conversation.id)
    if now.epoch != hold.conversation.epoch:
        await conversations.end_turn(tx, hold.turn, Outcome.SILENT, "a person took over")
        return False
    return not await conversations.is_continued(tx, hold.turn, hold.upto)
