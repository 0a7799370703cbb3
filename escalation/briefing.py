"""What an agent must know to go on where the bot stopped, read from what was said."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from escalation import bugs
from escalation.model import OfferJudged, Source, Speaker, Ts, Utterance
from escalation.reading import Verdict, asks_for_person, is_chatter, is_vague, only_asks_for_person, verdict

_ASK_LENGTH = 140
_WORDS_LENGTH = 400
_QUOTED = 120
_MESSAGES = 5

_FENCE = re.compile(r"```.*?```", re.S)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_WANTS = re.compile(
    r"\?\s*$|\b(?:i|we)\s+(?:want|need|would\s+like|must|have\s+to)\b|\bplease\b|\b(?:i|we)['’]d\s+like\b", re.I
)
_FAILS = re.compile(
    r"\b(?:stop(?:s|ped|ping)?|invalid|can['’]?t|unable|gone|bounc\w*|black screen|down|empty|keeps|(?:over)?charged|"
    r"bricht|fehler\w*|ohne|(?:geht|funktioniert) nicht|stürzt|échoue|erreur|plante|marche pas|fonctionne pas|"
    r"falla|no\s+puedo|no funciona|se cierra)\b",
    re.I,
)
_AS_BEFORE = re.compile(r"\b(?:did ?n['’o]?t|have ?n['’o]?t|has ?n['’o]?t|nothing)\s+chang", re.I)
"""Nothing was changed: that is not what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """An answer that the bot gave: its text as it was said, and its sources."""

    text: str
    sources: tuple[Source, ...]


def ask_of(lines: Sequence[Utterance]) -> str:
    """What they want, in one line: the sentence of theirs that says it, of what is not solved yet."""
    said = _unsolved(lines)
    real = [text for text in said if not (is_chatter(text) or verdict(text) or only_asks_for_person(text))]
    clear = [text for text in real if not is_vague(text)] or real
    told = _FENCE.sub("\n", _most_telling(clear))
    sentences = [one for one in _SENTENCE.split(told) if one.strip() and not is_chatter(one)]
    telling = [one for one in sentences if not only_asks_for_person(one)] or sentences
    return short(_most_telling(telling) or (said[-1] if said else "asked for a person"), _ASK_LENGTH)


def words_of(lines: Sequence[Utterance]) -> str:
    """The customer's own words, oldest first, without greetings."""
    mine = customers(lines)
    kept = [text for text in mine if not is_chatter(text)] or mine
    return "\n".join(f"“{short(text, _WORDS_LENGTH)}”" for text in kept[-_MESSAGES:]) or "Nothing was said yet."


def judged(
    lines: Sequence[Utterance], answers: Sequence[Offered], pressed: Mapping[Ts, bool]
) -> tuple[OfferJudged, ...]:
    """What became of each article that was offered: by the customer's next words about it, or by a button."""
    by_text = {answer.text: answer.sources for answer in answers}
    found: dict[str, OfferJudged] = {}
    offered: tuple[Source, ...] = ()
    for line in lines:
        if line.speaker is Speaker.BOT and (line.text or "") in by_text:
            offered = by_text[line.text or ""]
            if line.ts in pressed:
                found |= {one.title: OfferJudged(title=one.title, helped=pressed[line.ts]) for one in offered}
        elif line.speaker is Speaker.CUSTOMER and offered and (says := verdict(line.text or "")):
            words = short(line.text or "", _QUOTED)
            helped = says is Verdict.SOLVED
            found |= {one.title: OfferJudged(title=one.title, helped=helped, words=words) for one in offered}
            offered = ()
    return tuple(found.values())


def short(text: str, limit: int) -> str:
    """The text in one line of at most so many characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


def customers(lines: Sequence[Utterance]) -> list[str]:
    """What the customer said, message by message."""
    return [line.text for line in lines if line.speaker is Speaker.CUSTOMER and line.text]


def fails(text: str) -> bool:
    """Whether it tells that something of theirs does not work."""
    return (bugs.Detail.SEEN in bugs.details((text,)) or bool(_FAILS.search(text))) and not _AS_BEFORE.search(text)


def _unsolved(lines: Sequence[Utterance]) -> list[str]:
    """What they said since they last called something solved, or said thanks for an answer; all, if nothing since."""
    since = 0
    for at, (before, line) in enumerate(pairwise(lines), start=1):
        text = line.text or ""
        is_thanks = before.speaker is Speaker.BOT and is_chatter(text)
        if line.speaker is Speaker.CUSTOMER and (is_thanks or verdict(text) is Verdict.SOLVED):
            since = at + 1
    return customers(lines[since:]) or customers(lines)


def _most_telling(texts: Sequence[str]) -> str:
    """The first that tells of something broken, else of a wish that is not for a person, else the first."""
    broken = (text for text in texts if fails(text))
    wishes = (text for text in texts if _WANTS.search(text) and not asks_for_person(text))
    return next(chain(broken, wishes, texts), "")
