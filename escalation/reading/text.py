"""Words as the rules compare them: no quotes, no code, no addresses, no case, no accents."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

_FENCE = re.compile(r"```.*?```", re.DOTALL)
_INLINE = re.compile(r"`[^`\n]+`")
_QUOTED_LINE = re.compile(r"^[ \t]*(?:>|&gt;)[^\n]*$", re.MULTILINE)
_SAID = re.compile(r'"[^"\n]{1,200}"|“[^”\n]{1,200}”|„[^“”\n]{1,200}[“”]|«[^»\n]{1,200}»')
_LINK = re.compile(r"<(?:https?|mailto|tel):[^<>\n]*>|\bhttps?://[^\s<>]+")
_ADDRESS = re.compile(r"<[@!#][^<>\n]*>|(?<![^\s(])@[\w.\-]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff]")
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u0640]")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_BARE_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ى": "ي", "ة": "ه"})

# Indic vowel signs and Thai marks are no `\w` to Python, but part of their words.
_LETTER = r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u0670\u0900-\u0963\u0966-\u0d7f\u0e00-\u0e7f]"
_PIECE = re.compile(
    rf"(?P<shortcode>:[a-z0-9_+'\-]{{1,40}}:)"
    rf"|(?P<word>\d+(?:[.,:]\d+)+|{_LETTER}+(?:['’´\-]{_LETTER}+)*)"
    rf"|(?P<stop>[.!?…,;:()\[\]\n。、؟،|—–]+|(?<=\s)-+(?=\s))"
)


def without_quotes(text: str) -> str:
    """Only the author's own words: no code, no quoted lines, no words cited in quotation marks."""
    own = _QUOTED_LINE.sub(" ", _INLINE.sub(" ", _FENCE.sub("\n", text)))
    uncited = _SAID.sub(" ", own)
    return uncited if re.search(r"\w", uncited) else own


def without_address(text: str) -> str:
    """Without mentions of people, groups and channels; a link becomes the word *link*."""
    return _ADDRESS.sub(" ", _LINK.sub(" link ", text))


def unaccented(text: str) -> str:
    """Letters without their accents, in every script that may drop them."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).translate(_BARE_LETTERS))
    return unicodedata.normalize("NFC", _MARKS.sub("", decomposed).translate(_BARE_LETTERS))


@lru_cache(maxsize=8192)
def normalised(word: str) -> str:
    """A word as the tables spell it: *Don’t* is `dont`, *human-readable* `human_readable`, *hiiii* `hi`."""
    bare = unaccented(word.casefold()).replace("-", "_")
    return _DRAWN_OUT.sub(r"\1", re.sub(r"['’´]", "", bare))


def own_words(text: str) -> str:
    """What is left to read when quotes, addresses and invisible characters are gone."""
    unescaped = without_quotes(text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", without_address(unescaped)))


def word_set(words: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(words.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word as it is compared, and where it was written."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Clause:
    """Words between two stops. `asks` when a question mark ends them."""

    source: str
    words: tuple[Word, ...]
    asks: bool

    @cached_property
    def line(self) -> str:
        """Its words, one space apart."""
        return " ".join(word.text for word in self.words)

    def written(self, start: int, end: int) -> str:
        """What the author wrote where `line[start:end]` is."""
        first = self.line.count(" ", 0, start)
        last = self.line.count(" ", 0, end)
        return self.source[self.words[first].start : self.words[last].end]


@lru_cache(maxsize=512)
def clauses(text: str) -> tuple[Clause, ...]:
    """The author's own words, clause by clause. A lone question mark is a clause without words."""
    source = own_words(text)
    found: list[Clause] = []
    words: list[Word] = []
    for piece in _PIECE.finditer(source):
        if piece["word"]:
            words.append(Word(text=normalised(piece["word"]), start=piece.start(), end=piece.end()))
        elif piece["stop"]:
            asks = "?" in piece["stop"] or "؟" in piece["stop"]
            if words or asks:
                found.append(Clause(source=source, words=tuple(words), asks=asks))
            words = []
    if words:
        found.append(Clause(source=source, words=tuple(words), asks=False))
    return tuple(found)
