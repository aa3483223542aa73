"""ALBERT: BERT's layers, shared by groups of them; embeddings of their own size, always projected.

Upstream: models/albert/modeling_albert.py at transformers v4.57.6.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hfedge.architectures import bert, heads, layers
from hfedge.architectures.checkpoint import embedding, linear, norm
from hfedge.architectures.config import MOST_LAYERS, Function, Harmless, Number, Numbers
from hfedge.architectures.layers import ACTIVATIONS, Scope, TextBatch, TokenStates
from hfedge.architectures.record import Architecture, Head
from hfedge.errors import UnsupportedError

# Layers in a group; nobody has made one of more than two.
MOST_INNER_LAYERS = 16

CONFIG = {
    **bert.CONFIG,
    "vocab_size": Number("vocab_size", 30000),
    "embedding_size": Number("embedding_size", 128),
    "hidden_size": Number("hidden_size", 4096),
    "num_hidden_groups": Number("groups", 1, MOST_LAYERS),
    "inner_group_num": Number("inner_layers", 1, MOST_INNER_LAYERS),
    "num_attention_heads": Number("heads", 64),
    "intermediate_size": Number("intermediate_size", 16384),
    "hidden_act": Function("activation", "gelu_new", ACTIVATIONS),
    **dict.fromkeys(
        ["net_structure_type", "gap_size", "num_memory_blocks", "down_scale_factor"],
        Harmless("kept from ALBERT's first release; the reference does not read it"),
    ),
}

WEIGHTS = {
    **embedding("embeddings/word", "embeddings.word_embeddings", "vocab_size", "embedding_size"),
    **embedding("embeddings/position", "embeddings.position_embeddings", "max_positions", "embedding_size"),
    **embedding("embeddings/type", "embeddings.token_type_embeddings", "type_vocab_size", "embedding_size"),
    **norm("embeddings/norm", "embeddings.LayerNorm", "embedding_size"),
    **linear("embeddings/project", "encoder.embedding_hidden_mapping_in", "hidden_size", "embedding_size"),
    **layers.post_norm_weights(
        "encoder.albert_layer_groups.{groups}.albert_layers.{inner_layers}",
        ours="groups/{groups}/{inner_layers}",
        query="attention.query",
        key="attention.key",
        value="attention.value",
        output="attention.dense",
        attention_norm="attention.LayerNorm",
        expand="ffn",
        contract="ffn_output",
        output_norm="full_layer_layer_norm",
    ),
}

UNUSED = {
    "embeddings.position_ids": "0, 1, 2, ...",
    "embeddings.token_type_ids": "0, 0, 0, ...",
    "pooler.": "the head of this task does not read the pooler",
    "predictions.": "the head of pretraining",
    "sop_classifier.": "the head of pretraining",
    "classifier.": "the head of another task",
    "qa_outputs.": "the head of another task",
}

CLASSIFIER = {
    **linear("pooler", "pooler", "hidden_size", "hidden_size"),
    **linear("classifier", "classifier", "labels", "hidden_size"),
}


def check_groups(numbers: Numbers, where: str) -> dict[str, Any]:
    """Raises UnsupportedError where a group would have no layer, or, an IndexError in the reference, inner layers
    more than it stands for layers."""
    groups, inner, layers = numbers["groups"], numbers["inner_layers"], numbers["layers"]
    if inner > layers // groups:
        raise UnsupportedError(
            f"inner_group_num is {inner} and num_hidden_groups {groups}, for {layers} layers",
            where=where,
            accepted="at most num_hidden_layers / num_hidden_groups inner layers",
        )
    return {}


def group_of(layer: int, numbers: Numbers) -> int:
    """The group that layer 0, 1, ... takes its weights from, by the reference's own division of floats."""
    return int(layer / (numbers["layers"] / numbers["groups"]))


def forward(w: Scope, batch: TextBatch, numbers: Numbers, first_only: bool) -> TokenStates:
    rows = bert.embed(w / "embeddings", batch, numbers, numbers["embedding_size"])
    rows = layers.linear(w / "embeddings" / "project", rows)
    states = TokenStates(rows, batch.attention_mask, batch.batch, batch.tokens, numbers["hidden_size"])
    bias, every_layer = layers.padding_bias(batch), [rows]
    last = numbers["layers"] - 1, numbers["inner_layers"] - 1
    for i in range(numbers["layers"]):
        group = w / "groups" / str(group_of(i, numbers))
        for j in range(numbers["inner_layers"]):
            states = layers.post_norm_layer(group / str(j), states, bias, numbers, first_only and (i, j) == last)
        every_layer.append(states.rows)
    return replace(states, every_layer=tuple(every_layer))


def arrange(arrays: Mapping[str, Any], numbers: Numbers) -> dict[str, Any]:
    groups, inner = range(numbers["groups"]), range(numbers["inner_layers"])
    paths = [f"groups/{group}/{layer}/attention" for group in groups for layer in inner]
    return layers.fuse_projections(arrays, paths, ("query", "key", "value"), numbers["hidden_size"] // numbers["heads"])


ARCHITECTURE = Architecture(
    model_type="albert",
    example="albert/albert-base-v2",
    config_keys=CONFIG,
    weights=WEIGHTS,
    unused_weights=UNUSED,
    prefix="albert.",
    forward=forward,
    arrange=arrange,
    derive=check_groups,
    heads={
        "text-classification": Head(CLASSIFIER, bert.classify, first_only=True),
        "token-classification": heads.TOKEN_CLASSIFIER,
        "question-answering": heads.QUESTION_ANSWERER,
        "fill-mask": heads.masked_language_model(
            "predictions.dense",
            "predictions.LayerNorm",
            "predictions.bias",
            "predictions.decoder.weight",
            size="embedding_size",
            activation="activation",
        ),
        "multiple-choice": Head(CLASSIFIER, bert.classify, first_only=True),
    },
)
