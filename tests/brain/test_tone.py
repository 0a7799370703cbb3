from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.brain.reader import LocalReader
from bot.brain.reader.tone import Tone


@dataclass(unsafe_hash=True)
class Loudness:
    """A Meaning whose only number is the share of exclamation marks."""

    size: int = 1

    def vector(self, text: str) -> NDArray[np.float32]:
        return np.array([text.count("!") / len(text)], np.float32)


TONE = Tone(direction=np.array([10.0], np.float32), usual=1.0, meaning=Loudness())


@pytest.mark.parametrize(("text", "worse"), [("a!!!!!!!!!", 8.0), ("aaaaaaaa!!", 1.0), ("aaaaaaaaaa", 0.0), ("", 0.0)])
def test_a_tone_is_only_ever_worse_than_usual(text: str, worse: float) -> None:
    assert TONE.worse(text) == pytest.approx(worse, abs=1e-5)


def test_a_tone_is_the_same_after_it_was_saved(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("models") / "tone.npz"

    TONE.save(path)

    assert Tone.load(path, TONE.meaning) == TONE


async def test_a_refreshed_reader_hears_what_no_single_word_says() -> None:
    reader = LocalReader()
    text = "Seriously, my grandmother would have fixed this by now."
    by_words = (await reader.read(text, ())).frustration.probability

    await reader.refresh()

    assert (await reader.read(text, ())).frustration.probability > by_words
