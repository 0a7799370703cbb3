"""A request that came along with another gets a thread and a handoff of its own."""

from dataclasses import asdict, dataclass

from bot import saying
from bot.deps import Deps
from bot.errors import NothingToDoError, UnavailableError
from bot.flows.ask import Ask
from bot.flows.begin import begun_beside
from bot.flows.card_thread import check_claimer
from bot.flows.hand_off import About, open_handoff, prepare
from bot.flows.wording import texts_about
from bot.ports import Field, Kind, OfferSaid
from escalation.decisions import HandOff
from escalation.model import (
    HandoffId,
    Priority,
    Reason,
    Speaker,
    Utterance,
    channel_of,
)
from storage import conversations, handoffs, inbox, outbox, timeline
from storage.timeline import Deed


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitDue:
    """A thread that was begun in a customer's channel by the words of this `key`, about `what`."""

    key: str
    origin: HandoffId
    what: str
    by: str
    by_name: str


async def split_off(deps: Deps, ask: Ask) -> str:
    """Begin a thread about it in the customer's channel. NothingToDoError unless the agent has the handoff."""
    what = ask.words or ask.filled.get("what", "")
    if not what and ask.trigger:
        field = Field(name="what", label="What is the other request about?", kind=Kind.TEXT, at_most=300)
        form = ask.form("Split off a request", (field,), intro="The customer reads these words.", submit="Split off")
        await deps.messenger.open_form(ask.place, ask.trigger, form)
        return "asked what it is about"
    if not what:
        raise NothingToDoError("Say what the other request is about: `split: they also want an invoice of May`.")
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, ask.handoff)
        check_claimer(handoff, ask.by)
        now, key = deps.clock.now(), f"split:{ask.key}"
        text = texts_about(deps, handoff).split.format(agent=ask.by.name, team=handoff.queue.name, what=what)
        words = saying.to_channel(channel_of(handoff.conversation), OfferSaid(text=text), key)
        if not await outbox.put(tx, words, now):
            return "split off already"
        due = SplitDue(key=key, origin=handoff.id, what=what, by=ask.by.id, by_name=ask.by.name)
        work = inbox.NewWork(key=key, kind="split", lane=key, payload=asdict(due), due=now)
        await inbox.put(tx, work, now)
        deed = Deed(kind="split", at=now, by=ask.by.id, detail={"what": what})
        await timeline.note(tx, handoff, deed, key)
    return "split off"


async def open_split(deps: Deps, due: SplitDue) -> str:
    """Once the thread stands, a handoff about it. UnavailableError while it does not."""
    async with deps.transaction() as tx:
        begun = await outbox.find(tx, due.key)
        origin = await handoffs.get(tx, due.origin)
        parent = await conversations.get(tx, origin.conversation)
        if begun is None or begun.ts is None:
            raise UnavailableError("Slack", "the thread does not stand yet")
        conversation = begun_beside(deps, parent, begun.ts)
        if await conversations.find(tx, conversation.id) is None:
            await conversations.add(tx, conversation)
            said = Utterance(
                speaker=Speaker.CUSTOMER,
                author=parent.customer,
                name=parent.customer_name,
                text=due.what,
                at=deps.clock.now(),
                ts=begun.ts,
            )
            await conversations.say(tx, conversation, said)
    reason = Reason(code="split_off", detail=f"{due.by_name} split it off another request")
    about = About(topic="", language=origin.briefing.language, policy=origin.policy)
    request = await prepare(deps, conversation, HandOff(reasons=(reason,), priority=Priority.NORMAL), about)
    async with deps.transaction() as tx:
        if await handoffs.latest(tx, conversation.id) is not None:
            return "open already"
        handoff = await open_handoff(tx, deps, await conversations.get(tx, conversation.id), request)
    return f"split off: {handoff}"
