"""Systems that know customers."""

from dataclasses import dataclass
from typing import Protocol

from escalation.model import Fact, Identity, Rung


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a system knows of a customer; `note` says what is odd about it, for agents. Empty: it knows nothing."""

    facts: tuple[Fact, ...] = ()
    note: str = ""


class AccountSource(Protocol):
    """A system that knows customers. Raises UnavailableError (LockedOutError when it does not take our key) or
    RejectedError.
    """

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    @property
    def needs(self) -> Rung:
        """How well the asker must be known before it is asked at all."""
        ...

    async def look_up(self, who: Identity) -> Findings:
        """What it knows of this customer, and of nobody else."""
        ...

    async def check(self) -> str:
        """Whether it lets us read what we need; a line for `baton doctor`."""
        ...

    async def aclose(self) -> None:
        """Close the connections."""
        ...
