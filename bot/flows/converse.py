"""A customer's turn: understood, decided, carried out. Ends in exactly one outcome."""

from dataclasses import dataclass, replace
from typing import assert_never

from bot import saying
from bot.brain.answer import Draft, draft_answer
from bot.deps import Deps
from bot.errors import ModelUnavailableError
from bot.flows.deliver import deliver_quoted, deliver_streamed, end_turn_as_ours, finish_interrupted
from bot.flows.hand_off import hand_off
from bot.ports import NoticeSaid, Place
from escalation.decisions import Acknowledge, AskBack, Decision, HandOff, Reply, StaySilent
from escalation.model import Conversation, ConversationId, Outcome, Owner, Speaker, Ts, TurnId, Utterance
from escalation.policy import decide
from escalation.reading import Verdict
from escalation.signals import Signals, Words, read_signals
from storage import conversations, outbox, people

THINKING = "is looking that up…"


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnDue:
    """A turn whose customer has paused. `upto` is the last message seen; `pressed` a button that spoke instead."""

    conversation: ConversationId
    turn: TurnId
    upto: Ts | None = None
    mentions_us: bool = False
    mentions_others: bool = False
    pressed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a turn is decided on, read in one transaction."""

    conversation: Conversation
    lines: tuple[Utterance, ...]
    text: str
    asked_back: int


async def take_turn(deps: Deps, due: TurnDue) -> str:
    """Answer the customer's turn, ask back, bring in a person, or stay silent with a reason."""
    scene = await _scene(deps, due)
    if isinstance(scene, str):
        return scene
    place = Place(channel=scene.conversation.channel, thread=scene.conversation.thread)
    signals = read_signals(_words(scene, due), scene.conversation)
    draft = None
    if isinstance(decide(signals, deps.limits), Reply):  # only then is there something to look up
        await deps.messenger.show_thinking(place, THINKING)
        signals, draft = await _with_draft(deps, scene, signals)
    try:
        return await carry_out(deps, scene, due, decide(signals, deps.limits), draft)
    finally:
        if draft is not None:
            await draft.close()
        if signals.has_found_something is False or draft is not None:
            await deps.messenger.show_thinking(place, "")


async def carry_out(deps: Deps, scene: Scene, due: TurnDue, decision: Decision, draft: Draft | None) -> str:
    """Do what was decided. A new kind of decision will not type-check until it is here."""
    match decision:
        case Reply():
            assert draft is not None
            return await _reply(deps, scene, due, draft)
        case AskBack(why=why):
            notice = NoticeSaid(
                conversation=scene.conversation.id, text=deps.workspace.texts.ask_back, offers_person=True
            )
            return await _say(deps, scene, due, notice, Outcome.ASKED_BACK, why)
        case HandOff():
            await _count_failure(deps, scene, due)
            return await hand_off(deps, scene.conversation.id, due.turn, decision)
        case Acknowledge():
            notice = NoticeSaid(conversation=scene.conversation.id, text=deps.workspace.texts.solved)
            return await _say(deps, scene, due, notice, Outcome.SILENT, "solved")
        case StaySilent(why=why):
            async with deps.transaction() as tx:
                await conversations.end_turn(tx, due.turn, Outcome.SILENT, why)
            return f"silent: {why}"
        case _:
            assert_never(decision)


async def _scene(deps: Deps, due: TurnDue) -> Scene | str:
    """What there is to decide on, or why there is nothing to decide."""
    async with deps.transaction() as tx:
        turn = await conversations.turn(tx, due.turn)
        conversation = await conversations.get(tx, due.conversation)
        lines = await conversations.lines(tx, due.conversation)
        if turn is None or turn.outcome is not None:
            return "ended already"
        if due.upto is not None and any(line.turn == due.turn and line.ts > due.upto for line in lines):
            return "continued by a later message"
        if conversation.owner is not Owner.BOT:
            await conversations.end_turn(tx, due.turn, Outcome.SILENT, "a person has it")
            return "a person has it"
        begun = await outbox.find(tx, f"answer:{due.turn}")
        asked_back = await conversations.asked_back(tx, due.conversation)
    text = conversations.customer_words(lines, due.turn)
    scene = Scene(conversation=conversation, lines=lines, text=text, asked_back=asked_back)
    if begun is not None:
        return await finish_interrupted(deps, conversation, due.turn, begun, _question(scene, None))
    if not text and not due.pressed:
        async with deps.transaction() as tx:
            await conversations.end_turn(tx, due.turn, Outcome.SILENT, "taken back by its author")
        return "taken back"
    return scene


def _words(scene: Scene, due: TurnDue) -> Words:
    return Words(
        text=scene.text,
        mentions_us=due.mentions_us,
        mentions_others=due.mentions_others,
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


async def _reply(deps: Deps, scene: Scene, due: TurnDue, draft: Draft) -> str:
    await _count_failure(deps, scene, due)
    if draft.words is None:
        return await deliver_quoted(deps, scene.conversation, due.turn, draft)
    return await deliver_streamed(deps, scene.conversation, due.turn, draft)


async def _count_failure(deps: Deps, scene: Scene, due: TurnDue) -> None:
    """The customer said that an answer did not help: that is remembered, once per turn."""
    signals = read_signals(_words(scene, due), scene.conversation)
    if signals.failed_answers == scene.conversation.failed_answers:
        return
    async with deps.transaction() as tx:
        await conversations.fail_answers(tx, scene.conversation.id, signals.failed_answers)


async def _say(deps: Deps, scene: Scene, due: TurnDue, notice: NoticeSaid, outcome: Outcome, why: str) -> str:
    """A short word of ours, if the conversation is still ours; it ends the turn."""
    conversation = scene.conversation
    async with deps.transaction() as tx:
        if not await end_turn_as_ours(tx, conversation, due.turn, outcome, why):
            return "no longer ours"
        discloses = await people.disclose(tx, conversation.customer, deps.clock.now())
        words = saying.to_customer(
            conversation, replace(notice, discloses=discloses), f"notice:{due.turn}", epoch=conversation.epoch
        )
        await outbox.put(tx, words, deps.clock.now())
    return f"{outcome.value}: {why}"
