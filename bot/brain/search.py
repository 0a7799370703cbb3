"""Finds the passages a question is about."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from types import MappingProxyType

import bm25s
import numpy as np
import Stemmer
from numpy.typing import NDArray

from bot.brain.words import SAME_WORDS, SMALL_WORDS
from escalation.model import Passage

LONGEST_QUERY = 200
"""Words of a question that are read. What matters in a pasted log stands at its beginning."""

_TITLE_WEIGHT = 3
_SECTION_WEIGHT = 2

_KIN_WEIGHT = 0.3
"""What a passage gains by a word that stands for the one asked for: *photo* is found by *pic*, but never outbid."""

_KIN_SHARE = 0.7
"""How far such a word counts as the question being covered."""

_FEWEST = 50
"""Passages assumed at least: a handful of pages cannot tell which words are rare."""

_EQUAL = 0.95
"""Scores this near to one another do not decide between two articles…"""

_CLEAR = 0.6
"""…unless one covers this much of what was asked."""

_WORD = re.compile(r"[^\W_]+(?:[-_.'’]+[^\W_]+)*")
_PART = re.compile(r"[-_.]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_COUNTED = re.compile(r"(?<=\d)s$")  # 429s, 404s
_POSSESSIVE = re.compile(r"['’](?:s|re|ve|ll|d|m)\b", re.IGNORECASE)


def _by_stem(words: Mapping[str, Iterable[str]]) -> Mapping[str, frozenset[str]]:
    stem = Stemmer.Stemmer("english").stemWord
    kin: dict[str, frozenset[str]] = {}
    for word, others in words.items():
        name = stem(word.replace("-", ""))
        kin[name] = kin.get(name, frozenset()) | {stem(other.replace("-", "")) for other in others} - {name}
    return MappingProxyType(kin)


_KIN = _by_stem(SAME_WORDS)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that may answer.

    `coverage` is the share of the question that it speaks of, `heading` the share of its heading that the question
    speaks of, and `terms` the number of informative words that were asked.
    """

    passage: Passage
    score: float
    coverage: float
    heading: float = 0.0
    terms: int = 1


def rivals(hits: Sequence[Hit]) -> tuple[str, ...]:
    """The titles of the best two articles, where the words do not decide between them; empty where they do."""
    best = hits[0]
    other = next((hit for hit in hits if hit.passage.title != best.passage.title), None)
    if other is None or best.coverage > _CLEAR or other.score < _EQUAL * best.score or other.coverage < best.coverage:
        return ()
    return (best.passage.title, other.passage.title)


@dataclass(frozen=True, slots=True)
class _Term:
    """A word as it is searched: `webhook_id` is one thing, and also made of two."""

    whole: str
    parts: tuple[str, ...] = ()
    kin: frozenset[str] = frozenset()

    @property
    def stems(self) -> tuple[str, ...]:
        return (self.whole, *self.parts)

    @property
    def is_code(self) -> bool:
        return any(letter.isdigit() for letter in self.whole)


class PassageIndex:
    """Passages, ready to be searched. Immutable: new knowledge is a new index."""

    def __init__(self, passages: tuple[Passage, ...], stems: Sequence[Counter[str]]) -> None:
        self._passages = passages
        self._stems = stems
        known_in = Counter(chain.from_iterable(stems))
        self._rarity = {stem: _rarity(count, len(passages)) for stem, count in known_in.items()}
        self._unknown = _rarity(0, len(passages))
        self._ranking = bm25s.BM25(k1=1.2, b=0.75) if known_in else None
        if self._ranking is not None:
            self._ranking.index([list(bag.elements()) for bag in stems], show_progress=False)

    @classmethod
    def build(cls, passages: Iterable[Passage]) -> "PassageIndex":
        """An index over these passages."""
        kept = tuple(passages)
        return cls(kept, [_bag(passage) for passage in kept])

    def __len__(self) -> int:
        return len(self._passages)

    def search(self, query: str, *, limit: int = 6, without: frozenset[str] = frozenset()) -> tuple[Hit, ...]:
        """The passages nearest to the query, best first; those whose ids are in `without` are passed over."""
        terms = _asked(query)
        known = self._known(terms)
        kin = sorted({stem for term in terms for stem in term.kin if stem in self._rarity} - set(known))
        scores = self._scores(known) + _KIN_WEIGHT * self._scores(kin)
        ranked = (at for at in (-scores).argsort(kind="stable") if scores[at] > 0)
        allowed = (at for at in ranked if self._passages[at].id not in without)
        return tuple(self._hit(at, float(scores[at]), terms) for at in islice(allowed, limit))

    def scores(self, query: str) -> NDArray[np.float32]:
        """How near every passage is to the query, by its own words alone, in the order in which they were given."""
        return self._scores(self._known(_asked(query)))

    def _known(self, terms: Sequence[_Term]) -> list[str]:
        return list(dict.fromkeys(stem for term in terms for stem in term.stems if stem in self._rarity))

    def _hit(self, at: int, score: float, terms: Sequence[_Term]) -> Hit:
        passage = self._passages[at]
        return Hit(
            passage=passage,
            score=score,
            coverage=self._coverage(terms, self._stems[at]),
            heading=self._heading(passage, terms),
            terms=len(terms),
        )

    def _scores(self, stems: list[str]) -> NDArray[np.float32]:
        if self._ranking is None or not stems:
            return np.zeros(len(self._passages), dtype=np.float32)
        return np.asarray(self._ranking.get_scores(stems), dtype=np.float32)

    def _coverage(self, terms: Sequence[_Term], stems: Counter[str]) -> float:
        weights = [self._weight(term) for term in terms]
        held = [weight * self._share(term, stems) for term, weight in zip(terms, weights, strict=True)]
        return sum(held) / sum(weights) if terms else 0.0

    def _heading(self, passage: Passage, terms: Sequence[_Term]) -> float:
        heading = {stem for term in _terms(f"{passage.title} {passage.section}") for stem in term.stems}
        asked = {stem for term in terms for stem in (term.whole, *term.kin)}
        total = sum(self._rarity[stem] for stem in heading)
        return sum(self._rarity[stem] for stem in sorted(heading & asked)) / total if total else 0.0

    def _weight(self, term: _Term) -> float:
        return max(self._rarity.get(stem, self._unknown) for stem in (term.parts or (term.whole,)))

    def _share(self, term: _Term, stems: Counter[str]) -> float:
        """How much of a term is there: half of `webhook_id` is something, half of `E-4102` is another error."""
        if term.whole in stems:
            return 1.0
        if not term.kin.isdisjoint(stems):
            return _KIN_SHARE
        found = sum(part in stems for part in term.parts)
        if term.is_code:
            return float(bool(term.parts) and found == len(term.parts))
        return found / len(term.parts) if term.parts else 0.0


def _asked(query: str) -> tuple[_Term, ...]:
    return tuple(dict.fromkeys(islice(_terms(query), LONGEST_QUERY)))


def _bag(passage: Passage) -> Counter[str]:
    title, section, text = (
        Counter(chain.from_iterable(term.stems for term in _terms(words)))
        for words in (passage.title, passage.section, passage.text)
    )
    return Counter(
        {
            stem: _TITLE_WEIGHT * title[stem] + _SECTION_WEIGHT * section[stem] + text[stem]
            for stem in title | section | text
        }
    )


def _terms(text: str) -> Iterator[_Term]:
    """The informative words of a text, stemmed."""
    stem = Stemmer.Stemmer("english").stemWord
    for word in _WORD.findall(_POSSESSIVE.sub("", unicodedata.normalize("NFKC", text))):
        bare = _COUNTED.sub("", re.sub("['’]", "", word))
        pieces = [piece for part in _PART.split(bare) for piece in _HUMP.split(part)]
        informative = [piece.lower() for piece in pieces if piece.lower() not in SMALL_WORDS]
        if informative:
            whole = stem("".join(pieces).lower())
            parts = tuple(map(stem, informative)) if len(pieces) > 1 else ()
            yield _Term(whole, parts, _KIN.get(whole, frozenset()))


def _rarity(known_in: int, passages: int) -> float:
    """What it says to find a word that is known in so many passages."""
    many = max(passages, _FEWEST)
    return math.log(1 + (many - known_in + 0.5) / (known_in + 0.5))
