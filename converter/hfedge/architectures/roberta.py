"""RoBERTa: BERT's layers and names, positions that skip padding, a classification head without a pooler.

Upstream: models/roberta/modeling_roberta.py at transformers v4.57.6. XLM-RoBERTa and CamemBERT are the same code there.
"""

from typing import Any

from hfedge.architectures import bert, heads, layers
from hfedge.architectures.checkpoint import embedding, linear, norm
from hfedge.architectures.config import Number, Numbers
from hfedge.architectures.dropout import dropped
from hfedge.architectures.layers import Scope, TextBatch, TokenStates
from hfedge.architectures.record import Architecture, Head
from hfedge.errors import UnsupportedError
from hfedge.lazy import tf

CONFIG = {
    **bert.CONFIG,
    "vocab_size": Number("vocab_size", 50265),
    "max_position_embeddings": Number("position_rows", 512),
    # The first position is the one after this id, and a token of this id stands at none.
    "pad_token_id": Number("padding_id", 1, least=0),
}

WEIGHTS = {
    **embedding("embeddings/word", "embeddings.word_embeddings", "vocab_size", "hidden_size"),
    **embedding("embeddings/position", "embeddings.position_embeddings", "position_rows", "hidden_size"),
    **embedding("embeddings/type", "embeddings.token_type_embeddings", "type_vocab_size", "hidden_size"),
    **norm("embeddings/norm", "embeddings.LayerNorm", "hidden_size"),
    **bert.LAYERS,
}

UNUSED = {
    "embeddings.position_ids": "0, 1, 2, ...",
    "embeddings.token_type_ids": "0, 0, 0, ...",
    "pooler.": "the head of this task does not read the pooler",
    "lm_head.": "the head of pretraining",
    "classifier.": "the head of another task",
    "qa_outputs.": "the head of another task",
}

CLASSIFIER = {
    **linear("classifier/dense", "classifier.dense", "hidden_size", "hidden_size"),
    **linear("classifier/output", "classifier.out_proj", "labels", "hidden_size"),
}


def count_positions(numbers: Numbers, where: str) -> dict[str, Any]:
    """The most tokens that the position table has a row for. Raises UnsupportedError."""
    padding, rows = numbers["padding_id"], numbers["position_rows"]
    if padding >= min(rows - 1, numbers["vocab_size"]):
        raise UnsupportedError(
            f"pad_token_id is {padding}, with {rows} position embeddings and a vocabulary of {numbers['vocab_size']}",
            where=where,
            accepted="a pad_token_id in the vocabulary, and more positions than it and one",
        )
    return {"max_positions": rows - padding - 1}


def position_ids(ids: Any, padding_id: int) -> Any:
    """int32 [batch, tokens]: padding_id + 1, padding_id + 2, ..., and padding_id itself for every token of that id.

    It depends on the ids and not on the mask, because a text may spell the padding token ("<pad>"): the reference
    gives that one no number (create_position_ids_from_input_ids).
    """
    counted = tf.cast(tf.not_equal(ids, padding_id), tf.float32)  # GPU delegates sum no integers
    return tf.cast(tf.cumsum(counted, axis=1) * counted, tf.int32) + padding_id


def forward(w: Scope, batch: TextBatch, numbers: Numbers, first_only: bool) -> TokenStates:
    at = w / "embeddings"
    rows = layers.look_up(at / "word", batch.input_ids) + layers.look_up(at / "type", batch.type_ids)
    rows += layers.look_up(at / "position", position_ids(batch.input_ids, numbers["padding_id"]))
    rows = dropped(layers.layer_norm(at / "norm", rows, numbers["epsilon"]), "embeddings")
    return layers.post_norm_encoder(w, rows, batch, numbers, first_only)


_HEAD = "text-classification"


def classify(w: Scope, states: TokenStates, numbers: Numbers) -> Any:
    """A hidden layer with tanh on the first token, then the classifier: float32 [batch, labels]."""
    hidden = layers.tanh(layers.linear(w / "classifier" / "dense", dropped(states.first().rows, _HEAD)))
    return layers.linear(w / "classifier" / "output", dropped(hidden, _HEAD))


ARCHITECTURE = Architecture(
    model_type="roberta",
    example="FacebookAI/roberta-base",
    config_keys=CONFIG,
    weights=WEIGHTS,
    unused_weights=UNUSED,
    prefix="roberta.",
    forward=forward,
    arrange=layers.fuse_query_key_value,
    dropout=bert.DROPOUT,
    derive=count_positions,
    heads={
        "text-classification": Head(CLASSIFIER, classify, first_only=True),
        "token-classification": heads.TOKEN_CLASSIFIER,
        "question-answering": heads.QUESTION_ANSWERER,
        "fill-mask": heads.masked_language_model(
            "lm_head.dense",
            "lm_head.layer_norm",
            "lm_head.bias",
            "lm_head.decoder.weight",
            size="hidden_size",
            activation="gelu",
        ),
        # This one does read the pooler, as BERT's.
        "multiple-choice": Head(bert.CLASSIFIER, bert.classify, first_only=True),
    },
)
