"""The customer is asked once an episode how it was: at once when they confirm it, else some quiet time later."""

from dataclasses import replace

from bot import saying
from bot.deps import Deps
from bot.flows.wording import labels, texts_about
from bot.ports import CsatSaid
from escalation.hours import opening
from escalation.model import Conversation, Ending, Episode, Handoff, HandoffStatus
from storage import answers, csat, episodes, handoffs, outbox, people
from storage.database import Tx


def csat_key(episode: Episode) -> str:
    """The key of the words with which this was asked."""
    asked = episode.asked_at.timestamp() if episode.asked_at else 0
    return f"csat:{episode.conversation}:{episode.number}:{asked}"


async def plan_rating(tx: Tx, deps: Deps, conversation: Conversation, handoff: Handoff) -> None:
    """It was marked as solved: they are asked at once if they said so too, else later, within the team's hours."""
    episode = await episodes.of(tx, handoff)
    if episode is None:
        return
    if episode.ending is Ending.CONFIRMED:
        await ask_rating(tx, deps, conversation, handoff)
    elif episode.asked_at is None and episode.ending is not Ending.ABANDONED:
        quiet = deps.workspace.csat_after(handoff.queue.name)
        at = opening(deps.workspace.hours_of(handoff.queue.name), deps.clock.now() + quiet)
        await episodes.keep(tx, replace(episode, ask_at=at))


async def ask_rating(tx: Tx, deps: Deps, conversation: Conversation, handoff: Handoff) -> bool:
    """Ask how it was, unless that was done, it is open again, or the team does not want it."""
    episode = await episodes.of(tx, handoff)
    if episode is None or episode.asked_at is not None:
        return False
    is_wanted = deps.workspace.asks_csat(handoff.queue.name) and handoff.status is HandoffStatus.RESOLVED
    now = deps.clock.now()
    episode = replace(episode, ask_at=None, asked_at=now if is_wanted else None)
    await episodes.keep(tx, episode)
    if not is_wanted:
        return False
    said = await _question(tx, deps, episode, handoff)
    words = saying.to_customer(conversation, said, csat_key(episode), epoch=conversation.epoch)
    return await outbox.put(tx, words, now)


async def withdraw_rating(tx: Tx, deps: Deps, handoff: Handoff) -> None:
    """It is open again: a question that nobody answered goes away, and may be asked when it is solved in the end."""
    episode = await episodes.of(tx, handoff)
    if episode is None or episode.asked_at is None or await csat.of(tx, episode):
        return
    asked = await outbox.find(tx, csat_key(episode))
    if asked is not None:
        await outbox.withdraw(tx, (asked.words.key,))
        await outbox.put(tx, saying.erase(asked.words, f"{asked.words.key}:withdrawn"), deps.clock.now())
    await episodes.keep(tx, replace(episode, asked_at=None))


async def ask_who_is_due(deps: Deps) -> int:
    """Ask everybody whose quiet time is over; how many."""
    async with deps.database.transaction() as tx:
        due = await episodes.to_be_asked(tx, deps.clock.now())
    asked = 0
    for one in due:
        async with deps.transaction() as tx:
            assert one.handoff is not None
            handoff, conversation = await handoffs.hold_with_conversation(tx, one.handoff)
            asked += await ask_rating(tx, deps, conversation, handoff)
    return asked


async def _question(tx: Tx, deps: Deps, episode: Episode, handoff: Handoff) -> CsatSaid:
    texts, team = texts_about(deps, handoff), handoff.queue.name
    agent = await people.find(tx, handoff.claimed_by) if handoff.claimed_by else None
    named = {"team": team, "agent": agent.name if agent else team}
    has_answered = await answers.any_since(tx, episode.conversation, episode.opened_at)
    return CsatSaid(
        conversation=episode.conversation,
        episode=episode.number,
        handoff=handoff.id,
        person=texts.csat_person.format(**named),
        bot=texts.csat_bot.format(**named) if has_answered else "",
        scale=texts.csat_scale.format(**named),
        thanks=texts.csat_thanks.format(**named),
        why=texts.csat_why.format(**named),
        button_why=texts.button_why.format(**named),
        labels=labels(texts, team),
    )
