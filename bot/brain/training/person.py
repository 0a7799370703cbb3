"""Trains `person.npz`: does the customer ask for a person?"""

import json
import random
from collections.abc import Iterable
from pathlib import Path

from bot.brain.reader.linear import LinearModel
from bot.brain.training.fitting import fit
from bot.brain.training.phrases import Labelled, draw, read_labelled, roughened
from escalation.reading import asks_for_person

LABELS = ("no person asked for", "asks for a person")
STRENGTH = 16.0
_EACH = 60
_EMBEDDED = 0.4
_PAIRS = 3000
_REDDIT = 20_000
_QUIET = ("topics/clinc150-train", "topics/clinc150-val", "topics/banking77-train", "requests/multidogo-software-train")


def train(data: Path, texts: Path) -> LinearModel:
    """The model, from open data and our own sentences."""
    return fit(examples(data, texts, random.Random(7)), LABELS, STRENGTH)


def examples(data: Path, texts: Path, chance: random.Random) -> list[Labelled]:
    """Our own sentences, alone and among other talk; asks from open data; and much talk that asks for nobody.

    Talk is taken as asking for nobody unless our rules read an ask in it; those lines are left out.
    """
    support = [text for name in _QUIET for text in _quiet(data / f"{name}.jsonl")]
    reddit = chance.sample(_quiet(data / "frustration/goemotions-train.jsonl"), _REDDIT)
    own = [Labelled(roughened(one.text, chance), one.label) for one in draw(texts / "person.jsonl", _EACH, chance)]
    embedded = [_among(one, chance.choice(support), chance) for one in own if chance.random() < _EMBEDDED]
    pairs = (f"{chance.choice(support)}. {chance.choice(support)}" for _ in range(_PAIRS))
    asked = [
        Labelled(roughened(one.text, chance), one.label)
        for name in ("human/bitext-train", "human/helpdesk")
        for one in read_labelled(data / f"{name}.jsonl")
    ]
    return [*own, *embedded, *asked, *_negative(support), *_negative(pairs), *_negative(reddit)]


def _quiet(path: Path) -> list[str]:
    texts = (str(json.loads(line)["text"]) for line in path.read_text(encoding="utf-8").splitlines())
    return [text for text in texts if not asks_for_person(text)]


def _among(one: Labelled, other: str, chance: random.Random) -> Labelled:
    return Labelled(chance.choice((f"{other}. {one.text}", f"{one.text}. {other}", f"{other} {one.text}")), one.label)


def _negative(texts: Iterable[str]) -> list[Labelled]:
    return [Labelled(text, False) for text in texts]
