"""Fires when the language model failed us."""

from escalation.model import Reason
from escalation.signals import Limits, Signals


def model_failed(signals: Signals, limits: Limits) -> Reason | None:
    """A customer must not wait for our model to recover."""
    if not signals.model_has_failed:
        return None
    return Reason(code="model_failed", detail="the bot could not write an answer", priority=limits.default_priority)
