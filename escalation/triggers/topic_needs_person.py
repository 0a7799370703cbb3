"""Fires when the turn is about a topic that an admin keeps for people."""

from escalation.limits import Limits
from escalation.model import Reason
from escalation.signals import Signals
from escalation.topics import May


def topic_needs_person(signals: Signals, limits: Limits) -> Reason | None:
    """Some topics are nobody's to answer but a person's, however well the bot could."""
    found = signals.says.topic
    if found is None or found.topic.may is not May.ALWAYS_ESCALATE or not found.belief.holds(limits.topic_at):
        return None
    return Reason(
        code="topic_needs_person",
        detail=f"is about {found.topic.name}, which a person always answers",
        priority=limits.default_priority,
        evidence=found.belief.evidence,
    )
