import numpy as np
import pytest

from bot.brain.topics import softmax as module
from bot.brain.topics.softmax import fit_softmax, softmax

ROWS = np.array([[1, 0], [0.9, 0.2], [0, 1], [0.1, 0.8], [-1, -1], [-0.9, -1]], np.float32)
ANSWERS = np.array([0, 0, 1, 1, 2, 2])


def test_probabilities_sum_to_one_however_large_the_scores() -> None:
    found = softmax(np.array([[1000.0, 0.0], [-1000.0, -1001.0]], np.float32))

    assert found.sum(axis=1) == pytest.approx([1, 1])
    assert found[0] == pytest.approx([1, 0])


def test_what_can_be_told_apart_is() -> None:
    weights, bias = fit_softmax(ROWS, ANSWERS, 3)

    assert (ROWS @ weights + bias).argmax(axis=1).tolist() == ANSWERS.tolist()


def test_the_slope_of_the_loss_vanishes_at_what_was_found() -> None:
    weights, bias = fit_softmax(ROWS, ANSWERS, 3, freedom=1.0)

    wrong = softmax(ROWS @ weights + bias) - np.eye(3)[ANSWERS]

    assert ROWS.T @ wrong + weights == pytest.approx(np.zeros((2, 3)), abs=1e-2)


def test_many_examples_are_solved_in_columns_to_the_same_end() -> None:
    many = np.tile(ROWS, (module.FEW // len(ROWS) + 1, 1))
    answers = np.tile(ANSWERS, module.FEW // len(ROWS) + 1)

    weights, bias = fit_softmax(many, answers, 3)

    assert (ROWS @ weights + bias).argmax(axis=1).tolist() == ANSWERS.tolist()
