"""Doubts when somebody had to come back several times this week."""

from escalation.limits import Limits
from escalation.model import Priority, Reason
from escalation.signals import Signals


def comes_again(signals: Signals, limits: Limits) -> Reason | None:
    """The third conversation in a week that needed help is a pattern that a person should see."""
    if signals.past.contacts_this_week < limits.max_contacts_this_week:
        return None
    return Reason(
        code="comes_again",
        detail=f"needed a person {signals.past.contacts_this_week} times this week",
        priority=Priority.HIGH,
        is_binding=False,
    )
