"""Every reason to involve a person. One file each; one line each, here.

Kept as a literal tuple on purpose: adding a trigger is a product decision, and a
product decision should show up in a diff.
"""

from collections.abc import Callable
from typing import TypeAlias

from escalation.limits import Limits
from escalation.model import Reason
from escalation.signals import Signals
from escalation.triggers.answers_failed import answers_failed
from escalation.triggers.asked_for_person import asked_for_person
from escalation.triggers.at_risk import at_risk
from escalation.triggers.comes_again import comes_again
from escalation.triggers.frustrated import frustrated
from escalation.triggers.going_in_circles import going_in_circles
from escalation.triggers.may_want_person import may_want_person
from escalation.triggers.model_failed import model_failed
from escalation.triggers.nothing_found import nothing_found
from escalation.triggers.too_many_answers import too_many_answers
from escalation.triggers.topic_needs_person import topic_needs_person
from escalation.triggers.trouble_in_product import trouble_in_product
from escalation.triggers.unsure import unsure

Trigger: TypeAlias = Callable[[Signals, Limits], Reason | None]

TRIGGERS: tuple[Trigger, ...] = (
    asked_for_person,
    at_risk,
    topic_needs_person,
    answers_failed,
    going_in_circles,
    frustrated,
    too_many_answers,
    model_failed,
    nothing_found,
    may_want_person,
    unsure,
    comes_again,
    trouble_in_product,
)
