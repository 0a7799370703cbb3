"""choose_queue(): which team a handoff waits with. Total: never nobody."""

from collections.abc import Mapping

from escalation.model import ChannelId, Queue


def choose_queue(channel: ChannelId, by_channel: Mapping[ChannelId, str], queues: tuple[Queue, ...]) -> Queue:
    """The team that serves this customer channel, or the first team, which is everybody's last resort."""
    wanted = by_channel.get(channel)
    return next((queue for queue in queues if queue.name == wanted), queues[0])
