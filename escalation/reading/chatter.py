"""Is there nothing to answer? Greetings, thanks, acknowledgements and announcements. When in doubt, there is."""

import re
from functools import lru_cache

from escalation.reading.chatter_words import ADDRESSES, ANNOUNCES, NAMING, REQUESTS, SMALL_TALK
from escalation.reading.text import Clause, clauses

_LONGEST_PHRASE = max(map(len, SMALL_TALK))
_LONGEST_NAME = 2
_OPENERS = frozenset({"hi", "hey", "hello", "ok", "hallo", "hola", "ola", "ciao", "hoi", "hej", "bonjour"})
_MANNERS = frozenset({"how", "whats", "wie", "comment", "ca", "que", "como", "come", "hoe", "tudo"})
_NAME = re.compile(r"[^\W\d_]{2,14}")
_ANNOUNCES = re.compile(rf"^(?:(?:hi|hello|hey|all|everyone|team|guys|folks|hallo|zusammen) ){{0,6}}(?:{ANNOUNCES})")
_AWAY = re.compile(
    r"\b(?:not|nicht|pas|no|nao|non|niet) (?:be )?(?:there|here|available|around|in the office|"
    r"da|verfugbar|erreichbar|im buro|disponibles?)\b"
)
_CODE = re.compile(r"\b[A-Za-z]{1,6}-\d+\b|\b[A-Z]{2,}\d+\b|\b0x[0-9a-fA-F]+|\b[45]\d\d\b")


@lru_cache(maxsize=512)
def is_chatter(text: str) -> bool:
    """Whether a message asks for nothing: small talk only, an announcement, or no words at all.

    *Hello?* waits for somebody, and is no chatter. A bare *yes* or *no* is: whoever asked a question reads it first.
    """
    said = clauses(text)
    if any(clause.asks and not _is_pleasantry(clause) for clause in said):
        return False
    return _is_all_small_talk(said) or _announces(text, said)


def _is_all_small_talk(said: tuple[Clause, ...]) -> bool:
    """Pleasantries only, and a name after one: *Thank you so much, Dana*."""
    pairs = zip((None, *said), said, strict=False)
    return all(
        is_small_talk(clause) or (before and is_small_talk(before) and _is_called(clause)) for before, clause in pairs
    )


def is_small_talk(clause: Clause) -> bool:
    """Whether a clause is made of pleasantries, and names."""
    words = tuple(word.text for word in clause.words)
    at, polite, phrase = 0, not words, words[:0]
    while at < len(words):
        length = _phrase_at(words, at)
        if length:
            phrase, polite = words[at : at + length], True
        elif words[at] not in ADDRESSES:
            return phrase in NAMING and _is_name(clause, at)
        at += length or 1
    return polite


def _phrase_at(words: tuple[str, ...], at: int) -> int:
    """How many words the longest pleasantry at this place has; 0 for none."""
    lengths = range(min(_LONGEST_PHRASE, len(words) - at), 0, -1)
    return next((length for length in lengths if words[at : at + length] in SMALL_TALK), 0)


def _is_name(clause: Clause, at: int) -> bool:
    """One or two last words in capitals, or a single one that is no request: *welcome Jonas*, *thanks charlie*."""
    rest = clause.words[at:]
    if len(rest) > _LONGEST_NAME or not all(_NAME.fullmatch(word.text) for word in rest):
        return False
    if any(word.text in REQUESTS for word in rest):
        return False
    in_capitals = all(clause.source[word.start].isupper() for word in rest)
    return in_capitals or (len(rest) == 1 and clause.words[0].text not in _OPENERS)


def _is_called(clause: Clause) -> bool:
    """Nothing but a name in capitals."""
    return (
        bool(clause.words) and _is_name(clause, 0) and all(clause.source[word.start].isupper() for word in clause.words)
    )


def _is_pleasantry(clause: Clause) -> bool:
    """*How are you?* asks for nothing; *hello?* does."""
    asks_how = any(word.text in _MANNERS for word in clause.words)
    return asks_how and len(clause.words) > 1 and is_small_talk(clause)


def _announces(text: str, said: tuple[Clause, ...]) -> bool:
    """An announcement, if nothing in it asks or complains."""
    news = [clause for clause in said if not is_small_talk(clause)]
    if not any(_ANNOUNCES.search(clause.line) for clause in said[:2]) or _CODE.search(text):
        return False
    return not any(word in REQUESTS for clause in news for word in _news(clause).split())


def _news(clause: Clause) -> str:
    """What is announced, without how it is: *just letting you know*, *we are not there*."""
    return _AWAY.sub(" ", _ANNOUNCES.sub(" ", clause.line))
