import json
import math
from pathlib import Path

import pytest

from bot.brain.reader import LocalReader
from bot.evals.conversations import Timed, judge_frustration, judge_timing, replay, timing_figures
from escalation.decisions import HandOff
from escalation.limits import Policy, Setting

CALM = Timed(predicted=None, gold=None)
NEEDLESS = Timed(predicted=1, gold=None)


def due(gold: int, predicted: int | None) -> Timed:
    return Timed(predicted=predicted, gold=gold)


@pytest.mark.parametrize(
    ("timed", "h_gt"),
    [
        pytest.param([due(3, 3), CALM], 1.0, id="on time, and calm when calm"),
        pytest.param([due(3, None), CALM], 0.0, id="never scores nothing"),
        pytest.param([due(3, 3), NEEDLESS], 0.0, id="always scores nothing"),
        pytest.param([due(3, 4), CALM], round(2 * math.exp(-0.5) / (1 + math.exp(-0.5)), 4), id="one turn late"),
        pytest.param([due(3, 3), due(3, None), CALM, NEEDLESS], 0.5, id="half of each"),
    ],
)
def test_h_gt_rewards_coming_in_time_and_only_then(timed: list[Timed], h_gt: float) -> None:
    assert timing_figures(timed)["h_gt"] == pytest.approx(h_gt, abs=1e-4)


def test_the_parts_of_it_are_shares_of_what_they_speak_of() -> None:
    figures = timing_figures([due(5, 5), due(5, 4), due(5, 2), due(5, 8), due(5, None), CALM, NEEDLESS])

    assert figures["on_time"] == 0.4
    assert (figures["early"], figures["late"], figures["missed"]) == (0.2, 0.2, 0.2)
    assert (figures["specificity"], figures["needless"]) == (0.5, 0.5)


def test_what_a_file_cannot_show_is_not_claimed() -> None:
    assert "h_gt" not in timing_figures([CALM])
    assert "specificity" not in timing_figures([due(1, 1)])


TALK = [
    {"role": "customer", "text": "How do I export my invoices?"},
    {"role": "bot", "text": "Open Billing and press Export."},
    {"role": "customer", "text": "That didn't work"},
    {"role": "bot", "text": "Try another browser."},
    {"role": "customer", "text": "Can I talk to a human please?"},
    {"role": "bot", "text": "Here is an article."},
]


async def test_a_replay_counts_what_went_before_and_decides_with_the_product_s_own_rules() -> None:
    steps = [step async for step in replay(LocalReader(), Policy(), TALK)]

    assert [step.turn for step in steps] == [0, 2, 4]
    assert [step.signals.past.answers for step in steps] == [0, 1, 2]
    assert [step.signals.failed_answers for step in steps] == [0, 1, 1]
    assert [isinstance(step.decision, HandOff) for step in steps] == [False, False, True]


async def test_a_replay_turns_the_dials_it_is_given() -> None:
    impatient = Policy(settings=(Setting(dials={"max_failed_answers": 1}),))

    steps = [step async for step in replay(LocalReader(), impatient, TALK)]

    assert isinstance(steps[1].decision, HandOff)


def written(path: Path, *lines: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


async def test_timing_says_for_each_conversation_when_and_why(tmp_path: Path) -> None:
    file = written(
        tmp_path / "talks.jsonl",
        {"id": "one", "turns": TALK, "gold": 4, "kind": "asks"},
        {"id": "two", "turns": TALK[:2], "gold": None, "kind": "quiet"},
    )

    figures = await judge_timing(LocalReader(), Policy(), [file], tmp_path / "out.jsonl")

    said = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert figures["h_gt"] == 1.0
    assert figures["by_kind"] == {
        "asks": {"n": 1, "timely": 1.0, "on_time": 1.0, "early": 0.0, "late": 0.0, "missed": 0.0},
        "quiet": {"n": 1, "specificity": 1.0, "needless": 0.0},
    }
    assert said[0]["handoff"] == 4
    assert said[0]["why"].startswith("asked for a person")
    assert said[1] == {"id": "two", "handoff": None, "why": "no reason for a person came up"}


async def test_frustration_is_judged_on_labelled_turns_only(tmp_path: Path) -> None:
    labels = [0, None, 1, None, None, None]
    file = written(tmp_path / "talks.jsonl", {"id": "one", "turns": TALK, "labels": labels})

    figures = await judge_frustration(LocalReader(), Policy(), [file], tmp_path / "out.jsonl")

    said = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert (figures["n"], figures["positives"]) == (2, 1)
    assert [(line["id"], line["turn"]) for line in said] == [("one", 0), ("one", 2)]


async def test_single_texts_are_judged_by_their_number(tmp_path: Path) -> None:
    file = written(tmp_path / "texts.jsonl", {"text": "thanks", "label": False}, {"text": "useless!", "label": True})

    await judge_frustration(LocalReader(), Policy(), [file], tmp_path / "out.jsonl")

    assert [json.loads(line)["i"] for line in (tmp_path / "out.jsonl").read_text().splitlines()] == [0, 1]
