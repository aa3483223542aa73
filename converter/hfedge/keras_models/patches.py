"""What Keras 3's layers are made to do otherwise while a model is traced, and only then.

Each computes the same numbers; some of Keras' spellings TF.js cannot run, and some are many ops. Those of transformers'
classes and of tf_keras are in hfedge.tf_classes.patches.
"""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from hfedge.architectures import layers
from hfedge.architectures.layers import Scope
from hfedge.errors import UnsupportedError
from hfedge.lazy import tf
from hfedge.tf_classes.patches import Patch, of_tensorflow, of_tf_keras, of_transformers, patched, sizes


def traceable(mask: Any) -> AbstractContextManager[None]:
    """Every patch is in place in the block; mask: attention_mask int32 [batch, tokens]. Of a library that the process
    has not imported there is no layer in any model."""
    there = sys.modules
    found = of_tensorflow() + (of_tf_keras() if "tf_keras" in there else [])
    found += of_transformers() if "transformers.modeling_tf_utils" in there else []
    return patched(mask, found + (of_keras() if "keras" in there else []))


def of_keras() -> list[Patch]:
    from keras import layers as kinds

    return [
        (kinds.Dense, "call", dense),
        (kinds.EinsumDense, "call", einsum_dense(kinds.EinsumDense.call)),
        (kinds.Embedding, "call", embedding),
        (kinds.LayerNormalization, "call", layer_norm(kinds.LayerNormalization.call)),
    ]


def _plain(layer: Any) -> None:
    """Raises UnsupportedError for a layer that Keras has quantized."""
    if getattr(layer, "quantization_mode", None):
        raise UnsupportedError(f"the layer {layer.name} is quantized ({layer.quantization_mode})",
                               accepted="float32 layers; --recipe quantizes them")  # fmt: skip


def dense(self: Any, inputs: Any, training: Any = None) -> Any:
    """One two-dimensional product, with its bias next to it, so that it becomes one FULLY_CONNECTED."""
    _plain(self)
    *outer, width = sizes(inputs)
    flat = len(outer) == 1
    parameters = {"weight": tf.convert_to_tensor(self.kernel)}
    if self.bias is not None:
        parameters["bias"] = tf.convert_to_tensor(self.bias)
    rows = layers.linear(Scope(parameters), inputs if flat else tf.reshape(inputs, [-1, width]))
    rows = rows if self.activation is None else self.activation(rows)
    return rows if flat else tf.reshape(rows, [*outer, rows.shape[-1]])


def einsum_dense(original: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: Any, inputs: Any, training: Any = None) -> Any:
        _plain(self)
        return original(self, inputs)

    return call


def embedding(self: Any, inputs: Any) -> Any:
    """Ids are never negative here, and looked up in one dimension: the GPU delegate takes no other."""
    _plain(self)
    table, ids = tf.convert_to_tensor(self.embeddings), tf.cast(inputs, tf.int32)
    rows = tf.gather(table, tf.reshape(ids, [-1]))
    return tf.reshape(rows, [*sizes(ids), table.shape[1]])


def layer_norm(original: Callable[..., Any]) -> Callable[..., Any]:
    """Over the last axis, with the deviation computed once."""

    def call(self: Any, inputs: Any) -> Any:
        axes = [self.axis] if isinstance(self.axis, int) else list(self.axis)
        last = [axis % len(inputs.shape) for axis in axes] == [len(inputs.shape) - 1]
        if not last or self.gamma is None or getattr(self, "rms_scaling", False):
            return original(self, inputs)
        parameters = {"weight": tf.convert_to_tensor(self.gamma)}
        if self.beta is not None:
            parameters["bias"] = tf.convert_to_tensor(self.beta)
        return layers.layer_norm(Scope(parameters), inputs, self.epsilon)

    return call
