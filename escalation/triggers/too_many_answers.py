"""Fires when a conversation with the bot goes on and on."""

from escalation.limits import Limits
from escalation.model import Reason
from escalation.signals import Signals


def too_many_answers(signals: Signals, limits: Limits) -> Reason | None:
    """Whoever still asks after so many answers is better served by a person."""
    if signals.past.answers < limits.max_answers:
        return None
    return Reason(
        code="too_many_answers",
        detail=f"still asks after {signals.past.answers} answers",
        priority=limits.default_priority,
    )
