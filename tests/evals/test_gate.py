"""Judgement must not get worse: a small fixed part of the labelled data, judged as customers would be."""

import os
from itertools import islice
from pathlib import Path

import pytest

from bot.brain.reader import LocalReader
from bot.evals.conversations import judge_frustration, judge_timing
from bot.evals.texts import judge_texts
from bot.evals.topics import judge_topics
from escalation.limits import Policy

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("BATON_DATA") or ROOT.parent / "shared" / "data")  # noqa: TID251  where the data are
IN_CI = os.environ.get("CI") == "true"  # noqa: TID251


@pytest.fixture(scope="module")
def reader() -> LocalReader:
    return LocalReader()


def part(tmp_path: Path, name: str, step: int, most: int) -> Path:
    """Every so-manieth line of a file, up to so many."""
    whole = DATA / name
    if not whole.exists():
        assert not IN_CI, f"CI must have the labelled data at {DATA}"
        pytest.skip(f"no labelled data at {DATA}; name their folder in BATON_DATA")
    file = tmp_path / whole.name
    with whole.open(encoding="utf-8") as lines:
        file.write_text("".join(islice(lines, 0, step * most, step)), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("kind", "name", "least"),
    [
        pytest.param("human", "human/helpdesk.jsonl", {"f1": 0.93, "precision": 0.92}, id="asks for a person"),
        pytest.param("requests", "requests/multidogo-software-test.jsonl", {"f1": 0.90}, id="request or chatter"),
    ],
)
async def test_texts_are_judged_no_worse(
    reader: LocalReader, tmp_path: Path, kind: str, name: str, least: dict[str, float]
) -> None:
    figures = await judge_texts(kind, reader, Policy(), [part(tmp_path, name, 1, 450)], None)

    assert {figure: float(str(figures[figure])) >= at for figure, at in least.items()} == dict.fromkeys(least, True)


async def test_a_person_comes_in_time_and_not_for_nothing(reader: LocalReader, tmp_path: Path) -> None:
    figures = await judge_timing(reader, Policy(), [part(tmp_path, "timing/planted-mwoz.jsonl", 2, 150)], None)

    assert float(str(figures["h_gt"])) >= 0.95
    assert float(str(figures["needless"])) <= 0.03


@pytest.mark.parametrize(
    ("name", "least"),
    [
        pytest.param("frustration/mwoz.jsonl", 0.75, id="task talk"),
        pytest.param("frustration/goemotions-test.jsonl", 0.79, id="single texts"),
    ],
)
async def test_frustration_is_heard_no_worse(reader: LocalReader, tmp_path: Path, name: str, least: float) -> None:
    figures = await judge_frustration(reader, Policy(), [part(tmp_path, name, 3, 100 if "mwoz" in name else 600)], None)

    assert float(str(figures["auroc"])) >= least


def test_topics_of_few_examples_are_told_apart_no_worse(tmp_path: Path) -> None:
    train = part(tmp_path, "topics/sofmattress-train.jsonl", 1, 1000)

    figures = judge_topics([train], [part(tmp_path, "topics/sofmattress-test.jsonl", 1, 1000)], None)

    assert float(str(figures["accuracy"])) >= 0.79
    assert float(str(figures["oos_auroc"])) >= 0.88
