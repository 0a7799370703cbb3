"""What a waiting customer is told to expect, in honest words."""

from bot.deps import Deps
from bot.ports import Moment, NoticeSaid
from escalation.hours import opening
from escalation.model import Conversation, Queue


def waiting_notice(deps: Deps, conversation: Conversation, queue: Queue, text: str) -> NoticeSaid:
    """This text to a customer who waits for a team, and when the team is back if nobody is there now."""
    hours = deps.workspace.hours_of(queue.name)
    now = deps.clock.now()
    back = opening(hours, now)
    if back == now:
        return NoticeSaid(conversation=conversation.id, text=text)
    moment = Moment(at=back, words=f"{back.astimezone(hours.zone):%a %d %b, %H:%M %Z}")
    closed = deps.workspace.texts.closed.format(team=queue.name, agent="", when=moment.words)
    return NoticeSaid(conversation=conversation.id, text=f"{text} {closed}", moments=(moment,))
