"""Does the customer ask the same thing again, in the same or in other words, and how often have they?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’´][^\W_]+)*")
_APOSTROPHE = re.compile("['’´]")
_ENDINGS = ("ations", "ation", "ingly", "ings", "ing", "edly", "ied", "ies", "ed", "es", "ly", "s", "e")
_SHORTEST_STEM = 3
_SMALL = frozenset(
    {
        "a",
        "an",
        "the",
        "to",
        "of",
        "in",
        "on",
        "at",
        "for",
        "and",
        "or",
        "is",
        "are",
        "am",
        "was",
        "were",
        "be",
        "been",
        "being",
        "do",
        "does",
        "did",
        "i",
        "you",
        "it",
        "we",
        "its",
        "they",
        "he",
        "she",
        "my",
        "our",
        "your",
        "their",
        "me",
        "us",
        "them",
        "this",
        "that",
        "these",
        "those",
        "there",
        "here",
        "with",
        "from",
        "by",
        "as",
        "have",
        "has",
        "had",
        "would",
        "will",
        "can",
        "could",
        "should",
        "shall",
        "may",
        "might",
        "must",
        "please",
        "yes",
        "no",
        "not",
        "ok",
        "okay",
        "thanks",
        "thank",
        "so",
        "well",
        "just",
        "hi",
        "hello",
        "hey",
        "need",
        "want",
        "like",
        "id",
        "im",
        "ive",
        "dont",
        "cant",
        "about",
        "any",
        "some",
        "help",
        "sorry",
        "sure",
        "how",
        "what",
        "where",
        "when",
        "which",
        "who",
        "why",
        "whats",
        "hows",
        "wheres",
        "get",
        "got",
        "know",
        "tell",
        "find",
        "way",
        "possible",
        "possibly",
        "somehow",
        "somewhere",
        "still",
        "again",
        "now",
        "already",
        "ask",
        "asking",
        "asked",
        "question",
        "said",
        "wondering",
        "explain",
        "mean",
        "means",
        "use",
        "if",
        "then",
        "also",
        "too",
        "more",
        "than",
        "all",
        "into",
        "out",
        "up",
        "off",
        "one",
        "else",
        "other",
        "really",
        "actually",
        "only",
        "even",
        "let",
        "go",
        "going",
        "make",
        "able",
        "trying",
        "try",
        "tried",
        "come",
        "see",
        "set",
        "care",
        "mind",
        "matter",
        "doesnt",
        "but",
        "havent",
        "hasnt",
        "hadnt",
        "didnt",
        "isnt",
        "arent",
        "wasnt",
        "werent",
        "wont",
        "couldnt",
        "wouldnt",
        "never",
    }
)
_LEAST = 2
_SWAPPED = 1.0
_ADDED = 0.5


@dataclass(frozen=True, slots=True)
class Exchange:
    """What the customer said, and what was answered; no reply yet is empty."""

    asked: str
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Repeated:
    """How often this has been asked, now included: 1 is the first time. `earlier` holds the earlier wordings."""

    times: int
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """From which likeness on two texts count as one, on a scale from 0 to 1."""

    question: float = 0.7
    reply: float = 0.95


SHIPPED = Likeness()


def times_asked(text: str, before: Sequence[Exchange], limits: Likeness = SHIPPED) -> Repeated:
    """Count the earlier exchanges, oldest first, that asked for what `text` asks for.

    Two questions are one when they name the same things. When one has been asked again, a question in between that
    got the very same reply counts as well, however it was worded: to us they were one.
    """
    alike = [at for at, exchange in enumerate(before) if likeness(text, exchange.asked) >= limits.question]
    if not alike:
        return Repeated(times=1)
    first = before[alike[0]]
    between = range(alike[0] + 1, len(before))
    same = sorted({*alike, *(at for at in between if _is_same_reply(before[at], first, limits))})
    return Repeated(times=1 + len(same), earlier=tuple(before[at].asked for at in same))


@lru_cache(maxsize=4096)
def likeness(one: str, other: str) -> float:
    """How alike two texts are in what they name: 1 for the same things, 0 for none in common.

    A thing in place of another (*import* for *export*, 4 for 6) tells questions apart; a thing added does less so.
    Texts that share but one thing are only compared when one of them is a question.
    """
    mine, theirs = named(one), named(other)
    shared = len(mine & theirs)
    if shared < _LEAST and not (shared and "?" in one + other):
        return 0.0
    if _numbers(mine) != _numbers(theirs) and _numbers(mine) and _numbers(theirs):
        return 0.0
    fewer, more = sorted((len(mine - theirs), len(theirs - mine)))
    return shared / (shared + _SWAPPED * fewer + _ADDED * (more - fewer))


def _is_same_reply(one: Exchange, other: Exchange, limits: Likeness) -> bool:
    return likeness(one.reply, other.reply) >= limits.reply


@lru_cache(maxsize=4096)
def named(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning, and numbers."""
    words = (_APOSTROPHE.sub("", found.lower()) for found in _WORD.findall(text))
    return frozenset(stem(word) for word in words if word not in _SMALL)


def _numbers(named: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in named if name[0].isdigit())


def stem(word: str) -> str:
    """*exports*, *exported* and *exporting* are one."""
    ending = next((end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= _SHORTEST_STEM), "")
    bare = word.removesuffix(ending)
    if len(bare) > _SHORTEST_STEM and bare[-1] == bare[-2]:
        bare = bare[:-1]
    return bare[:-1] if len(bare) > _SHORTEST_STEM and bare[-1] == "y" else bare
