"""People teach the bot what a conversation is about: by a word in the card's thread, by resolving it, or by command."""

from bot import saying
from bot.deps import Deps
from bot.errors import NothingToDoError
from bot.ports import TeamNoticeSaid
from escalation.model import Handoff, HandoffId
from escalation.topics import Topic, named
from storage import handoffs, outbox, topics
from storage.database import Tx


async def correct_topic(tx: Tx, deps: Deps, handoff_id: HandoffId, name: str, key: str) -> str:
    """An agent says what it is about: learned from the customer's own words, and shown on the card."""
    handoff = await handoffs.get(tx, handoff_id)
    topic = named(name, deps.topics)
    if topic is None:
        told = f"I know no topic named “{name[:80]}”. There are: {', '.join(one.name for one in deps.topics)}."
    else:
        await handoffs.set_topic(tx, handoff_id, topic.name)
        await _learn(tx, deps, handoff, topic, "corrected")
        told = f"Noted: this is about *{topic.name}*. I'll recognise it better next time."
        await outbox.put(tx, saying.redraw(await handoffs.get(tx, handoff_id), key), deps.clock.now())
    await outbox.put(tx, saying.to_team(handoff, TeamNoticeSaid(text=told), f"topic:{key}"), deps.clock.now())
    return "topic corrected" if topic else "unknown topic"


async def confirm_topic(tx: Tx, deps: Deps, handoff: Handoff) -> None:
    """Nobody objected to the topic until the end: the customer's words are an example of it."""
    topic = named(handoff.topic, deps.topics)
    if topic is not None:
        await _learn(tx, deps, handoff, topic, "confirmed")


async def add_example(deps: Deps, name: str, text: str) -> str:
    """An admin teaches an example. NothingToDoError when there is no such topic, or no example."""
    topic = named(name, deps.topics)
    if topic is None or not text.strip():
        known = ", ".join(one.name for one in deps.topics)
        raise NothingToDoError(f"Write `/support teach TOPIC: what a customer would say`. Topics: {known}.")
    async with deps.transaction() as tx:
        await topics.learn(tx, topic.name, text, "taught", deps.clock.now())
    await deps.reader.refresh()
    return f"Learned: “{text.strip()[:200]}” is about *{topic.name}*."


async def _learn(tx: Tx, deps: Deps, handoff: Handoff, topic: Topic, source: str) -> None:
    """What the customer asked, in their own words."""
    await topics.learn(tx, topic.name, handoff.briefing.ask, source, deps.clock.now())
