"""An agent asks the customer for a fact; what they write next is shown as the answer."""

from hashlib import sha256

from bot import saying
from bot.deps import Deps
from bot.errors import NothingToDoError
from bot.flows.ask import Ask
from bot.flows.card_thread import check_claimer
from bot.flows.guard import told_already
from bot.flows.nudge import nudge
from bot.flows.send import say_as
from bot.ports import Field, NudgeSaid
from escalation.model import Asked, Handoff, Utterance
from escalation.reading import is_chatter
from escalation.redaction import secretless
from storage import handoffs, outbox, timeline
from storage.database import Tx
from storage.timeline import Deed

_SHORT = 300


async def request_fact(deps: Deps, ask: Ask) -> str:
    """Put it to the customer under the agent's name. NothingToDoError where they may not, or nothing was asked."""
    question = ask.words or ask.filled.get("question", "")
    if not question and ask.trigger:
        field = Field(name="question", label="What would you like to know?", at_most=_SHORT)
        await deps.messenger.open_form(ask.place, ask.trigger, ask.form("Ask the customer", (field,), submit="Ask"))
        return "asked for the question"
    if not question:
        raise NothingToDoError("Say what you would like to know: `request: which browser is it?`")
    await _check_new(deps, ask, question)
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, ask.handoff)
        check_claimer(handoff, ask.by)
        now = deps.clock.now()
        key = f"request:{ask.key}"
        deed = Deed(kind="requested", at=now, by=ask.by.id, detail={"what": question})
        if not await timeline.note(tx, handoff, deed, key):
            return "asked already"
        await say_as(tx, deps, handoff, ask.message(f"request-{ask.key.rpartition(':')[2]}", question), ask.by)
        await handoffs.set_asked(tx, handoff.id, Asked(question=question, at=now, by=ask.by.id))
        await outbox.put(tx, saying.redraw(handoff, key), now)
    return "the customer is asked"


async def _check_new(deps: Deps, ask: Ask, question: str) -> None:
    """NothingToDoError where it was told already; who asks the same once more means it."""
    if deps.workspace.copilot.hold_repeats_seconds <= 0:
        return
    told = await told_already(deps, ask.handoff, question, ask.by.id)
    if told is None:
        return
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, ask.handoff)
        check_claimer(handoff, ask.by)
        if await timeline.find(tx, f"request:{ask.key}") is not None:
            return
        deed = Deed(kind="request_was_told", at=deps.clock.now(), by=ask.by.id, detail={"by": ask.key})
        key = f"request_was_told:{handoff.id}:{ask.by.id}:{sha256(question.casefold().encode()).hexdigest()}"
        known = None if await timeline.note(tx, handoff, deed, key) else await timeline.find(tx, key)
    if known is None or known.detail["by"] == ask.key:
        quote = f"“{secretless(told.quote)[:_SHORT]}” {told.link}"
        raise NothingToDoError(f"Not asked: they told us this already: {quote}\nRequest it again to ask all the same.")


async def note_answer(tx: Tx, deps: Deps, handoff: Handoff, said: Utterance) -> None:
    """What the customer writes after a question is its answer: whoever asked hears of it."""
    asked = handoff.asked
    if asked is None or said.text is None or is_chatter(said.text):
        return
    now, key = deps.clock.now(), f"answered:{handoff.id}:{said.ts}"
    await handoffs.set_asked(tx, handoff.id, None)
    detail = {"what": asked.question, "answer": secretless(said.text)[:_SHORT]}
    await timeline.note(tx, handoff, Deed(kind="fact_given", at=now, detail=detail), key)
    told = NudgeSaid(text=f"{said.name} answered “{asked.question}”.", people=(asked.by,))
    await nudge(tx, deps, handoff, told, key)
    await outbox.put(tx, saying.redraw(handoff, key), now)
