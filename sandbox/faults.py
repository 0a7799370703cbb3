"""Faults on order: errors, delays, and calls that are applied but whose answer is lost."""

import random
from dataclasses import asdict, dataclass

from sandbox.errors import ControlError, Json, SlackError

_KNOWN = {"method", "error", "status", "retry_after", "delay", "drop_after_commit", "times", "chance", "seed"}


@dataclass(slots=True)
class Fault:
    """What goes wrong, with which method (`*`: any), and how many times; `times` of 0 means until cleared."""

    method: str = "*"
    error: str | None = None
    status: int | None = None
    retry_after: int = 1
    delay: float = 0.0
    drop_after_commit: bool = False
    times: int = 1
    chance: float = 1.0

    def refusal(self) -> SlackError | None:
        """The error this fault answers with instead of doing the call."""
        if self.status == 429:
            error = SlackError("ratelimited", status=429)
            error.headers["Retry-After"] = str(self.retry_after)
            return error
        if self.status is not None and self.status >= 400:
            return SlackError(self.error or "internal_error", status=self.status)
        return SlackError(self.error) if self.error else None


class Faults:
    """The faults that are waiting to happen, oldest first."""

    def __init__(self, seed: int) -> None:
        self._waiting: list[Fault] = []
        self._random = random.Random(seed)

    def order(self, wanted: Json) -> None:
        """Arrange a fault as the control API describes it, or clear them all."""
        if wanted.get("clear"):
            self._waiting.clear()
            return
        unknown = sorted(set(wanted) - _KNOWN)
        if unknown:
            raise ControlError("unknown_fault", f"A fault has no field named {', '.join(unknown)}.")
        if "seed" in wanted:
            self._random.seed(wanted["seed"])
        self._waiting.append(Fault(**{name: value for name, value in wanted.items() if name != "seed"}))

    def waiting(self) -> list[Json]:
        """What has been ordered and has not happened yet."""
        return [asdict(fault) for fault in self._waiting]

    def strike(self, method: str) -> Fault | None:
        """The fault that hits this call, if any; it is used up by it."""
        for fault in self._waiting:
            if fault.method in ("*", method) and self._random.random() < fault.chance:
                if fault.times == 1:
                    self._waiting.remove(fault)
                elif fault.times > 1:
                    fault.times -= 1
                return fault
        return None
