"""Qwen3 as a text encoder: each token sees what comes before it, and the last one stands for the text.

Upstream: transformers v4.57.6, models/qwen3/modeling_qwen3.py.
"""

from collections.abc import Mapping
from typing import Any

from hfedge.architectures import array_ops, heads, layers, pre_norm
from hfedge.architectures.checkpoint import bias, embedding, matrix, scale
from hfedge.architectures.config import (
    MOST_LAYERS,
    Function,
    Harmless,
    Number,
    Numbers,
    Only,
    Parsed,
    Positive,
    Real,
    Switch,
)
from hfedge.architectures.layers import ACTIVATIONS, Scope, TextBatch, TokenStates
from hfedge.architectures.pre_norm import Heads, View
from hfedge.architectures.record import Architecture, Head
from hfedge.architectures.rotary import Rotation, check_pairs, read_rope_scaling
from hfedge.errors import UnsupportedError


def read_padding_id(value: Any) -> int | None:
    """null: there is no padding token."""
    if value is not None and not Number("", 0, least=0).accepts(value):
        raise ValueError
    return value


def _read_key_heads(value: Any) -> int | None:
    """null: as many as queries have."""
    if value is not None and not Number("", 1).accepts(value):
        raise ValueError
    return value


def _read_layer_types(value: Any) -> None:
    if value is not None and (not isinstance(value, list) or any(kind != "full_attention" for kind in value)):
        raise ValueError


CONFIG = {
    "vocab_size": Number("vocab_size", 151936),
    "hidden_size": Number("hidden_size", 4096),
    "num_hidden_layers": Number("layers", 32, MOST_LAYERS),
    "num_attention_heads": Number("heads", 32),
    "num_key_value_heads": Parsed("key_heads", 32, _read_key_heads, "a whole number, or null"),
    "head_dim": Number("head_size", 128),
    "intermediate_size": Number("intermediate_size", 22016),
    "max_position_embeddings": Number("max_positions", 32768),
    "hidden_act": Function("activation", "silu", ACTIVATIONS),
    "rms_norm_eps": Real("epsilon", 1e-6),
    "attention_bias": Switch("attention_bias", False),
    "rope_theta": Positive("theta", 10000.0),
    "rope_scaling": Parsed("rope_factor", None, read_rope_scaling, "null, default or linear"),
    "use_sliding_window": Only(False, "every layer sees the whole text before a token"),
    "layer_types": Parsed("layer_types", None, _read_layer_types, "full_attention for every layer"),
    "sliding_window": Harmless("read with use_sliding_window"),
    "max_window_layers": Harmless("read with use_sliding_window"),
    "attention_dropout": Harmless("read in training"),
    "pad_token_id": Parsed("padding_id", None, read_padding_id, "a token's id, or null"),
}


def derive(numbers: Numbers, where: str) -> dict[str, Any]:
    """The widths of all heads together. Raises UnsupportedError for heads that cannot be shared out."""
    keys = numbers["key_heads"] or numbers["heads"]
    if numbers["heads"] % keys:
        found = f"{keys} key and value heads do not divide {numbers['heads']} attention heads"
        raise UnsupportedError(found, where=where, accepted="as many queries for each key")
    check_pairs(numbers["head_size"], where)
    sizes = {"attention_size": numbers["heads"] * numbers["head_size"], "key_size": keys * numbers["head_size"]}
    return {"key_heads": keys, **sizes}


def _has_bias(numbers: Numbers) -> bool:
    return numbers["attention_bias"]


def _projection(ours: str, foreign: str, outputs: str, inputs: str) -> dict[str, Any]:
    return {**matrix(ours, foreign, outputs, inputs), **bias(ours, foreign, outputs, exists=_has_bias)}


_ATTENTION, _FORWARD = "layers.{i}.self_attn", "layers.{i}.mlp"
# All but the norms before the feed-forward, which Gemma has under other names.
BACKBONE = {
    **embedding("embeddings/word", "embed_tokens", "vocab_size", "hidden_size"),
    **scale("layers/{i}/attention/norm", "layers.{i}.input_layernorm", "hidden_size"),
    **_projection("layers/{i}/attention/query", f"{_ATTENTION}.q_proj", "attention_size", "hidden_size"),
    **_projection("layers/{i}/attention/key", f"{_ATTENTION}.k_proj", "key_size", "hidden_size"),
    **_projection("layers/{i}/attention/value", f"{_ATTENTION}.v_proj", "key_size", "hidden_size"),
    **_projection("layers/{i}/attention/output", f"{_ATTENTION}.o_proj", "hidden_size", "attention_size"),
    **scale("layers/{i}/attention/query_norm", f"{_ATTENTION}.q_norm", "head_size"),
    **scale("layers/{i}/attention/key_norm", f"{_ATTENTION}.k_norm", "head_size"),
    **matrix("layers/{i}/feed_forward/gate", f"{_FORWARD}.gate_proj", "intermediate_size", "hidden_size"),
    **matrix("layers/{i}/feed_forward/up", f"{_FORWARD}.up_proj", "intermediate_size", "hidden_size"),
    **matrix("layers/{i}/feed_forward/contract", f"{_FORWARD}.down_proj", "hidden_size", "intermediate_size"),
    **scale("final_norm", "norm", "hidden_size"),
}
WEIGHTS = {
    **BACKBONE,
    **scale("layers/{i}/feed_forward/norm", "layers.{i}.post_attention_layernorm", "hidden_size"),
}

UNUSED = {
    "lm_head.": "no text is generated",
    "score.": "the head of another task",
    "qa_outputs.": "the head of another task",
}


def forward(w: Scope, batch: TextBatch, numbers: Numbers, first_only: bool) -> TokenStates:
    """The type ids are not read, nor is the mask: padding is on the right, where no token looks."""
    rows = layers.look_up(w / "embeddings" / "word", batch.input_ids)
    rotation = Rotation.of(batch.tokens, numbers["head_size"], numbers["theta"], numbers["rope_factor"])
    view = View(pre_norm.distance_bias(batch.tokens, None, 0), rotation)
    return pre_norm.rms_encoder(w, rows, batch, numbers, [view] * numbers["layers"], first_only)


def arrange(arrays: Mapping[str, Any], numbers: Numbers) -> dict[str, Any]:
    return join(arrays, numbers, numbers["head_size"] ** -0.5)


def join(arrays: Mapping[str, Any], numbers: Numbers, query_factor: float) -> dict[str, Any]:
    """One projection for queries, keys and values, one for the gate, and one norm, which scales the queries."""
    import numpy as np

    arrays = pre_norm.fuse(arrays, numbers, "layers/{i}/attention", ("query", "key", "value"), "query_key_value")
    arrays = pre_norm.fuse(arrays, numbers, "layers/{i}/feed_forward", ("gate", "up"), "expand")
    count = Heads.of(numbers)
    for i in range(numbers["layers"]):
        path = f"layers/{i}/attention"
        query, key = (arrays.pop(f"{path}/{part}_norm/weight") for part in ("query", "key"))
        rows = [query * np.float32(query_factor)] * count.queries + [key] * count.keys
        arrays[f"{path}/query_key_norm/weight"] = array_ops.stack(rows)[:, None]
    return arrays


def classify(w: Scope, states: TokenStates, numbers: Numbers) -> Any:
    """The last token: float32 [batch, labels]."""
    return layers.linear(w / "classifier", pre_norm.last_token(states, numbers["padding_id"]))


# GenericForSequenceClassification and GenericForTokenClassification, of several language models.
HEADS = {
    "text-classification": Head(matrix("classifier", "score", "labels", "hidden_size"), classify, first_only=False),
    "token-classification": heads.each_token("score", "token-classification"),
}

ARCHITECTURE = Architecture(
    model_type="qwen3",
    example="Qwen/Qwen3-Embedding-0.6B",
    config_keys=CONFIG,
    weights=WEIGHTS,
    unused_weights=UNUSED,
    prefix="model.",
    forward=forward,
    arrange=arrange,
    derive=derive,
    heads=HEADS,
)
