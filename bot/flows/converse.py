"""A customer's turn: understood, decided, carried out. Ends in exactly one outcome."""

import re
from dataclasses import dataclass, replace
from typing import assert_never

from bot import saying
from bot.brain.answer import Draft, draft_answer, look_up
from bot.deps import Deps
from bot.errors import ModelUnavailableError
from bot.flows.deliver import deliver, finish_interrupted
from bot.flows.episodes import end_episode, go_on
from bot.flows.hand_off import hand_off
from bot.flows.turns import Hold, end_turn
from bot.flows.understand import Scene, scene_of, understand
from bot.flows.wording import labels, texts_of, texts_with
from bot.ports import Found, NoticeSaid, Place
from bot.workspace import TextsConfig
from escalation.calibration import shift, shifted
from escalation.decisions import Acknowledge, AskBack, Decision, HandOff, OfferHuman, Reply, StaySilent, explained
from escalation.limits import Limits
from escalation.model import Conversation, ConversationId, Ending, Outcome, Owner, Reason, Ts, TurnId, is_rewritten
from escalation.policy import decide
from escalation.reading import Verdict
from escalation.signals import Looked, Signals
from storage import answers, channels, conversations, outbox, people
from storage.database import Tx
from storage.outbox import State

_MEANS_THIS_PAGE = re.compile(
    r"\b(?:this|that|it|here|doesn['’]?t|does not|won['’]?t|can(?:['’]?t|not)|not work\w*)\b", re.I
)
"""Words that point at something the customer sees: what it is, the product may have told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnDue:
    """A turn whose customer has paused. `upto` is the last message seen; `pressed` a button that spoke instead."""

    conversation: ConversationId
    turn: TurnId
    upto: Ts | None = None
    pressed: str = ""


async def take_turn(deps: Deps, due: TurnDue) -> str:
    """Answer the customer's turn, ask back, bring in a person, or stay silent with a reason."""
    scene = await _scene(deps, due)
    if isinstance(scene, str):
        return scene
    conversation = scene.conversation
    signals, limits = await understand(deps, scene)
    decision, draft = decide(signals, limits), None
    if isinstance(decision, Reply | OfferHuman):  # only then is there something to look up
        texts = texts_with(deps, conversation, language=signals.says.language)
        place = Place(channel=conversation.channel, thread=conversation.thread)
        await deps.messenger.show_thinking(place, texts.thinking)
        decision, draft = await _looked_up(deps, scene, signals, limits)
    hold = Hold(
        conversation=conversation,
        turn=due.turn,
        upto=due.upto,
        failed_answers=signals.failed_answers,
        because=explained(decision),
        policy=deps.policy.version,
        topic=signals.topic(limits),
        verdict=signals.verdict,
        is_repeated=signals.says.times_asked > 1,
        language=signals.says.language,
    )
    try:
        return await carry_out(deps, hold, decision, draft)
    finally:
        if draft is not None:
            await draft.close()


async def carry_out(deps: Deps, hold: Hold, decision: Decision, draft: Draft | None) -> str:
    """Do what was decided. A new kind of decision will not type-check until it is here."""
    texts = texts_of(deps, hold)
    match decision:
        case Reply(is_owned=is_owned):
            assert draft is not None
            return await deliver(deps, hold, draft, offer_late="" if is_owned else texts.offer_unsure)
        case OfferHuman(reasons=reasons):
            assert draft is not None
            return await deliver(deps, hold, draft, offer=_offer(texts, reasons))
        case AskBack(why=why, rivals=rivals):
            question = _which(texts, rivals) if rivals else texts.ask_back
            asks = NoticeSaid(conversation=hold.conversation.id, text=question, offers_person=True)
            return await _say(deps, hold, asks, Outcome.ASKED_BACK, why)
        case HandOff():
            return await hand_off(deps, hold, decision)
        case Acknowledge():
            glad = NoticeSaid(conversation=hold.conversation.id, text=texts.solved)
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
        scene = await scene_of(tx, deps, conversation, turn, due.pressed)
        if begun is None and not scene.text and not due.pressed and not scene.past.shows_only:
            # in this transaction, for what is written meanwhile must not join a turn that ends
            await conversations.end_turn(tx, due.turn, Outcome.SILENT, "taken back by its author")
            return "taken back"
    if begun is not None:
        says = await deps.reader.read(scene.text, scene.before)
        failed = conversation.failed_answers
        hold = Hold(conversation=conversation, turn=due.turn, failed_answers=failed, language=says.language)
        return await finish_interrupted(deps, hold, begun, scene.text or scene.asked)
    return scene


async def _why_unwanted(tx: Tx, conversation: Conversation) -> str:
    if conversation.owner is not Owner.BOT:
        return "a person has it"
    return "the channel is paused" if await channels.is_paused(tx, conversation.channel) else ""


async def _looked_up(deps: Deps, scene: Scene, signals: Signals, limits: Limits) -> tuple[Decision, Draft | None]:
    """Decide again, on what was found; and once more, when the answer that was begun turns out to be none."""
    second = signals.verdict is Verdict.NOT_SOLVED
    question = scene.text if scene.text and not second else scene.asked
    if signals.pages.words and _MEANS_THIS_PAGE.search(question):
        question = f"{question}\n{signals.pages.words}"
    found = await look_up(deps, scene.conversation, question, is_second=second)
    if is_rewritten(scene.turn.id) and found.quoted and set(found.quoted.passages) <= set(scene.conversation.tried):
        return StaySilent(why="the same in other words, and answered already"), None
    decision = decide(replace(signals, looked=await _judge(deps, found, signals.topic(limits))), limits)
    if not isinstance(decision, Reply | OfferHuman):
        return decision, None
    try:
        draft = await draft_answer(deps, found, scene.lines, question, is_second=second)
    except ModelUnavailableError:
        return decide(replace(signals, looked=Looked(model_has_failed=True)), limits), None
    return (decision, draft) if draft else (decide(replace(signals, looked=Looked()), limits), None)


async def _judge(deps: Deps, found: Found, topic: str) -> Looked:
    """How sure we may be of what was found, by how answers about this topic have fared."""
    if found.quoted is None:
        return Looked()
    async with deps.database.transaction() as tx:
        learned = shift(await answers.judged(tx, topic))
    return Looked(confidence=shifted(found.quoted.confidence, learned), rivals=found.rivals)


def _offer(texts: TextsConfig, doubts: tuple[Reason, ...]) -> str:
    """A sentence that fits the strongest doubt."""
    strongest = doubts[0]
    if strongest.code == "trouble_in_product":  # told only to the very person it happened to
        return texts.offer_trouble.format(what=strongest.evidence, how=strongest.detail)
    return texts.offer_unsure if strongest.code == "unsure" else texts.offer_person


def _which(texts: TextsConfig, rivals: tuple[str, ...]) -> str:
    first, second = rivals[:2]
    return texts.ask_which.format(first=first, second=second, team="", agent="")


async def _say(deps: Deps, hold: Hold, notice: NoticeSaid, outcome: Outcome, why: str) -> str:
    """A short word of ours, if the conversation is still ours; it ends the turn."""
    conversation = hold.conversation
    async with deps.transaction() as tx:
        if not await end_turn(tx, hold, outcome, why):
            return "overtaken"
        if outcome is Outcome.ASKED_BACK:
            await go_on(tx, deps, conversation, hold.topic, again=hold.asks_again)
        elif hold.verdict is Verdict.SOLVED:
            await end_episode(tx, deps, conversation, Ending.CONFIRMED)
        discloses = await people.disclose(tx, conversation.customer, deps.clock.now())
        said = replace(notice, discloses=discloses, labels=labels(texts_of(deps, hold)))
        words = saying.to_customer(conversation, said, f"notice:{hold.turn}", epoch=conversation.epoch)
        await outbox.put(tx, words, deps.clock.now())
    return f"{outcome.value}: {why}"
