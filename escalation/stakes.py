"""What is at stake with an account: it makes a handoff more urgent, and never brings one about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from escalation.model import Facet, Priority, Reason

_SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakes:
    """Why an account must not be kept waiting, in words for agents; empty when there is nothing."""

    why: str = ""

    def reason(self) -> Reason | None:
        """For the card of a handoff that something else has brought about."""
        if not self.why:
            return None
        return Reason(code="account_at_stake", detail=self.why, priority=Priority.HIGH, is_binding=False)


def stakes(facets: Sequence[Facet], now: datetime) -> Stakes:
    """A subscription that ends or an open deal within thirty days, and health that a system calls bad."""
    facts = [fact for facet in facets for fact in facet.facts]
    soon = [fact for fact in facts if fact.key in ("ends", "deal") and fact.at and now <= fact.at <= now + _SOON]
    words = [f"{fact.label.lower()} in {(fact.at - now).days} days" for fact in soon[:1] if fact.at]
    words += [f"health: {fact.text}" for fact in facts if fact.key == "health" and fact.is_alarming][:1]
    return Stakes(why="; ".join(words))
