"""Mishaps on the way to the app: a payload that is lost at first or for good, comes twice, or after the next one."""

import random
from dataclasses import asdict, dataclass

from sandbox.errors import ControlError, Json

_KNOWN = {"deliveries", "times", "chance", "seed"}
KINDS = ("lose", "drop", "duplicate", "reorder")


@dataclass(slots=True)
class Mishap:
    """What goes wrong, with how many events (0: until cleared), and how likely with each."""

    kind: str
    times: int
    chance: float


class Mishaps:
    """The mishaps that are waiting for the next events, oldest first."""

    def __init__(self, seed: int) -> None:
        self._waiting: list[Mishap] = []
        self._random = random.Random(seed)

    def order(self, wanted: Json) -> None:
        """Arrange a mishap as the control API describes it."""
        unknown = sorted(set(wanted) - _KNOWN)
        if unknown:
            raise ControlError("unknown_fault", f"A mishap has no field named {', '.join(unknown)}.")
        if wanted["deliveries"] not in KINDS:
            raise ControlError("invalid_argument", f"`deliveries` is one of {', '.join(KINDS)}.")
        if "seed" in wanted:
            self._random.seed(wanted["seed"])
        times, chance = int(wanted.get("times", 1)), float(wanted.get("chance", 1.0))
        self._waiting.append(Mishap(wanted["deliveries"], times, chance))

    def waiting(self) -> list[Json]:
        """What has been ordered and has not happened yet."""
        return [asdict(mishap) for mishap in self._waiting]

    def next(self) -> str | None:
        """What goes wrong with this event, if anything."""
        for mishap in self._waiting:
            if self._random.random() >= mishap.chance:
                continue
            if mishap.times == 1:
                self._waiting.remove(mishap)
            elif mishap.times > 1:
                mishap.times -= 1
            return mishap.kind
        return None

    def clear(self) -> None:
        """Let everything go well."""
        self._waiting.clear()
