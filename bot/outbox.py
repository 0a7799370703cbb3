"""Says what must be said: once, in order within a lane, and only while it is still ours to say."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from bot import saying
from bot.crew import LEASE, Claimed, Crew
from bot.deps import Deps
from bot.errors import LockedOutError, MendableError, RejectedError, UnavailableError
from bot.flows.alarm import card_refused, words_refused
from bot.log import logger
from bot.ports import AnswerSaid, CardSaid, NoticeSaid, Place, PromiseSaid, RelaySaid, Saying
from escalation.model import PersonId, Speaker, Ts, Utterance
from storage import conversations, handoffs, outbox, promises
from storage.database import Tx
from storage.outbox import Act, Sending, Words

log = logger(__name__)

_LAST_ATTEMPT = 30


class Sender:
    """Works the outbox. An attempt is recorded before it is made; an interrupted one looks before it posts again."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._me = uuid.uuid4().hex
        self.crew = Crew(deps.outbox_bell, self._claim, self._renew)

    async def _claim(self, room: int) -> Claimed:
        if self._deps.access.lost and not await self._is_let_in():
            return Claimed()
        async with self._deps.database.transaction() as tx:
            claimed = await outbox.claim(tx, self._me, self._deps.clock.now(), LEASE, limit=room)
        return Claimed(jobs=[self._send(sending) for sending in claimed])

    async def _is_let_in(self) -> bool:
        """Ask now and then whether we are welcome again."""
        access, now = self._deps.access, self._deps.clock.now()
        if access.knock_at is not None and now < access.knock_at:
            return False
        access.knock_at = now + self._deps.pace.knock
        try:
            await self._deps.messenger.knock()
        except (UnavailableError, RejectedError):
            return False
        access.regain()
        return True

    async def _renew(self) -> None:
        async with self._deps.database.transaction() as tx:
            await outbox.renew(tx, self._me, self._deps.clock.now() + LEASE)

    async def _send(self, sending: Sending) -> None:
        try:
            async with self._deps.database.transaction() as tx:
                if not await outbox.start(tx, sending, self._deps.clock.now()):
                    log.info("words.withdrawn", key=sending.words.key)
                    return
            ts = await self._carry_out(sending)
        except LockedOutError as error:
            self._deps.access.lose(error.code)
            await self._postpone(sending, error, certainly_unsaid=True)
        except UnavailableError as error:
            await self._postpone(sending, error, certainly_unsaid=not error.is_ambiguous)
        except RejectedError as error:
            log.error("words.rejected", key=sending.words.key, code=error.code)  # noqa: TRY400  the code says it all
            await self._fail(sending, error.code)
        except Exception as error:  # an edge: whatever went wrong, the words are not lost
            log.exception("words.crashed", key=sending.words.key)
            await self._postpone(sending, error, certainly_unsaid=False)
        else:
            await self._record(sending, ts)

    async def _carry_out(self, sending: Sending) -> Ts | None:
        words = sending.words
        messenger = self._deps.messenger
        match words.act:
            case Act.POST:
                return await self._post(sending)
            case Act.REWRITE | Act.ERASE:
                await self._change(sending)
            case Act.MARK:
                assert words.thread is not None
                await messenger.mark(Place(channel=words.channel), words.thread, words.saying["emoji"])
            case Act.UNMARK:
                assert words.thread is not None
                await messenger.unmark(Place(channel=words.channel), words.thread, words.saying["emoji"])
            case Act.WHISPER:
                place = Place(channel=words.channel, thread=words.thread)
                await messenger.whisper(place, PersonId(words.saying["to"]), words.saying["text"])
            case Act.RESPOND:
                await messenger.respond(words.saying["url"], words.saying["text"])
            case _:
                assert_never(words.act)
        return None

    async def _change(self, sending: Sending) -> None:
        """Rewrite or erase earlier words, if they were ever said."""
        place, ts = await self._target(sending)
        if ts is None:
            return
        if sending.words.act is Act.ERASE:
            await self._deps.messenger.erase(place, ts)
        else:
            await self._deps.messenger.rewrite(place, ts, await self._saying(sending))

    async def _post(self, sending: Sending) -> Ts:
        words = sending.words
        place = Place(channel=words.channel, thread=words.thread)
        if words.target is not None:
            place, thread = await self._target(sending)
            if thread is None:
                raise RejectedError("Slack", "the message this belongs under was never posted")
            place = replace(place, thread=thread)
        said = await self._saying(sending)
        if sending.started_at is not None:
            async with self._deps.database.transaction() as tx:
                known = await outbox.known(tx, words.channel, sending.queued_at)
            found = await self._deps.messenger.find(place, said, words.key, known, sending.started_at)
            if found is not None:
                return found
        return await self._deps.messenger.post(place, said, words.key)

    async def _target(self, sending: Sending) -> tuple[Place, Ts | None]:
        """Where the words stand that these are about; no time stamp when they were never said."""
        assert sending.words.target is not None
        async with self._deps.database.transaction() as tx:
            about = await outbox.find(tx, sending.words.target)
        if about is None:
            return Place(channel=sending.words.channel), None
        return Place(channel=about.words.channel, thread=about.words.thread), about.ts

    async def _saying(self, sending: Sending) -> Saying:
        """What to say; a card as its handoff stands now, a promise as it does."""
        said = saying.unpack(sending.words.saying)
        if isinstance(said, CardSaid):
            async with self._deps.database.transaction() as tx:
                about = await handoffs.get(tx, said.handoff.id)
                told = _told(await outbox.told(tx, about))
                return replace(said, handoff=about, told=told, promises=await promises.open_of(tx, about.id))
        if isinstance(said, PromiseSaid):
            async with self._deps.database.transaction() as tx:
                return PromiseSaid(promise=await promises.get(tx, said.promise.id))
        return said

    async def _record(self, sending: Sending, ts: Ts | None) -> None:
        async with self._deps.database.transaction() as tx:
            await outbox.sent(tx, sending.seq, ts)
            if ts is not None and sending.words.act is Act.POST:
                await self._remember(tx, sending, ts)
        log.info("words.said", key=sending.words.key, act=sending.words.act.value)

    async def _remember(self, tx: Tx, sending: Sending, ts: Ts) -> None:
        """What the customer read is part of the conversation."""
        line = _line(saying.unpack(sending.words.saying), ts, self._deps.clock.now())
        if line is None or sending.words.conversation is None:
            return
        conversation = await conversations.get(tx, sending.words.conversation)
        if sending.words.channel == conversation.channel:
            await conversations.say(tx, conversation, line)

    async def _postpone(self, sending: Sending, error: Exception, *, certainly_unsaid: bool) -> None:
        if sending.attempts >= _LAST_ATTEMPT:
            await self._fail(sending, f"given up: {error}"[:500])
            return
        wait = getattr(error, "retry_after", None) or min(2.0 ** min(sending.attempts, 6) * 0.25, 15.0)
        due = self._deps.clock.now() + timedelta(seconds=wait)
        log.warning("words.postponed", key=sending.words.key, seconds=wait, why=str(error))
        async with self._deps.database.transaction() as tx:
            never_tried = certainly_unsaid and sending.started_at is None
            await outbox.postpone(tx, sending.seq, due, str(error)[:500], certainly_unsaid=never_tried)
            if isinstance(error, MendableError):
                await card_refused(tx, self._deps, sending.words, error.code)
                self._deps.outbox_bell.ring()

    async def _fail(self, sending: Sending, why: str) -> None:
        async with self._deps.database.transaction() as tx:
            await outbox.failed(tx, sending.seq, why)
            await card_refused(tx, self._deps, sending.words, why)
            await words_refused(tx, self._deps, sending.words, why)
        self._deps.outbox_bell.ring()


def _told(words: Sequence[Words]) -> str:
    """The last of these that is a word to the customer about what happens."""
    notices = [saying.unpack(one.saying) for one in words]
    return next((notice.text for notice in reversed(notices) if isinstance(notice, NoticeSaid)), "")


def _line(said: Saying, ts: Ts, at: datetime) -> Utterance | None:
    """The saying as a line of the conversation, if the customer reads it."""
    match said:
        case AnswerSaid(text=text) | NoticeSaid(text=text):
            return Utterance(speaker=Speaker.BOT, author=None, name="Baton", text=text, at=at, ts=ts)
        case RelaySaid(name=name, text=text, is_from_agent=True):
            return Utterance(speaker=Speaker.AGENT, author=None, name=name, text=text, at=at, ts=ts)
        case _:
            return None
