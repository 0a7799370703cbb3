"""Something happened to a channel as a whole: the bot goes quiet there, and who helps a customer of it is told."""

from dataclasses import dataclass
from enum import StrEnum

from bot import saying
from bot.deps import Deps
from bot.log import logger
from bot.ports import NudgeSaid
from escalation.model import ChannelId, Conversation, Outcome, PersonId, TeamId
from storage import conversations, handoffs, outbox

log = logger(__name__)


class Happening(StrEnum):
    """What can happen to a channel, or to our place in it."""

    ARCHIVED = "archived"
    OPENED = "opened"
    UNSHARED = "unshared"
    LEFT = "left"
    JOINED = "joined"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelNews:
    """What happened where; with `person`, only to them, and with `team`, only to its people. `key` is of this once."""

    key: str
    channel: ChannelId
    what: Happening
    person: PersonId | None = None
    team: TeamId | None = None


_TOLD = {
    Happening.ARCHIVED: "The customer's channel was archived. {name} does not get what is written here until it is "
    "open again.",
    Happening.OPENED: "The customer's channel is open again: {name} gets what is written here.",
    Happening.UNSHARED: "The channel is not shared with {name}'s organisation any more. What is written here does not "
    "reach them.",
    Happening.LEFT: "I was taken out of the customer's channel. {name} does not get what is written here until I'm "
    "invited again.",
    Happening.JOINED: "I'm back in the customer's channel: {name} gets what is written here.",
}
_GONE = "{name} has left the channel, and does not see what is written here."
_CLOSING = {Happening.ARCHIVED, Happening.LEFT}


async def follow_channel(deps: Deps, news: ChannelNews) -> str:
    """Take note of what happened, once; what was done, in a word."""
    is_closed = news.what in _CLOSING and news.person is None
    if is_closed and news.channel in {queue.channel for queue in deps.queues}:
        log.error("queue.closed", channel=news.channel, what=news.what.value)
    now = deps.clock.now()
    told = 0
    async with deps.transaction() as tx:
        if news.what is Happening.ARCHIVED:  # taken out is soon mended: there, an answer waits for a while
            await conversations.end_turns_in(tx, news.channel, Outcome.SILENT, "the channel was archived")
        for handoff in await handoffs.open_in(tx, news.channel):
            conversation = await conversations.get(tx, handoff.conversation)
            if not _concerns(news, conversation):
                continue
            text = (_GONE if news.person else _TOLD[news.what]).format(name=conversation.customer_name)
            words = saying.to_team(handoff, NudgeSaid(text=text), f"{news.key}:{handoff.id}")
            told += await outbox.put(tx, words, now)
    return f"{news.what.value}, {told} told"


def _concerns(news: ChannelNews, conversation: Conversation) -> bool:
    """Whether it happened to this customer too."""
    is_person = news.person in {None, conversation.customer}
    return is_person and news.team in {None, conversation.customer_team}
