"""What goes wrong with a vendor when told to."""

from dataclasses import dataclass, fields

from sandbox.errors import ControlError, Json

KINDS = ("slow", "limited", "wrong", "refuse", "lost")
WRONGS = ("html", "truncated", "errors", "huge")


@dataclass(slots=True)
class Fault:
    """One trouble with a vendor's calls, of those whose path contains `path`; `times` of 0 means until cleared.

    slow: the answer takes `seconds`. limited: refused by rate limit for `seconds`. refuse: `status` in the vendor's own
    words. lost: done, but the connection is cut before the answer. wrong: answers with `status` and, `how`: an `html`
    page, `truncated` JSON, the vendor's `errors`, or a `huge` body of more than 2 MiB.
    """

    vendor: str
    kind: str
    times: int = 1
    path: str = ""
    seconds: float = 1.0
    how: str = "html"
    status: int | None = None

    def hits(self, vendor: str, path: str) -> bool:
        """Whether this call is meant."""
        return self.vendor == vendor and self.path in path


class Faults:
    """The troubles that are waiting to happen, oldest first."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def order(self, wanted: Json) -> None:
        """Arrange one."""
        unknown = sorted(set(wanted) - {one.name for one in fields(Fault)})
        if unknown:
            raise ControlError("unknown_fault", f"A fault has no field named {', '.join(unknown)}.")
        fault = Fault(**wanted)
        if fault.kind not in KINDS or fault.how not in WRONGS:
            raise ControlError("unknown_fault", f"`kind` is down or one of {KINDS}, `how` is one of {WRONGS}.")
        self._waiting.append(fault)

    def clear(self, vendor: str | None = None) -> None:
        """Forget those of a vendor, or all."""
        self._waiting = [fault for fault in self._waiting if vendor not in (None, fault.vendor)]

    def strike(self, vendor: str, path: str) -> Fault | None:
        """The trouble that hits this call, if any; it is used up by it."""
        fault = next((fault for fault in self._waiting if fault.hits(vendor, path)), None)
        if fault is not None and fault.times == 1:
            self._waiting.remove(fault)
        elif fault is not None and fault.times > 1:
            fault.times -= 1
        return fault
