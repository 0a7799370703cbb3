"""The facts in a customer's account of their trouble: what they see, where, with what, since when, what they tried."""

import re
from collections.abc import Iterator, Sequence

from escalation.bugs import PLATFORMS, Detail, every
from escalation.model import Given, Kind
from escalation.reading.given_words import (
    AMOUNT,
    BY,
    CAUSE,
    CODE,
    HURT,
    LINK,
    NUMBER,
    OUTCOME,
    OWN_ACT,
    QUOTED,
    SHOWS,
    SINCE,
    TRIED,
    VERSION,
)

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_FENCE = re.compile(r"```\w*\n?(.*?)```", re.S)
_WRONG = re.compile(r"error|exception|fail|denied|\b[45]\d\d\b", re.I)
_CLAUSE = re.compile(r"\s*[,;:]\s+(?:(?:and|but|then|und|et|y)\s+)?|\s+(?:but|aber|mais|pero)\s+")
_MADE_WITH = re.compile(rf"\b(?:{PLATFORMS})\b(?:\s+v?\d+(?:\.\d+)*\b)?(?!-?\s?case)|{VERSION}", re.I)
_STANDARD = re.compile(r"(?:UTF|ISO|SHA|MD|RFC|AES|CP|EN|IPV|MP|H)-?\d", re.I)
"""Looks like the id of an error, and is none."""

_LONGEST = 140
_MOST = 4


def given(said: Sequence[str]) -> tuple[Given, ...]:
    """Every fact that these messages tell, the first told first; at most four of a kind, each once."""
    found: dict[Given, None] = {}
    for text in said:
        for one in _facts(text):
            found.setdefault(one)
    kinds: dict[Kind, list[Given]] = {}
    for one in found:
        kinds.setdefault(one.kind, []).append(one)
    return tuple(one for kind in Kind for one in _distinct(kinds.get(kind, []))[:_MOST])


def _facts(text: str) -> Iterator[Given]:
    links = [match[0].rstrip(".,;:!?)") for match in LINK.finditer(text)]
    yield from (Given(kind=Kind.PLACE, words=re.sub(r"^https?://", "", one)) for one in links)
    yield from (Given(kind=Kind.ERROR, words=_short(_telling_line(match[1]))) for match in _FENCE.finditer(text))
    for sentence in _SENTENCE.split(_FENCE.sub("\n", LINK.sub("…", text))):
        if sentence.strip():
            yield from _of_sentence(sentence.strip())


def _of_sentence(sentence: str) -> Iterator[Given]:
    tried, told = _tried(sentence)
    if tried:
        yield Given(kind=Kind.TRIED, words=_short(tried))
    yield from (Given(kind=Kind.ERROR, words=words) for words in _errors(sentence))
    numbers = _numbers(sentence)
    yield from (Given(kind=Kind.NUMBER, words=words) for words in numbers)
    yield from (Given(kind=Kind.AMOUNT, words=match[0].strip()) for match in AMOUNT.finditer(sentence))
    for pattern, kind in ((BY, Kind.BY), (SINCE, Kind.SINCE), (HURT, Kind.HURT), (_MADE_WITH, Kind.MADE_WITH)):
        yield from (Given(kind=kind, words=_short(match[0])) for match in pattern.finditer(told))
        told = pattern.sub("…", told) if pattern is BY else told


def _telling_line(block: str) -> str:
    """Of a block of code or a log, the line that says what is wrong."""
    lines = [line for line in block.splitlines() if line.strip()] or [""]
    return next((line for line in lines if _WRONG.search(line)), lines[0])


def _tried(sentence: str) -> tuple[str, str]:
    """What the sentence tells of their own attempts, and the rest of it. A question tells of none."""
    if sentence.endswith("?"):
        return "", sentence
    if OWN_ACT.match(sentence) and OUTCOME.search(sentence):
        return sentence.strip(" .!"), ""
    at = 0
    for clause in _CLAUSE.split(sentence):
        start = sentence.index(clause, at) if clause else at
        if TRIED.search(clause.strip()) and not CAUSE.match(clause.strip()):
            return sentence[start:].strip(" .!"), sentence[:start]
        at = start + len(clause)
    return "", sentence


def _errors(sentence: str) -> Iterator[str]:
    """Error codes and ids, and the words of a message that they quote."""
    named = _numbers(sentence)
    codes = [match["code"] for match in CODE.finditer(sentence)]
    yield from codes
    ids = [one for one in every(Detail.ERROR_ID, (sentence,)) if not _STANDARD.match(one)]
    yield from (one for one in ids if one not in named and not any(code in one for code in codes))
    if SHOWS.search(sentence):
        yield from (next(words for words in match.groups() if words) for match in QUOTED.finditer(sentence))


def _numbers(sentence: str) -> list[str]:
    return [match["id"] or match["hash"] for match in NUMBER.finditer(sentence)]


def _distinct(found: list[Given]) -> list[Given]:
    """Without what is part of a longer one."""
    return [
        one
        for one in found
        if not any(one is not other and one.words.lower() in other.words.lower() for other in found)
        or one.kind is Kind.TRIED
    ]


def _short(text: str) -> str:
    flat = " ".join(text.split()).strip(" ,;:")
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + "…"
