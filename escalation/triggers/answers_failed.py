"""Fires when the bot has had its chances."""

from escalation.limits import Limits
from escalation.model import Priority, Reason
from escalation.signals import Signals


def answers_failed(signals: Signals, limits: Limits) -> Reason | None:
    """A second answer that did not help: a third guess would only cost the customer time.

    Whoever asks the same again was not helped either.
    """
    failed = signals.failed_answers + signals.says.times_asked - 1
    if failed < limits.max_failed_answers:
        return None
    return Reason(
        code="answers_failed",
        detail=f"{failed} answers did not help",
        priority=Priority.HIGH,
        evidence=signals.says.asked_before,
    )
