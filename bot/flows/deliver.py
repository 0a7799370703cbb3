"""An answer reaches the customer: quoted at once, or streamed while the model writes. Whole in any case, and once."""

from collections.abc import AsyncIterator
from dataclasses import replace

from bot import saying
from bot.brain.answer import Draft, draft_answer
from bot.deps import Deps
from bot.errors import ModelUnavailableError
from bot.flows.hand_off import hand_off
from bot.ports import AnswerSaid, Listener, Place
from escalation.decisions import HandOff
from escalation.model import Conversation, Outcome, Reason, Speaker, Ts, TurnId, Utterance
from storage import conversations, outbox, people
from storage.database import Tx
from storage.outbox import State

_BROKEN_OFF = "\n\nI couldn't finish this answer."
_STEPPED_ASIDE = "\n\n_(A person is here now, so I'll leave it at that.)_"


async def end_turn_as_ours(tx: Tx, conversation: Conversation, turn: TurnId, outcome: Outcome, why: str) -> bool:
    """End the turn, if the conversation is still in the hands it was in when this was decided."""
    now = await conversations.get(tx, conversation.id)
    if now.epoch != conversation.epoch:
        await conversations.end_turn(tx, turn, Outcome.SILENT, "a person took over")
        return False
    return await conversations.end_turn(tx, turn, outcome, why)


async def deliver_quoted(deps: Deps, conversation: Conversation, turn: TurnId, draft: Draft) -> str:
    """Queue a whole answer; it ends the turn."""
    answer = draft.quoted
    async with deps.transaction() as tx:
        if not await end_turn_as_ours(tx, conversation, turn, Outcome.ANSWERED, "quoted"):
            return "no longer ours"
        discloses = await people.disclose(tx, conversation.customer, deps.clock.now())
        said = AnswerSaid(conversation=conversation.id, text=answer.text, sources=answer.sources, discloses=discloses)
        words = saying.to_customer(conversation, said, _key(turn), epoch=conversation.epoch)
        await outbox.put(tx, words, deps.clock.now())
        await conversations.note_answer(tx, conversation.id, answer.passages)
    return "answered"


async def deliver_streamed(deps: Deps, conversation: Conversation, turn: TurnId, draft: Draft) -> str:
    """Say the answer while it is being written. It is recorded before the first word, so that it is found again."""
    async with deps.transaction() as tx:
        if not await _is_ours(tx, conversation, turn):
            return "no longer ours"
        discloses = await people.disclose(tx, conversation.customer, deps.clock.now())
        answer = AnswerSaid(conversation=conversation.id, text="", discloses=discloses)
        words = saying.to_customer(conversation, answer, _key(turn), epoch=conversation.epoch)
        await outbox.put(tx, replace(words, state=State.LIVE), deps.clock.now())
        passages = tuple(passage.id for passage in draft.passages[:3])
        await conversations.note_answer(tx, conversation.id, passages)
    pen = _Pen(deps, conversation, draft)
    streamed = await deps.messenger.stream(
        Place(channel=conversation.channel, thread=conversation.thread),
        Listener(person=conversation.customer, team=conversation.customer_team),
        answer,
        pen.words(),
        lambda ts: _note_ts(deps, turn, ts),
        draft.sources,
    )
    whole = replace(answer, text=streamed.text, sources=draft.sources(streamed.text))
    await _settle(deps, conversation, turn, whole, streamed.ts)
    return await _aftermath(deps, conversation, turn, failed=pen.failed)


async def finish_interrupted(
    deps: Deps, conversation: Conversation, turn: TurnId, begun: outbox.Sending, question: str
) -> str:
    """We died while an answer was being streamed: find what stands there, and make it whole."""
    answer = saying.unpack(begun.words.saying)
    assert isinstance(answer, AnswerSaid)
    place = Place(channel=conversation.channel, thread=conversation.thread)
    async with deps.database.transaction() as tx:
        known = await outbox.known(tx, conversation.channel, begun.queued_at)
    ts = begun.ts or await deps.messenger.find(place, answer, begun.words.key, known, begun.queued_at)
    text, draft = await _compose_whole(deps, conversation, question)
    whole = replace(answer, text=text, sources=draft.sources(text) if draft else ())
    if ts is None:
        ts = await deps.messenger.post(place, whole, begun.words.key)
    else:
        await deps.messenger.rewrite(place, ts, whole)
    await _settle(deps, conversation, turn, whole, ts)
    return await _aftermath(deps, conversation, turn, failed=draft is None)


async def _compose_whole(deps: Deps, conversation: Conversation, question: str) -> tuple[str, Draft | None]:
    """The whole text of an answer; the quoted one, or a plain word, when the model does not write this time."""
    lines: tuple[Utterance, ...] = ()
    try:
        draft = await draft_answer(deps, conversation, lines, question, is_second=False)
        if draft is None:
            return deps.workspace.texts.nothing_found, None
        if draft.words is None:
            return draft.quoted.text, draft
        return "".join([word async for word in draft.words]), draft
    except ModelUnavailableError:
        return deps.workspace.texts.model_failed, None


class _Pen:
    """Hands out the words of a draft while the conversation is ours, and ends them decently when something breaks."""

    def __init__(self, deps: Deps, conversation: Conversation, draft: Draft) -> None:
        self._deps = deps
        self._conversation = conversation
        self._draft = draft
        self.failed = False

    async def words(self) -> AsyncIterator[str]:
        assert self._draft.words is not None
        try:
            async for word in self._draft.words:
                if not await self._is_ours():
                    yield _STEPPED_ASIDE
                    return
                yield word
        except ModelUnavailableError:
            self.failed = True
            yield _BROKEN_OFF

    async def _is_ours(self) -> bool:
        async with self._deps.database.transaction() as tx:
            return (await conversations.get(tx, self._conversation.id)).epoch == self._conversation.epoch


async def _is_ours(tx: Tx, conversation: Conversation, turn: TurnId) -> bool:
    if (await conversations.get(tx, conversation.id)).epoch == conversation.epoch:
        return True
    await conversations.end_turn(tx, turn, Outcome.SILENT, "a person took over")
    return False


async def _note_ts(deps: Deps, turn: TurnId, ts: Ts) -> None:
    async with deps.database.transaction() as tx:
        await outbox.note_ts(tx, _key(turn), ts)


async def _settle(deps: Deps, conversation: Conversation, turn: TurnId, answer: AnswerSaid, ts: Ts) -> None:
    async with deps.transaction() as tx:
        await outbox.settle(tx, _key(turn), saying.pack(answer), ts)
        line = Utterance(
            speaker=Speaker.BOT, author=deps.house.our_user, name="Baton", text=answer.text, at=deps.clock.now(), ts=ts
        )
        await conversations.say(tx, conversation, line)


async def _aftermath(deps: Deps, conversation: Conversation, turn: TurnId, *, failed: bool) -> str:
    """The outcome of a streamed answer: answered, or in a person's hands when it could not be finished."""
    if failed:
        reason = Reason(code="model_failed", detail="the bot could not finish its answer")
        decision = HandOff(reasons=(reason,), priority=reason.priority)
        return await hand_off(deps, conversation.id, turn, decision)
    async with deps.transaction() as tx:
        await conversations.end_turn(tx, turn, Outcome.ANSWERED, "written")
    return "answered"


def _key(turn: TurnId) -> str:
    return f"answer:{turn}"
