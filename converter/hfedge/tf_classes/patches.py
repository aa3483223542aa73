"""What transformers' TF classes (v4.57) are made to do otherwise while they are built and traced, and only then.

Some spellings of the classes TFLite or TF.js cannot run, some make many ops of few, and some let padding change the
numbers of the text before it. Each replacement computes what PyTorch computes for the text without its padding.
"""

import contextlib
import contextvars
import importlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from hfedge.architectures import layers
from hfedge.architectures.layers import Scope
from hfedge.lazy import tf
from hfedge.tf_classes import deberta
from hfedge.tf_classes.einsum import as_product

# attention_mask int32 [batch, tokens] of the call that is being traced.
_MASK: contextvars.ContextVar[Any] = contextvars.ContextVar("attention_mask")
# Dense layers whose outputs other tokens read by their distance, padding among them: ConvBERT's.
_READ_BY_NEIGHBOURS = ("conv_out_layer",)


Patch = tuple[Any, str, Any]  # owner, attribute, what stands there


@contextlib.contextmanager
def patched(mask: Any, patches: Sequence[Patch] | None = None) -> Iterator[None]:
    """Every patch is in place in the block and undone behind it; mask: see _MASK, None while building. patches: None
    for all of this file."""
    token = _MASK.set(mask)
    done: list[Patch] = []
    try:
        for owner, name, replacement in every_patch() if patches is None else patches:
            done.append((owner, name, getattr(owner, name)))
            setattr(owner, name, replacement)
        yield
    finally:
        for owner, name, original in reversed(done):
            setattr(owner, name, original)
        _MASK.reset(token)


def every_patch() -> list[Patch]:
    return [*of_tensorflow(), *of_tf_keras(), *of_transformers()]


def of_tensorflow() -> list[Patch]:
    # The modules themselves: hfedge.lazy.tf only stands for the first.
    tensorflow, compat = map(importlib.import_module, ("tensorflow", "tensorflow.compat.v2"))
    return [
        # Keras reads it from the second module.
        *((module.nn, "gelu", gelu) for module in (tensorflow, compat)),
        (tensorflow, "cast", narrowed(tf.cast)),
        (tensorflow, "gather", by_rows(tf.gather)),
        (tensorflow, "einsum", as_product(tf.einsum)),
        (tensorflow, "eye", eye),
        (tensorflow, "roll", roll(tf.roll)),
        (tensorflow.linalg, "set_diag", set_diag(tf.linalg.set_diag)),
        (tensorflow.nn, "convolution", by_groups(tf.nn.convolution)),
        (tensorflow, "one_hot", one_hot),
        (tensorflow.math, "count_nonzero", count_nonzero),
        # Ids beyond a table are refused with the tokenizer, at plan time; and no edge runtime has the op.
        *((tensorflow.debugging, name, no_check) for name in ("assert_less", "assert_equal")),
    ]


def of_tf_keras() -> list[Patch]:
    import tf_keras

    keras = tf_keras.layers
    return [
        (keras.Dense, "call", dense),
        (keras.Embedding, "call", embedding),
        (keras.LayerNormalization, "call", layer_norm),
        (keras.SeparableConv1D, "call", separable_convolution),
    ]


def of_transformers() -> list[Patch]:
    from transformers import modeling_tf_utils
    from transformers.utils import import_utils

    modeling = importlib.import_module("transformers.models.deberta.modeling_tf_deberta")
    return [
        # A process that asked for torch alone (parity/reference.py) told transformers that there is no TensorFlow.
        (import_utils, "_tf_available", True),
        (modeling_tf_utils.TFSequenceSummary, "call", summary),
        (modeling.TFDebertaXSoftmax, "call", deberta.masked_softmax),
        (modeling.TFDebertaDisentangledSelfAttention, "disentangled_att_bias", deberta.distance_bias),
    ]


def gelu(features: Any, approximate: bool = False, name: str | None = None) -> Any:
    """TensorFlow makes Erfc of it, which TF.js has not."""
    return layers.gelu_tanh(features) if approximate else layers.gelu(features)


def narrowed(cast: Callable[..., Any]) -> Callable[..., Any]:
    """No int64, which TF.js has not, and no uint8: what the classes cast to it is small numbers."""

    def narrow(x: Any, dtype: Any, name: str | None = None) -> Any:
        wide = tf.as_dtype(dtype) in (tf.int64, tf.uint8)
        return cast(x, tf.int32 if wide else dtype, name=name)

    return narrow


def by_rows(gather: Callable[..., Any]) -> Callable[..., Any]:
    """Rows of a table are looked up by ids of one dimension: the GPU delegate takes no other."""

    def gather_rows(params: Any, indices: Any, *args: Any, **more: Any) -> Any:
        ids = tf.convert_to_tensor(indices)
        if args or more or len(params.shape) != 2 or ids.shape.rank < 2:
            return gather(params, indices, *args, **more)
        rows = gather(params, tf.reshape(ids, [-1]))
        return tf.reshape(rows, [*sizes(ids), params.shape[1]])

    return gather_rows


def eye(count: Any) -> Any:
    """float32 [count, count], without MatrixDiag."""
    places = tf.range(count)
    return tf.cast(tf.equal(places[:, None], places[None, :]), tf.float32)


def roll(original: Callable[..., Any]) -> Callable[..., Any]:
    """As two slices, for one axis: Roll is no op of TFLite or TF.js."""

    def run(input: Any, shift: Any, axis: Any, name: str | None = None) -> Any:
        x = tf.convert_to_tensor(input)
        if not isinstance(shift, int) or not isinstance(axis, int) or x.shape[axis] is None:
            return original(input, shift, axis, name=name)
        back, front = tf.split(x, [x.shape[axis] - shift % x.shape[axis], shift % x.shape[axis]], axis)
        return tf.concat([front, back], axis)

    return run


def set_diag(original: Callable[..., Any]) -> Callable[..., Any]:
    """The main diagonal of square matrices by a comparison of places, without MatrixSetDiag."""

    def run(input: Any, diagonal: Any, name: str = "set_diag", k: Any = 0, **more: Any) -> Any:
        x = tf.convert_to_tensor(input)
        if more or not isinstance(k, int) or k != 0 or x.shape[-1] is None or x.shape[-1] != x.shape[-2]:
            return original(input, diagonal, name=name, k=k, **more)
        places = tf.range(x.shape[-1])
        return tf.where(tf.equal(places[:, None], places), tf.expand_dims(diagonal, -1), x)

    return run


def by_groups(original: Callable[..., Any]) -> Callable[..., Any]:
    """A grouped convolution as one for each group: TF.js has none, nor has TensorFlow on a CPU without XLA."""

    def run(input: Any, filters: Any, strides: Any = None, padding: Any = "VALID", data_format: Any = None,
            dilations: Any = None, name: str | None = None) -> Any:  # fmt: skip
        more = {"strides": strides, "padding": padding, "data_format": data_format, "dilations": dilations}
        last = data_format is None or data_format.endswith("C")
        groups = input.shape[-1] // filters.shape[-2] if last and input.shape[-1] else 1
        if groups == 1:
            return original(input, filters, name=name, **more)
        parts = zip(tf.split(input, groups, -1), tf.split(filters, groups, -1))
        return tf.concat([original(part, kernel, **more) for part, kernel in parts], -1)

    return run


def one_hot(indices: Any, depth: int) -> Any:
    """float32 [..., depth]. TF.js 4.22 on wasm gives wrong numbers for OneHot."""
    return tf.cast(tf.equal(indices[..., None], tf.range(depth)), tf.float32)


def count_nonzero(values: Any, axis: Any = None, keepdims: Any = None, dtype: Any = None, name: Any = None) -> Any:
    """Without the int64 in which TensorFlow counts."""
    return tf.reduce_sum(tf.cast(tf.cast(values, tf.bool), dtype or tf.int32), axis, bool(keepdims))


def no_check(*args: Any, **more: Any) -> None:
    return None


def sizes(tensor: Any) -> list[Any]:
    """Numbers where they are known."""
    dynamic = tf.shape(tensor)
    return [dynamic[axis] if size is None else size for axis, size in enumerate(tensor.shape)]


def token_mask(dtype: Any) -> Any:
    """[batch, tokens, 1]: 1 for a token, 0 for padding."""
    return tf.cast(_MASK.get(), dtype)[:, :, None]


def dense(self: Any, inputs: Any) -> Any:
    """One two-dimensional product, with its bias next to it, so that it becomes one FULLY_CONNECTED."""
    *outer, width = sizes(inputs)
    parameters = {"weight": self.kernel, **({"bias": self.bias} if self.use_bias else {})}
    rows = layers.linear(Scope(parameters), tf.reshape(inputs, [-1, width]))
    if self.activation is not None:
        rows = self.activation(rows)
    outputs = tf.reshape(rows, [*outer, self.kernel.shape[1]])
    return outputs * token_mask(outputs.dtype) if self.name in _READ_BY_NEIGHBOURS else outputs


def embedding(self: Any, inputs: Any) -> Any:
    return tf.gather(self.embeddings, inputs)


def layer_norm(self: Any, inputs: Any) -> Any:
    """Keras takes FusedBatchNorm for it, of which TF.js knows but the other form."""
    return layers.layer_norm(Scope({"weight": self.gamma, "bias": self.beta}), inputs, self.epsilon)


def separable_convolution(self: Any, inputs: Any) -> Any:
    """[batch, tokens, channels]: each channel over its neighbours, zeros around the text, then a linear layer."""
    batch, tokens, channels = sizes(inputs)
    width = self.depthwise_kernel.shape[0]
    before = (width - 1) // 2
    padded = tf.pad(inputs * token_mask(inputs.dtype), [[0, 0], [before, width - 1 - before], [0, 0]])
    kernel = tf.reshape(self.depthwise_kernel, [width, channels])
    mixed = tf.add_n([padded[:, i : i + tokens] * kernel[i] for i in range(width)])
    parameters = {"weight": tf.reshape(self.pointwise_kernel, self.pointwise_kernel.shape[1:]), "bias": self.bias}
    rows = layers.linear(Scope(parameters), tf.reshape(mixed, [-1, channels]))
    return tf.reshape(rows, [batch, tokens, rows.shape[-1]])


def summary(self: Any, inputs: Any, cls_index: Any = None, training: bool = False) -> Any:
    """One vector of a text's tokens, of the last one (say) and not of the padding behind it."""
    vector = SUMMARIES[self.summary_type](inputs)
    if self.has_summary:
        vector = self.summary(vector)
    return self.activation(vector) if self.has_activation else vector


def first(states: Any) -> Any:
    return states[:, 0]


def last(states: Any) -> Any:
    batch, tokens, width = sizes(states)
    rows = tf.reduce_sum(_MASK.get(), 1) - 1 + tf.range(batch) * tokens
    return tf.gather(tf.reshape(states, [-1, width]), rows)


def mean(states: Any) -> Any:
    mask = token_mask(states.dtype)
    return tf.reduce_sum(states * mask, 1) / tf.reduce_sum(mask, 1)


SUMMARIES: dict[str, Callable[[Any], Any]] = {"first": first, "last": last, "mean": mean}
