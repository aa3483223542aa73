"""A Keras model called with tensors in the place of its variables, whatever kind of Keras or layer reads them.

TensorFlow reads a variable in three ways; in the block below each gives the tensor that stands for the variable. So no
layer has to be known, and the same model is traced with weights, with placeholders, at any length.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from hfedge.lazy import tf

Stand = Callable[[Any], Any]  # tf.Variable -> the tensor that stands for it, or None: the variable itself


@contextlib.contextmanager
def reading(stand: Stand) -> Iterator[None]:
    """Functions that were made with tf.function run as plain Python in the block: their graphs hold variables."""
    from tensorflow.python.ops.resource_variable_ops import BaseResourceVariable as Variable

    originals = {name: getattr(Variable, name) for name in ("_read_variable_op", "sparse_read", "gather_nd")}

    def read(self: Any, no_copy: bool = False) -> Any:
        found = stand(self)
        return originals["_read_variable_op"](self, no_copy) if found is None else found

    def sparse_read(self: Any, indices: Any, name: str | None = None) -> Any:
        found = stand(self)
        return originals["sparse_read"](self, indices, name) if found is None else tf.gather(found, indices)

    def gather_nd(self: Any, indices: Any, name: str | None = None) -> Any:
        found = stand(self)
        return originals["gather_nd"](self, indices, name) if found is None else tf.gather_nd(found, indices)

    eagerly = tf.config.functions_run_eagerly()
    try:
        for name, replacement in zip(originals, (read, sparse_read, gather_nd)):
            setattr(Variable, name, replacement)
        tf.config.run_functions_eagerly(True)
        yield
    finally:
        tf.config.run_functions_eagerly(eagerly)
        for name, original in originals.items():
            setattr(Variable, name, original)
