import json
from pathlib import Path

import pytest

from bot.brain.topics.model import TopicVerdict
from bot.errors import MisconfiguredError
from bot.evals.topics import Found, Line, figures, judge_topics

TRAIN = [
    ("I want my money back", "refund"),
    ("please refund the invoice", "refund"),
    ("refund our last payment", "refund"),
    ("I cannot log in", "access"),
    ("my login is locked", "access"),
    ("the login page refuses me", "access"),
]
TEST = [("refund us please", "refund"), ("login does not work", "access"), ("nice weather in Peru today", None)]


def lines(path: Path, rows: list[tuple[str, str | None]], group: str = "") -> Path:
    told = [{"text": text, "topic": topic, **({"group": group} if group else {})} for text, topic in rows]
    path.write_text("".join(json.dumps(one) + "\n" for one in told), encoding="utf-8")
    return path


def found(true: str | None, said: str, belief: float, group: str = "") -> Found:
    return Found(line=Line(text="", topic=true, group=group), verdict=TopicVerdict(said, belief))


def test_figures_are_of_the_best_topic_in_scope_and_of_the_belief_elsewhere() -> None:
    told = [found("a", "a", 0.9), found("a", "b", 0.6), found("b", "b", 0.4), found(None, "a", 0.5)]

    assert figures(told) == {
        "accuracy": 0.6667,
        "macro_f1": 0.6667,
        "oos_auroc": 0.6667,
        "oos_recall_at_90": 0.0,
        "accepted_in_scope": 0.6667,
        "refused_out_of_scope": 0.0,
    }


def test_nine_tenths_of_the_lines_in_scope_set_the_limit_of_the_recall() -> None:
    told = [found("a", "a", 0.1 * at) for at in range(1, 11)]

    assert figures([*told, found(None, "a", 0.15), found(None, "a", 0.25)])["oos_recall_at_90"] == 0.5


def test_macro_f1_is_the_mean_over_groups() -> None:
    told = [found("a", "a", 0.9, "one"), found("b", "b", 0.9, "one"), found("a", "b", 0.9, "two")]

    assert figures(told)["macro_f1"] == 0.5


def test_each_line_is_predicted_by_what_its_group_was_taught(tmp_path: Path) -> None:
    swapped: list[tuple[str, str | None]] = [
        (text, "access" if topic == "refund" else "refund") for text, topic in TRAIN
    ]
    train = [lines(tmp_path / "one", [*TRAIN], "one"), lines(tmp_path / "two", swapped, "two")]
    asked = [lines(tmp_path / "three", TEST[:1], "one"), lines(tmp_path / "four", TEST[:1], "two")]
    out = tmp_path / "out"

    told = judge_topics(train, asked, out)

    said = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(one["i"], one["topic"]) for one in said] == [(0, "refund"), (1, "access")]
    assert {"accepted", "score"} <= said[0].keys()
    assert told["accuracy"] == 0.5


def test_what_was_not_taught_is_refused(tmp_path: Path) -> None:
    told = judge_topics([lines(tmp_path / "train", [*TRAIN])], [lines(tmp_path / "test", TEST)], None)

    assert (told["accuracy"], told["oos_auroc"], told["n"]) == (1.0, 1.0, 3)


def test_a_group_that_nobody_taught_is_named(tmp_path: Path) -> None:
    train = [lines(tmp_path / "train", [*TRAIN], "one")]

    with pytest.raises(MisconfiguredError, match="group 'two'"):
        judge_topics(train, [lines(tmp_path / "test", TEST, "two")], None)
