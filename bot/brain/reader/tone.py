"""How a message sounds, whatever its words: its sentence vector against a trained direction."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.brain.sentences.meaning import Meaning


@dataclass(frozen=True, kw_only=True)
class Tone:
    """`direction` has one number for each of a vector's; `usual` is where customers' quiet requests lie on it."""

    direction: NDArray[np.float32]
    usual: float
    meaning: Meaning

    @classmethod
    def load(cls, path: Path | str, meaning: Meaning) -> Self:
        """From a file that `save` wrote. Raises OSError if there is none."""
        with np.load(path, allow_pickle=False) as file:
            return cls(direction=file["direction"].astype(np.float32), usual=float(file["usual"]), meaning=meaning)

    def save(self, path: Path | str) -> None:
        """Write the file; the meaning is not in it."""
        np.savez_compressed(path, direction=self.direction.astype(np.float16), usual=np.float32(self.usual))

    def worse(self, text: str) -> float:
        """By how many log-odds it sounds worse than a quiet request; 0 where it sounds no worse."""
        return max(0.0, float(self.meaning.vector(text) @ self.direction) - self.usual) if text.strip() else 0.0
