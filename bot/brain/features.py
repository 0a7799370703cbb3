"""A text as a sparse vector: its words, word pairs and pieces of words, hashed. The same on every machine."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SIZE = 1 << 18
"""Indices are below this. A model may fold them further, to any smaller power of two."""

_LONGEST_TEXT = 4000
_LONGEST_WORD = 24
_PIECES = (3, 4, 5)
_PIECE = re.compile(
    r"(?P<word>[^\W\d_]+(?:['’´][^\W\d_]+)*)|(?P<number>\d+(?:[.,:/-]\d+)*)|(?P<mark>[?!]+|[\u2600-\u27bf\U0001f300-\U0001faff])"
)
_MARKS = re.compile("[\u0300-\u036f]")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")

Indices = NDArray[np.int32]
Values = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark as it is compared, and where it was written."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=256)
def tokens(text: str) -> tuple[Token, ...]:
    """Words without case, accents and apostrophes; numbers by their length; question marks, cries and emoji."""
    return tuple(
        Token(_compared(piece), piece.start(), piece.end())
        for piece in _PIECE.finditer(text[:_LONGEST_TEXT].replace("_", " "))
    )


@lru_cache(maxsize=256)
def features(text: str) -> tuple[Indices, Values]:
    """Indices below SIZE, ascending and unique, and their values. Words weigh as much as pieces; empty for no words.

    A turn is read by several models: they share the arrays, and must not change them.
    """
    indices, values, _ = explained(tokens(text))
    if not indices.size:
        return indices, values
    unique, where = np.unique(indices, return_inverse=True)
    return unique.astype(np.int32), np.bincount(where, weights=values).astype(np.float32)


@lru_cache(maxsize=256)
def explained(said: tuple[Token, ...]) -> tuple[Indices, Values, NDArray[np.int32]]:
    """As `features`, one entry for each occurrence, with the number of the token it comes from."""
    words = [(_hash(name), at) for at, name in _word_names(said)]
    pieces = [(number, at) for at, token in enumerate(said) for number in _pieces(token.text)]
    blocks = [block for block in (words, pieces) if block]
    if not blocks:
        nothing = np.zeros(0, np.int32)
        return nothing, np.zeros(0, np.float32), nothing
    entries = np.array([entry for block in blocks for entry in block], np.int64)
    values = np.concatenate([_weights([number for number, _ in block]) for block in blocks])
    return entries[:, 0].astype(np.int32), values, entries[:, 1].astype(np.int32)


def _compared(piece: re.Match[str]) -> str:
    if piece["number"]:
        return "0" * min(len(re.sub(r"\D", "", piece[0])), 6)
    if piece["mark"]:
        return piece[0][0]
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", piece[0].casefold()))
    return _DRAWN_OUT.sub(r"\1", re.sub(r"['’´]", "", bare))[:_LONGEST_WORD]


def _word_names(said: tuple[Token, ...]) -> Iterator[tuple[int, str]]:
    """Each word, and each pair; a pair belongs to its second word, the last pair to the last word."""
    previous = "^"
    for at, token in enumerate(said):
        yield at, token.text
        yield at, f"{previous} {token.text}"
        previous = token.text
    if said:
        yield len(said) - 1, f"{previous} $"


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> tuple[int, ...]:
    """Hashes of all runs of three to five letters in a word, its edges included."""
    edged = f"<{word}>"
    return tuple(
        _hash(f"#{edged[at : at + length]}") for length in _PIECES for at in range(max(len(edged) - length + 1, 0))
    )


def _hash(name: str) -> int:
    return crc32(name.encode()) % SIZE


def _weights(numbers: list[int]) -> Values:
    """Of unit length in total; the second occurrence of a feature counts less than the first."""
    _, where, counts = np.unique(np.array(numbers), return_inverse=True, return_counts=True)
    damped = 1 + np.log(counts)
    shares = damped / np.sqrt((damped**2).sum()) / counts
    return np.asarray(shares[where], np.float32)
