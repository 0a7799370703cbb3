"""Doubts when what was found may not answer."""

from escalation.limits import Limits
from escalation.model import Reason
from escalation.signals import Signals


def unsure(signals: Signals, limits: Limits) -> Reason | None:
    """Below the limit no bare answer goes out."""
    if signals.looked is None or not signals.has_found_enough(limits) or signals.looked.confidence >= limits.sure_at:
        return None
    return Reason(
        code="unsure",
        detail=f"the bot is not sure of its answer ({signals.looked.confidence:.0%})",
        priority=limits.default_priority,
        is_binding=False,
    )
