"""Doubts when the product itself has failed the customer again and again."""

from escalation.limits import Limits
from escalation.model import Priority, Reason
from escalation.signals import Signals


def trouble_in_product(signals: Signals, _limits: Limits) -> Reason | None:
    """An article may not help where the page does not work: a person is offered beside the answer."""
    trouble = signals.pages.trouble
    if trouble is None:
        return None
    where = f" on {trouble.page}" if trouble.page else ""
    times = f"{trouble.count} times" if trouble.count > 1 else "just now"
    return Reason(
        code="trouble_in_product",
        detail=f"happened {times} in the product{where}",
        priority=Priority.HIGH,
        is_binding=False,
        evidence=f"{trouble.name} {trouble.error}".strip(),
    )
