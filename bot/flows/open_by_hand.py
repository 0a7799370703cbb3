"""A colleague opens a handoff by hand: by a word to us, or by an emoji or a shortcut on a message."""

from dataclasses import dataclass

from bot import saying
from bot.deps import Deps
from bot.errors import NotAllowedError, NothingToDoError
from bot.flows.begin import account_of, begun_by
from bot.flows.hand_off import About, open_handoff, prepare
from bot.flows.people import who
from escalation.decisions import HandOff
from escalation.limits import Case
from escalation.model import (
    ChannelId,
    Conversation,
    Handoff,
    Message,
    Outcome,
    Person,
    PersonId,
    Priority,
    Queue,
    Reason,
    Role,
    Speaker,
    Ts,
    Utterance,
    conversation_id,
)
from escalation.roles import may_act, role_of
from escalation.signals import Signals
from storage import conversations, handoffs, outbox
from storage.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """The wish for a handoff about the thread of this message: with a `team` by its name, and a `note` on why."""

    channel: ChannelId
    message: Ts
    thread: Ts | None = None
    team: str = ""
    note: str = ""


async def open_by_hand(deps: Deps, wish: ByHand, agent: Person) -> str:
    """Open a handoff, as if the bot had decided it; the agent is told. Doing it twice opens one.

    NotAllowedError for anybody but our own people; NothingToDoError when there is no customer, no such team, or a
    handoff already.
    """
    if not may_act(agent, wish.channel, deps.house):
        raise NotAllowedError("Only the support team can hand a conversation over by hand.")
    queue = _queue(deps, wish)
    conversation = await _conversation(deps, wish)
    await _refuse_if_open(deps, conversation)
    about = await _about(deps, conversation)
    reason = Reason(code="opened_by_hand", detail=f"{agent.name} handed it over", evidence=wish.note)
    request = await prepare(deps, conversation, HandOff(reasons=(reason,), priority=Priority.NORMAL), about)
    async with deps.transaction() as tx:
        now = await conversations.get(tx, conversation.id)
        last = await handoffs.latest(tx, conversation.id)
        if last is not None and last.status.is_open:
            return "open already"
        handoff = await open_handoff(tx, deps, now, request, queue)
        await conversations.end_open_turns(tx, conversation.id, Outcome.HANDED_OFF, reason.code)
        with_whom = (await handoffs.get(tx, handoff)).queue.name
        text = f"{conversation.customer_name} waits with {with_whom} now."
        words = saying.whisper(wish.channel, conversation.thread, agent.id, text, f"by_hand:{handoff}")
        await outbox.put(tx, words, deps.clock.now())
    return f"opened by hand: {handoff}"


def _queue(deps: Deps, wish: ByHand) -> Queue | None:
    if wish.channel in {queue.channel for queue in deps.queues}:
        raise NothingToDoError("This is the team's own channel: no customer is waiting here.")
    if not wish.team:
        return None
    found = next((queue for queue in deps.queues if queue.name.casefold() == wish.team.casefold()), None)
    if found is None:
        names = ", ".join(queue.name for queue in deps.queues)
        raise NothingToDoError(f"I know no team named “{wish.team[:80]}”. There are: {names}.")
    return found


async def _refuse_if_open(deps: Deps, conversation: Conversation) -> None:
    async with deps.database.transaction() as tx:
        last = await handoffs.latest(tx, conversation.id)
        card = await outbox.find(tx, saying.card_key(last)) if last is not None else None
    if last is None or not last.status.is_open:
        return
    link = await deps.messenger.link(card.words.channel, card.ts) if card is not None and card.ts else ""
    raise NothingToDoError(f"{conversation.customer_name} {_standing(last)} already. {link}".strip())


def _standing(handoff: Handoff) -> str:
    return f"is with <@{handoff.claimed_by}>" if handoff.claimed_by else f"waits with {handoff.queue.name}"


async def _conversation(deps: Deps, wish: ByHand) -> Conversation:
    """The conversation that the message belongs to; read from Slack where we had not listened."""
    async with deps.database.transaction() as tx:
        found = await conversations.at(tx, wish.channel, wish.thread or wish.message)
    if found is not None:
        return found
    said = await deps.messenger.read_thread(wish.channel, wish.message)
    authors = {one.author: await who(deps, one.author) for one in said if one.author and not one.bot}
    roles = {one.ts: role_of(one, authors.get(one.author) if one.author else None, deps.house) for one in said}
    first = next((one for one in said if roles[one.ts].may_ask), None)
    if first is None or first.author is None:
        raise NothingToDoError("I see no words of a customer in this thread.")
    account = await account_of(deps, first, authors[first.author])
    async with deps.transaction() as tx:
        known = await conversations.find(tx, conversation_id(first.channel, first.root))
        conversation = known or begun_by(deps, first, authors[first.author], account)
        if known is None:
            await conversations.add(tx, conversation)
        for one in said:
            await _remember(tx, deps, conversation, one, roles[one.ts], authors)
    return conversation


async def _remember(
    tx: Tx, deps: Deps, conversation: Conversation, message: Message, role: Role, authors: dict[PersonId, Person]
) -> None:
    """What was said before we listened. Other bots are left out, and so are we: we had said nothing here."""
    if message.author is None or message.author not in authors or role is Role.OURSELVES:
        return
    author = authors[message.author]
    said = Utterance(
        speaker=Speaker.CUSTOMER if role.may_ask else Speaker.AGENT,
        author=author.id,
        name=author.name,
        text=message.text,
        at=deps.clock.now(),
        ts=message.ts,
        files=message.files,
    )
    await conversations.say(tx, conversation, said)


async def _about(deps: Deps, conversation: Conversation) -> About:
    """What the customer's own words are about, as far as they tell."""
    async with deps.database.transaction() as tx:
        lines = await conversations.lines(tx, conversation.id)
    theirs = [line for line in lines if line.speaker is Speaker.CUSTOMER and line.text]
    says = await deps.reader.read("\n".join(line.text or "" for line in theirs[-4:]), lines[:0])
    case = Case(tier=deps.workspace.tier(conversation.channel), channel=conversation.channel)
    topic = Signals(says=says).topic(deps.policy.limits_for(case))
    return About(topic=topic, language=says.language, policy=deps.policy.version)
