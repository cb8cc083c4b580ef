"""Makes the three small models of this folder: python make_models.py FOLDER (needs onnx from PyPI)."""

import pathlib
import sys

import numpy
from onnx import TensorProto, checker, helper, numpy_helper, save

FOLDER = pathlib.Path(sys.argv[1])


def write(name, nodes, given, answer, constants):
    graph = helper.make_graph(nodes, "made", [given], [answer], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    checker.check_model(model)
    save(model, FOLDER / name)


def tensor(name, shape):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


# Scores: the means of red and of blue.
write(
    "scores.onnx",
    [
        helper.make_node("ReduceMean", ["picture"], ["means"], axes=[2, 3], keepdims=0),
        helper.make_node("Gather", ["means", "which"], ["scores"], axis=1),
    ],
    tensor("picture", [1, 3, 36, 64]),
    tensor("scores", [1, 2]),
    [numpy_helper.from_array(numpy.array([0, 2], numpy.int64), "which")],
)
# Three boxes, whatever the picture; the second is empty.
BOXES = numpy.array([[[0.1, 0.2, 0.5, 0.6, 0.9, 0], [0.5, 0.5, 0.4, 0.7, 0.9, 1], [0, 0, 1, 1, 0.4, 1]]], numpy.float32)
write(
    "boxes.onnx",
    [
        helper.make_node("ReduceMean", ["picture"], ["mean"], axes=[1, 2, 3], keepdims=0),
        helper.make_node("Mul", ["mean", "zero"], ["nothing"]),
        helper.make_node("Add", ["always", "nothing"], ["boxes"]),
    ],
    tensor("picture", [1, 3, "height", "width"]),
    tensor("boxes", [1, 3, 6]),
    [numpy_helper.from_array(BOXES, "always"), numpy_helper.from_array(numpy.array([0], numpy.float32), "zero")],
)
# One that takes no picture.
write("shape.onnx", [helper.make_node("Identity", ["row"], ["same"])], tensor("row", [1, 5]), tensor("same", [1, 5]), [])
