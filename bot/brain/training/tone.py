"""Trains `tone.npz`: what the frustration model learns from, told by sentence vectors instead of words."""

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bot.brain.reader.tone import Tone
from bot.brain.sentences.meaning import installed_meaning
from bot.brain.training.frustration import Example, composed, neutral_requests, spoken_emotions

CALM_EMOTIONS = 16_000
"""Of the texts in which nobody is frustrated so many are enough: each takes some milliseconds."""


def train(data: Path, texts: Path) -> Tone:
    """RuntimeError where the sentence model does not run."""
    meaning = installed_meaning()
    if meaning is None:
        raise RuntimeError("the sentence model is not installed")
    spoken = list(spoken_emotions(data))
    frustrated, calm = [one for one in spoken if one.is_frustrated], [one for one in spoken if not one.is_frustrated]
    random.Random(1).shuffle(calm)
    quiet = list(neutral_requests(data))
    examples = [*frustrated, *calm[:CALM_EMOTIONS], *composed(texts / "frustration.jsonl"), *quiet]
    vectors = np.array([meaning.vector(example.text) for example in examples])
    direction = _direction(examples, vectors)
    return Tone(direction=direction, usual=float((vectors[-len(quiet) :] @ direction).mean()), meaning=meaning)


def _direction(examples: Sequence[Example], vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    heard = LogisticRegression(C=0.1, max_iter=500)
    heard.fit(vectors, [one.is_frustrated for one in examples], [one.weight for one in examples])
    return np.asarray(heard.coef_[0], np.float32)
