"""Something was said in a team's channel: an order to us, words for a customer, or the team's own talk."""

from bot import saying
from bot.deps import Deps
from bot.errors import RefusedError, UnavailableError
from bot.flows.acts import carry_out
from bot.flows.ask import Ask
from bot.flows.ask_colleague import heed_colleague
from bot.flows.card_thread import handoff_at, speaks_for_us
from bot.flows.relay import relay_to_customer
from bot.ports import Place
from escalation.model import Handoff, HandoffId, Message, Person
from escalation.orders import WORDS, Order, order_in
from storage import outbox


async def team_spoke(deps: Deps, message: Message, person: Person) -> str:
    """In a card's thread it may be an order, or words for the customer; all else is left alone."""
    if message.thread is None:
        return "the team's own talk"
    async with deps.database.transaction() as tx:
        handoff = await handoff_at(tx, message.channel, message.thread)
        if handoff is None and await outbox.is_posting(tx, message.channel):
            raise UnavailableError("Slack", "a card may stand there whose place is not noted yet")
    if handoff is None:
        return "the team's own talk"
    return await _in_thread(deps, handoff, message, person)


async def _in_thread(deps: Deps, handoff: Handoff, message: Message, person: Person) -> str:
    if order := order_in(message.text):
        return await _obey(deps, handoff.id, order, message, person)
    if message.mentions_us:
        return await _explain(deps, message, person)
    if not speaks_for_us(handoff, person):
        heeded = await heed_colleague(deps, handoff.id, message, person)
        return heeded or "a colleague's words"  # also if they claim it before we have looked again
    return await relay_to_customer(deps, handoff.id, message, person)


async def _obey(deps: Deps, handoff: HandoffId, order: Order, message: Message, person: Person) -> str:
    """What a colleague says to the bot in the card's thread is carried out, or they are told why not."""
    place = Place(channel=message.channel, thread=message.thread)
    key = f"{message.channel}:{message.ts}"
    ask = Ask(
        verb=order.verb,
        handoff=handoff,
        by=person,
        place=place,
        key=key,
        words=order.rest,
        named=message.mentions,
    )
    try:
        return await carry_out(deps, ask)
    except RefusedError as error:
        await _tell(deps, message, person, error.message)
        return f"refused: {error.message}"


async def _explain(deps: Deps, message: Message, person: Person) -> str:
    """A colleague turns to the bot with words it does not know."""
    known = " · ".join(how for _, _, how in WORDS)
    await _tell(deps, message, person, f"I don't know that word, and nothing went to the customer. I know: {known}.")
    return "not understood"


async def _tell(deps: Deps, message: Message, person: Person, text: str) -> None:
    key = f"told:{message.channel}:{message.ts}"
    async with deps.transaction() as tx:
        words = saying.whisper(message.channel, message.thread, person.id, text, key)
        await outbox.put(tx, words, deps.clock.now())
