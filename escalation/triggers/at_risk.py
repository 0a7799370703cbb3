"""Fires when something is at stake that a bot must not settle."""

from escalation.limits import Limits
from escalation.model import Priority, Reason, Risk
from escalation.signals import Signals

STAKES: dict[Risk, tuple[str, Priority]] = {
    Risk.OUTAGE: ("reports an outage", Priority.URGENT),
    Risk.SECURITY: ("reports a security problem", Priority.URGENT),
    Risk.DATA_LOSS: ("reports lost data", Priority.URGENT),
    Risk.PRIVACY: ("raises a privacy matter", Priority.HIGH),
    Risk.LEGAL: ("speaks of law or a formal complaint", Priority.HIGH),
    Risk.BILLING_DISPUTE: ("disputes a charge or wants money back", Priority.HIGH),
    Risk.LEAVING: ("speaks of leaving", Priority.HIGH),
}


def at_risk(signals: Signals, _limits: Limits) -> Reason | None:
    """The gravest stake decides how soon. Somebody who wants to leave may still be answered: a person is offered."""
    if not signals.says.risks:
        return None
    gravest = signals.says.risks[0]
    detail, priority = STAKES[gravest.risk]
    return Reason(
        code=gravest.risk.value,
        detail=detail,
        priority=priority,
        is_binding=gravest.risk is not Risk.LEAVING,
        evidence=gravest.evidence,
    )
