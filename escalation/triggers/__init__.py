"""Every reason to involve a person. One file each; one line each, here.

Kept as a literal tuple on purpose: adding a trigger is a product decision, and a
product decision should show up in a diff.
"""

from collections.abc import Callable
from typing import TypeAlias

from escalation.model import Reason
from escalation.signals import Limits, Signals
from escalation.triggers.answers_failed import answers_failed
from escalation.triggers.asked_for_person import asked_for_person
from escalation.triggers.model_failed import model_failed
from escalation.triggers.nothing_found import nothing_found

Trigger: TypeAlias = Callable[[Signals, Limits], Reason | None]

TRIGGERS: tuple[Trigger, ...] = (
    asked_for_person,
    answers_failed,
    model_failed,
    nothing_found,
)
