"""Fires when the bot has searched and has nothing to say."""

from escalation.model import Reason
from escalation.signals import Limits, Signals


def nothing_found(signals: Signals, limits: Limits) -> Reason | None:
    """Our knowledge does not cover it: an honest word and a person beat a guess.

    A turn too vague to search for is asked back about first, once.
    """
    if signals.has_found_something or (signals.is_vague and signals.asked_back < limits.max_ask_backs):
        return None
    return Reason(code="nothing_found", detail="the knowledge base does not cover it", priority=limits.default_priority)
