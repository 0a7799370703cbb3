"""How much may be asked in a while."""

from dataclasses import dataclass

from sandbox.clock import Clock


@dataclass(frozen=True, slots=True)
class Window:
    """So much is allowed in each so many sandbox seconds."""

    name: str
    allowed: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Standing:
    """What is left of a window, and in how many sandbox seconds it begins anew. Less than nothing left: exceeded."""

    window: Window
    left: int
    resets_in: float


class Limiter:
    """Counts what was spent in each window. A window begins with its first call."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._spent: dict[str, tuple[float, int]] = {}

    def spend(self, window: Window, cost: int = 1) -> Standing:
        """Spend; what is refused costs nothing."""
        began, spent = self._running(window)
        left = window.allowed - spent - cost
        if left >= 0:
            self._spent[window.name] = (began, spent + cost)
        return Standing(window, left, began + window.seconds - self._clock.now())

    def look(self, window: Window) -> Standing:
        """How a window stands, without spending."""
        began, spent = self._running(window)
        return Standing(window, window.allowed - spent, began + window.seconds - self._clock.now())

    def _running(self, window: Window) -> tuple[float, int]:
        now = self._clock.now()
        began, spent = self._spent.get(window.name, (now, 0))
        return (began, spent) if now < began + window.seconds else (now, 0)
