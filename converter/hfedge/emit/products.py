"""Products without a bias whose activation TensorFlow's TFLite converter drops.

Where both factors of a matmul are inputs of the function, the converter (2.21) first joins a following Relu to it, as
if it were a FULLY_CONNECTED, then makes a BATCH_MATMUL of the two, which has no activation: the Relu is gone, without
a word. It is so for whatever becomes a Relu, Relu6 or clip: Maximum and Minimum with a constant too. A bias in between
keeps it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from hfedge.errors import EmitError

PRODUCTS = ("MatMul", "BatchMatMul", "BatchMatMulV2", "BatchMatMulV3")
JOINED = ("Relu", "Relu6", "Maximum", "Minimum")
_PASSED = ("Reshape", "Identity", "Squeeze", "ExpandDims")


def is_bare(tensor: Any) -> bool:
    """Whether a symbolic tensor is a product that nothing was added to. False for a tensor that has its numbers."""
    operation = getattr(tensor, "op", None) if hasattr(tensor, "graph") else None
    return operation is not None and _source(operation).type in PRODUCTS


def _source(operation: Any) -> Any:
    while operation.type in _PASSED:
        operation = operation.inputs[0].op
    return operation


def check_activations(functions: Iterable[Any]) -> None:
    """Raises EmitError for an activation that the converter would drop from one of the concrete functions."""
    for function in functions:
        for operation in _operations(function.graph):
            if operation.type in JOINED and any(_source(one.op).type in PRODUCTS for one in operation.inputs):
                found = f"{operation.type} ({operation.name}) of a product without a bias, which the converter drops"
                raise EmitError(found, accepted="a bias between them, or another activation")


def _operations(graph: Any) -> Iterator[Any]:
    """Of a graph, and of the functions that it calls."""
    yield from graph.get_operations()
    for name in graph._functions:
        inner = graph._get_function(name)
        yield from inner.graph.get_operations() if hasattr(inner, "graph") else ()
