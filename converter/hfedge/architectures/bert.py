"""BERT: learned positions, token types, layers normalized after each addition, a pooler for its heads."""

from typing import Any

from hfedge.architectures import heads, layers
from hfedge.architectures.checkpoint import embedding, linear, norm
from hfedge.architectures.config import MOST_LAYERS, Function, Harmless, Number, Numbers, Only, Real
from hfedge.architectures.dropout import Rate, bert_rates, dropped
from hfedge.architectures.layers import ACTIVATIONS, Scope, TextBatch, TokenStates
from hfedge.architectures.record import Architecture, Head

CONFIG = {
    "vocab_size": Number("vocab_size", 30522),
    "hidden_size": Number("hidden_size", 768),
    "num_hidden_layers": Number("layers", 12, MOST_LAYERS),
    "num_attention_heads": Number("heads", 12),
    "intermediate_size": Number("intermediate_size", 3072),
    "max_position_embeddings": Number("max_positions", 512),
    "type_vocab_size": Number("type_vocab_size", 2),
    "hidden_act": Function("activation", "gelu", ACTIVATIONS),
    "layer_norm_eps": Real("epsilon", 1e-12),
    "position_embedding_type": Only("absolute", "distances between tokens are not in its attention"),
    # Of the first TensorFlow release; no forward pass ever read them.
    **dict.fromkeys(
        ["directionality", "pooler_type", "pooler_fc_size", "pooler_num_attention_heads"]
        + ["pooler_num_fc_layers", "pooler_size_per_head"],
        Harmless("kept from BERT's first release"),
    ),
}

# The layers of BERT and, under the same names, ELECTRA.
LAYERS = layers.post_norm_weights(
    "encoder.layer.{i}",
    query="attention.self.query",
    key="attention.self.key",
    value="attention.self.value",
    output="attention.output.dense",
    attention_norm="attention.output.LayerNorm",
    expand="intermediate.dense",
    contract="output.dense",
    output_norm="output.LayerNorm",
)

WEIGHTS = {
    **embedding("embeddings/word", "embeddings.word_embeddings", "vocab_size", "hidden_size"),
    **embedding("embeddings/position", "embeddings.position_embeddings", "max_positions", "hidden_size"),
    **embedding("embeddings/type", "embeddings.token_type_embeddings", "type_vocab_size", "hidden_size"),
    **norm("embeddings/norm", "embeddings.LayerNorm", "hidden_size"),
    **LAYERS,
}

UNUSED = {
    "embeddings.position_ids": "0, 1, 2, ...",
    "embeddings.token_type_ids": "0, 0, 0, ...",
    "pooler.": "the head of this task does not read the pooler",
    "cls.": "the heads of pretraining",
    "classifier.": "the head of another task",
    "qa_outputs.": "the head of another task",
}

CLASSIFIER = {
    **linear("pooler", "pooler.dense", "hidden_size", "hidden_size"),
    **linear("classifier", "classifier", "labels", "hidden_size"),
}


# multiple choice has the head of text classification.
OF_HEAD = Rate(("classifier_dropout", "hidden_dropout_prob"))
DROPOUT = bert_rates(**{"text-classification": OF_HEAD, "token-classification": OF_HEAD})


def embed(w: Scope, batch: TextBatch, numbers: Numbers, size: int) -> Any:
    """Words, types and positions, normalized: float32 [batch * tokens, size]."""
    rows = layers.look_up(w / "word", batch.input_ids) + layers.look_up(w / "type", batch.type_ids)
    rows = layers.add_positions(w / "position", rows, batch, size)
    return dropped(layers.layer_norm(w / "norm", rows, numbers["epsilon"]), "embeddings")


def forward(w: Scope, batch: TextBatch, numbers: Numbers, first_only: bool) -> TokenStates:
    rows = embed(w / "embeddings", batch, numbers, numbers["hidden_size"])
    return layers.post_norm_encoder(w, rows, batch, numbers, first_only)


def classify(w: Scope, states: TokenStates, numbers: Numbers) -> Any:
    """The pooler's tanh of the first token, then the classifier: float32 [batch, labels]."""
    pooled = layers.tanh(layers.linear(w / "pooler", states.first().rows))
    return layers.linear(w / "classifier", dropped(pooled, "text-classification"))


ARCHITECTURE = Architecture(
    model_type="bert",
    example="google-bert/bert-base-uncased",
    config_keys=CONFIG,
    weights=WEIGHTS,
    unused_weights=UNUSED,
    prefix="bert.",
    forward=forward,
    arrange=layers.fuse_query_key_value,
    dropout=DROPOUT,
    heads={
        "text-classification": Head(CLASSIFIER, classify, first_only=True),
        "token-classification": heads.TOKEN_CLASSIFIER,
        "question-answering": heads.QUESTION_ANSWERER,
        "fill-mask": heads.masked_language_model(
            "cls.predictions.transform.dense",
            "cls.predictions.transform.LayerNorm",
            "cls.predictions.bias",
            "cls.predictions.decoder.weight",
            size="hidden_size",
            activation="activation",
        ),
        "multiple-choice": Head(CLASSIFIER, classify, first_only=True),
    },
)
