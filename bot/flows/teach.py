"""People teach the bot what a conversation is about: by a word in the card's thread, by resolving it, or by command."""

from bot import saying
from bot.deps import Deps
from bot.errors import NothingToDoError
from bot.flows.ask import Ask
from bot.ports import TeamNoticeSaid
from escalation.model import Handoff
from escalation.topics import named
from storage import handoffs, outbox, topics
from storage.database import Tx

NONE = "none"
"""The name people give to what is about no topic."""


async def correct_topic(deps: Deps, ask: Ask) -> str:
    """An agent says what it is about: learned from the customer's own words, and shown on the card."""
    topic = _meant(ask.words, deps)
    async with deps.transaction() as tx:
        handoff = await handoffs.hold(tx, ask.handoff)
        if topic is None:
            told = f"I know no topic named “{ask.words[:80]}”. There are: {_all_names(deps)}."
        else:
            await handoffs.set_topic(tx, handoff.id, topic)
            await _learn(tx, deps, handoff, topic, "corrected")
            told = f"Noted: this is about *{topic or NONE}*. I'll recognise it better next time."
            await outbox.put(tx, saying.redraw(await handoffs.get(tx, handoff.id), ask.key), deps.clock.now())
        await outbox.put(tx, saying.to_team(handoff, TeamNoticeSaid(text=told), f"topic:{ask.key}"), deps.clock.now())
    return "unknown topic" if topic is None else "topic corrected"


async def confirm_topic(tx: Tx, deps: Deps, handoff: Handoff) -> None:
    """Nobody objected to the topic until the end: the customer's words are an example of it."""
    topic = named(handoff.topic, deps.topics)
    if topic is not None:
        await _learn(tx, deps, handoff, topic.name, topics.CONFIRMED)


async def add_example(deps: Deps, name: str, text: str) -> str:
    """An admin teaches an example. NothingToDoError when there is no such topic, or no example."""
    topic = _meant(name, deps)
    if topic is None or not text.strip():
        raise NothingToDoError(f"Write `/support teach TOPIC: what a customer would say`. Topics: {_all_names(deps)}.")
    async with deps.transaction() as tx:
        await topics.learn(tx, topic, text, "taught", deps.clock.now())
    await deps.reader.refresh()
    return f"Learned: “{text.strip()[:200]}” is about *{topic or NONE}*."


async def _learn(tx: Tx, deps: Deps, handoff: Handoff, topic: str, source: str) -> None:
    """What the customer asked, in their own words."""
    await topics.learn(tx, topic, handoff.briefing.ask, source, deps.clock.now())


def _meant(name: str, deps: Deps) -> str | None:
    """The topic's name as it is kept, empty for none of them; None when nothing is known by this name."""
    topic = named(name, deps.topics)
    if topic is not None:
        return topic.name
    return "" if name.strip().casefold() == NONE else None


def _all_names(deps: Deps) -> str:
    return ", ".join((*(topic.name for topic in deps.topics), NONE))
