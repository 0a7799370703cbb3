"""Words carried between the customer's thread and the card's thread."""

from bot import saying
from bot.deps import Deps
from bot.flows.answer_along import want_along
from bot.flows.ask_customer import pass_to_engineers
from bot.flows.book import heed_booking
from bot.flows.card_thread import speaks_for_us
from bot.flows.files import carry_to_team, names
from bot.flows.guard import hold_back, note_question, told_already, waits
from bot.flows.keep_time import customer_wrote
from bot.flows.mirror import parts_of
from bot.flows.request_fact import note_answer
from bot.flows.send import say_to_customer
from bot.flows.translation_due import TranslationDue, want_translation
from bot.flows.wake import wake
from bot.flows.ways import heed_wish
from bot.ports import RelaySaid
from escalation.model import Conversation, HandoffId, Message, Person, Utterance
from escalation.notes import is_note
from escalation.sla import said_at
from storage import handoffs, outbox, timeline
from storage.database import Tx
from storage.timeline import Deed

KEPT_INSIDE = "lock"


async def relay_to_customer(deps: Deps, handoff_id: HandoffId, message: Message, person: Person) -> str:
    """Something was said in a card's thread. Only the claimer's words go to the customer, unless they are a note.

    What they ask that was told already waits a while.
    """
    told = None if is_note(message.text) else await told_already(deps, handoff_id, message.text, person.id)
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, handoff_id)
        if not speaks_for_us(handoff, person):
            return "a colleague's words"
        if is_note(message.text):
            mark = saying.mark(message.channel, message.ts, KEPT_INSIDE, f"handoff:{handoff.id}")
            await outbox.put(tx, mark, deps.clock.now())
            deed = Deed(kind="noted", at=deps.clock.now(), by=person.id)
            await timeline.note(tx, handoff, deed, f"noted:{message.channel}:{message.ts}")
            return "a note"
        await note_question(tx, deps, handoff, message, told)
        if told is not None and waits(deps, handoff, message):
            return await hold_back(tx, deps, handoff, message, told)
        return await say_to_customer(tx, deps, handoff, message, person, told)


async def relay_to_team(tx: Tx, deps: Deps, conversation: Conversation, said: Utterance) -> str:
    """What the customer said goes to the agents, if there is a handoff to carry it to."""
    handoff = await handoffs.in_charge(tx, conversation.id)
    if handoff is None or not handoff.status.is_open:
        return "left to the person who spoke here"
    whole = RelaySaid(name=said.name, text=said.text or "", is_from_agent=False, files=names(said.files))
    for key, part in parts_of(whole, conversation.channel, said.ts):
        await outbox.put(tx, saying.to_team(handoff, part, key), deps.clock.now())
    due = TranslationDue(handoff=handoff.id, text=said.text or "", channel=conversation.channel, ts=said.ts)
    await want_translation(tx, deps, handoff, due)
    await carry_to_team(tx, deps, handoff, said, conversation.channel)
    await customer_wrote(tx, deps, handoff, said_at(said))
    await wake(tx, deps, handoff.id, "the customer wrote", said.ts)
    await note_answer(tx, deps, handoff, said)
    await heed_wish(tx, deps, handoff, said)
    await heed_booking(tx, deps, handoff, said)
    await pass_to_engineers(tx, deps, handoff, said)
    await want_along(tx, deps, handoff, said)
    return "relayed to the team"
