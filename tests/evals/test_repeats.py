"""The guard against asking twice must not get worse."""

import json
from pathlib import Path

import pytest

from bot.evals.repeats import judge_repeats

DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [
        pytest.param("repeats", 0.97, 0.9, id="what the rules were made with"),
        pytest.param("repeats_unseen", 0.85, 0.5, id="what was written after them"),
    ],
)
def test_what_was_told_is_seen_this_well(name: str, precision: float, recall: float) -> None:
    figures = judge_repeats([DATA / f"{name}.jsonl"], None)

    assert float(str(figures["precision"])) >= precision
    assert float(str(figures["recall"])) >= recall


def test_predictions_tell_where_it_was_said(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"

    judge_repeats([DATA / "repeats.jsonl"], out)

    first = json.loads(out.read_text(encoding="utf-8").splitlines()[0])
    assert first["id"] == "version-1"
    assert (first["answered"], first["where"]) == (True, 0)
