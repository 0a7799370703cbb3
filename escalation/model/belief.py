"""How sure we are of a fact, and what says so."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """How likely something is, from 0 to 1, and the words that say so."""

    probability: float = 0.0
    evidence: str = ""

    def holds(self, limit: float) -> bool:
        """Whether it is likely enough to act on."""
        return self.probability >= limit
