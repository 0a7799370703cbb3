"""Where texts lie: near for the same words, the same meaning, the same shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.brain.features import SIZE, explained, features, tokens
from bot.brain.sentences.meaning import Meaning
from bot.brain.topics.writing import SIGNS, Writing

Floats = NDArray[np.float32]

_COLUMNS = 4096
_MEANING = 1.0
_SHAPE = 1.0
"""What meaning and shape weigh beside words, which weigh one."""


@dataclass(frozen=True, kw_only=True)
class Space:
    """Made from examples: how rare each word is, and whether titles are told apart from bodies (long posts only)."""

    rarity: Floats
    posts: bool
    meaning: Meaning | None
    looks: Floats
    """The mean signs of the examples."""

    @classmethod
    def of(cls, texts: Sequence[str], meaning: Meaning | None) -> Self:
        """Learn the space of these examples, at least one."""
        writings = [Writing.of(text) for text in texts]
        seen = np.zeros(SIZE, np.float32)
        for writing in writings:
            known = [features(part)[0] for part in {writing.title, writing.body}]
            seen[np.unique(np.concatenate(known))] += 1
        rarity = np.log((1 + len(texts)) / (1 + seen)) + 1
        posts = sum(writing.post for writing in writings) * 2 > len(writings)
        looks = np.array([writing.signs() for writing in writings], np.float32).mean(axis=0)
        return cls(rarity=rarity.astype(np.float32), posts=posts, meaning=meaning, looks=looks)

    def place(self, text: str) -> Floats:
        """A row of about unit length: the product of two rows says how alike they are."""
        writing = Writing.of(text)
        parts = [writing.title, writing.body] if self.posts else [writing.body]
        blocks = [self._words(part) for part in parts]
        weight = float(len(parts))
        if self.meaning:
            blocks += [_MEANING**0.5 * self.meaning.vector(part) for part in parts]
            weight += _MEANING * len(parts)
        if self.posts:
            blocks.append((np.array(writing.signs(), np.float32) - self.looks) * (_SHAPE / SIGNS) ** 0.5)
            weight += _SHAPE
        return np.concatenate(blocks).astype(np.float32) / np.float32(weight**0.5)

    def spoken_for(self, text: str, weights: Floats) -> list[tuple[float, str]]:
        """The words of a text and how much each adds under these weights (one per column), strongest first."""
        said = tokens(text)
        indices, values, owners = explained(said)
        if not said or not indices.size:
            return []
        at = _COLUMNS if self.posts else 0
        shares = weights[at + _column(indices)] * _sign(indices) * values * self.rarity[indices]
        by_token = np.bincount(owners, weights=shares, minlength=len(said))
        ranked = sorted(range(len(said)), key=lambda each: (-by_token[each], each))
        return [(float(by_token[each]), text[said[each].start : said[each].end]) for each in ranked]

    def _words(self, text: str) -> Floats:
        indices, values = features(text)
        weighed = values * self.rarity[indices]
        length = max(float(np.linalg.norm(weighed)), 1e-9)
        folded = np.bincount(_column(indices), weights=weighed * _sign(indices) / length, minlength=_COLUMNS)
        return folded.astype(np.float32)


def _column(indices: NDArray[np.int32]) -> NDArray[np.int32]:
    return indices & (_COLUMNS - 1)


def _sign(indices: NDArray[np.int32]) -> Floats:
    """Two features that fall into one column cancel as often as they add up."""
    return (((indices >> 17) & 1) * 2 - 1).astype(np.float32)
