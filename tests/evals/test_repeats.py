"""The guard against asking twice must not get worse."""

import json
from pathlib import Path

import pytest

from bot.evals.repeats import judge_repeats
from bot.ports import Recalled
from tests.fakes import FakeModel

DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [
        pytest.param("repeats", 0.95, 0.92, id="what the rules were made with"),
        pytest.param("repeats_unseen", 0.75, 0.82, id="what was written after them"),
        pytest.param("repeats_blind", 0.94, 0.7, id="what was written as people write"),
        pytest.param("repeats_fresh", 0.9, 0.7, id="what somebody wrote who knew neither rules nor model"),
        pytest.param("repeats_last", 0.9, 0.8, id="what was looked at after all was chosen"),
    ],
)
async def test_what_was_told_is_seen_this_well(name: str, precision: float, recall: float) -> None:
    figures = await judge_repeats([DATA / f"{name}.jsonl"], None)

    assert float(str(figures["precision"])) >= precision
    assert float(str(figures["recall"])) >= recall


async def test_on_all_that_was_not_learnt_from_the_aims_are_met() -> None:
    files = [DATA / f"repeats_{name}.jsonl" for name in ("unseen", "blind", "fresh", "last")]

    figures = await judge_repeats(files, None)

    assert float(str(figures["precision"])) >= 0.9
    assert float(str(figures["recall"])) >= 0.75


async def test_predictions_tell_where_it_was_said(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"

    await judge_repeats([DATA / "repeats.jsonl"], out)

    first = json.loads(out.read_text(encoding="utf-8").splitlines()[0])
    assert first["id"] == "version-1"
    assert (first["answered"], first["where"]) == (True, 0)


async def test_a_model_is_judged_along_with_the_rules(tmp_path: Path) -> None:
    line = {
        "id": "1",
        "turns": [{"role": "customer", "text": "Das habe ich leider weggeworfen"}],
        "question": "Haben Sie das Ticket noch?",
    }
    data = tmp_path / "one.jsonl"
    data.write_text(json.dumps({**line, "answered": True, "where": 0}), encoding="utf-8")
    model = FakeModel()
    model.recalled = Recalled(turn=1, quote="weggeworfen")

    assert (await judge_repeats([data], None))["recall"] == 0
    assert (await judge_repeats([data], None, model))["recall"] == 1
