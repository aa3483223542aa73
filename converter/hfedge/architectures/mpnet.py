"""MPNet: RoBERTa without token types, and a bias on every attention score for how far two tokens are apart.

Upstream: models/mpnet/modeling_mpnet.py at transformers v4.57.6.
"""

import math
from typing import Any

from hfedge.architectures import layers, roberta
from hfedge.architectures.checkpoint import WeightRow, embedding, norm
from hfedge.architectures.config import MOST_LAYERS, Function, Number, Numbers, Real
from hfedge.architectures.dropout import Rate, bert_rates, dropped
from hfedge.architectures.layers import ACTIVATIONS, Scope, TextBatch, TokenStates
from hfedge.architectures.record import Architecture
from hfedge.lazy import tf

# Fixed in the reference, whatever pad_token_id and relative_attention_num_buckets say.
_PADDING_ID = 1
_BUCKETS = 32
_FARTHEST = 128

CONFIG = {
    "vocab_size": Number("vocab_size", 30527),
    "hidden_size": Number("hidden_size", 768),
    "num_hidden_layers": Number("layers", 12, MOST_LAYERS),
    "num_attention_heads": Number("heads", 12),
    "intermediate_size": Number("intermediate_size", 3072),
    "max_position_embeddings": Number("position_rows", 512),
    "hidden_act": Function("activation", "gelu", ACTIVATIONS),
    "layer_norm_eps": Real("epsilon", 1e-12),
    # The rows of the table; those past the buckets are never read.
    "relative_attention_num_buckets": Number("bucket_rows", 32, least=_BUCKETS),
}

WEIGHTS = {
    **embedding("embeddings/word", "embeddings.word_embeddings", "vocab_size", "hidden_size"),
    **embedding("embeddings/position", "embeddings.position_embeddings", "position_rows", "hidden_size"),
    **norm("embeddings/norm", "embeddings.LayerNorm", "hidden_size"),
    "distance/weight": WeightRow("encoder.relative_attention_bias.weight", ("bucket_rows", "heads")),
    **layers.post_norm_weights(
        "encoder.layer.{i}",
        query="attention.attn.q",
        key="attention.attn.k",
        value="attention.attn.v",
        output="attention.attn.o",
        attention_norm="attention.LayerNorm",
        expand="intermediate.dense",
        contract="output.dense",
        output_norm="output.LayerNorm",
    ),
}

UNUSED = {
    "embeddings.position_ids": "0, 1, 2, ...",
    "pooler.": "the head of this task does not read the pooler",
    "lm_head.": "the head of pretraining",
    "classifier.": "the head of another task",
    "qa_outputs.": "the head of another task",
}


def count_positions(numbers: Numbers, where: str) -> dict[str, Any]:
    padding = {"padding_id": _PADDING_ID}
    return {**padding, **roberta.count_positions({**numbers, **padding}, where)}


def distance_buckets(most: int) -> Any:
    """The row of the distance table for key position - query position = -most ... most - 1, int32 [2 * most].

    In float32, step by step as the reference does (relative_position_bucket): 16 * 8 ** (k / 8) is near a bound.
    """
    import numpy as np

    half = _BUCKETS // 2
    exact = half // 2
    distance = np.arange(-most, most)
    far = np.abs(distance)
    steps = np.log(np.maximum(far, 1).astype(np.float32) / np.float32(exact)) / np.float32(math.log(_FARTHEST / exact))
    large = np.minimum(exact + (steps * np.float32(half - exact)).astype(np.int32), half - 1)
    return (np.where(far < exact, far, large) + half * (distance > 0)).astype(np.int32)


def distance_bias(w: Scope, tokens: Any, numbers: Numbers) -> Any:
    """float32 [1, heads, tokens, tokens]: for query i and key j what the table holds for j - i.

    Row i of it is row 0 moved by i. So row 0, as a ring of 2 * tokens distances, is laid end to end `tokens` times
    and cut into pieces one shorter than the ring; a table of tokens * tokens bucket ids would be a megabyte in the
    file for 512 tokens, this one is 4 kilobytes.
    """
    most, heads = numbers["max_positions"], numbers["heads"]
    buckets = distance_buckets(most) if isinstance(tokens, int) else tf.constant(distance_buckets(most))
    at_or_after, before = buckets[most : most + tokens], buckets[most - tokens : most]
    ring = tf.transpose(tf.gather(w["weight"], tf.concat([at_or_after, before], 0)))
    laid = tf.reshape(tf.tile(ring, [1, tokens]), [heads, 2 * tokens * tokens])
    moved = tf.reshape(laid[:, : tokens * (2 * tokens - 1)], [1, heads, tokens, 2 * tokens - 1])
    return moved[:, :, :, :tokens]


def forward(w: Scope, batch: TextBatch, numbers: Numbers, first_only: bool) -> TokenStates:
    """The type ids of the batch are not read."""
    at = w / "embeddings"
    rows = layers.look_up(at / "word", batch.input_ids)
    rows += layers.look_up(at / "position", roberta.position_ids(batch.input_ids, _PADDING_ID))
    rows = dropped(layers.layer_norm(at / "norm", rows, numbers["epsilon"]), "embeddings")
    bias = layers.padding_bias(batch) + distance_bias(w / "distance", batch.tokens, numbers)
    return layers.post_norm_encoder(w, rows, batch, numbers, first_only, bias)


ARCHITECTURE = Architecture(
    model_type="mpnet",
    example="microsoft/mpnet-base",
    config_keys=CONFIG,
    weights=WEIGHTS,
    unused_weights=UNUSED,
    prefix="mpnet.",
    forward=forward,
    arrange=layers.fuse_query_key_value,
    derive=count_positions,
    heads=roberta.ARCHITECTURE.heads,
    dropout=bert_rates(
        **dict.fromkeys(("text-classification", "token-classification"), Rate(("hidden_dropout_prob",)))
    ),
)
