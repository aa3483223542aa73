"""Gemma 3 as a text encoder: windows between layers that see all, norms before and after each step, scaled words.

Upstream: transformers v4.57.6, models/gemma3/modeling_gemma3.py and configuration_gemma3.py (Gemma3TextConfig).
"""

from collections.abc import Mapping
from typing import Any

from hfedge.architectures import layers, pre_norm, qwen3
from hfedge.architectures.checkpoint import scale
from hfedge.architectures.config import MOST_LAYERS, Function, Harmless, Number, Numbers, Only, Parsed, Positive, Switch
from hfedge.architectures.layers import ACTIVATIONS, Scope, TextBatch, TokenStates
from hfedge.architectures.pre_norm import HIDDEN_SCORE, View
from hfedge.architectures.record import Architecture
from hfedge.architectures.rotary import Rotation
from hfedge.errors import UnsupportedError

KINDS = ("full_attention", "sliding_attention")


def _read_layer_types(value: Any) -> tuple[str, ...] | None:
    """null: every sliding_window_pattern-th layer sees all."""
    if value is not None and (not isinstance(value, list) or not all(kind in KINDS for kind in value)):
        raise ValueError
    return None if value is None else tuple(value)


_SHARED = ("rms_norm_eps", "attention_bias", "rope_scaling", "attention_dropout")
CONFIG = {
    **{key: qwen3.CONFIG[key] for key in _SHARED},
    "vocab_size": Number("vocab_size", 262208),
    "hidden_size": Number("hidden_size", 2304),
    "num_hidden_layers": Number("layers", 26, MOST_LAYERS),
    "num_attention_heads": Number("heads", 8),
    "num_key_value_heads": Number("key_heads", 4),
    "head_dim": Number("head_size", 256),
    "intermediate_size": Number("intermediate_size", 9216),
    "max_position_embeddings": Number("max_positions", 131072),
    "hidden_activation": Function("activation", "gelu_pytorch_tanh", ACTIVATIONS),
    "query_pre_attn_scalar": Positive("query_width", 256),
    "rope_theta": Positive("theta", 1e6),
    "rope_local_base_freq": Positive("local_theta", 1e4),
    "use_bidirectional_attention": Switch("both_ways", False),
    "sliding_window": Number("window", 4096),
    "layer_types": Parsed("layer_types", None, _read_layer_types, f"{' or '.join(KINDS)} for every layer"),
    "sliding_window_pattern": Number("pattern", 6),
    "attn_logit_softcapping": Only(None, "scores are not capped"),
    "final_logit_softcapping": Only(None, "logits are not capped"),
    "pad_token_id": Parsed("padding_id", 0, qwen3.read_padding_id, "a token's id, or null"),
    "cache_implementation": Harmless("read when text is generated"),
}

WEIGHTS = {
    **qwen3.BACKBONE,
    **scale("layers/{i}/attention/after", "layers.{i}.post_attention_layernorm", "hidden_size"),
    **scale("layers/{i}/feed_forward/norm", "layers.{i}.pre_feedforward_layernorm", "hidden_size"),
    **scale("layers/{i}/feed_forward/after", "layers.{i}.post_feedforward_layernorm", "hidden_size"),
}


def derive(numbers: Numbers, where: str) -> dict[str, Any]:
    """Raises UnsupportedError where there is not a kind for each layer, or heads cannot be shared out."""
    count, kinds = numbers["layers"], numbers["layer_types"]
    if kinds is None:
        kinds = tuple(KINDS[0] if (i + 1) % numbers["pattern"] == 0 else KINDS[1] for i in range(count))
    if len(kinds) != count:
        found = f"'layer_types' has {len(kinds)} entries for {count} layers"
        raise UnsupportedError(found, where=where, accepted="one for each layer")
    return {**qwen3.derive(numbers, where), "layer_types": kinds}


def forward(w: Scope, batch: TextBatch, numbers: Numbers, first_only: bool) -> TokenStates:
    """The type ids of the batch are not read."""
    import numpy as np

    rows = layers.look_up(w / "embeddings" / "word", batch.input_ids) * np.float32(numbers["hidden_size"] ** 0.5)
    views = _views(batch, numbers)
    in_order = [views[kind] for kind in numbers["layer_types"]]
    return pre_norm.rms_encoder(w, rows, batch, numbers, in_order, first_only)


def _views(batch: TextBatch, numbers: Numbers) -> dict[str, View]:
    """By kind of layer. Where tokens see both ways, a window's size is halved, to either side."""
    size, window = numbers["head_size"], numbers["window"]
    rotations = (
        Rotation.of(batch.tokens, size, numbers["theta"], numbers["rope_factor"]),
        Rotation.of(batch.tokens, size, numbers["local_theta"]),
    )
    if numbers["both_ways"]:
        padding = layers.padding_bias(batch, HIDDEN_SCORE)
        biases = (padding, padding + pre_norm.distance_bias(batch.tokens, window // 2, window // 2))
    else:
        # Padding is on the right, where no token looks.
        biases = (
            pre_norm.distance_bias(batch.tokens, None, 0),
            pre_norm.distance_bias(batch.tokens, window - 1, 0),
        )
    return {kind: View(bias, rotation) for kind, bias, rotation in zip(KINDS, biases, rotations, strict=True)}


def arrange(arrays: Mapping[str, Any], numbers: Numbers) -> dict[str, Any]:
    """Every norm multiplies by 1 + its weight."""
    import numpy as np

    norms = ("norm/weight", "after/weight")
    arrays = {name: array + np.float32(1) if name.endswith(norms) else array for name, array in arrays.items()}
    return qwen3.join(arrays, numbers, numbers["query_width"] ** -0.5)


ARCHITECTURE = Architecture(
    model_type="gemma3_text",
    example="google/embeddinggemma-300m",
    config_keys=CONFIG,
    weights=WEIGHTS,
    unused_weights=qwen3.UNUSED,
    prefix="model.",
    forward=forward,
    arrange=arrange,
    derive=derive,
    heads={"text-classification": qwen3.HEADS["text-classification"]},
)
