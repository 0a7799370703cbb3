"""Fires when the customer asks for a person: always, at the first ask, no detour."""

from escalation.limits import Limits
from escalation.model import Priority, Reason
from escalation.signals import Signals


def asked_for_person(signals: Signals, limits: Limits) -> Reason | None:
    """Whoever asks for a person gets one."""
    if not signals.asks_for_person.holds(limits.person_at):
        return None
    return Reason(
        code="asked_for_person",
        detail="asked for a person",
        priority=max(Priority.NORMAL, limits.default_priority),
        evidence=signals.asks_for_person.evidence,
    )
