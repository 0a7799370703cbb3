"""Fires when the customer has had enough of the bot; doubts when the mood turns."""

from escalation.limits import Limits
from escalation.model import Priority, Reason
from escalation.reading import Verdict
from escalation.signals import Signals

_BEYOND_REJECTION = 0.7
"""A mood that is more than *that did not work*."""


def frustrated(signals: Signals, limits: Limits) -> Reason | None:
    """Binding when it is plain, or twice in a row: then an answer came in between and did not mend it.

    Nobody is handed over for the tone of a first message: it may be about the product, and an answer may mend it.
    Who only says that an answer did not help gets the next one.
    """
    mood = signals.says.frustration
    if not mood.holds(limits.frustration_offer_at):
        return None
    only_rejects = signals.verdict is Verdict.NOT_SOLVED and not mood.holds(_BEYOND_REJECTION)
    again = signals.says.frustration_before.holds(limits.frustration_offer_at)
    return Reason(
        code="frustrated",
        detail="sounds frustrated, again" if again else "sounds frustrated",
        priority=Priority.HIGH,
        is_binding=signals.past.answers > 0 and not only_rejects and (again or mood.holds(limits.frustration_at)),
        evidence=mood.evidence,
    )
