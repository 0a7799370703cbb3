"""The kinds of facts that support asks for."""

from escalation.reading.fact_kind import Kind
from escalation.reading.facts_of_story import STORY_FACTS
from escalation.reading.facts_of_things import THINGS_FACTS
from escalation.reading.facts_of_time import TIME_FACTS

KINDS = (*TIME_FACTS, *THINGS_FACTS, *STORY_FACTS)
"""Every kind that is told by its form. What else is asked for is told by its name (`asked.slots`)."""


def kinds_of(question: str) -> tuple[Kind, ...]:
    """The kinds of facts that this question asks for."""
    return tuple(kind for kind in KINDS if kind.asks.search(question))
