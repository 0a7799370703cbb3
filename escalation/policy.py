"""The one place where the bot decides between answering, asking back, handing off and staying silent."""

from escalation.decisions import Acknowledge, AskBack, Decision, HandOff, Reply, StaySilent
from escalation.model import Reason
from escalation.reading import Verdict
from escalation.signals import Limits, Signals
from escalation.triggers import TRIGGERS


def decide(signals: Signals, limits: Limits) -> Decision:
    """Turn signals into exactly one decision.

    Whoever asks for a person gets one, whatever else holds. What is not for us, or asks nothing,
    is left alone. Then a binding reason means a person; otherwise we answer, or ask back what is meant.
    """
    reasons = fired(signals, limits)
    if signals.asks_for_person:
        return _hand_off(reasons)
    silence = _silence(signals)
    if silence is not None:
        return silence
    if any(reason.is_binding for reason in reasons):
        return _hand_off(reasons)
    if not signals.has_found_something:
        return AskBack(why="too vague to search for")
    return Reply()


def fired(signals: Signals, limits: Limits) -> tuple[Reason, ...]:
    """Every reason that holds, strongest first."""
    reasons = [reason for trigger in TRIGGERS if (reason := trigger(signals, limits))]
    return tuple(sorted(reasons, key=lambda reason: reason.priority, reverse=True))


def _silence(signals: Signals) -> StaySilent | Acknowledge | None:
    if signals.is_for_somebody_else:
        return StaySilent(why="meant for somebody else")
    if signals.verdict is Verdict.SOLVED:
        return Acknowledge() if signals.has_been_answered else StaySilent(why="good news, nothing asked")
    if signals.is_chatter and signals.verdict is None:
        return StaySilent(why="nothing was asked")
    return None


def _hand_off(reasons: tuple[Reason, ...]) -> HandOff:
    return HandOff(reasons=reasons, priority=max(reason.priority for reason in reasons))
