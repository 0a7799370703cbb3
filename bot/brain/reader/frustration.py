"""How frustrated a customer sounds at a turn: read from its words, and from how the talk has gone so far."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log1p

from bot.brain.reader.frustration_words import (
    ACCEPTS,
    ASKS_WHETHER_DONE,
    CORRECTS,
    DECLINES_POLITELY,
    DENIES,
    FAILS,
    OPENS_WITH_NO,
    REJECTS,
    SUCCEEDS,
)
from bot.brain.reader.linear import LinearModel
from bot.brain.reader.tone import Tone
from escalation.model import Belief
from escalation.reading import is_chatter
from escalation.reading.repetition import likeness

_SHOUTS = re.compile(r"[!?]{2,}|\b[A-Z]{3,}\b\W+\b[A-Z]{2,}\b")
_APOSTROPHE = re.compile("['’´]")
_SPACE = re.compile(r"[^\w]+")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_LONGEST_EVIDENCE = 120
_WORTH_SAYING = 0.15
_BARE = 4
_REMEMBERED = 4
_FADING = 0.5


@dataclass(frozen=True, slots=True)
class Said:
    """One turn, in order. Whoever is not the customer answers them."""

    is_customer: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How many log-odds each observation is worth. Set by hand, round, alike on four kinds of talk; never fitted."""

    nothing: float = -5.5
    words: float = 1.2
    corrects: float = 1.5
    rejects: float = 1.2
    opens_with_no: float = 0.8
    is_bare_no: float = 0.8
    accepts: float = -0.8
    tone: float = 0.3
    shouts: float = 0.3
    reply_fails: float = 1.2
    reply_succeeds: float = -0.7
    reply_repeats: float = 0.7
    repeats: float = 0.5
    is_first: float = -0.3
    is_late: float = 0.7
    course: float = 1.5


class Mood:
    """Hears frustration. `model` scores the words of a message, `tone` how it sounds; the rest is what happened."""

    def __init__(self, model: LinearModel, tone: Tone | None = None, weights: Weights = Weights()) -> None:
        self._model = model
        self._tone = tone
        self._weights = weights
        self._log_odds = lru_cache(maxsize=4096)(self._scored)
        self._now = lru_cache(maxsize=256)(self._weighed)

    def of(self, turns: Sequence[Said]) -> Belief:
        """Judge the last turn, which must be the customer's; earlier ones only tell how it came to this.

        Terse, technical and polite turns stay low, however negative their words; anger that has just been heard keeps
        later turns higher, and fades.
        """
        talk = tuple(turns)
        asked = [at for at, said in enumerate(talk) if said.is_customer][-_REMEMBERED:]
        course = 0.0
        for at in asked[:-1]:
            course = _FADING * course + (1 - _FADING) * _probability(self._now(talk[: at + 1]))
        likely = _probability(self._now(talk) + self._weights.course * course)
        return Belief(probability=likely, evidence=self._evidence(turns[-1].text) if likely >= _WORTH_SAYING else "")

    def _weighed(self, turns: tuple[Said, ...]) -> float:
        """The log-odds at the last turn by itself. Each is asked for at the turns after it, too."""
        seen = self.observations(turns)
        return sum(float(getattr(self._weights, name)) * value for name, value in seen.items())

    def observations(self, turns: Sequence[Said]) -> dict[str, float]:
        """What is seen at the last turn, by the names of `Weights`; counts are damped to stay below one."""
        said, reply = turns[-1].text, last_reply(turns)
        return {
            "nothing": 1.0,
            "words": log1p(exp(min(self._log_odds(said), 4.0) + 2.5)),
            "tone": self._tone.worse(said) if self._tone and not is_chatter(said) else 0.0,
            "shouts": float(bool(_SHOUTS.search(said))),
            "is_late": min(1.0, len(turns) / 20),
            **_verdict_on(plain(said) if reply else "", plain(reply)),
            **_again(turns),
        }

    def _scored(self, text: str) -> float:
        return float(self._model.scores(DENIES.sub(" ", text))[0])

    def _evidence(self, text: str) -> str:
        """The sentence that sounds most frustrated, as written."""
        sentences = [sentence.strip() for sentence in _SENTENCE.findall(text)]
        return max(sentences, key=self._hurt, default="")[:_LONGEST_EVIDENCE]

    def _hurt(self, sentence: str) -> float:
        return self._log_odds(sentence) + 2 * bool(CORRECTS.search(plain(sentence)))


def _verdict_on(judged: str, answer: str) -> dict[str, float]:
    """What the customer makes of the reply. Nothing can be rejected or accepted before anything was said."""
    unwelcome = DECLINES_POLITELY.sub(" ", judged)
    is_no = bool(OPENS_WITH_NO.match(unwelcome)) and not ASKS_WHETHER_DONE.search(answer)
    return {
        "corrects": _damped(CORRECTS, unwelcome),
        "rejects": _damped(REJECTS, unwelcome),
        "opens_with_no": float(is_no),
        "is_bare_no": float(is_no and len(judged.split()) <= _BARE),
        "accepts": _damped(ACCEPTS, judged, more=len(DECLINES_POLITELY.findall(judged))),
        "reply_fails": _damped(FAILS, answer),
        "reply_succeeds": _damped(SUCCEEDS, answer),
    }


def _again(turns: Sequence[Said]) -> dict[str, float]:
    """What is said once more, by either side."""
    earlier = [turn.text for turn in turns[:-1] if turn.is_customer]
    replies = [turn.text for turn in turns[:-1] if not turn.is_customer]
    latest = replies[-1] if replies else ""
    return {
        "repeats": max((likeness(turns[-1].text, other) for other in earlier), default=0.0),
        "reply_repeats": max((likeness(latest, other) for other in replies[:-1]), default=0.0),
        "is_first": float(not replies or not earlier),
    }


def last_reply(turns: Sequence[Said]) -> str:
    """What the customer answers with their last burst of messages."""
    before = list(turns)
    while before and before[-1].is_customer:
        before.pop()
    reply: list[str] = []
    while before and not before[-1].is_customer:
        reply.insert(0, before.pop().text)
    return " ".join(reply)


def plain(text: str) -> str:
    """Lower case, without apostrophes and marks, one space apart."""
    return _SPACE.sub(" ", _APOSTROPHE.sub("", text.lower())).strip()


def _damped(pattern: re.Pattern[str], line: str, more: int = 0) -> float:
    count = len(pattern.findall(line)) + more
    return count / (count + 1.5)


def _probability(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))
