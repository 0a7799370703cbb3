"""An answer reaches the customer: quoted at once, or streamed while the model writes. Whole in any case, and once."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

from bot import saying
from bot.brain.answer import Draft, draft_answer, look_up
from bot.deps import Deps
from bot.errors import ModelUnavailableError
from bot.flows.hand_off import hand_off
from bot.flows.turns import Hold, end_turn, note_answer, take_over_turn
from bot.flows.wording import labels, texts_of
from bot.ports import AnswerSaid, Listener, Place
from escalation.decisions import HandOff
from escalation.model import Outcome, Owner, Reason, Speaker, Ts, TurnId, Utterance
from storage import conversations, outbox, people
from storage.outbox import State

_WRITING = timedelta(minutes=6)
"""Longer than any answer takes to write: a stream lives for five."""


async def deliver(deps: Deps, hold: Hold, draft: Draft, *, offer: str = "", offer_late: str = "") -> str:
    """Say the drafted answer, with the `offer` of a person where there are doubts; it ends the turn.

    `offer_late` is the offer where doubts arise only when a model has written it.
    """
    if draft.words is None:
        return await _quoted(deps, hold, draft, offer)
    return await _streamed(deps, hold, draft, offer, offer_late)


async def _quoted(deps: Deps, hold: Hold, draft: Draft, offer: str) -> str:
    """A whole answer is queued."""
    conversation, answer = hold.conversation, draft.quoted
    async with deps.transaction() as tx:
        if not await end_turn(tx, hold, Outcome.ANSWERED, "quoted"):
            return "overtaken"
        discloses = await people.disclose(tx, conversation.customer, deps.clock.now())
        said = AnswerSaid(
            conversation=conversation.id,
            text=answer.text,
            sources=answer.sources,
            discloses=discloses,
            offer=offer,
            labels=labels(texts_of(deps, hold)),
        )
        words = saying.to_customer(conversation, said, _key(hold.turn), epoch=conversation.epoch)
        await outbox.put(tx, words, deps.clock.now())
        await note_answer(tx, deps, hold, answer.passages, answer.confidence)
    return "answered"


async def _streamed(deps: Deps, hold: Hold, draft: Draft, offer: str, offer_late: str) -> str:
    """An answer is said while it is being written. It is recorded before the first word, so that it is found again."""
    conversation = hold.conversation
    async with deps.transaction() as tx:
        if not await take_over_turn(tx, hold, deps.clock.now() + _WRITING):
            return "overtaken"
        discloses = await people.disclose(tx, conversation.customer, deps.clock.now())
        answer = AnswerSaid(
            conversation=conversation.id, text="", discloses=discloses, offer=offer, labels=labels(texts_of(deps, hold))
        )
        words = saying.to_customer(conversation, answer, _key(hold.turn), epoch=conversation.epoch)
        await outbox.put(tx, replace(words, state=State.LIVE), deps.clock.now())
        passages = tuple(passage.id for passage in draft.passages[:3])
        await note_answer(tx, deps, hold, passages, draft.quoted.confidence)
    pen = _Pen(deps, hold, draft)

    def finished(text: str) -> AnswerSaid:
        late = offer_late if pen.is_whole and draft.doubt(text) else ""
        sources = draft.sources(text)
        return replace(answer, text=text, sources=sources, offer=offer or late, is_broken_off=pen.failed)

    streamed = await deps.messenger.stream(
        Place(channel=conversation.channel, thread=conversation.thread),
        Listener(person=conversation.customer, team=conversation.customer_team),
        pen.words(),
        lambda ts: _note_ts(deps, hold.turn, ts),
        finished,
        _key(hold.turn),
    )
    await _settle(deps, hold, finished(streamed.text), streamed.ts)
    return await _aftermath(deps, hold, failed=pen.failed, doubt=draft.doubt(streamed.text) if pen.is_whole else "")


async def finish_interrupted(deps: Deps, hold: Hold, begun: outbox.Sending, question: str) -> str:
    """We died while an answer was being said: find what stands there, and make it whole."""
    answer = saying.unpack(begun.words.saying)
    assert isinstance(answer, AnswerSaid)
    if begun.words.state is State.SENT:
        return await _aftermath(deps, hold, failed=answer.is_broken_off)
    conversation = hold.conversation
    place = Place(channel=conversation.channel, thread=conversation.thread)
    async with deps.database.transaction() as tx:
        known = await outbox.known(tx, conversation.channel, begun.queued_at)
    ts = begun.ts or await deps.messenger.find(place, answer, begun.words.key, known, begun.queued_at)
    if ts is None and conversation.owner is not Owner.BOT:
        return "never begun, and a person has it"
    text, draft = await _compose_whole(deps, hold, question)
    whole = replace(answer, text=text, sources=draft.sources(text) if draft else ())
    if ts is None:
        ts = await deps.messenger.post(place, whole, begun.words.key)
    else:
        await deps.messenger.rewrite(place, ts, whole)
    await _settle(deps, hold, whole, ts)
    return await _aftermath(deps, hold, failed=draft is None)


async def _compose_whole(deps: Deps, hold: Hold, question: str) -> tuple[str, Draft | None]:
    """The whole text of an answer; the quoted one, or a plain word, when the model does not write this time."""
    found = await look_up(deps, hold.conversation, question, is_second=False)
    try:
        draft = await draft_answer(deps, found, (), question)
        if draft is None:
            return texts_of(deps, hold).nothing_found, None
        if draft.words is None:
            return draft.quoted.text, draft
        return "".join([word async for word in draft.words]), draft
    except ModelUnavailableError:
        return texts_of(deps, hold).model_failed, None


class _Pen:
    """Hands out the words of a draft while the conversation is ours, and ends them decently when something breaks."""

    def __init__(self, deps: Deps, hold: Hold, draft: Draft) -> None:
        self._deps = deps
        self._conversation = hold.conversation
        self._texts = texts_of(deps, hold)
        self._draft = draft
        self.failed = False
        self.is_whole = True

    async def words(self) -> AsyncIterator[str]:
        assert self._draft.words is not None
        try:
            async for word in self._draft.words:
                if not await self._is_ours():
                    self.is_whole = False
                    yield f"\n\n_({self._texts.stepped_aside})_"
                    return
                yield word
        except ModelUnavailableError:
            self.failed, self.is_whole = True, False
            yield f"\n\n{self._texts.broken_off}"

    async def _is_ours(self) -> bool:
        async with self._deps.database.transaction() as tx:
            return (await conversations.get(tx, self._conversation.id)).epoch == self._conversation.epoch


async def _note_ts(deps: Deps, turn: TurnId, ts: Ts) -> None:
    async with deps.database.transaction() as tx:
        await outbox.note_ts(tx, _key(turn), ts)


async def _settle(deps: Deps, hold: Hold, answer: AnswerSaid, ts: Ts) -> None:
    now = deps.clock.now()
    line = Utterance(speaker=Speaker.BOT, author=deps.house.our_user, name="Baton", text=answer.text, at=now, ts=ts)
    async with deps.transaction() as tx:
        await outbox.settle(tx, _key(hold.turn), saying.pack(answer), ts)
        await conversations.say(tx, hold.conversation, line)


async def _aftermath(deps: Deps, hold: Hold, *, failed: bool, doubt: str = "") -> str:
    """The outcome of a streamed answer: answered, or in a person's hands when it could not be finished.

    A `doubt` that arose while it was written is kept beside why it was given.
    """
    if failed:
        reason = Reason(code="model_failed", detail="the bot could not finish its answer")
        return await hand_off(deps, hold, HandOff(reasons=(reason,), priority=reason.priority))
    async with deps.transaction() as tx:
        if doubt:
            await conversations.explain_turn(tx, hold.turn, f"{hold.because}; {doubt}", hold.policy)
        await conversations.end_turn(tx, hold.turn, Outcome.ANSWERED, "written")
    return "answered"


def _key(turn: TurnId) -> str:
    return f"answer:{turn}"
