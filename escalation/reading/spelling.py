"""Small slips of the finger, undone for the few words that must not be missed."""

from collections.abc import Iterator

_SHORTEST = 5
_LONGEST = 18
_LONG = 10


class Speller:
    """Knows some words, and recognises them one slip away (two in long words).

    Two words are one slip apart when dropping at most one letter from each makes them equal: that covers a letter
    missing, doubled, wrong or swapped, and needs a dictionary look-up instead of a comparison with every word.
    """

    def __init__(self, words: str, *, never: str = "") -> None:
        self._words = frozenset(words.split())
        self._never = frozenset(never.split())
        self._near = {variant: word for word in sorted(self._words, key=len) for variant in _variants(word)}

    def repaired(self, word: str) -> str:
        """The word that was meant, or the word itself."""
        if word in self._words or word in self._never or not _SHORTEST - 1 <= len(word) <= _LONGEST:
            return word
        return next((self._near[variant] for variant in _variants(word) if variant in self._near), word)


def _variants(word: str) -> Iterator[str]:
    yield word
    for shorter in _one_less(word):
        yield shorter
        if len(word) >= _LONG:
            yield from _one_less(shorter)


def _one_less(word: str) -> Iterator[str]:
    """The first letter is kept: people rarely miss it, and `urgent` must not become `agent`."""
    return (word[:at] + word[at + 1 :] for at in range(1, len(word)))
