"""What the model of topics needs of a sentence model, and the one that is installed."""

from collections.abc import Hashable
from functools import cache
from importlib import import_module
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.log import logger

log = logger(__name__)


class Meaning(Hashable, Protocol):
    """Texts that mean the same have near vectors."""

    size: int

    def vector(self, text: str) -> NDArray[np.float32]:
        """`size` numbers, of unit length. May be called from any thread."""
        ...


@cache
def installed_meaning(module: str = "bot.brain.sentences.minilm") -> Meaning | None:
    """The sentence model, loaded once. None, and a warning, where it does not run: then topics are told by words."""
    try:
        found: Meaning = import_module(module).load()
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        log.warning("topics.words_only", why=str(error), mend="reinstall Baton with onnx, onnxruntime and tokenizers")
        return None
    return found
