"""Fires when the customer has had enough of the bot; doubts when the mood turns."""

from escalation.limits import Limits
from escalation.model import Priority, Reason
from escalation.signals import Signals


def frustrated(signals: Signals, limits: Limits) -> Reason | None:
    """Anger before the bot has said anything is offered a person; after an answer, it gets one."""
    mood = signals.says.frustration
    if not mood.holds(limits.frustration_offer_at):
        return None
    return Reason(
        code="frustrated",
        detail="is getting frustrated",
        priority=Priority.HIGH,
        is_binding=mood.holds(limits.frustration_at) and signals.past.answers > 0,
        evidence=mood.evidence,
    )
