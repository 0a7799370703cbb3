"""The Repeat-Yourself guard: what a customer told already is not asked again unless somebody means it."""

import asyncio
from dataclasses import asdict
from datetime import datetime, timedelta

from bot.brain.recall import judge_for, recalled, remembered
from bot.deps import Deps
from bot.errors import NothingToDoError, RejectedError, UnavailableError
from bot.flows.ask import Ask
from bot.flows.card_thread import speaks_for_us
from bot.flows.held import HELD, HeldDue, decided, held_key, newest, pending, show
from bot.flows.people import who
from bot.flows.send import offer_to_send, send_unsent
from bot.ports import Told, UnsentSaid
from escalation.model import Change, ChannelId, Handoff, HandoffId, Message, Person, PersonId, Relay, Speaker, Ts
from escalation.notes import is_note, to_send
from escalation.orders import order_in
from escalation.reading.asked import questions
from escalation.reading.repeats import Given, Said
from storage import conversations, handoffs, inbox, timeline
from storage.database import Tx
from storage.timeline import Deed

ASKED = "asked"
"""The deed of a person who asks the customer something; `told` says whether the answer was there before."""


async def told_already(deps: Deps, handoff_id: HandoffId, text: str, by: PersonId | None = None) -> Told | None:
    """What the customer told already of what this asks for, in the words of whoever has the handoff, or of another.

    Where neither rules nor the small model see anything, a language model is asked for at most two seconds about what
    would be held back.
    """
    async with deps.database.transaction() as tx:
        handoff = await handoffs.get(tx, handoff_id)
        conversation = await conversations.get(tx, handoff.conversation)
        lines = await conversations.lines(tx, conversation.id)
    talk = [
        Said(
            text=line.text or "",
            is_customer=line.speaker is Speaker.CUSTOMER,
            files=tuple(file.name for file in line.files),
        )
        for line in lines
    ]
    given = await asyncio.to_thread(_remember, text, talk, handoff.briefing.language)
    is_from_claimer = handoff.claimed_by is not None and by in {None, handoff.claimed_by}
    if given is None and is_from_claimer and deps.model is not None and deps.workspace.copilot.hold_repeats_seconds > 0:
        given = await recalled(deps.model, text, lines)
    if given is None:
        return None
    try:
        link = await deps.messenger.link(conversation.channel, lines[given.at].ts)
    except (UnavailableError, RejectedError):
        link = handoff.customer_link
    return Told(quote=given.quote, at=lines[given.at].at, link=link)


def _remember(text: str, talk: list[Said], language: str) -> Given | None:
    return remembered(text, talk, judge_for(language))


async def note_question(tx: Tx, deps: Deps, handoff: Handoff, message: Message, told: Told | None) -> None:
    """A person asks the customer something: that counts, once."""
    if questions(message.text):
        deed = Deed(kind=ASKED, at=deps.clock.now(), by=message.author, detail={"told": "yes" if told else "no"})
        await timeline.note(tx, handoff, deed, f"{ASKED}:{message.channel}:{message.ts}")


def waits(deps: Deps, handoff: Handoff, message: Message) -> bool:
    """Whether a question that was answered before is held back at all; in explicit mode every word is anyway."""
    is_wanted = deps.workspace.copilot.hold_repeats_seconds > 0
    return is_wanted and handoff.relay is Relay.DIRECT and not to_send(message.text)


async def hold_back(tx: Tx, deps: Deps, handoff: Handoff, message: Message, told: Told) -> str:
    """Keep it inside for a while, and say why; it goes out by itself when nobody says otherwise."""
    now = deps.clock.now()
    due = now + timedelta(seconds=deps.workspace.copilot.hold_repeats_seconds)
    assert message.author is not None
    held = HeldDue(channel=message.channel, ts=message.ts, by=message.author)
    await _send_at(tx, deps, handoff.id, held, held_key(held.channel, held.ts), due)
    offer = UnsentSaid(handoff=handoff.id, message=message.ts, told=told, goes_at=due)
    await offer_to_send(tx, deps, handoff, message.channel, offer)
    return "held back: told already"


async def send_held(deps: Deps, due: HeldDue) -> str:
    """Nobody said otherwise. Whose handoff it is no more sees that the words did not go out."""
    async with deps.database.transaction() as tx:
        if await pending(tx, due.channel, due.ts) is None:
            return "decided already"
    try:
        return await send_unsent(deps, due.channel, due.ts, await who(deps, due.by), "itself")
    except NothingToDoError as error:
        async with deps.transaction() as tx:
            await _end(tx, deps, due.channel, due.ts, "lost", error.message)
        return f"not sent: {error.message}"


async def send_newest(deps: Deps, ask: Ask) -> str:
    """The word `send`: what waits goes out. NothingToDoError where nothing does."""
    channel, ts = await _newest(deps, ask)
    return await send_unsent(deps, channel, ts, ask.by)


async def keep_newest(deps: Deps, ask: Ask) -> str:
    """The word `don't send`: what waits stays inside. NothingToDoError where nothing does."""
    channel, ts = await _newest(deps, ask)
    return await keep_inside(deps, channel, ts, ask.by)


async def keep_inside(deps: Deps, channel: ChannelId, ts: Ts, person: Person) -> str:
    """Who has the handoff does not send it after all. NothingToDoError when that is not theirs to say, or too late."""
    async with deps.transaction() as tx:
        said = await pending(tx, channel, ts)
        if said is None:
            raise NothingToDoError("That was decided already. What the customer has, you take back by deleting it.")
        if not speaks_for_us(await handoffs.hold(tx, said.handoff), person):
            raise NothingToDoError("Only who has this handoff can decide that.")
        if await pending(tx, channel, ts) is None:
            raise NothingToDoError("That was decided already. What the customer has, you take back by deleting it.")
        await _end(tx, deps, channel, ts, "withheld", "it stays in here.")
    return "kept inside"


async def follow_held(deps: Deps, change: Change, text: str | None) -> str | None:
    """Held words were rewritten: what was told already waits on, a note stays inside, all else goes out now.

    None when nothing is held there.
    """
    async with deps.database.transaction() as tx:
        said = await pending(tx, change.channel, change.ts)
    if said is None or said.goes_at is None:
        return None
    is_for_customer = text is not None and not is_note(text) and order_in(text) is None
    told = await told_already(deps, said.handoff, text) if text is not None and is_for_customer else None
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, said.handoff)
        if await pending(tx, change.channel, change.ts) is None or handoff.claimed_by is None:
            return None
        if not is_for_customer:
            await _end(tx, deps, change.channel, change.ts, "withheld", "it is no message to the customer any more.")
            return "kept inside"
        if told is not None:
            changed = UnsentSaid(handoff=handoff.id, message=change.ts, told=told, goes_at=said.goes_at)
            await show(tx, deps, change.channel, changed, change.at)
            return "held back: told already"
        held = HeldDue(channel=change.channel, ts=change.ts, by=handoff.claimed_by)
        key = f"{held_key(change.channel, change.ts)}:{change.at}"
        await _send_at(tx, deps, handoff.id, held, key, deps.clock.now())
    return "goes out now"


async def _newest(deps: Deps, ask: Ask) -> tuple[ChannelId, Ts]:
    async with deps.database.transaction() as tx:
        found = await newest(tx, await handoffs.get(tx, ask.handoff))
    if found is None:
        raise NothingToDoError("Nothing waits to be sent here.")
    return found


async def _end(tx: Tx, deps: Deps, channel: ChannelId, ts: Ts, ending: str, why: str) -> None:
    """These words do not go out, and what stands under them says why."""
    said = await pending(tx, channel, ts)
    if said is None:
        return
    await decided(tx, deps, await handoffs.get(tx, said.handoff), (channel, ts), ending)
    await show(tx, deps, channel, UnsentSaid(handoff=said.handoff, message=ts, why_not=why), ending)


async def _send_at(tx: Tx, deps: Deps, handoff: HandoffId, held: HeldDue, key: str, due: datetime) -> None:
    work = inbox.NewWork(key=key, kind=HELD, lane=f"handoff:{handoff}", payload=asdict(held), due=due)
    await inbox.put(tx, work, deps.clock.now())
