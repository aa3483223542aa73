"""The encoder of T5: one bias of scores by distance for all layers, no scaling, no linear bias, RMS norms.

Upstream: transformers v4.57.6, models/t5/modeling_t5.py.
"""

from collections.abc import Mapping
from typing import Any

from hfedge.architectures import array_ops, heads, layers, pre_norm, relative
from hfedge.architectures.checkpoint import WeightRow, matrix, scale
from hfedge.architectures.config import MOST_LAYERS, Harmless, Number, Numbers, Parsed, Real, SameAs
from hfedge.architectures.layers import ACTIVATIONS, Scope, TextBatch, TokenStates
from hfedge.architectures.pre_norm import HIDDEN_SCORE, View
from hfedge.architectures.record import Architecture
from hfedge.errors import UnsupportedError
from hfedge.lazy import tf


def _read_feed_forward(value: Any) -> tuple[str, bool]:
    """ "relu" -> ("relu", False), "gated-silu" -> ("silu", True), and "gated-gelu" is gelu's approximation."""
    gated = isinstance(value, str) and value.startswith("gated-")
    name = value.removeprefix("gated-") if isinstance(value, str) else None
    if name not in tuple(ACTIVATIONS):
        raise ValueError
    return "gelu_new" if value == "gated-gelu" else name, gated


def _read_given(value: Any) -> Any:
    """What transformers writes beside feed_forward_proj, and reads where it is there."""
    if value is not None and not isinstance(value, (str, bool)):
        raise ValueError
    return value


CONFIG = {
    "vocab_size": Number("vocab_size", 32128),
    "d_model": Number("hidden_size", 512),
    "d_kv": Number("head_size", 64),
    "d_ff": Number("intermediate_size", 2048),
    "num_layers": Number("layers", 6, MOST_LAYERS),
    "num_heads": Number("heads", 8),
    # Distances have no end; this is how long the texts of its training were, and its tokenizer's limit.
    "n_positions": Number("max_positions", 512),
    "relative_attention_num_buckets": Number("buckets", 32, least=4),
    "relative_attention_max_distance": Number("distances", 128),
    "layer_norm_epsilon": Real("epsilon", 1e-6),
    "feed_forward_proj": Parsed("feed_forward", "relu", _read_feed_forward, "a function, or gated- and a function"),
    "dense_act_fn": Parsed("activation", None, _read_given, "the function of feed_forward_proj"),
    "is_gated_act": Parsed("gated", None, _read_given, "as feed_forward_proj says"),
    "hidden_size": SameAs("d_model"),
    "num_hidden_layers": SameAs("num_layers"),
    "num_attention_heads": SameAs("num_heads"),
    "head_dim": SameAs("d_kv"),
    "is_encoder_decoder": Harmless("the encoder alone is taken"),
    "num_decoder_layers": Harmless("the encoder alone is taken"),
    "dropout_rate": Harmless("read in training"),
}


def derive(numbers: Numbers, where: str) -> dict[str, Any]:
    """Raises UnsupportedError where keys contradict each other."""
    activation, gated = numbers["feed_forward"]
    for key, name, value in (("dense_act_fn", "activation", activation), ("is_gated_act", "gated", gated)):
        if numbers[name] not in (None, value):
            found = f"{key!r} is {numbers[name]!r}"
            raise UnsupportedError(found, where=where, accepted=f"{value!r}, as feed_forward_proj says")
    exact = numbers["buckets"] // 4
    if numbers["distances"] <= exact:
        found = f"'relative_attention_max_distance' is {numbers['distances']}"
        raise UnsupportedError(found, where=where, accepted=f"more than {exact}, for {numbers['buckets']} buckets")
    return {"activation": activation, "gated": gated, "attention_size": numbers["heads"] * numbers["head_size"]}


def _is_gated(numbers: Numbers) -> bool:
    return numbers["gated"]


def _is_plain(numbers: Numbers) -> bool:
    return not numbers["gated"]


_ATTENTION, _FORWARD = "encoder.block.{i}.layer.0", "encoder.block.{i}.layer.1"
_HIDDEN, _INNER, _HEADS = "hidden_size", "intermediate_size", "attention_size"
WEIGHTS = {
    "embeddings/word/weight": WeightRow("shared.weight", ("vocab_size", _HIDDEN), again="encoder.embed_tokens.weight"),
    "distances/weight": WeightRow(
        "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight", ("buckets", "heads")
    ),
    **scale("layers/{i}/attention/norm", f"{_ATTENTION}.layer_norm", _HIDDEN),
    **matrix("layers/{i}/attention/query", f"{_ATTENTION}.SelfAttention.q", _HEADS, _HIDDEN),
    **matrix("layers/{i}/attention/key", f"{_ATTENTION}.SelfAttention.k", _HEADS, _HIDDEN),
    **matrix("layers/{i}/attention/value", f"{_ATTENTION}.SelfAttention.v", _HEADS, _HIDDEN),
    **matrix("layers/{i}/attention/output", f"{_ATTENTION}.SelfAttention.o", _HIDDEN, _HEADS),
    **scale("layers/{i}/feed_forward/norm", f"{_FORWARD}.layer_norm", _HIDDEN),
    **matrix("layers/{i}/feed_forward/expand", f"{_FORWARD}.DenseReluDense.wi", _INNER, _HIDDEN, exists=_is_plain),
    **matrix("layers/{i}/feed_forward/gate", f"{_FORWARD}.DenseReluDense.wi_0", _INNER, _HIDDEN, exists=_is_gated),
    **matrix("layers/{i}/feed_forward/up", f"{_FORWARD}.DenseReluDense.wi_1", _INNER, _HIDDEN, exists=_is_gated),
    **matrix("layers/{i}/feed_forward/contract", f"{_FORWARD}.DenseReluDense.wo", _HIDDEN, _INNER),
    **scale("final_norm", "encoder.final_layer_norm", _HIDDEN),
}

UNUSED = {
    "decoder.": "the encoder alone is taken",
    "lm_head.": "the encoder alone is taken",
    "classifier.": "the head of another task",
}


def forward(w: Scope, batch: TextBatch, numbers: Numbers, first_only: bool) -> TokenStates:
    """The type ids of the batch are not read."""
    rows = layers.look_up(w / "embeddings" / "word", batch.input_ids)
    bias = layers.padding_bias(batch, HIDDEN_SCORE) + _distance_bias(w / "distances", batch.tokens, numbers)
    return pre_norm.rms_encoder(w, rows, batch, numbers, [View(bias, None)] * numbers["layers"], first_only)


def _distance_bias(w: Scope, tokens: Any, numbers: Numbers) -> Any:
    """float32 [1, heads, tokens, tokens]"""
    most, count = numbers["max_positions"], numbers["heads"]
    columns = tf.slice(w["weight"], [0, most - tokens], [count, 2 * tokens])
    columns = tf.tile(tf.reshape(columns, [1, count, 1, 2 * tokens]), [1, 1, tokens, 1])
    return relative.shifted(columns, 1, count, tokens)


def arrange(arrays: Mapping[str, Any], numbers: Numbers) -> dict[str, Any]:
    """The bias is written out for every distance, [heads, 2 * max_positions]: sliced, it stays float32."""
    import numpy as np

    fused = pre_norm.fuse(arrays, numbers, "layers/{i}/attention", ("query", "key", "value"), "query_key_value")
    if numbers["gated"]:
        fused = pre_norm.fuse(fused, numbers, "layers/{i}/feed_forward", ("gate", "up"), "expand")
    distances = np.arange(numbers["max_positions"] - 1, -numbers["max_positions"] - 1, -1)
    rows = relative.t5_bucket(distances, numbers["buckets"], numbers["distances"])
    return {**fused, "distances/weight": array_ops.transpose(array_ops.take_rows(fused["distances/weight"], rows))}


ARCHITECTURE = Architecture(
    model_type="t5",
    example="sentence-transformers/sentence-t5-base",
    config_keys=CONFIG,
    weights=WEIGHTS,
    unused_weights=UNUSED,
    prefix="transformer.",
    forward=forward,
    arrange=arrange,
    derive=derive,
    heads={"token-classification": heads.TOKEN_CLASSIFIER},
)
