"""Trains `frustration.npz`, which hears frustration in one message: GoEmotions, our own fragments, a lexicon."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression, Ridge
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from bot.brain.reader.linear import LinearModel
from bot.brain.training.fitting import vectors

NEUTRAL_REQUESTS = 4000
MESSAGES_PER_FRAGMENT = 6
JOINTS = (". ", ", ", " - ", " and ", "\n", "; ")


@dataclass(frozen=True, slots=True)
class Example:
    """A message, whether its author is frustrated, and how much it counts."""

    text: str
    is_frustrated: bool
    weight: float


def train(data: Path, texts: Path) -> LinearModel:
    """Log-odds of frustration, plus what a sentiment lexicon would have said, in one row of weights."""
    examples = [*spoken_emotions(data), *composed(texts / "frustration.jsonl"), *neutral_requests(data)]
    table = vectors([example.text for example in examples])
    heard = LogisticRegression(C=1.0, max_iter=300, solver="liblinear", random_state=0)
    heard.fit(table, [example.is_frustrated for example in examples], [example.weight for example in examples])
    lexicon = SentimentIntensityAnalyzer()
    words = [example.text for example in examples] + sorted(lexicon.lexicon)
    distaste = Ridge(alpha=1.0, solver="sparse_cg", random_state=0)
    distaste.fit(vectors(words), [-lexicon.polarity_scores(word)["compound"] for word in words])
    return LinearModel(
        labels=("calm", "frustrated"),
        weights=(heard.coef_ + distaste.coef_).astype(np.float32),
        bias=(heard.intercept_ + distaste.intercept_).astype(np.float32),
    )


def spoken_emotions(data: Path) -> Iterator[Example]:
    """GoEmotions: anger, annoyance, disappointment and disapproval against the rest."""
    for row in _rows(data / "frustration" / "goemotions-train.jsonl"):
        yield Example(row["text"], bool(row["label"]), 1.0)


def neutral_requests(data: Path) -> Iterator[Example]:
    """What customers ask when nothing is wrong, so that a support word alone means nothing."""
    chats = [row["text"] for row in _rows(data / "requests" / "multidogo-software-train.jsonl")]
    requests = [row["text"] for row in _rows(data / "topics" / "clinc150-train.jsonl")]
    random.Random(3).shuffle(requests)
    return (Example(text, False, 0.2) for text in chats + requests[:NEUTRAL_REQUESTS])


def composed(fragments: Path) -> Iterator[Example]:
    """Our own fragments, alone and around statements of a problem: the problem is the same, the mood tells."""
    by_kind: dict[str, list[str]] = {}
    for row in _rows(fragments):
        by_kind.setdefault(row["kind"], []).append(row["text"])
    chance = random.Random(7)
    for kind in ("angry", "calm"):
        for fragment in by_kind[kind]:
            for text in _messages(fragment, kind, by_kind, chance):
                yield Example(text, kind == "angry", 2.0)
    for problem in by_kind["problem"]:
        for text in (problem, _written(problem, chance), f"{problem}?"):
            yield Example(text, False, 2.0)


def _messages(fragment: str, kind: str, by_kind: dict[str, list[str]], chance: random.Random) -> Iterator[str]:
    yield fragment
    yield _written(fragment, chance)
    for _ in range(MESSAGES_PER_FRAGMENT):
        problem, small_talk, second = (chance.choice(by_kind[name]) for name in ("problem", "calm", kind))
        first, *others = chance.choice(
            ((problem, fragment), (fragment, problem), (small_talk, fragment), (fragment, problem, second))
        )
        text = _written(first, chance) + "".join(chance.choice(JOINTS) + other for other in others)
        yield text + ("!" * chance.randint(1, 3) if kind == "angry" and chance.random() < 0.25 else "")


def _written(fragment: str, chance: random.Random) -> str:
    """As people write: no capitals, a capital and a stop, or a capital only."""
    capital = fragment[:1].upper() + fragment[1:]
    return chance.choice((fragment.lower(), f"{capital}.", capital, capital))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
