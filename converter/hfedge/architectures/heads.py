"""Heads that most architectures share: one linear layer on each token, and the masked language model's."""

from typing import Any

from hfedge.architectures import layers
from hfedge.architectures.checkpoint import WeightRow, WeightTable, linear, norm
from hfedge.architectures.config import Numbers
from hfedge.architectures.dropout import dropped
from hfedge.architectures.layers import Scope, TokenStates
from hfedge.architectures.record import Head
from hfedge.lazy import tf


def each_token(foreign: str, place: str) -> Head:
    """A linear layer on every token: float32 [batch * tokens, labels]. place: of dropout."""

    def forward(w: Scope, states: TokenStates, numbers: Numbers) -> Any:
        return layers.linear(w / "classifier", dropped(states.rows, place))

    return Head(linear("classifier", foreign, "labels", "hidden_size"), forward, first_only=False)


# What transformers calls these layers in nearly every architecture.
TOKEN_CLASSIFIER = each_token("classifier", "token-classification")
QUESTION_ANSWERER = each_token("qa_outputs", "question-answering")


def untied(numbers: Numbers) -> bool:
    """Whether the output layer of a masked language model has a matrix of its own (config: tie_word_embeddings)."""
    return not numbers["tied"]


def vocabulary_weights(bias: str, decoder: str, size: str) -> WeightTable:
    """The output layer over the vocabulary: the word embeddings (or, untied, a matrix of its own) and a bias."""
    return {
        "mask_head/decoder/weight": WeightRow(decoder, ("vocab_size", size), transposed=True, exists=untied),
        # One tensor in the reference, saved under either name or under both.
        "mask_head/decoder/bias": WeightRow(bias, ("vocab_size",), again=decoder.replace(".weight", ".bias")),
    }


def over_vocabulary(w: Scope, rows: Any, numbers: Numbers) -> Any:
    """rows [n, size of the word embeddings] -> logits float32 [n, vocab_size]."""
    decoder = w / "mask_head" / "decoder"
    if untied(numbers):
        return layers.linear(decoder, rows)
    logits = tf.matmul(rows, w["embeddings/word/weight"], transpose_b=True)
    return logits + decoder["bias"] if "bias" in decoder else logits


def transform(w: Scope, rows: Any, activation: str, epsilon: float) -> Any:
    """What comes before the output layer of a masked language model: a linear layer, an activation, a norm."""
    rows = layers.ACTIVATIONS[activation](layers.linear(w / "dense", rows))
    return layers.layer_norm(w / "norm", rows, epsilon)


def masked_language_model(
    dense: str, norm_name: str, bias: str, decoder: str, *, size: str, activation: str, epsilon: float | None = None
) -> Head:
    """A linear layer, an activation, a norm, then the output layer over the vocabulary, on every row it is given.

    size: the name of the width of the word embeddings; activation: the name of a number that holds a function's
    name, or that function's own name; epsilon: where it is not the config's.
    """

    def forward(w: Scope, states: TokenStates, numbers: Numbers) -> Any:
        function, small = numbers.get(activation, activation), numbers["epsilon"] if epsilon is None else epsilon
        return over_vocabulary(w, transform(w / "mask_head", states.rows, function, small), numbers)

    weights = {
        **linear("mask_head/dense", dense, size, "hidden_size"),
        **norm("mask_head/norm", norm_name, size),
        **vocabulary_weights(bias, decoder, size),
    }
    return Head(weights, forward, first_only=False)
