"""A customer's turn: understood, decided, carried out. Ends in exactly one outcome."""

from dataclasses import dataclass, replace
from typing import assert_never

from bot import saying
from bot.brain.answer import Draft, draft_answer
from bot.deps import Deps
from bot.errors import ModelUnavailableError
from bot.flows.deliver import deliver, finish_interrupted
from bot.flows.hand_off import hand_off
from bot.flows.turns import Hold, end_turn
from bot.ports import NoticeSaid, Place
from escalation.decisions import Acknowledge, AskBack, Decision, HandOff, Reply, StaySilent
from escalation.model import Conversation, ConversationId, Outcome, Owner, Speaker, Ts, Turn, TurnId, Utterance
from escalation.policy import decide
from escalation.reading import Verdict
from escalation.signals import Signals, Words, read_signals
from storage import channels, conversations, outbox, people
from storage.database import Tx
from storage.outbox import State

THINKING = "is looking that up…"


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnDue:
    """A turn whose customer has paused. `upto` is the last message seen; `pressed` a button that spoke instead."""

    conversation: ConversationId
    turn: TurnId
    upto: Ts | None = None
    pressed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a turn is decided on, read in one transaction."""

    conversation: Conversation
    lines: tuple[Utterance, ...]
    turn: Turn
    text: str
    asked_back: int


async def take_turn(deps: Deps, due: TurnDue) -> str:
    """Answer the customer's turn, ask back, bring in a person, or stay silent with a reason."""
    scene = await _scene(deps, due)
    if isinstance(scene, str):
        return scene
    conversation = scene.conversation
    signals = read_signals(_words(scene, due), conversation)
    draft = None
    if isinstance(decide(signals, deps.limits), Reply):  # only then is there something to look up
        await deps.messenger.show_thinking(Place(channel=conversation.channel, thread=conversation.thread), THINKING)
        signals, draft = await _with_draft(deps, scene, signals)
    hold = Hold(conversation=conversation, turn=due.turn, upto=due.upto, failed_answers=signals.failed_answers)
    try:
        return await carry_out(deps, hold, decide(signals, deps.limits), draft)
    finally:
        if draft is not None:
            await draft.close()


async def carry_out(deps: Deps, hold: Hold, decision: Decision, draft: Draft | None) -> str:
    """Do what was decided. A new kind of decision will not type-check until it is here."""
    match decision:
        case Reply():
            assert draft is not None
            return await deliver(deps, hold, draft)
        case AskBack(why=why):
            asks = NoticeSaid(conversation=hold.conversation.id, text=deps.workspace.texts.ask_back, offers_person=True)
            return await _say(deps, hold, asks, Outcome.ASKED_BACK, why)
        case HandOff():
            return await hand_off(deps, hold, decision)
        case Acknowledge():
            glad = NoticeSaid(conversation=hold.conversation.id, text=deps.workspace.texts.solved)
            return await _say(deps, hold, glad, Outcome.SILENT, "solved")
        case StaySilent(why=why):
            async with deps.transaction() as tx:
                await end_turn(tx, hold, Outcome.SILENT, why)
            return f"silent: {why}"
        case _:
            assert_never(decision)


async def _scene(deps: Deps, due: TurnDue) -> Scene | str:
    """What there is to decide on, or why there is nothing to decide."""
    async with deps.transaction() as tx:
        turn = await conversations.turn(tx, due.turn)
        conversation = await conversations.get(tx, due.conversation)
        lines = await conversations.lines(tx, due.conversation)
        begun = await outbox.find(tx, f"answer:{due.turn}")
        is_half_said = begun is not None and begun.words.state is State.LIVE
        if turn is None or (turn.outcome is not None and not is_half_said):
            return "ended already"
        if await conversations.is_continued(tx, due.turn, due.upto):
            return "continued by a later message"
        unwanted = "" if is_half_said else await _why_unwanted(tx, conversation)
        if unwanted:
            await conversations.end_turn(tx, due.turn, Outcome.SILENT, unwanted)
            return unwanted
        asked_back = await conversations.asked_back(tx, due.conversation)
    text = conversations.customer_words(lines, due.turn)
    scene = Scene(conversation=conversation, lines=lines, turn=turn, text=text, asked_back=asked_back)
    if begun is not None:
        hold = Hold(conversation=conversation, turn=due.turn, failed_answers=conversation.failed_answers)
        return await finish_interrupted(deps, hold, begun, _question(scene, None))
    if not text and not due.pressed:
        async with deps.transaction() as tx:
            await conversations.end_turn(tx, due.turn, Outcome.SILENT, "taken back by its author")
        return "taken back"
    return scene


async def _why_unwanted(tx: Tx, conversation: Conversation) -> str:
    if conversation.owner is not Owner.BOT:
        return "a person has it"
    return "the channel is paused" if await channels.is_paused(tx, conversation.channel) else ""


def _words(scene: Scene, due: TurnDue) -> Words:
    return Words(
        text=scene.text,
        mentions_us=scene.turn.mentions_us,
        mentions_others=scene.turn.mentions_others,
        pressed_person=due.pressed == "person",
        pressed_verdict={"solved": Verdict.SOLVED, "not_solved": Verdict.NOT_SOLVED}.get(due.pressed),
        asked_back=scene.asked_back,
    )


async def _with_draft(deps: Deps, scene: Scene, signals: Signals) -> tuple[Signals, Draft | None]:
    """Look the question up, and begin an answer."""
    second = signals.verdict is Verdict.NOT_SOLVED
    try:
        draft = await draft_answer(deps, scene.conversation, scene.lines, _question(scene, signals), is_second=second)
    except ModelUnavailableError:
        return replace(signals, model_has_failed=True), None
    return replace(signals, has_found_something=draft is not None), draft


def _question(scene: Scene, signals: Signals | None) -> str:
    """What to search for: the turn; with what was asked before, when the turn only says that it did not help."""
    if scene.text and (signals is None or signals.verdict is not Verdict.NOT_SOLVED):
        return scene.text
    asked = [line.text for line in scene.lines if line.speaker is Speaker.CUSTOMER and line.text]
    return "\n".join(asked[-4:])


async def _say(deps: Deps, hold: Hold, notice: NoticeSaid, outcome: Outcome, why: str) -> str:
    """A short word of ours, if the conversation is still ours; it ends the turn."""
    conversation = hold.conversation
    async with deps.transaction() as tx:
        if not await end_turn(tx, hold, outcome, why):
            return "overtaken"
        discloses = await people.disclose(tx, conversation.customer, deps.clock.now())
        said = replace(notice, discloses=discloses)
        words = saying.to_customer(conversation, said, f"notice:{hold.turn}", epoch=conversation.epoch)
        await outbox.put(tx, words, deps.clock.now())
    return f"{outcome.value}: {why}"
