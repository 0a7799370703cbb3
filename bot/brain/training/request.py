"""Trains `request.npz`: does the customer want anything, or is it chatter?"""

import json
import random
from pathlib import Path

from bot.brain.reader.linear import LinearModel
from bot.brain.training.fitting import fit
from bot.brain.training.phrases import Labelled, draw, read_labelled, roughened
from escalation.reading import is_chatter

LABELS = ("chatter", "request")
STRENGTH = 8.0
_EACH = 60
_SAMPLE = {"topics/clinc150-train": 2500, "topics/banking77-train": 1500}
_CHATTER = frozenset({"greeting", "goodbye", "thank_you", "yes", "no"})
_NEITHER = frozenset({"maybe", "tell_joke", "fun_fact", "meaning_of_life", "are_you_a_bot", "what_is_your_name"})
_SURE = 0.9


def train(data: Path, texts: Path) -> LinearModel:
    """The model, from open data and our own sentences."""
    return fit(examples(data, texts, random.Random(3)), LABELS, STRENGTH)


def examples(data: Path, texts: Path, chance: random.Random) -> list[Labelled]:
    """Our own sentences and open data; of MultiDoGO only lines whose label a model of the rest does not refute.

    Its annotators call a request chatter when it is outside the software domain; that is not what we mean.
    """
    own = [Labelled(roughened(one.text, chance), one.label) for one in draw(texts / "request.jsonl", _EACH, chance)]
    known = own + [one for name, many in _SAMPLE.items() for one in _topics(data / f"{name}.jsonl", many, chance)]
    first = fit(known, LABELS, STRENGTH)
    chats = read_labelled(data / "requests/multidogo-software-train.jsonl")
    return known + [one for one in chats if _agrees(first, one)]


def _topics(path: Path, many: int, chance: random.Random) -> list[Labelled]:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    chatter = [Labelled(line["text"], False) for line in lines if line["topic"] in _CHATTER]
    wanting = [line["text"] for line in lines if line["topic"] and line["topic"] not in _CHATTER | _NEITHER]
    return chatter + [Labelled(text, True) for text in chance.sample(wanting, many)]


def _agrees(model: LinearModel, one: Labelled) -> bool:
    return not is_chatter(one.text) if one.label else model.probability(one.text) <= _SURE
