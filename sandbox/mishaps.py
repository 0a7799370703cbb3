"""Mishaps on the way to the app: a payload that is lost, comes twice, or comes after the next one."""

from collections import deque

from sandbox.errors import ControlError

KINDS = ("lose", "duplicate", "reorder")


class Mishaps:
    """The mishaps that are waiting for the next events."""

    def __init__(self) -> None:
        self._waiting: deque[str] = deque()

    def order(self, kind: str, times: int) -> None:
        """Let something go wrong with the next so many events."""
        if kind not in KINDS:
            raise ControlError("invalid_argument", f"`deliveries` is one of {', '.join(KINDS)}.")
        self._waiting.extend([kind] * times)

    def next(self) -> str | None:
        """What goes wrong with this event, if anything."""
        return self._waiting.popleft() if self._waiting else None

    def clear(self) -> None:
        """Let everything go well."""
        self._waiting.clear()
