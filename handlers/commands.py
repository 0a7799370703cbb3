"""Story: an admin steers the bot by `/support`, and every colleague may look at the queues."""

from dataclasses import dataclass

from bot.deps import Deps
from bot.flows.desk import read_desk
from bot.flows.people import who
from bot.flows.steer import Order, steer
from bot.saying import respond
from escalation.model import ChannelId, PersonId
from escalation.roles import House, has_desk
from handlers.cards.queue import queues_text
from handlers.edge import Asker, Story
from handlers.heard import Heard, Payload, heard
from handlers.ids import Command
from storage import outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """A slash command as it was typed."""

    words: str
    key: str
    asker: Asker


def read_command(payload: Payload, _house: House) -> Heard | None:
    """`/support …`."""
    if payload.get("command") != Command.SUPPORT or not payload.get("user_id"):
        return None
    key = f"command:{payload.get('trigger_id') or payload.get('response_url')}"
    asker = Asker(
        person=PersonId(payload["user_id"]),
        channel=ChannelId(payload.get("channel_id") or ""),
        response_url=str(payload.get("response_url") or ""),
    )
    ordered = Ordered(words=str(payload.get("text") or ""), key=key, asker=asker)
    return heard("command", key, f"channel:{asker.channel}", ordered)


async def on_command(ordered: Ordered, deps: Deps) -> str:
    """Carry out the order, and show the answer to whoever gave it."""
    person = await who(deps, ordered.asker.person)
    if ordered.words.strip().lower() == "queue" and has_desk(person, deps.house):
        answer = queues_text((await read_desk(deps)).queues)
    else:
        answer = await steer(deps, Order(channel=ordered.asker.channel, by=person, words=ordered.words))
    words = respond(ordered.asker.response_url, answer, f"answer:{ordered.key}")
    async with deps.transaction() as tx:
        await outbox.put(tx, words, deps.clock.now())
    return ordered.words or "help"


STORIES = (Story(kind="command", read=read_command, value=Ordered, act=on_command),)
