"""The layers that text encoders are made of, as plain TensorFlow functions.

Between layers a text batch is a matrix: rows [batch * tokens, hidden], so that every linear layer is one
two-dimensional matmul. Batch and tokens may be static or dynamic; static sizes stay static. Few ops are a
feature here: LiteRT pays under a microsecond for each, TF.js tens of them.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hfedge.architectures import array_ops
from hfedge.architectures.checkpoint import WeightRow, norm
from hfedge.architectures.checkpoint import linear as linear_rows
from hfedge.architectures.config import Numbers
from hfedge.architectures.dropout import dropped
from hfedge.emit import products
from hfedge.lazy import tf

# Added to the attention scores of padding. e^-100 is 4e-44, nothing beside any real token unless its score
# lies 80 below a padding token's (trained encoders stay within some tens). float16 and int16 hold it with
# room to spare, and an int8 range of 100 keeps the real scores apart, where -10000 (transformers' TF classes)
# or float32's lowest (torch) leave one step for all of them.
PADDING_SCORE = -100.0


def gelu(x: Any) -> Any:
    """x * Phi(x). In just this spelling TFLite sees its built-in GELU and TF.js gets Erf (it has no Erfc)."""
    return 0.5 * x * (1.0 + tf.math.erf(x * 0.70710678))


def gelu_tanh(x: Any) -> Any:
    """The tanh approximation of gelu, which TFLite's built-in GELU has as a flag."""
    return 0.5 * x * (1.0 + tf.tanh(math.sqrt(2.0 / math.pi) * (x + 0.044715 * tf.pow(x, 3))))


def quick_gelu(x: Any) -> Any:
    return x * tf.sigmoid(1.702 * x)


def relu(x: Any) -> Any:
    return tf.where(x > 0.0, x, 0.0) if products.is_bare(x) else tf.nn.relu(x)


def relu6(x: Any) -> Any:
    return tf.minimum(relu(x), 6.0) if products.is_bare(x) else tf.nn.relu6(x)


def sigmoid(x: Any) -> Any:
    return tf.sigmoid(x)


def silu(x: Any) -> Any:
    return x * tf.sigmoid(x)


def tanh(x: Any) -> Any:
    return tf.tanh(x)


def identity(x: Any) -> Any:
    return tf.identity(x)


# By the names of transformers' ACT2FN.
ACTIVATIONS = {
    "gelu": gelu,
    "gelu_python": gelu,
    "gelu_new": gelu_tanh,
    "gelu_fast": gelu_tanh,
    "gelu_accurate": gelu_tanh,
    "gelu_pytorch_tanh": gelu_tanh,
    "gelu_python_tanh": gelu_tanh,
    "quick_gelu": quick_gelu,
    "relu": relu,
    "relu6": relu6,
    "sigmoid": sigmoid,
    "silu": silu,
    "swish": silu,
    "tanh": tanh,
    "linear": identity,
}


@dataclass(frozen=True)
class Scope:
    """The parameters below a path: `scope / "attention"` goes down, `scope["weight"]` reads one."""

    parameters: Mapping[str, Any]
    path: str = ""

    def __truediv__(self, name: str) -> "Scope":
        return Scope(self.parameters, f"{self.path}{name}/")

    def __getitem__(self, leaf: str) -> Any:
        return self.parameters[self.path + leaf]

    def __contains__(self, leaf: str) -> bool:
        return self.path + leaf in self.parameters


@dataclass(frozen=True)
class TextBatch:
    """Inputs int32 [batch, tokens], padded on the right. A size is a number, or a scalar tensor if dynamic.

    `features`: what a task reads beside these, by the names of hfedge.tokenizer.features.FEATURES.
    """

    input_ids: Any
    attention_mask: Any
    type_ids: Any
    features: Mapping[str, Any] = field(default_factory=dict)

    @property
    def batch(self) -> Any:
        return _size(self.input_ids, 0)

    @property
    def tokens(self) -> Any:
        return _size(self.input_ids, 1)


@dataclass(frozen=True)
class TokenStates:
    """Hidden states float32 [batch * tokens, hidden] of a text batch; after `first` tokens is 1.

    `every_layer`: the rows after the embeddings and after each layer, as transformers' hidden_states. `ids`: the
    input ids [batch, tokens], where a head of the architecture reads them.
    """

    rows: Any
    mask: Any
    batch: Any
    tokens: Any
    hidden: int
    every_layer: tuple[Any, ...] = ()
    ids: Any = None

    def by_text(self) -> Any:
        """float32 [batch, tokens, hidden]"""
        return tf.reshape(self.rows, [self.batch, self.tokens, self.hidden])

    def first(self) -> "TokenStates":
        """The first token of each text alone."""
        if isinstance(self.tokens, int) and self.tokens == 1:
            return self
        if isinstance(self.batch, int) and self.batch == 1:
            rows = self.rows[:1]
        else:
            rows = tf.reshape(self.rows, [self.batch, self.tokens * self.hidden])[:, : self.hidden]
        return replace(self, rows=rows, mask=self.mask[:, :1], tokens=1)


def _size(tensor: Any, axis: int) -> Any:
    size = tensor.shape[axis]
    return tf.shape(tensor)[axis] if size is None else size


def linear(w: Scope, x: Any) -> Any:
    """x [rows, inputs] @ weight [inputs, outputs] + bias, one FULLY_CONNECTED in TFLite."""
    y = tf.matmul(x, w["weight"])
    return y + w["bias"] if "bias" in w else y


def layer_norm(w: Scope, x: Any, epsilon: float) -> Any:
    """Nine ops, of which the deviation is computed once. TFLite has no op for it."""
    deviation = x - tf.reduce_mean(x, -1, keepdims=True)
    variance = tf.reduce_mean(deviation * deviation, -1, keepdims=True)
    y = deviation * tf.math.rsqrt(variance + epsilon) * w["weight"]
    return y + w["bias"] if "bias" in w else y


def look_up(w: Scope, ids: Any) -> Any:
    """Rows of a table for ids [batch, tokens], given as one dimension: the GPU delegate takes no other."""
    return tf.gather(w["weight"], tf.reshape(ids, [-1]))


def add_positions(w: Scope, rows: Any, batch: TextBatch, size: int) -> Any:
    """rows [batch * tokens, size] plus the first position embeddings, the same for every text."""
    # Looked up rather than sliced, so that the table can be stored as any other.
    positions = tf.gather(w["weight"], tf.range(batch.tokens))
    if isinstance(batch.batch, int) and batch.batch == 1:
        return rows + positions
    texts = tf.reshape(rows, [batch.batch, batch.tokens, size]) + positions
    return tf.reshape(texts, [batch.batch * batch.tokens, size])


def padding_bias(batch: TextBatch, score: float = PADDING_SCORE) -> Any:
    """float32 [batch, 1, 1, tokens]: 0 for a token, `score` for padding; computed once per call."""
    padding = 1.0 - tf.cast(batch.attention_mask, tf.float32)
    return tf.reshape(padding * score, [batch.batch, 1, 1, batch.tokens])


def self_attention(w: Scope, states: TokenStates, bias: Any, heads: int) -> Any:
    """What each token gathers from the others, [batch * tokens, hidden], before the output projection.

    One projection gives query, key and value (see fuse_query_key_value), already scaled.
    """
    joined = by_head(linear(w / "query_key_value", states.rows), states, 3 * heads, states.hidden // heads)
    return attend(*tf.split(joined, 3, axis=1), bias, states)


def by_head(rows: Any, states: TokenStates, heads: int, size: int) -> Any:
    """rows [batch * tokens, heads * size] -> [batch, heads, tokens, size]"""
    return tf.transpose(tf.reshape(rows, [states.batch, states.tokens, heads, size]), [0, 2, 1, 3])


def attend(query: Any, key: Any, value: Any, bias: Any, states: TokenStates) -> Any:
    """query (scaled), key, value [batch, heads, tokens, size] -> rows [batch * tokens, heads * size]"""
    weights = dropped(tf.nn.softmax(tf.matmul(query, key, transpose_b=True) + bias), "attention")
    context = tf.transpose(tf.matmul(weights, value), [0, 2, 1, 3])
    return tf.reshape(context, [states.batch * states.tokens, value.shape[1] * value.shape[3]])


def post_norm_weights(
    start: str,
    *,
    ours: str = "layers/{i}",
    query: str,
    key: str,
    value: str,
    output: str,
    attention_norm: str,
    expand: str,
    contract: str,
    output_norm: str,
) -> dict[str, WeightRow]:
    """The weight rows of post_norm_layer, which reads them below `ours`: the foreign names of its parts, which
    follow `start` in each."""
    hidden, inner = "hidden_size", "intermediate_size"
    return {
        **linear_rows(f"{ours}/attention/query", f"{start}.{query}", hidden, hidden),
        **linear_rows(f"{ours}/attention/key", f"{start}.{key}", hidden, hidden),
        **linear_rows(f"{ours}/attention/value", f"{start}.{value}", hidden, hidden),
        **linear_rows(f"{ours}/attention/output", f"{start}.{output}", hidden, hidden),
        **norm(f"{ours}/attention/norm", f"{start}.{attention_norm}", hidden),
        **linear_rows(f"{ours}/feed_forward/expand", f"{start}.{expand}", inner, hidden),
        **linear_rows(f"{ours}/feed_forward/contract", f"{start}.{contract}", hidden, inner),
        **norm(f"{ours}/feed_forward/norm", f"{start}.{output_norm}", hidden),
    }


def post_norm_layer(
    w: Scope, states: TokenStates, bias: Any, numbers: Numbers, first_only: bool = False
) -> TokenStates:
    """One encoder layer of BERT's kind: normalized after each addition; see after_attention."""
    context = self_attention(w / "attention", states, bias, numbers["heads"])
    return after_attention(w, states, context, numbers, first_only)


def after_attention(w: Scope, states: TokenStates, context: Any, numbers: Numbers, first_only: bool) -> TokenStates:
    """The rest of such a layer, from what attention gathered, [batch * tokens, hidden].

    With first_only the layer gives the first token alone: attention sees the whole text, and everything
    after it, three quarters of the work, is done for one row per text.
    """
    context = replace(states, rows=context)
    if first_only:
        context, states = context.first(), states.first()
    x = dropped(linear(w / "attention" / "output", context.rows), "attention_output") + states.rows
    x = layer_norm(w / "attention" / "norm", x, numbers["epsilon"])
    inner = ACTIVATIONS[numbers["activation"]](linear(w / "feed_forward" / "expand", x))
    x = dropped(linear(w / "feed_forward" / "contract", inner), "feed_forward") + x
    return replace(states, rows=layer_norm(w / "feed_forward" / "norm", x, numbers["epsilon"]))


def post_norm_encoder(
    w: Scope, rows: Any, batch: TextBatch, numbers: Numbers, first_only: bool, bias: Any = None
) -> TokenStates:
    """All layers, from embeddings [batch * tokens, hidden].

    bias [batch, 1 or heads, 1 or tokens, tokens]: added to the attention scores of all, if not for padding alone.
    """
    states = TokenStates(rows, batch.attention_mask, batch.batch, batch.tokens, numbers["hidden_size"])
    bias = padding_bias(batch) if bias is None else bias
    last, every_layer = numbers["layers"] - 1, [rows]
    for i in range(numbers["layers"]):
        states = post_norm_layer(w / "layers" / str(i), states, bias, numbers, first_only and i == last)
        every_layer.append(states.rows)
    return replace(states, every_layer=tuple(every_layer))


def fuse_query_key_value(arrays: Mapping[str, Any], numbers: Numbers) -> dict[str, Any]:
    """Joins the three projections of every attention to one, [hidden, 3 * hidden]: five ops less per layer."""
    paths = [f"layers/{i}/attention" for i in range(numbers["layers"])]
    return fuse_projections(arrays, paths, ("query", "key", "value"), numbers["hidden_size"] // numbers["heads"])


def fuse_projections(
    arrays: Mapping[str, Any], paths: Iterable[str], parts: Sequence[str], head_size: int
) -> dict[str, Any]:
    """Joins the linear layers `parts` below each path to one, named for all of them: "query_key_value".

    The first, the query's, is scaled by 1 / sqrt(head size), which saves a multiplication of all scores.
    """
    import numpy as np

    fused, scale = dict(arrays), np.float32(head_size**-0.5)
    for path in paths:
        for leaf in ("weight", "bias"):
            query, *others = (fused.pop(f"{path}/{part}/{leaf}") for part in parts)
            fused[f"{path}/{'_'.join(parts)}/{leaf}"] = array_ops.concatenate([query * scale, *others], axis=-1)
    return fused
