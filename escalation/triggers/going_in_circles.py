"""Fires when the customer asks the same thing again and again."""

from escalation.limits import Limits
from escalation.model import Priority, Reason
from escalation.signals import Signals


def going_in_circles(signals: Signals, limits: Limits) -> Reason | None:
    """Asked a third time, in whatever words: our answers did not help, and nobody is answered a third time."""
    if signals.says.times_asked < limits.max_times_asked:
        return None
    return Reason(
        code="going_in_circles",
        detail=f"asked the same thing {signals.says.times_asked} times",
        priority=Priority.HIGH,
        evidence=signals.says.asked_before,
    )
