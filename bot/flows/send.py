"""Words of an agent go to the customer: by themselves, or where the team wants it so, each when it is sent."""

from dataclasses import replace

from bot import saying
from bot.deps import Deps
from bot.errors import NothingToDoError
from bot.flows.card_thread import handoff_at, speaks_for_us
from bot.flows.files import carry_to_customer, names
from bot.flows.held import decided, offer_key, pending, show
from bot.flows.keep_time import person_answered
from bot.flows.mail_along import mail_along
from bot.flows.mirror import carried, mirror, parts_of
from bot.flows.note_promises import note_promises
from bot.flows.people import with_names
from bot.flows.translation_due import TranslationDue, want_translation
from bot.ports import RelaySaid, Told, UnsentSaid
from escalation.model import ChannelId, Handoff, Message, Person, Relay, Ts
from escalation.notes import is_note, to_send
from storage import conversations, handoffs, outbox
from storage.database import Tx

SENT = "white_check_mark"


async def say_to_customer(
    tx: Tx, deps: Deps, handoff: Handoff, message: Message, person: Person, told: Told | None = None
) -> str:
    """What who has the handoff wrote goes out, or waits until they send it; beside what was `told` of it already."""
    if handoff.relay is Relay.EXPLICIT:
        text = to_send(message.text)
        if not text:
            offer = UnsentSaid(handoff=handoff.id, message=message.ts, told=told)
            return await offer_to_send(tx, deps, handoff, message.channel, offer)
        message = replace(message, text=text)
    await _send(tx, deps, handoff, message, person)
    return "relayed to the customer"


async def send_unsent(deps: Deps, channel: ChannelId, ts: Ts, person: Person, how: str = "sent") -> str:
    """Who has the handoff sends words of theirs that had stayed inside, as they stand now. Twice is once.

    `how` tells that they went out by `itself`.

    NothingToDoError when they are not to be found, not theirs, or theirs to send no more.
    """
    said = next((one for one in await deps.messenger.read_thread(channel, ts) if one.ts == ts), None)
    if said is None:
        raise NothingToDoError("I can't read that message. Write it once more, beginning with `send:`.")
    text = await with_names(deps, said.text, said.mentions)
    message = replace(said, text=to_send(text) or text)
    async with deps.transaction() as tx:
        found = await handoff_at(tx, channel, message.root)
        handoff = await handoffs.hold(tx, found.id) if found else None
        if handoff is None or not speaks_for_us(handoff, person) or said.author != person.id:
            raise NothingToDoError("Only who has this handoff can send, and only words of their own.")
        if is_note(message.text):
            raise NothingToDoError("This is a note, and stays inside.")
        change = str(deps.clock.now().timestamp())
        offer = await pending(tx, channel, ts)
        if await carried(tx, channel, ts) is None:
            await _send(tx, deps, handoff, message, person)
        else:
            await mirror(tx, deps, channel, ts, message.text, change)
            await note_promises(tx, deps, handoff, (channel, ts), message.text, person.id)
        if offer is not None and offer.told is not None:
            await decided(tx, deps, handoff, (channel, ts), how)
        sent = UnsentSaid(handoff=handoff.id, message=ts, is_sent=True)
        await show(tx, deps, channel, sent, f"True:{change}")
    return "sent to the customer"


async def offer_to_send(
    tx: Tx, deps: Deps, handoff: Handoff, channel: ChannelId, offer: UnsentSaid, change: str = ""
) -> str:
    """The button under words that stay inside until it is pressed; once per `change` of them."""
    words = saying.to_team(handoff, offer, offer_key(channel, offer.message))
    if not await outbox.put(tx, words, deps.clock.now()):
        await show(tx, deps, channel, offer, f"False:{change}")
    return "not sent yet"


async def _send(tx: Tx, deps: Deps, handoff: Handoff, message: Message, person: Person) -> None:
    """What they wrote in the card's thread, which says that it is sent."""
    await say_as(tx, deps, handoff, message, person)
    mark = saying.mark(message.channel, message.ts, SENT, handoff.conversation)
    await outbox.put(tx, mark, deps.clock.now())


async def say_as(tx: Tx, deps: Deps, handoff: Handoff, message: Message, person: Person) -> None:
    """An agent's words to the customer, and all that follows from them: in their language, by mail too, on the clock,
    in the ledger of promises. What was not written as a message has a `ts` of ours, which names it.
    """
    conversation = await conversations.get(tx, handoff.conversation)
    now = deps.clock.now()
    whole = RelaySaid(name=person.name, text=message.text, is_from_agent=True, files=names(message.files))
    for key, part in parts_of(whole, message.channel, message.ts):
        await outbox.put(tx, saying.to_customer(conversation, part, key), now)
    due = TranslationDue(handoff=handoff.id, text=message.text, channel=message.channel, ts=message.ts)
    await want_translation(tx, deps, handoff, due)
    await carry_to_customer(tx, deps, conversation, person.name, (message.channel, message.ts), message.files)
    await person_answered(tx, deps, handoff)
    await mail_along(tx, deps, handoff, message, person)
    await note_promises(tx, deps, handoff, (message.channel, message.ts), message.text, person.id)
