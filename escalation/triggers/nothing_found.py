"""Fires when the bot has searched and has nothing to say."""

from escalation.limits import Limits
from escalation.model import Reason
from escalation.signals import Signals


def nothing_found(signals: Signals, limits: Limits) -> Reason | None:
    """Our knowledge does not cover it: an honest word and a person beat a guess.

    A turn too vague to search for is asked back about first, once.
    """
    if signals.is_vague:
        return _reason(limits) if signals.past.asked_back or not limits.max_ask_backs else None
    if signals.looked is None or signals.looked.model_has_failed:
        return None
    return None if signals.has_found_enough(limits) else _reason(limits)


def _reason(limits: Limits) -> Reason:
    return Reason(code="nothing_found", detail="the knowledge base does not cover it", priority=limits.default_priority)
