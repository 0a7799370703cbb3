"""Episodes begin with our first word about a problem, end as the rule says, and go on when the customer comes back."""

from dataclasses import replace
from datetime import timedelta

from bot import saying
from bot.deps import Deps
from escalation.model import Conversation, ConversationId, Ending, Episode, HandoffId, Outcome, Speaker, Utterance
from escalation.outcomes import Said, ending, is_about_the_same, said_in, stage, standing
from storage import conversations, episodes, handoffs, outbox
from storage.database import Tx


async def go_on(
    tx: Tx, deps: Deps, conversation: Conversation, topic: str, handoff: HandoffId | None = None, *, again: bool = False
) -> None:
    """We have something to say about the customer's problem: a new episode, or more of the one that goes on.

    `again` says that they are about what they had asked before.
    """
    last, now = await episodes.latest(tx, conversation.id), deps.clock.now()
    if last is None:
        await _see_whether_they_come_back(tx, deps, conversation)
    if last is not None and again:
        await came_back(tx, deps, conversation.id, only_if_gone=True)
        last = await episodes.latest(tx, conversation.id)
    if last is None or not last.goes_on:
        number = last.number + 1 if last else 1
        last = Episode(conversation=conversation.id, number=number, opened_at=now)
    await episodes.keep(tx, replace(last, topic=topic or last.topic, handoff=handoff or last.handoff))


async def end_episode(
    tx: Tx, deps: Deps, conversation: Conversation, how: Ending, left: Utterance | None = None
) -> bool:
    """The latest episode ended so, for now. False when it had ended already; a confirmation outdoes what was presumed.

    `left` are the words with which the customer gave up.
    """
    last = await episodes.latest(tx, conversation.id)
    if last is None or not (last.goes_on or (how is Ending.CONFIRMED and last.ending is not Ending.CONFIRMED)):
        return False
    handoff = await handoffs.get(tx, last.handoff) if last.handoff else None
    where = stage(handoff, conversation.owner, left.at if left else None)
    await _note(tx, deps, replace(last, ending=how, ended_at=deps.clock.now(), stage=where))
    return True


async def came_back(tx: Tx, deps: Deps, conversation: ConversationId, *, only_if_gone: bool = False) -> None:
    """The customer is back about the latest episode, or an agent opened it again: it goes on.

    With `only_if_gone` nothing is noted while it goes on anyway.
    """
    last = await episodes.latest(tx, conversation)
    if last is None or (only_if_gone and last.goes_on):
        return
    back = replace(last, ending=Ending.RETURNED, ended_at=deps.clock.now(), returns=last.returns + 1, ask_at=None)
    await _note(tx, deps, back)


async def look_at(tx: Tx, deps: Deps, conversation: Conversation) -> Ending | None:
    """Whether the latest episode has ended by now, and how; what follows from it is done."""
    last = await episodes.latest(tx, conversation.id)
    if last is None or not last.goes_on:
        return None
    handoff = await handoffs.get(tx, last.handoff) if last.handoff else None
    lines = await conversations.lines(tx, conversation.id)
    theirs = [line for line in lines if line.speaker is Speaker.CUSTOMER]
    word = theirs[-1] if theirs and theirs[-1].at >= last.since else None
    stands = standing(
        handoff,
        conversation.owner,
        await _last_outcome(tx, conversation),
        is_theirs=bool(lines) and lines[-1].speaker is Speaker.CUSTOMER,
    )
    said = said_in(word.text or "") if word else None
    moments = (
        last.since,
        *(line.at for line in lines),
        *([handoff.closed_at] if handoff and handoff.closed_at else []),
    )
    patience = deps.workspace.patience(handoff.queue.name if handoff else "")
    how = ending(stands, said, deps.clock.now() - max(moments), patience)
    if how is not None:
        await end_episode(tx, deps, conversation, how, word if said is Said.GAVE_UP else None)
    return how


async def _last_outcome(tx: Tx, conversation: Conversation) -> Outcome | None:
    """How the bot's last turn ended that was not silence; None while one is open."""
    turns = sorted((await conversations.turns(tx, conversation.id)).values(), key=lambda turn: turn.opened_at)
    told = [turn.outcome for turn in turns if turn.outcome is not Outcome.SILENT]
    return told[-1] if told else None


async def _see_whether_they_come_back(tx: Tx, deps: Deps, conversation: Conversation) -> None:
    """Who opens a new thread about what had ended a few days ago has come back."""
    since = deps.clock.now() - timedelta(days=deps.workspace.outcomes.returned_within_days)
    lines = await conversations.lines(tx, conversation.id)
    before = await episodes.ended_for(tx, conversation.customer, conversation.channel, since, conversation.id)
    for one in before:
        same = is_about_the_same(lines, await conversations.lines(tx, one.conversation))
        if same and await episodes.came_back_elsewhere(tx, one, deps.clock.now()):
            await _show(tx, deps, one, Ending.RETURNED)


async def _note(tx: Tx, deps: Deps, episode: Episode) -> None:
    await episodes.keep(tx, episode)
    await _show(tx, deps, episode, episode.ending)


async def _show(tx: Tx, deps: Deps, episode: Episode, how: Ending | None) -> None:
    """The card of its handoff tells it."""
    if episode.handoff is None:
        return
    await handoffs.set_ending(tx, episode.handoff, how)
    now = deps.clock.now()
    change = f"{how}:{episode.returns}:{now.timestamp()}"
    await outbox.put(tx, saying.redraw(await handoffs.get(tx, episode.handoff), change), now)
