"""Narrow integers of a GraphDef made int32: TF.js has no int8 and int16, and uint8 on no backend but its own.

Tables that are stored narrow (tokenizer/lookup.py) are gathered and cast to int32. With int32 tables the casts do
nothing, and the cleaning drops them.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from hfedge.lazy import tf

NARROW = ("int8", "uint8", "int16")


def widened(array: np.ndarray) -> np.ndarray:
    return array.astype(np.int32) if array.dtype.name in NARROW else array


def widen(graph_def: Any) -> None:
    """All nodes, constants and functions of `graph_def`, in place."""
    narrow = {tf.as_dtype(name).as_datatype_enum for name in NARROW}
    wide = tf.int32.as_datatype_enum
    for node in _nodes(graph_def):
        for value in node.attr.values():
            if value.type in narrow:
                value.type = wide
            if narrow.intersection(value.list.type):  # to touch a list makes it the value of another attribute
                value.list.type[:] = [wide if kind in narrow else kind for kind in value.list.type]
        if node.op == "Const" and node.attr["value"].tensor.dtype in narrow:
            array = tf.make_ndarray(node.attr["value"].tensor)
            node.attr["value"].tensor.CopyFrom(tf.make_tensor_proto(widened(array)))
    for function in graph_def.library.function:
        for argument in (*function.signature.input_arg, *function.signature.output_arg):
            if argument.type in narrow:
                argument.type = wide


def _nodes(graph_def: Any) -> Iterator[Any]:
    yield from graph_def.node
    for function in graph_def.library.function:
        yield from function.node_def
