"""ELECTRA: BERT with embeddings of their own size, projected, and a classification head without a pooler."""

from typing import Any

from hfedge.architectures import bert, heads, layers
from hfedge.architectures.checkpoint import embedding, linear, norm
from hfedge.architectures.config import Harmless, Number, Numbers, Only
from hfedge.architectures.dropout import Rate, dropped
from hfedge.architectures.layers import Scope, TextBatch, TokenStates
from hfedge.architectures.record import Architecture, Head

CONFIG = {
    **bert.CONFIG,
    "hidden_size": Number("hidden_size", 256),
    "num_attention_heads": Number("heads", 4),
    "intermediate_size": Number("intermediate_size", 1024),
    "embedding_size": Number("embedding_size", 128),
    # Read by the multiple-choice head alone, but nobody has another.
    "summary_type": Only("first", "the summary of a text is its first token"),
    "summary_use_proj": Only(True, "the summary is projected"),
    "summary_activation": Only("gelu", "the summary goes through gelu"),
    **dict.fromkeys(["summary_first_dropout", "summary_last_dropout"], Harmless("read in training")),
    "summary_proj_to_labels": Only(False, "the summary is as wide as the tokens"),
    "generator_hidden_size": Harmless("read in pretraining"),
}


def _is_projected(numbers: Numbers) -> bool:
    return numbers["embedding_size"] != numbers["hidden_size"]


WEIGHTS = {
    **embedding("embeddings/word", "embeddings.word_embeddings", "vocab_size", "embedding_size"),
    **embedding("embeddings/position", "embeddings.position_embeddings", "max_positions", "embedding_size"),
    **embedding("embeddings/type", "embeddings.token_type_embeddings", "type_vocab_size", "embedding_size"),
    **norm("embeddings/norm", "embeddings.LayerNorm", "embedding_size"),
    **linear("embeddings/project", "embeddings_project", "hidden_size", "embedding_size", exists=_is_projected),
    **bert.LAYERS,
}

UNUSED = {
    "embeddings.position_ids": "0, 1, 2, ...",
    "embeddings.token_type_ids": "0, 0, 0, ...",
    "discriminator_predictions.": "the head of pretraining",
    "generator_predictions.": "the head of pretraining",
    "generator_lm_head.": "the head of pretraining",
    "classifier.": "the head of another task",
    "qa_outputs.": "the head of another task",
    "sequence_summary.": "the head of another task",
}

CLASSIFIER = {
    **linear("classifier/dense", "classifier.dense", "hidden_size", "hidden_size"),
    **linear("classifier/output", "classifier.out_proj", "labels", "hidden_size"),
}


def forward(w: Scope, batch: TextBatch, numbers: Numbers, first_only: bool) -> TokenStates:
    rows = bert.embed(w / "embeddings", batch, numbers, numbers["embedding_size"])
    if _is_projected(numbers):
        rows = layers.linear(w / "embeddings" / "project", rows)
    return layers.post_norm_encoder(w, rows, batch, numbers, first_only)


_HEAD = "text-classification"


def classify(w: Scope, states: TokenStates, numbers: Numbers) -> Any:
    """A hidden layer on the first token, with gelu whatever hidden_act says: float32 [batch, labels]."""
    hidden = layers.gelu(layers.linear(w / "classifier" / "dense", dropped(states.first().rows, _HEAD)))
    return layers.linear(w / "classifier" / "output", dropped(hidden, _HEAD))


# A summary of transformers' own: the first token, a projection, and the activation that summary_activation names.
CHOICE = {
    **linear("summary", "sequence_summary.summary", "hidden_size", "hidden_size"),
    **linear("classifier/output", "classifier", "labels", "hidden_size"),
}


def choose(w: Scope, states: TokenStates, numbers: Numbers) -> Any:
    """float32 [batch, 1]"""
    summary = layers.gelu(layers.linear(w / "summary", dropped(states.first().rows, "summary_first")))
    return layers.linear(w / "classifier" / "output", dropped(summary, "summary_last"))


ARCHITECTURE = Architecture(
    model_type="electra",
    example="google/electra-small-discriminator",
    config_keys=CONFIG,
    weights=WEIGHTS,
    unused_weights=UNUSED,
    prefix="electra.",
    forward=forward,
    arrange=layers.fuse_query_key_value,
    dropout={
        **bert.DROPOUT,
        "summary_first": Rate(("summary_first_dropout",), 0.0),
        "summary_last": Rate(("summary_last_dropout",)),
    },
    heads={
        "text-classification": Head(CLASSIFIER, classify, first_only=True),
        "token-classification": heads.TOKEN_CLASSIFIER,
        "question-answering": heads.QUESTION_ANSWERER,
        "fill-mask": heads.masked_language_model(
            "generator_predictions.dense",
            "generator_predictions.LayerNorm",
            "generator_lm_head.bias",
            "generator_lm_head.weight",
            size="embedding_size",
            activation="gelu",
        ),
        "multiple-choice": Head(CHOICE, choose, first_only=True),
    },
)
