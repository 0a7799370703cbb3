"""Fires when the language model failed us."""

from escalation.limits import Limits
from escalation.model import Reason
from escalation.signals import Signals


def model_failed(signals: Signals, limits: Limits) -> Reason | None:
    """A customer must not wait for our model to recover."""
    if signals.looked is None or not signals.looked.model_has_failed:
        return None
    return Reason(code="model_failed", detail="the bot could not write an answer", priority=limits.default_priority)
