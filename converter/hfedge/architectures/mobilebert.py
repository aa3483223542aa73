"""MobileBERT: thin layers between a bottleneck in and a bottleneck out, each token seen with its two neighbours.

Upstream: models/mobilebert/modeling_mobilebert.py at transformers v4.57.6.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hfedge.architectures import heads, layers
from hfedge.architectures.checkpoint import WeightRow, embedding, linear, norm
from hfedge.architectures.config import MOST_LAYERS, Function, Harmless, Number, Numbers, Real, Switch
from hfedge.architectures.layers import ACTIVATIONS, Scope, TextBatch, TokenStates
from hfedge.architectures.record import Architecture, Head
from hfedge.errors import UnsupportedError
from hfedge.lazy import tf

# torch's own, where the reference gives its norms no other.
_DEFAULT_EPSILON = 1e-5
# No norm keeps these attention scores within some tens, as the layers of the other architectures do; it is finite in
# float16 too.
_PADDING_SCORE = -10000.0
# Feed-forward networks in a layer; the published models have 4.
_MOST_NETWORKS = 64


def no_norm(w: Scope, x: Any, epsilon: float) -> Any:
    return x * w["weight"] + w["bias"]


NORMS = {"layer_norm": layers.layer_norm, "no_norm": no_norm}

CONFIG = {
    "vocab_size": Number("vocab_size", 30522),
    "hidden_size": Number("hidden_size", 512),
    "num_hidden_layers": Number("layers", 24, MOST_LAYERS),
    "num_attention_heads": Number("heads", 4),
    "intermediate_size": Number("intermediate_size", 512),
    "hidden_act": Function("activation", "relu", ACTIVATIONS),
    "max_position_embeddings": Number("max_positions", 512),
    "type_vocab_size": Number("type_vocab_size", 2),
    "layer_norm_eps": Real("epsilon", 1e-12),
    "embedding_size": Number("embedding_size", 128),
    "trigram_input": Switch("trigrams", True),
    "use_bottleneck": Switch("bottleneck", True),
    "intra_bottleneck_size": Number("bottleneck_size", 128),
    "use_bottleneck_attention": Switch("bottleneck_attention", False),
    "key_query_shared_bottleneck": Switch("shared_bottleneck", True),
    "num_feedforward_networks": Number("networks", 4, _MOST_NETWORKS),
    "normalization_type": Function("norm", "no_norm", NORMS),
    "classifier_activation": Switch("pooler", True),
    "true_hidden_size": Harmless("computed anew: intra_bottleneck_size, or hidden_size without bottlenecks"),
}


def derive(numbers: Numbers, where: str) -> dict[str, Any]:
    """The sizes that several keys make. Raises UnsupportedError for attention over what does not fit it."""
    hidden, thin = numbers["hidden_size"], numbers["bottleneck_size"]
    width = thin if numbers["bottleneck"] else hidden
    if _reads_wide(numbers) and not numbers["shared_bottleneck"] and hidden != thin:
        raise UnsupportedError(
            f"neither use_bottleneck_attention nor key_query_shared_bottleneck, yet hidden_size is {hidden} "
            f"and intra_bottleneck_size {thin}",
            where=where,
            accepted="one of the two, or both sizes the same",
        )
    return {
        "attention_size": width,
        "value_inputs": hidden if _reads_wide(numbers) else width,
        "embedded_size": numbers["embedding_size"] * (3 if numbers["trigrams"] else 1),
        "more_networks": numbers["networks"] - 1,
        "beyond_embedding": hidden - numbers["embedding_size"],
    }


def _has_bottleneck(numbers: Numbers) -> bool:
    return numbers["bottleneck"]


def _reads_wide(numbers: Numbers) -> bool:
    """Whether attention takes its values from the layer's whole input, not from the bottleneck's."""
    return numbers["bottleneck"] and not numbers["bottleneck_attention"]


def _has_query_bottleneck(numbers: Numbers) -> bool:
    return _reads_wide(numbers) and numbers["shared_bottleneck"]


def _is_transformed(numbers: Numbers) -> bool:
    return numbers["trigrams"] or numbers["embedding_size"] != numbers["hidden_size"]


def _has_pooler(numbers: Numbers) -> bool:
    return numbers["pooler"]


def _bottleneck(ours: str, foreign: str, outputs: str, inputs: str, **more: Any) -> dict[str, WeightRow]:
    """A linear layer and the norm after it."""
    return {
        **linear(ours, f"{foreign}.dense", outputs, inputs, **more),
        **norm(f"{ours}/norm", f"{foreign}.LayerNorm", outputs, **more),
    }


_LAYER, _FOREIGN = "layers/{i}", "encoder.layer.{i}"
_NETWORK, _FOREIGN_NETWORK = f"{_LAYER}/more/{{more_networks}}", f"{_FOREIGN}.ffn.{{more_networks}}"
_HIDDEN, _WIDTH, _INNER, _THIN = "hidden_size", "attention_size", "intermediate_size", "bottleneck_size"

WEIGHTS = {
    **embedding("embeddings/word", "embeddings.word_embeddings", "vocab_size", "embedding_size"),
    **embedding("embeddings/position", "embeddings.position_embeddings", "max_positions", _HIDDEN),
    **embedding("embeddings/type", "embeddings.token_type_embeddings", "type_vocab_size", _HIDDEN),
    **linear("embeddings/transform", "embeddings.embedding_transformation", _HIDDEN, "embedded_size",
             exists=_is_transformed),
    **norm("embeddings/norm", "embeddings.LayerNorm", _HIDDEN),
    **_bottleneck(f"{_LAYER}/input", f"{_FOREIGN}.bottleneck.input", _THIN, _HIDDEN, exists=_has_bottleneck),
    **_bottleneck(f"{_LAYER}/shared", f"{_FOREIGN}.bottleneck.attention", _THIN, _HIDDEN,
                  exists=_has_query_bottleneck),
    **linear(f"{_LAYER}/attention/query", f"{_FOREIGN}.attention.self.query", _WIDTH, _WIDTH),
    **linear(f"{_LAYER}/attention/key", f"{_FOREIGN}.attention.self.key", _WIDTH, _WIDTH),
    **linear(f"{_LAYER}/attention/value", f"{_FOREIGN}.attention.self.value", _WIDTH, "value_inputs"),
    **_bottleneck(f"{_LAYER}/attention/output", f"{_FOREIGN}.attention.output", _WIDTH, _WIDTH),
    **linear(f"{_NETWORK}/expand", f"{_FOREIGN_NETWORK}.intermediate.dense", _INNER, _WIDTH),
    **_bottleneck(f"{_NETWORK}/contract", f"{_FOREIGN_NETWORK}.output", _WIDTH, _INNER),
    **linear(f"{_LAYER}/last/expand", f"{_FOREIGN}.intermediate.dense", _INNER, _WIDTH),
    **_bottleneck(f"{_LAYER}/last/contract", f"{_FOREIGN}.output", _WIDTH, _INNER),
    **_bottleneck(f"{_LAYER}/output", f"{_FOREIGN}.output.bottleneck", _HIDDEN, _WIDTH, exists=_has_bottleneck),
}  # fmt: skip

UNUSED = {
    "embeddings.position_ids": "0, 1, 2, ...",
    "embeddings.embedding_transformation.": "the embeddings are as wide as the layers, and no trigrams are asked for",
    "encoder.layer.{i}.bottleneck.attention.": "attention reads the other bottleneck (use_bottleneck_attention)",
    "pooler.": "the head of this task does not read the pooler",
    "cls.": "the heads of pretraining",
    "classifier.": "the head of another task",
    "qa_outputs.": "the head of another task",
}

CLASSIFIER = {
    **linear("pooler", "pooler.dense", "hidden_size", "hidden_size", exists=_has_pooler),
    **linear("classifier", "classifier", "labels", "hidden_size"),
}


def with_neighbours(rows: Any, batch: TextBatch, size: int) -> Any:
    """rows [batch * tokens, size] -> [batch * tokens, 3 * size]: the token after, the token, the token before.

    Beside the first and the last token there are zeros. The reference takes the last of its input, so that a padded
    text's last token sees the embedding of padding there; what is right is the text by itself, whose last token sees
    zeros, and so padding is zeros here.
    """
    words = tf.reshape(rows, [batch.batch, batch.tokens, size])
    words *= tf.cast(batch.attention_mask, tf.float32)[:, :, None]
    padded = tf.pad(words, [[0, 0], [1, 1], [0, 0]])
    trigrams = tf.concat([padded[:, 2:], words, padded[:, :-2]], axis=-1)
    return tf.reshape(trigrams, [batch.batch * batch.tokens, 3 * size])


def embed(w: Scope, batch: TextBatch, numbers: Numbers) -> Any:
    rows = layers.look_up(w / "word", batch.input_ids)
    if numbers["trigrams"]:
        rows = with_neighbours(rows, batch, numbers["embedding_size"])
    if _is_transformed(numbers):
        rows = layers.linear(w / "transform", rows)
    rows = layers.add_positions(w / "position", rows, batch, numbers["hidden_size"])
    rows += layers.look_up(w / "type", batch.type_ids)
    return NORMS[numbers["norm"]](w / "norm", rows, _DEFAULT_EPSILON)


def project(w: Scope, x: Any, numbers: Numbers, residual: Any = None, epsilon: float | None = None) -> Any:
    """A linear layer, the residual, the norm."""
    x = layers.linear(w, x)
    if residual is not None:
        x += residual
    elif numbers["norm"] == "no_norm":
        return x  # see arrange
    return NORMS[numbers["norm"]](w / "norm", x, numbers["epsilon"] if epsilon is None else epsilon)


def attention(w: Scope, states: TokenStates, thin: Any, bias: Any, numbers: Numbers) -> Any:
    """rows [batch * tokens, attention_size] before the output layer; `thin`: what the bottleneck gave."""
    count, size = numbers["heads"], numbers["attention_size"] // numbers["heads"]
    queried = states.rows if _reads_wide(numbers) else thin
    if _has_query_bottleneck(numbers):
        queried = project(w / "shared", states.rows, numbers)
    values = states.rows if _reads_wide(numbers) else thin
    joined = layers.linear(w / "attention" / "query_key", queried)
    query, key = tf.split(layers.by_head(joined, states, 2 * count, size), 2, axis=1)
    value = layers.by_head(layers.linear(w / "attention" / "value", values), states, count, size)
    return layers.attend(query, key, value, bias, states)


def layer(w: Scope, states: TokenStates, bias: Any, numbers: Numbers, first_only: bool) -> TokenStates:
    """With first_only, everything after the attention is done for the first token of each text alone."""
    thin = project(w / "input", states.rows, numbers) if numbers["bottleneck"] else states.rows
    context = replace(states, rows=attention(w, states, thin, bias, numbers), hidden=numbers["attention_size"])
    thin = replace(context, rows=thin)
    if first_only:
        context, thin, states = context.first(), thin.first(), states.first()
    x = project(w / "attention" / "output", context.rows, numbers, thin.rows)
    activation = ACTIVATIONS[numbers["activation"]]
    for i in range(numbers["more_networks"]):
        at = w / "more" / str(i)
        x = project(at / "contract", activation(layers.linear(at / "expand", x)), numbers, x)
    inner = activation(layers.linear(w / "last" / "expand", x))
    x = project(w / "last" / "contract", inner, numbers, x, _DEFAULT_EPSILON)
    if numbers["bottleneck"]:
        x = project(w / "output", x, numbers, states.rows)
    return replace(states, rows=x)


def forward(w: Scope, batch: TextBatch, numbers: Numbers, first_only: bool) -> TokenStates:
    rows = embed(w / "embeddings", batch, numbers)
    states = TokenStates(rows, batch.attention_mask, batch.batch, batch.tokens, numbers["hidden_size"])
    bias, every_layer = layers.padding_bias(batch, _PADDING_SCORE), [rows]
    for i in range(numbers["layers"]):
        last = i == numbers["layers"] - 1
        states = layer(w / "layers" / str(i), states, bias, numbers, first_only and last)
        every_layer.append(states.rows)
    return replace(states, every_layer=tuple(every_layer))


def arrange(arrays: Mapping[str, Any], numbers: Numbers) -> dict[str, Any]:
    """Joins query and key, and multiplies a no_norm that follows a linear layer at once into that layer."""
    paths = [f"layers/{i}/attention" for i in range(numbers["layers"])]
    fused = layers.fuse_projections(arrays, paths, ("query", "key"), numbers["attention_size"] // numbers["heads"])
    if numbers["norm"] != "no_norm":
        return fused
    for path in (f"layers/{i}/{part}" for i in range(numbers["layers"]) for part in ("input", "shared")):
        if f"{path}/weight" in fused:
            scale, shift = fused.pop(f"{path}/norm/weight"), fused.pop(f"{path}/norm/bias")
            fused[f"{path}/weight"] = fused[f"{path}/weight"] * scale
            fused[f"{path}/bias"] = fused[f"{path}/bias"] * scale + shift
    return fused


def classify(w: Scope, states: TokenStates, numbers: Numbers) -> Any:
    """The first token, through the pooler's tanh unless classifier_activation is off: float32 [batch, labels]."""
    pooled = states.first().rows
    if numbers["pooler"]:
        pooled = layers.tanh(layers.linear(w / "pooler", pooled))
    return layers.linear(w / "classifier", pooled)


def predict(w: Scope, states: TokenStates, numbers: Numbers) -> Any:
    """float32 [rows, vocab_size]: the states are wider than the word embeddings, and a second matrix takes the rest."""
    rows = heads.transform(w / "mask_head", states.rows, numbers["activation"], numbers["epsilon"])
    size = numbers["embedding_size"]
    logits = heads.over_vocabulary(w, rows[:, :size], numbers)
    if numbers["beyond_embedding"]:
        logits += tf.matmul(rows[:, size:], w["mask_head/rest/weight"])
    return logits


def _is_wider(numbers: Numbers) -> bool:
    return numbers["beyond_embedding"] != 0


MASK_HEAD = {
    **linear("mask_head/dense", "cls.predictions.transform.dense", "hidden_size", "hidden_size"),
    **norm("mask_head/norm", "cls.predictions.transform.LayerNorm", "hidden_size"),
    **heads.vocabulary_weights("cls.predictions.bias", "cls.predictions.decoder.weight", "embedding_size"),
    "mask_head/rest/weight": WeightRow(
        "cls.predictions.dense.weight", ("beyond_embedding", "vocab_size"), exists=_is_wider
    ),
}

ARCHITECTURE = Architecture(
    model_type="mobilebert",
    example="google/mobilebert-uncased",
    config_keys=CONFIG,
    weights=WEIGHTS,
    unused_weights=UNUSED,
    prefix="mobilebert.",
    forward=forward,
    arrange=arrange,
    derive=derive,
    heads={
        "text-classification": Head(CLASSIFIER, classify, first_only=True),
        "token-classification": heads.TOKEN_CLASSIFIER,
        "question-answering": heads.QUESTION_ANSWERER,
        "fill-mask": Head(MASK_HEAD, predict, first_only=False),
        "multiple-choice": Head(CLASSIFIER, classify, first_only=True),
    },
)
