"""Doubts when the words may ask for a person, and may not."""

from escalation.limits import Limits
from escalation.model import Reason
from escalation.signals import Signals


def may_want_person(signals: Signals, limits: Limits) -> Reason | None:
    """Offering one costs a line; bringing one in for nothing costs a colleague's time."""
    if not signals.asks_for_person.holds(limits.person_offer_at):
        return None
    if signals.asks_for_person.holds(limits.person_at):
        return None
    return Reason(
        code="may_want_person",
        detail="may want a person",
        priority=limits.default_priority,
        is_binding=False,
        evidence=signals.asks_for_person.evidence,
    )
