"""DistilBERT: BERT's layers under other names, without token types and without a pooler."""

from typing import Any

from hfedge.architectures import heads, layers
from hfedge.architectures.checkpoint import embedding, linear, norm
from hfedge.architectures.config import MOST_LAYERS, Function, Harmless, Number, Numbers, SameAs
from hfedge.architectures.dropout import Rate, dropped
from hfedge.architectures.layers import ACTIVATIONS, Scope, TextBatch, TokenStates
from hfedge.architectures.record import Architecture, Head

CONFIG = {
    "vocab_size": Number("vocab_size", 30522),
    "dim": Number("hidden_size", 768),
    "n_layers": Number("layers", 6, MOST_LAYERS),
    "n_heads": Number("heads", 12),
    "hidden_dim": Number("intermediate_size", 3072),
    "max_position_embeddings": Number("max_positions", 512),
    "activation": Function("activation", "gelu", ACTIVATIONS),
    # transformers takes these for the three above, and writes either.
    "hidden_size": SameAs("dim"),
    "num_hidden_layers": SameAs("n_layers"),
    "num_attention_heads": SameAs("n_heads"),
    # It sets what the position table starts from in training; the trained table is in the checkpoint.
    "sinusoidal_pos_embds": Harmless("read in training"),
    **dict.fromkeys(
        ["dropout", "attention_dropout", "qa_dropout", "seq_classif_dropout"], Harmless("read in training")
    ),
}

WEIGHTS = {
    **embedding("embeddings/word", "embeddings.word_embeddings", "vocab_size", "hidden_size"),
    **embedding("embeddings/position", "embeddings.position_embeddings", "max_positions", "hidden_size"),
    **norm("embeddings/norm", "embeddings.LayerNorm", "hidden_size"),
    **layers.post_norm_weights(
        "transformer.layer.{i}",
        query="attention.q_lin",
        key="attention.k_lin",
        value="attention.v_lin",
        output="attention.out_lin",
        attention_norm="sa_layer_norm",
        expand="ffn.lin1",
        contract="ffn.lin2",
        output_norm="output_layer_norm",
    ),
}

UNUSED = {
    "embeddings.position_ids": "0, 1, 2, ...",
    "vocab_transform.": "the head of pretraining",
    "vocab_layer_norm.": "the head of pretraining",
    "vocab_projector.": "the head of pretraining",
    "pre_classifier.": "the head of another task",
    "classifier.": "the head of another task",
    "qa_outputs.": "the head of another task",
}

CLASSIFIER = {
    **linear("pre_classifier", "pre_classifier", "hidden_size", "hidden_size"),
    **linear("classifier", "classifier", "labels", "hidden_size"),
}

# Fixed in the reference, whatever the config says.
_EPSILON = 1e-12


# None before the first addition of a layer, and a rate for each head.
DROPOUT = {
    "embeddings": Rate(("dropout",)),
    "attention": Rate(("attention_dropout",)),
    "feed_forward": Rate(("dropout",)),
    "text-classification": Rate(("seq_classif_dropout",), 0.2),
    "token-classification": Rate(("dropout",)),
    "question-answering": Rate(("qa_dropout",)),
}


def forward(w: Scope, batch: TextBatch, numbers: Numbers, first_only: bool) -> TokenStates:
    """The type ids of the batch are not read."""
    rows = layers.look_up(w / "embeddings" / "word", batch.input_ids)
    rows = layers.add_positions(w / "embeddings" / "position", rows, batch, numbers["hidden_size"])
    rows = dropped(layers.layer_norm(w / "embeddings" / "norm", rows, _EPSILON), "embeddings")
    return layers.post_norm_encoder(w, rows, batch, {**numbers, "epsilon": _EPSILON}, first_only)


def classify(w: Scope, states: TokenStates, numbers: Numbers) -> Any:
    """A hidden layer with relu on the first token, then the classifier: float32 [batch, labels]."""
    hidden = layers.relu(layers.linear(w / "pre_classifier", states.first().rows))
    return layers.linear(w / "classifier", dropped(hidden, "text-classification"))


ARCHITECTURE = Architecture(
    model_type="distilbert",
    example="distilbert/distilbert-base-uncased-finetuned-sst-2-english",
    config_keys=CONFIG,
    weights=WEIGHTS,
    unused_weights=UNUSED,
    prefix="distilbert.",
    forward=forward,
    arrange=layers.fuse_query_key_value,
    dropout=DROPOUT,
    heads={
        "text-classification": Head(CLASSIFIER, classify, first_only=True),
        "token-classification": heads.TOKEN_CLASSIFIER,
        "question-answering": heads.QUESTION_ANSWERER,
        "fill-mask": heads.masked_language_model(
            "vocab_transform",
            "vocab_layer_norm",
            "vocab_projector.bias",
            "vocab_projector.weight",
            size="hidden_size",
            activation="activation",
            epsilon=_EPSILON,
        ),
        "multiple-choice": Head(CLASSIFIER, classify, first_only=True),
    },
)
