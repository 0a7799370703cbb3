"""The one place where the bot decides: answer, ask back, offer a person, hand off, or stay silent."""

from escalation.decisions import Acknowledge, AskBack, Decision, HandOff, OfferHuman, Reply, StaySilent
from escalation.limits import Limits
from escalation.model import Priority, Reason
from escalation.reading import Verdict
from escalation.signals import Signals
from escalation.topics import May
from escalation.triggers import TRIGGERS

_ALWAYS = "asked_for_person"


def decide(signals: Signals, limits: Limits) -> Decision:
    """Turn signals into exactly one decision.

    Whoever asks for a person gets one, whatever else holds. What is not for us, or asks nothing,
    is left alone. Then a binding reason means a person; a doubt, an answer that offers one; otherwise we answer,
    or ask back what is meant. Before the question was looked up, an answer is what there may be.
    """
    reasons = fired(signals, limits)
    if any(reason.code == _ALWAYS for reason in reasons):
        return _hand_off(reasons, signals)
    silence = _silence(signals, limits)
    if silence is not None:
        return silence
    if any(reason.is_binding for reason in reasons):
        return _hand_off(reasons, signals)
    return _ask_back(signals, limits) or _answer(reasons, signals)


def fired(signals: Signals, limits: Limits) -> tuple[Reason, ...]:
    """Every reason that holds, strongest first: binding ones before doubts."""
    reasons = [reason for trigger in TRIGGERS if (reason := trigger(signals, limits))]
    return tuple(sorted(reasons, key=lambda reason: (reason.is_binding, reason.priority), reverse=True))


def _silence(signals: Signals, limits: Limits) -> StaySilent | Acknowledge | None:
    if signals.is_for_somebody_else:
        return StaySilent(why="meant for somebody else")
    if signals.verdict is Verdict.SOLVED:
        return Acknowledge() if signals.past.answers else StaySilent(why="good news, nothing asked")
    return StaySilent(why="nothing was asked") if _says_nothing(signals, limits) else None


def _says_nothing(signals: Signals, limits: Limits) -> bool:
    """No request, no verdict, no anger, nothing at stake."""
    means_something = (
        signals.is_request.holds(limits.request_at)
        or signals.says.frustration.holds(limits.frustration_offer_at)
        or signals.verdict is not None
        or signals.says.risks
    )
    return not means_something


def _ask_back(signals: Signals, limits: Limits) -> AskBack | None:
    """Only where the answer could change what we do, and never a third time."""
    if signals.past.asked_back >= limits.max_ask_backs:
        return None
    if signals.is_vague:
        return AskBack(why="too vague to search for")
    rivals = signals.looked.rivals if signals.looked else ()
    return AskBack(why="two articles fit equally well", rivals=rivals) if rivals else None


def _answer(doubts: tuple[Reason, ...], signals: Signals) -> Reply | OfferHuman:
    is_owned = signals.says.topic is not None and signals.says.topic.topic.may is May.AI_OWNS
    return OfferHuman(reasons=doubts) if doubts and not is_owned else Reply(is_owned=is_owned)


def _hand_off(reasons: tuple[Reason, ...], signals: Signals) -> HandOff:
    stakes = signals.stakes.reason()
    reasons = (*reasons, stakes) if stakes else reasons
    priority = max(reason.priority for reason in reasons)
    return HandOff(reasons=reasons, priority=max(priority, Priority.HIGH) if signals.says.urgency else priority)
