"""`python -m bot.brain.training DATA`: trains every model anew from the labelled data in that folder."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from bot.brain.training import frustration, person, request, tone

TEXTS = Path(__file__).parent / "texts"
MODELS = Path(__file__).parents[1] / "reader" / "models"


class Trained(Protocol):
    """What can be written into a file."""

    def save(self, path: Path | str) -> None:
        """Write it."""
        ...


TRAINERS: dict[str, Callable[[Path, Path], Trained]] = {
    "person": person.train,
    "request": request.train,
    "frustration": frustration.train,
    "tone": tone.train,
}


def main(data: Path) -> None:
    """Write each model over the one that is shipped. Deterministic: the same data make the same model."""
    for name, train in TRAINERS.items():
        began = time.perf_counter()
        train(data, TEXTS).save(MODELS / f"{name}.npz")
        print(f"{name}: {time.perf_counter() - began:.0f} s", file=sys.stderr)  # noqa: T201  a command line


if __name__ == "__main__":
    main(Path(sys.argv[1]))
