"""ModernBERT: rotary positions, layers that see the whole text between layers that see a window, gated feed-forward.

Upstream: transformers v4.57.6, models/modernbert/modeling_modernbert.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from hfedge.architectures import heads, layers, pre_norm
from hfedge.architectures.checkpoint import WeightTable, bias, embedding, linear, matrix, scale
from hfedge.architectures.config import (
    MOST_LAYERS,
    Choice,
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
from hfedge.architectures.pre_norm import HIDDEN_SCORE, Heads, View
from hfedge.architectures.record import Architecture, Head
from hfedge.architectures.rotary import Rotation, check_pairs
from hfedge.lazy import tf


def _read_local_theta(value: Any) -> Any:
    """null is the base of the other layers."""
    if value is not None and not Positive("", 1.0).accepts(value):
        raise ValueError
    return value


CONFIG = {
    "vocab_size": Number("vocab_size", 50368),
    "hidden_size": Number("hidden_size", 768),
    "num_hidden_layers": Number("layers", 22, MOST_LAYERS),
    "num_attention_heads": Number("heads", 12),
    "intermediate_size": Number("intermediate_size", 1152),
    "max_position_embeddings": Number("max_positions", 8192),
    "hidden_activation": Function("activation", "gelu", ACTIVATIONS),
    "norm_eps": Real("epsilon", 1e-5),
    "norm_bias": Switch("norm_bias", False),
    "attention_bias": Switch("attention_bias", False),
    "mlp_bias": Switch("mlp_bias", False),
    "decoder_bias": Switch("decoder_bias", True),
    "classifier_bias": Switch("classifier_bias", False),
    "classifier_activation": Function("classifier_activation", "gelu", ACTIVATIONS),
    "classifier_pooling": Choice("classifier_pooling", "cls", ("cls", "mean")),
    "global_rope_theta": Positive("global_theta", 160000.0),
    "local_rope_theta": Parsed("local_theta", 10000.0, _read_local_theta, "a number above 0, or null"),
    "global_attn_every_n_layers": Number("global_every", 3),
    "local_attention": Number("window", 128),
    "rope_scaling": Only(None, "angles are not scaled"),
    **dict.fromkeys(
        ["initializer_cutoff_factor", "attention_dropout", "embedding_dropout", "mlp_dropout"]
        + ["sparse_prediction", "sparse_pred_ignore_index", "repad_logits_with_grad"],
        Harmless("read in training"),
    ),
    "deterministic_flash_attn": Harmless("changes how the same numbers are computed"),
    # Both stand in the published config.json; the reference reads norm_eps, and its positions are rotary.
    "layer_norm_eps": Harmless("never read"),
    "position_embedding_type": Harmless("never read"),
}


def _has(switch: str) -> Callable[[Numbers], bool]:
    return lambda numbers: numbers[switch]


def _linear(ours: str, foreign: str, outputs: str | int, inputs: str, switch: str) -> WeightTable:
    """A linear layer whose bias hangs on a switch of the config."""
    return {**matrix(ours, foreign, outputs, inputs), **bias(ours, foreign, outputs, exists=_has(switch))}


def _norm(ours: str, foreign: str, **more: Any) -> WeightTable:
    return {
        **scale(ours, foreign, "hidden_size", **more),
        **bias(ours, foreign, "hidden_size", exists=_has("norm_bias"), **more),
    }


WEIGHTS = {
    **embedding("embeddings/word", "embeddings.tok_embeddings", "vocab_size", "hidden_size"),
    **_norm("embeddings/norm", "embeddings.norm"),
    # The embeddings are normalized already: the first layer has no norm before its attention.
    **_norm("layers/{i}/attention/norm", "layers.{i}.attn_norm", first=1),
    **_linear(
        "layers/{i}/attention/query_key_value", "layers.{i}.attn.Wqkv", "qkv_size", "hidden_size", "attention_bias"
    ),
    **_linear("layers/{i}/attention/output", "layers.{i}.attn.Wo", "hidden_size", "hidden_size", "attention_bias"),
    **_norm("layers/{i}/feed_forward/norm", "layers.{i}.mlp_norm"),
    **_linear("layers/{i}/feed_forward/expand", "layers.{i}.mlp.Wi", "gated_size", "hidden_size", "mlp_bias"),
    **_linear("layers/{i}/feed_forward/contract", "layers.{i}.mlp.Wo", "hidden_size", "intermediate_size", "mlp_bias"),
    **_norm("final_norm", "final_norm"),
}

UNUSED = {
    "head.": "the head of another task",
    "decoder.": "the head of pretraining",
    "classifier.": "the head of another task",
}

# Between the encoder and what is particular to a task.
PREDICTION = {
    **_linear("head/dense", "head.dense", "hidden_size", "hidden_size", "classifier_bias"),
    **_norm("head/norm", "head.norm"),
}
CLASSIFIER = {**PREDICTION, **linear("classifier", "classifier", "labels", "hidden_size")}


def derive(numbers: Numbers, where: str) -> dict[str, Any]:
    """The sizes of the joined matrices."""
    check_pairs(Heads.of(numbers).size, where)
    return {"qkv_size": 3 * numbers["hidden_size"], "gated_size": 2 * numbers["intermediate_size"]}


def forward(w: Scope, batch: TextBatch, numbers: Numbers, first_only: bool) -> TokenStates:
    """The type ids of the batch are not read."""
    rows = layers.look_up(w / "embeddings" / "word", batch.input_ids)
    rows = layers.layer_norm(w / "embeddings" / "norm", rows, numbers["epsilon"])
    states = TokenStates(rows, batch.attention_mask, batch.batch, batch.tokens, numbers["hidden_size"])
    views, every_layer = _views(batch, numbers), [rows]
    first_only = first_only and numbers["classifier_pooling"] == "cls"
    for i in range(numbers["layers"]):
        view = views[0 if i % numbers["global_every"] == 0 else 1]
        states = _layer(w / "layers" / str(i), states, view, numbers, first_only and i == numbers["layers"] - 1)
        every_layer.append(states.rows)
    # transformers' hidden_states end before the last norm too.
    rows = layers.layer_norm(w / "final_norm", states.rows, numbers["epsilon"])
    return replace(states, rows=rows, every_layer=tuple(every_layer))


def _views(batch: TextBatch, numbers: Numbers) -> tuple[View, View]:
    """Of the layers that see the whole text, and of those that see half a window to each side."""
    size, half = Heads.of(numbers).size, numbers["window"] // 2
    padding = layers.padding_bias(batch, HIDDEN_SCORE)
    local_theta = numbers["local_theta"] or numbers["global_theta"]
    return (
        View(padding, Rotation.of(batch.tokens, size, numbers["global_theta"])),
        View(padding + pre_norm.distance_bias(batch.tokens, half, half), Rotation.of(batch.tokens, size, local_theta)),
    )


def _layer(w: Scope, states: TokenStates, view: View, numbers: Numbers, first_only: bool) -> TokenStates:
    """With first_only it gives the first token alone, see layers.post_norm_layer."""
    epsilon, x = numbers["epsilon"], states.rows
    if "norm/weight" in w / "attention":
        x = layers.layer_norm(w / "attention" / "norm", x, epsilon)
    context = pre_norm.self_attention(w / "attention", x, states, view, Heads.of(numbers), epsilon)
    context = replace(states, rows=context)
    if first_only:
        context, states = context.first(), states.first()
    x = states.rows + layers.linear(w / "attention" / "output", context.rows)
    inner = layers.layer_norm(w / "feed_forward" / "norm", x, epsilon)
    return replace(states, rows=x + pre_norm.gated_feed_forward(w / "feed_forward", inner, numbers["activation"]))


def arrange(arrays: Mapping[str, Any], numbers: Numbers) -> dict[str, Any]:
    return pre_norm.scale_queries(arrays, numbers, Heads.of(numbers).size ** -0.5)


def predict(w: Scope, rows: Any, numbers: Numbers) -> Any:
    """rows [n, hidden], before the layer that is particular to a task."""
    return heads.transform(w / "head", rows, numbers["classifier_activation"], numbers["epsilon"])


def classify(w: Scope, states: TokenStates, numbers: Numbers) -> Any:
    """The first token or the mean of all: float32 [batch, labels]."""
    rows = states.first().rows if numbers["classifier_pooling"] == "cls" else _mean(states)
    return layers.linear(w / "classifier", predict(w, rows, numbers))


def _mean(states: TokenStates) -> Any:
    """Of the tokens that are not padding: float32 [batch, hidden]."""
    mask = tf.cast(states.mask, tf.float32)
    total = tf.matmul(tf.reshape(mask, [states.batch, 1, states.tokens]), states.by_text())
    return tf.reshape(total, [states.batch, states.hidden]) / tf.reduce_sum(mask, 1, keepdims=True)


def label_tokens(w: Scope, states: TokenStates, numbers: Numbers) -> Any:
    """float32 [batch * tokens, labels]"""
    return layers.linear(w / "classifier", predict(w, states.rows, numbers))


def fill(w: Scope, states: TokenStates, numbers: Numbers) -> Any:
    """float32 [rows, vocab_size]"""
    return heads.over_vocabulary(w, predict(w, states.rows, numbers), numbers)


ARCHITECTURE = Architecture(
    model_type="modernbert",
    example="answerdotai/ModernBERT-base",
    config_keys=CONFIG,
    weights=WEIGHTS,
    unused_weights=UNUSED,
    prefix="model.",
    forward=forward,
    arrange=arrange,
    derive=derive,
    heads={
        "text-classification": Head(CLASSIFIER, classify, first_only=True),
        "token-classification": Head(CLASSIFIER, label_tokens, first_only=False),
        "question-answering": Head(CLASSIFIER, label_tokens, first_only=False),
        "fill-mask": Head(
            {
                **PREDICTION,
                **heads.vocabulary_weights("decoder.bias", "decoder.weight", "hidden_size"),
                **bias("mask_head/decoder", "decoder", "vocab_size", exists=_has("decoder_bias")),
            },
            fill,
            first_only=False,
        ),
        "multiple-choice": Head(CLASSIFIER, classify, first_only=True),
    },
)
