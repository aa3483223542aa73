"""Layers of newer encoders, and of language models used as such: normalized before each step, added after it.

Attention here may have rotary positions, fewer heads for keys and values than for queries, heads of a size of
their own, norms of queries and keys, and keys hidden by their distance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hfedge.architectures import array_ops
from hfedge.architectures.config import Numbers
from hfedge.architectures.layers import ACTIVATIONS, Scope, TextBatch, TokenStates, linear
from hfedge.architectures.rotary import Rotation
from hfedge.lazy import tf

# Added to the scores of keys that may not be seen. Between tokens that never saw each other in training nothing
# bounds a score, nor does anything in a language model's first tokens or in T5, which does not scale its scores:
# so it lies lower than layers.PADDING_SCORE, and float16 holds it still.
HIDDEN_SCORE = -1000.0


@dataclass(frozen=True)
class Heads:
    """Attention heads: `queries` of them share `keys` keys and values evenly; all are `size` wide."""

    queries: int
    keys: int
    size: int

    @classmethod
    def of(cls, numbers: Numbers) -> "Heads":
        size = numbers.get("head_size", numbers["hidden_size"] // numbers["heads"])
        return cls(numbers["heads"], numbers.get("key_heads", numbers["heads"]), size)


@dataclass(frozen=True)
class View:
    """What the attention of one kind of layer sees: the bias of its scores, and the rotation by positions."""

    bias: Any
    rotation: Rotation | None


def rms_norm(w: Scope, x: Any, epsilon: float) -> Any:
    """Divided by the root of the mean square: six ops."""
    return x * tf.math.rsqrt(tf.reduce_mean(x * x, -1, keepdims=True) + epsilon) * w["weight"]


def distance_bias(tokens: Any, before: int | None, after: int | None) -> Any:
    """float32 [tokens, tokens]: HIDDEN_SCORE for keys more than `before` behind the query or `after` ahead of it.

    None: as far as the text goes. Gives 0.0 where no key of a text so short is out of sight.
    """
    if isinstance(tokens, int) and all(most is None or tokens <= most + 1 for most in (before, after)):
        return 0.0
    positions = tf.range(tokens)
    distance = tf.reshape(positions, [-1, 1]) - tf.reshape(positions, [1, -1])
    if before == after:
        hidden = tf.abs(distance) > before
    elif before is None:
        hidden = distance < -after
    else:
        hidden = tf.logical_or(distance > before, distance < -after)
    return tf.cast(hidden, tf.float32) * HIDDEN_SCORE


def attend(query: Any, key: Any, value: Any, bias: Any, states: TokenStates, heads: Heads) -> Any:
    """Scaled queries [batch, heads, tokens, size] and the rest -> rows [batch * tokens, heads * size].

    Queries that share a key are multiplied by it as one longer matrix: nothing is repeated.
    """
    batch, tokens, shared = states.batch, states.tokens, heads.queries != heads.keys
    if shared:
        query = tf.reshape(query, [batch, heads.keys, heads.queries // heads.keys * tokens, heads.size])
    scores = tf.matmul(query, key, transpose_b=True)
    if shared:
        scores = tf.reshape(scores, [batch, heads.queries, tokens, tokens])
    weights = tf.nn.softmax(scores + bias)
    if shared:
        weights = tf.reshape(weights, [batch, heads.keys, heads.queries // heads.keys * tokens, tokens])
    context = tf.matmul(weights, value)
    if shared:
        context = tf.reshape(context, [batch, heads.queries, tokens, heads.size])
    return tf.reshape(tf.transpose(context, [0, 2, 1, 3]), [batch * tokens, heads.queries * heads.size])


def self_attention(w: Scope, x: Any, states: TokenStates, view: View, heads: Heads, epsilon: float) -> Any:
    """What each token of x [batch * tokens, hidden] gathers, before the output projection.

    One projection gives queries, keys and values (see fuse_query_key_value), the queries scaled.
    """
    turned = heads.queries + heads.keys
    joined = linear(w / "query_key_value", x)
    joined = tf.reshape(joined, [states.batch, states.tokens, turned + heads.keys, heads.size])
    joined, value = tf.split(tf.transpose(joined, [0, 2, 1, 3]), [turned, heads.keys], axis=1)
    if "query_key_norm/weight" in w:
        joined = rms_norm(w / "query_key_norm", joined, epsilon)
    joined = view.rotation.turn(joined) if view.rotation else joined
    query, key = tf.split(joined, [heads.queries, heads.keys], axis=1)
    return attend(query, key, value, view.bias, states, heads)


def gated_feed_forward(w: Scope, x: Any, activation: str) -> Any:
    """activation(x @ gate) * (x @ up) @ down; gate and up are one matrix, `expand` (see fuse_gate)."""
    gate, up = tf.split(linear(w / "expand", x), 2, axis=-1)
    return linear(w / "contract", ACTIVATIONS[activation](gate) * up)


def feed_forward(w: Scope, x: Any, activation: str) -> Any:
    return linear(w / "contract", ACTIVATIONS[activation](linear(w / "expand", x)))


def rms_layer(w: Scope, states: TokenStates, view: View, numbers: Numbers, first_only: bool = False) -> TokenStates:
    """One layer with an RMS norm before each of its two steps and, where there are weights for it, after each.

    With first_only it gives the first token alone, see layers.after_attention.
    """
    epsilon, attention, forward = numbers["epsilon"], w / "attention", w / "feed_forward"
    x = rms_norm(attention / "norm", states.rows, epsilon)
    context = replace(states, rows=self_attention(attention, x, states, view, Heads.of(numbers), epsilon))
    if first_only:
        context, states = context.first(), states.first()
    x = states.rows + _after(attention, linear(attention / "output", context.rows), epsilon)
    step = gated_feed_forward if numbers.get("gated", True) else feed_forward
    inner = step(forward, rms_norm(forward / "norm", x, epsilon), numbers["activation"])
    return replace(states, rows=x + _after(forward, inner, epsilon))


def _after(w: Scope, x: Any, epsilon: float) -> Any:
    return rms_norm(w / "after", x, epsilon) if "after/weight" in w else x


def rms_encoder(
    w: Scope, rows: Any, batch: TextBatch, numbers: Numbers, views: Sequence[View], first_only: bool
) -> TokenStates:
    """All layers from embeddings [batch * tokens, hidden], and a norm; `views` has one for each layer.

    As in transformers, the last of every_layer is normalized, what stands between layers is not.
    """
    states = TokenStates(rows, batch.attention_mask, batch.batch, batch.tokens, numbers["hidden_size"])
    states, last, every_layer = replace(states, ids=batch.input_ids), numbers["layers"] - 1, []
    for i, view in enumerate(views):
        every_layer.append(states.rows)
        states = rms_layer(w / "layers" / str(i), states, view, numbers, first_only and i == last)
    rows = rms_norm(w / "final_norm", states.rows, numbers["epsilon"])
    return replace(states, rows=rows, every_layer=(*every_layer, rows))


def last_token(states: TokenStates, padding_id: int | None) -> Any:
    """The rows of the last token of each text that is neither padding nor spelled as it: float32 [batch, hidden].

    Upstream: GenericForSequenceClassification, transformers v4.57.6, modeling_layers.py, which goes by the ids
    alone: where a text ends with the padding token itself, the one before is read.
    """
    real = tf.cast(states.mask, tf.float32)  # the largest of integers is beyond GPU delegates
    if padding_id is not None:
        real = real * tf.cast(tf.not_equal(states.ids, padding_id), tf.float32)
    last = tf.cast(tf.reduce_max(real * tf.cast(tf.range(states.tokens), tf.float32), 1), tf.int32)
    return tf.gather(states.rows, last + tf.range(states.batch) * states.tokens)


def fuse(arrays: Mapping[str, Any], numbers: Numbers, path: str, parts: tuple[str, ...], whole: str) -> dict[str, Any]:
    """Joins the linear layers `parts` below `path` of every layer to one, `whole`, side by side in their order."""
    fused = dict(arrays)
    for i in range(numbers["layers"]):
        start = path.replace("{i}", str(i))
        for leaf in ("weight", "bias"):
            if f"{start}/{parts[0]}/{leaf}" in fused:
                arrays_of_parts = [fused.pop(f"{start}/{part}/{leaf}") for part in parts]
                fused[f"{start}/{whole}/{leaf}"] = array_ops.concatenate(arrays_of_parts, axis=-1)
    return fused


def scale_queries(arrays: Mapping[str, Any], numbers: Numbers, factor: float) -> dict[str, Any]:
    """Multiplies the queries' part of every joined projection, which saves a multiplication of all scores."""
    import numpy as np

    scaled, heads = dict(arrays), Heads.of(numbers)
    factors = np.ones((heads.queries + 2 * heads.keys) * heads.size, np.float32)
    factors[: heads.queries * heads.size] = factor
    for name in [name for name in arrays if "/query_key_value/" in name]:
        scaled[name] = arrays[name] * factors
    return scaled
