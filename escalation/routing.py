"""choose_queue(): which team a handoff waits with. Total: never nobody."""

from escalation.model import Queue


def choose_queue(team: str, queues: tuple[Queue, ...]) -> Queue:
    """The queue of the team that looks after it, or the first one, which is everybody's last resort."""
    return next((queue for queue in queues if queue.name == team), queues[0])
