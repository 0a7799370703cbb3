"""An agent asks a colleague in the card's thread. The answer stays there, and whoever asked is told that it came."""

import re

from bot import saying
from bot.deps import Deps
from bot.errors import NothingToDoError
from bot.flows.ask import Ask
from bot.flows.assign import colleague_named
from bot.flows.enquiries import ANSWERED, ASKED, REMINDED, Enquiry, of_handoff, unanswered
from bot.flows.nudge import nudge
from bot.ports import Field, Kind, NudgeSaid
from escalation.hours import between
from escalation.model import Handoff, HandoffId, Message, Person, PersonId
from escalation.nudges import may_nudge
from escalation.reading import is_chatter
from storage import handoffs, outbox, timeline
from storage.database import Tx
from storage.timeline import Deed

_AT_MOST, _SHORT = 600, 120
_HEARD = "speech_balloon"
_HOW = "Say whom, and what: `ask @COLLEAGUE: does the EU cluster still use the old limit?`"
_TO_WHOM = re.compile(r"@[^:\n]{1,60}:\s*(?P<named>\S.*)|@\S+\s+(?P<bare>\S.*)", re.DOTALL)


async def ask_colleague(deps: Deps, ask: Ask) -> str:
    """Call them in the card's thread, once per question; the customer sees nothing of it.

    NothingToDoError where nothing is asked, of nobody of ours, or about what is closed.
    """
    found = _TO_WHOM.fullmatch(ask.words.strip())
    question = ask.filled.get("question") or (found["named"] or found["bare"] if found else "")
    named = (PersonId(ask.filled["person"]),) if ask.filled.get("person") else ask.named[:1]
    if not question and not ask.words and ask.trigger:
        return await _ask_what(deps, ask)
    if not question:
        raise NothingToDoError(_HOW)
    colleague = await colleague_named(deps, ask, named)
    if colleague.id == ask.by.id:
        raise NothingToDoError("That is you. " + _HOW)
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, ask.handoff)
        await _put(tx, deps, ask, handoff, colleague, question.strip()[:_AT_MOST])
    return f"asked {colleague.id}"


async def heed_colleague(deps: Deps, handoff_id: HandoffId, message: Message, person: Person) -> str:
    """What somebody writes who was asked is the answer; what was done, or an empty string where they were not."""
    if is_chatter(message.text):
        return ""
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, handoff_id)
        theirs = [one for one in await of_handoff(tx, handoff) if one.to == person.id]
        now, at = deps.clock.now(), f"{message.channel}:{message.ts}"
        for one in theirs:
            deed = Deed(kind=ANSWERED, at=now, by=person.id, detail={"number": one.number, "message": at})
            await timeline.note(tx, handoff, deed, f"{ANSWERED}:{handoff.id}:{one.number}")
            told = NudgeSaid(
                text=f"{person.name} answered “{_clip(one.question)}”.", people=_who_waits(handoff, one), sign="💬"
            )
            await outbox.put(tx, saying.to_team(handoff, told, f"{ANSWERED}:{handoff.id}:{one.number}"), now)
        if theirs:
            await outbox.put(tx, saying.mark(message.channel, message.ts, _HEARD, f"handoff:{handoff.id}"), now)
    return "a colleague's answer" if theirs else ""


async def watch_enquiries(deps: Deps) -> str:
    """Whoever was asked and has not answered for as long as their team says, is reminded once."""
    async with deps.database.transaction() as tx:
        late = [(about, one) for about, one in await unanswered(tx, deps.clock.now()) if not one.is_reminded]
    reminded = [await _remind(deps, about, one) for about, one in late]
    return f"{sum(reminded)} reminded"


def _who_waits(handoff: Handoff, one: Enquiry) -> tuple[PersonId, ...]:
    """Whoever asked, and whoever has it by now."""
    return tuple(dict.fromkeys((one.by, *((handoff.claimed_by,) if handoff.claimed_by else ()))))


async def _put(tx: Tx, deps: Deps, ask: Ask, handoff: Handoff, colleague: Person, question: str) -> None:
    if not handoff.status.is_open:
        raise NothingToDoError(f"This one is {handoff.status.value.replace('_', ' ')} already.")
    if handoff.claimed_by == colleague.id:
        raise NothingToDoError(f"{colleague.name} has this one: what they write here goes to the customer.")
    if await timeline.find(tx, f"{ASKED}:{ask.key}"):
        return  # the same event again
    theirs = [one for one in await of_handoff(tx, handoff) if one.to == colleague.id]
    if any(_same(one.question, question) for one in theirs):
        raise NothingToDoError(f"{colleague.name} was asked this, and has not answered yet.")
    number = str(sum(deed.kind == ASKED for deed in await timeline.of(tx, handoff.id)) + 1)
    detail = {"number": number, "to": colleague.id, "question": question}
    now, key = deps.clock.now(), f"{ASKED}:{ask.key}"
    await timeline.note(tx, handoff, Deed(kind=ASKED, at=now, by=ask.by.id, detail=detail), key)
    text = f"{ask.by.name} asks you: “{question}” Your answer in this thread stays here; the customer does not see it."
    told = NudgeSaid(text=text, people=(colleague.id,), sign="❓")
    await outbox.put(tx, saying.to_team(handoff, told, key), now)


async def _ask_what(deps: Deps, ask: Ask) -> str:
    fields = (
        Field(name="person", label="Whom?", kind=Kind.PERSON),
        Field(name="question", label="What would you like to know?", kind=Kind.TEXT, at_most=_AT_MOST),
    )
    intro = "They are called in the card's thread. The customer sees nothing of it."
    form = ask.form("Ask a colleague", fields, intro=intro, submit="Ask")
    await deps.messenger.open_form(ask.place, ask.trigger, form)
    return "asked whom, and what"


async def _remind(deps: Deps, handoff_id: HandoffId, one: Enquiry) -> bool:
    async with deps.transaction() as tx:
        handoff, now = await handoffs.hold(tx, handoff_id), deps.clock.now()
        team = handoff.queue.name
        hours, patience = deps.workspace.hours_of(team), deps.workspace.patience_with_colleagues(team)
        is_open_still = one in await of_handoff(tx, handoff)
        may_call = may_nudge(handoff, deps.workspace.quiet_of(team), now)
        if not patience or between(hours, one.at, now) < patience or not is_open_still or not may_call:
            return False
        key = f"{REMINDED}:{handoff.id}:{one.number}"
        await timeline.note(tx, handoff, Deed(kind=REMINDED, at=now, detail={"number": one.number}), key)
        told = NudgeSaid(
            text=f"“{_clip(one.question)}” was asked here, and is not answered yet.",
            people=(one.to, *_who_waits(handoff, one)),
        )
        await nudge(tx, deps, handoff, told, key)
        return True


def _same(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


def _clip(question: str) -> str:
    return question if len(question) <= _SHORT else question[: _SHORT - 1].rstrip() + "…"
