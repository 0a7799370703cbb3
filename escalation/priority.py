"""How urgent a handoff is, and whose turn is next: nobody is overtaken for ever."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from escalation.model import Handoff, Priority

COMES_AGAIN = 2
"""From so many handoffs in a week on, the next is more urgent."""

_ROOM = {
    Priority.URGENT: timedelta(),
    Priority.HIGH: timedelta(minutes=30),
    Priority.NORMAL: timedelta(hours=2),
    Priority.LOW: timedelta(hours=8),
}
"""How much later one may come and still be ahead, if one is urgent."""

LONGEST = max(_ROOM.values())
"""Whoever comes this much later than somebody else is never ahead of them."""


def urgency(found: Priority, tier_steps: int, contacts_this_week: int) -> Priority:
    """What was found about the case, so many steps up for the tier (or down), and one for who needs people again."""
    steps = tier_steps + (contacts_this_week >= COMES_AGAIN)
    return Priority(max(Priority.LOW, min(Priority.URGENT, found + steps)))


def turn(handoff: Handoff) -> datetime:
    """The moment at which it is this handoff's turn; earlier ones go first. Never after what is due is due."""
    clock = handoff.clock
    since = (clock.waiting_since if clock else None) or handoff.opened_at
    its_turn = since + _ROOM[handoff.priority]
    return min(its_turn, clock.due_at) if clock and clock.due_at else its_turn


def in_order(handoffs: Iterable[Handoff]) -> tuple[Handoff, ...]:
    """Whose turn is next, first."""
    return tuple(sorted(handoffs, key=lambda one: (turn(one), one.opened_at, one.id)))
