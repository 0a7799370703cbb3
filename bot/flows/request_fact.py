"""An agent asks the customer for a fact; what they write next is shown as the answer."""

from bot import saying
from bot.deps import Deps
from bot.errors import NothingToDoError
from bot.flows.ask import Ask
from bot.flows.card_thread import check_claimer
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
