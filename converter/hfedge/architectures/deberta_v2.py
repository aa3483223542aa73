"""DeBERTa v2 and v3: attention between contents, and between contents and distances ("disentangled").

Upstream: transformers v4.57.6, models/deberta_v2/modeling_deberta_v2.py.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hfedge.architectures import array_ops, heads, layers, relative
from hfedge.architectures.checkpoint import WeightRow, bias, embedding, linear, matrix, norm
from hfedge.architectures.config import (
    LARGEST_COUNT,
    MOST_LAYERS,
    Function,
    Harmless,
    Number,
    Numbers,
    Only,
    Parsed,
    Real,
    Switch,
)
from hfedge.architectures.layers import ACTIVATIONS, Scope, TextBatch, TokenStates
from hfedge.architectures.pre_norm import HIDDEN_SCORE
from hfedge.architectures.record import Architecture, Head
from hfedge.errors import UnsupportedError
from hfedge.lazy import tf

# Which parts of attention read distances: a query that of each key, and a key that of each query.
PARTS = ("c2p", "p2c")


def _read_parts(value: Any) -> tuple[str, ...]:
    """ "p2c|c2p", ["p2c", "c2p"] or null -> those of PARTS, in the order of PARTS."""
    words = [word.strip() for word in value.lower().split("|")] if isinstance(value, str) else value or []
    if not isinstance(words, list) or not all(word in PARTS for word in words):
        raise ValueError
    return tuple(part for part in PARTS if part in words)


def _read_normalized(value: Any) -> bool:
    """Whether the embeddings of distances are normalized."""
    words = {word.strip() for word in value.lower().split("|")} if isinstance(value, str) else {None}
    if not words <= {"none", "layer_norm"}:
        raise ValueError
    return "layer_norm" in words


def _read_size(value: Any) -> int | None:
    """A size that follows from others where it is not given."""
    if value is not None and not Number("", 1).accepts(value):
        raise ValueError
    return value


_SIZE = f"a whole number from 1 to {LARGEST_COUNT}, or none"
CONFIG = {
    "vocab_size": Number("vocab_size", 128100),
    "hidden_size": Number("hidden_size", 1536),
    "num_hidden_layers": Number("layers", 24, MOST_LAYERS),
    "num_attention_heads": Number("heads", 24),
    "intermediate_size": Number("intermediate_size", 6144),
    "max_position_embeddings": Number("max_positions", 512),
    "type_vocab_size": Number("type_vocab_size", 0, least=0),
    "hidden_act": Function("activation", "gelu", ACTIVATIONS),
    "layer_norm_eps": Real("epsilon", 1e-7),
    "embedding_size": Parsed("embedding_size", None, _read_size, _SIZE),
    "attention_head_size": Parsed("head_size", None, _read_size, _SIZE),
    "pooler_hidden_size": Parsed("pooler_size", None, _read_size, _SIZE),
    "pooler_hidden_act": Function("pooler_activation", "gelu", ACTIVATIONS),
    "position_biased_input": Switch("positions_added", True),
    "relative_attention": Switch("relative", False),
    "max_relative_positions": Number("distances", -1, least=-1),
    "position_buckets": Number("buckets", -1, least=-1),
    "pos_att_type": Parsed("parts", None, _read_parts, "c2p, p2c, both or none"),
    "share_att_key": Switch("shared_projections", False),
    "norm_rel_ebd": Parsed("distances_normalized", "none", _read_normalized, "layer_norm or none"),
    "conv_kernel_size": Number("conv_size", 0, most=1023, least=0),
    "conv_act": Function("conv_activation", "tanh", ACTIVATIONS),
    "conv_groups": Only(1, "every channel of the convolution sees all"),
    # Which of its two heads for masked language models transformers takes.
    "legacy": Switch("legacy", True),
    **dict.fromkeys(["pooler_dropout", "cls_dropout", "padding_idx"], Harmless("read in training")),
}


def derive(numbers: Numbers, where: str) -> dict[str, Any]:
    """span: how far distances are told apart, in buckets if there are any. Raises UnsupportedError."""
    hidden = numbers["hidden_size"]
    sizes = {"head_size": hidden // numbers["heads"], "pooler_size": hidden}
    for key, name in (("attention_head_size", "head_size"), ("pooler_hidden_size", "pooler_size")):
        if numbers[name] not in (None, sizes[name]):
            found = f"{key!r} is {numbers[name]}"
            raise UnsupportedError(found, where=where, accepted=f"{sizes[name]}, for its hidden size")
    if numbers["conv_size"] and numbers["conv_size"] % 2 == 0:
        found = f"'conv_kernel_size' is {numbers['conv_size']}"
        raise UnsupportedError(found, where=where, accepted="an odd number, as many tokens on each side")
    distances = numbers["distances"] if numbers["distances"] > 0 else numbers["max_positions"]
    span = numbers["buckets"] if numbers["buckets"] > 0 else distances
    return {
        **sizes,
        "embedding_size": numbers["embedding_size"] or hidden,
        "distances": distances,
        "span": span,
        "distance_rows": 2 * span,
    }


def _is_projected(numbers: Numbers) -> bool:
    return numbers["embedding_size"] != numbers["hidden_size"]


def _reads_distances(numbers: Numbers) -> bool:
    return numbers["relative"] and bool(numbers["parts"])


def _projects_distances(part: str) -> Any:
    """Whether a part has a projection of its own, rather than that of the contents."""
    return lambda numbers: numbers["relative"] and part in numbers["parts"] and not numbers["shared_projections"]


def _only_if(condition: Any, rows: Mapping[str, WeightRow]) -> dict[str, WeightRow]:
    """The rows with one more condition of their existence."""
    return {ours: replace(row, exists=_both(condition, row.exists)) for ours, row in rows.items()}


def _both(one: Any, other: Any) -> Any:
    return lambda numbers: one(numbers) and other(numbers)


WEIGHTS = {
    **embedding("embeddings/word", "embeddings.word_embeddings", "vocab_size", "embedding_size"),
    **_only_if(
        lambda numbers: numbers["positions_added"],
        embedding("embeddings/position", "embeddings.position_embeddings", "max_positions", "embedding_size"),
    ),
    **_only_if(
        lambda numbers: numbers["type_vocab_size"] > 0,
        embedding("embeddings/type", "embeddings.token_type_embeddings", "type_vocab_size", "embedding_size"),
    ),
    **matrix("embeddings/project", "embeddings.embed_proj", "hidden_size", "embedding_size", exists=_is_projected),
    **norm("embeddings/norm", "embeddings.LayerNorm", "hidden_size"),
    **_only_if(_reads_distances, embedding("distances", "encoder.rel_embeddings", "distance_rows", "hidden_size")),
    **_only_if(
        lambda numbers: _reads_distances(numbers) and numbers["distances_normalized"],
        norm("distances/norm", "encoder.LayerNorm", "hidden_size"),
    ),
    **_only_if(
        lambda numbers: numbers["conv_size"] > 0,
        {
            "conv/weight": WeightRow(
                "encoder.conv.conv.weight", ("hidden_size", "hidden_size", "conv_size"), transposed=True
            ),
            **bias("conv", "encoder.conv.conv", "hidden_size"),
            **norm("conv/norm", "encoder.conv.LayerNorm", "hidden_size"),
        },
    ),
    **layers.post_norm_weights(
        "encoder.layer.{i}",
        query="attention.self.query_proj",
        key="attention.self.key_proj",
        value="attention.self.value_proj",
        output="attention.output.dense",
        attention_norm="attention.output.LayerNorm",
        expand="intermediate.dense",
        contract="output.dense",
        output_norm="output.LayerNorm",
    ),
    **linear(
        "layers/{i}/attention/c2p", "encoder.layer.{i}.attention.self.pos_key_proj", "hidden_size", "hidden_size",
        exists=_projects_distances("c2p"),
    ),
    **linear(
        "layers/{i}/attention/p2c", "encoder.layer.{i}.attention.self.pos_query_proj", "hidden_size", "hidden_size",
        exists=_projects_distances("p2c"),
    ),
}  # fmt: skip

UNUSED = {
    "embeddings.position_ids": "0, 1, 2, ...",
    # Trained for an enhanced mask decoder that transformers does not have.
    "embeddings.position_embeddings.weight": "positions are not added to the words (position_biased_input)",
    "encoder.rel_embeddings.weight": "no part of attention reads distances",
    "encoder.LayerNorm.": "no part of attention reads distances",
    "lm_predictions.": "the head of pretraining",
    "mask_predictions.": "the head of pretraining",
    "cls.": "the head of pretraining",
    "pooler.": "the head of this task does not read the pooler",
    "classifier.": "the head of another task",
    "qa_outputs.": "the head of another task",
}

CLASSIFIER = {
    **linear("pooler", "pooler.dense", "hidden_size", "hidden_size"),
    **linear("classifier", "classifier", "labels", "hidden_size"),
}


def forward(w: Scope, batch: TextBatch, numbers: Numbers, first_only: bool) -> TokenStates:
    rows = _embed(w / "embeddings", batch, numbers)
    states = TokenStates(rows, batch.attention_mask, batch.batch, batch.tokens, numbers["hidden_size"])
    padding, distances = layers.padding_bias(batch, HIDDEN_SCORE), _distance_rows(batch.tokens, numbers)
    convolved = _convolve(w / "conv", states, numbers) if numbers["conv_size"] else None
    last, every_layer = numbers["layers"] - 1, [rows]
    for i in range(numbers["layers"]):
        layer, joins = w / "layers" / str(i), i == 0 and convolved is not None
        context = _attend(layer / "attention", states, padding, distances, numbers)
        states = layers.after_attention(layer, states, context, numbers, first_only and i == last and not joins)
        if joins:
            rows = layers.layer_norm(w / "conv" / "norm", states.rows + convolved, numbers["epsilon"])
            states = replace(states, rows=rows)
        every_layer.append(states.rows)
    return replace(states, every_layer=tuple(every_layer))


def _embed(w: Scope, batch: TextBatch, numbers: Numbers) -> Any:
    """float32 [batch * tokens, hidden]; padding is zero where a convolution will look at it."""
    rows = layers.look_up(w / "word", batch.input_ids)
    if numbers["type_vocab_size"]:
        rows += layers.look_up(w / "type", batch.type_ids)
    if numbers["positions_added"]:
        rows = layers.add_positions(w / "position", rows, batch, numbers["embedding_size"])
    if _is_projected(numbers):
        rows = layers.linear(w / "project", rows)
    rows = layers.layer_norm(w / "norm", rows, numbers["epsilon"])
    if numbers["conv_size"]:
        rows *= tf.cast(tf.reshape(batch.attention_mask, [-1, 1]), tf.float32)
    return rows


def _distance_rows(tokens: Any, numbers: Numbers) -> Any:
    """The rows of every layer's table of distances, in the order of relative.shifted: int32 [2 * tokens]."""
    import numpy as np

    most, span = numbers["max_positions"], numbers["span"]
    distances = np.arange(most - 1, -most - 1, -1)
    if numbers["buckets"] > 0:
        distances = relative.log_bucket(distances, numbers["buckets"], numbers["distances"])
    return relative.for_tokens(np.clip(distances + span, 0, 2 * span).astype(np.int32), tokens)


def _attend(w: Scope, states: TokenStates, padding: Any, distances: Any, numbers: Numbers) -> Any:
    """What each token gathers: float32 [batch * tokens, hidden]."""
    count, size = numbers["heads"], numbers["head_size"]
    joined = layers.by_head(layers.linear(w / "query_key_value", states.rows), states, 3 * count, size)
    query, key, value = tf.split(joined, 3, axis=1)
    if "distances/weight" not in w:
        return layers.attend(query, key, value, padding, states)
    reading = {"c2p": query, "p2c": key}
    reading = joined[:, : 2 * count] if numbers["parts"] == PARTS else reading[numbers["parts"][0]]
    readers = len(numbers["parts"]) * count
    table = tf.gather(w["distances/weight"], distances)
    table = tf.transpose(tf.reshape(table, [1, 2 * states.tokens, readers, size]), [0, 2, 1, 3])
    scores = tf.matmul(reading, table, transpose_b=True)
    scores = relative.shifted(scores, states.batch, readers, states.tokens)
    parts = dict(zip(numbers["parts"], tf.split(scores, len(numbers["parts"]), axis=1), strict=True))
    bias = padding + parts["c2p"] if "c2p" in parts else padding
    bias = bias + tf.transpose(parts["p2c"], [0, 1, 3, 2]) if "p2c" in parts else bias
    return layers.attend(query, key, value, bias, states)


def _convolve(w: Scope, states: TokenStates, numbers: Numbers) -> Any:
    """Each token with its neighbours, as one matrix: float32 [batch * tokens, hidden]."""
    size, side = numbers["conv_size"], numbers["conv_size"] // 2
    texts = tf.pad(states.by_text(), [[0, 0], [side, side], [0, 0]])
    seen = tf.concat([texts[:, i : i + states.tokens] for i in range(size)], -1)
    rows = layers.linear(w, tf.reshape(seen, [states.batch * states.tokens, size * states.hidden]))
    return ACTIVATIONS[numbers["conv_activation"]](rows)


def arrange(arrays: Mapping[str, Any], numbers: Numbers) -> dict[str, Any]:
    """The projections of the distances depend on weights alone: they are computed here, a table for each layer."""
    arrays = dict(arrays)
    hidden = numbers["hidden_size"]
    # Scores are the sum of as many products, and scaled for it.
    width = numbers["head_size"] * (1 + len(numbers["parts"]))
    if _reads_distances(numbers):
        embeddings = _normalized(arrays, numbers)
        for i in range(numbers["layers"]):
            path = f"layers/{i}/attention"
            arrays[f"{path}/distances/weight"] = _distance_table(arrays, path, embeddings, width**-0.5, numbers)
    if numbers["conv_size"]:
        # [tokens seen, inputs, outputs], reversed by the checkpoint's reader
        arrays["conv/weight"] = array_ops.reshape(arrays["conv/weight"], [numbers["conv_size"] * hidden, hidden])
    paths = [f"layers/{i}/attention" for i in range(numbers["layers"])]
    return layers.fuse_projections(arrays, paths, ("query", "key", "value"), width)


def _normalized(arrays: dict[str, Any], numbers: Numbers) -> Any:
    """The embeddings of the distances, taken out of `arrays`: float32 [2 * span, hidden]."""
    import numpy as np

    rows = arrays.pop("distances/weight")
    if not numbers["distances_normalized"]:
        return rows
    deviation = rows - array_ops.mean_of_rows(rows)
    variance = array_ops.mean_of_rows(deviation * deviation)
    rows = deviation / array_ops.square_root(variance + np.float32(numbers["epsilon"]))
    return rows * arrays.pop("distances/norm/weight") + arrays.pop("distances/norm/bias")


def _distance_table(arrays: dict[str, Any], path: str, embeddings: Any, scale: float, numbers: Numbers) -> Any:
    """float32 [2 * span + 1, parts * hidden]: row r is of the distance r - span.

    p2c's half is turned about: seen from a key, the distance is the negative one. Where the reference has no row
    of its own it takes the last.
    """
    import numpy as np

    rows, table = np.arange(2 * numbers["span"] + 1), []
    for part in numbers["parts"]:
        contents = {"c2p": "key", "p2c": "query"}[part]
        name = contents if numbers["shared_projections"] else part
        read = arrays.get if numbers["shared_projections"] else arrays.pop
        projected = embeddings @ read(f"{path}/{name}/weight") + read(f"{path}/{name}/bias")
        own = np.clip(rows if part == "c2p" else rows[::-1], 0, 2 * numbers["span"] - 1)
        rows_of_part = array_ops.take_rows(projected, own)
        table.append(rows_of_part if part == "c2p" else rows_of_part * np.float32(scale))
    return array_ops.concatenate(table, -1)


def classify(w: Scope, states: TokenStates, numbers: Numbers) -> Any:
    """The pooler on the first token, then the classifier: float32 [batch, labels]."""
    pooled = ACTIVATIONS[numbers["pooler_activation"]](layers.linear(w / "pooler", states.first().rows))
    return layers.linear(w / "classifier", pooled)


# transformers' own head, and ("legacy": false) that of DeBERTa's authors, which has no output matrix of its own.
LEGACY = heads.masked_language_model(
    "cls.predictions.transform.dense",
    "cls.predictions.transform.LayerNorm",
    "cls.predictions.bias",
    "cls.predictions.decoder.weight",
    size="embedding_size",
    activation="activation",
)
FILL_MASK = {
    **_only_if(lambda numbers: numbers["legacy"], LEGACY.weights),
    **_only_if(
        lambda numbers: not numbers["legacy"],
        {
            # The word embeddings are the output matrix: where their width is another, this row does not fit.
            **linear("lm_head/dense", "lm_predictions.lm_head.dense", "embedding_size", "hidden_size"),
            **norm("lm_head/norm", "lm_predictions.lm_head.LayerNorm", "hidden_size"),
            "lm_head/bias": WeightRow("lm_predictions.lm_head.bias", ("vocab_size",)),
        },
    ),
}


def fill(w: Scope, states: TokenStates, numbers: Numbers) -> Any:
    """float32 [rows, vocab_size]"""
    if numbers["legacy"]:
        return LEGACY.forward(w, states, numbers)
    rows = heads.transform(w / "lm_head", states.rows, numbers["activation"], numbers["epsilon"])
    return tf.matmul(rows, w["embeddings/word/weight"], transpose_b=True) + w["lm_head/bias"]


ARCHITECTURE = Architecture(
    model_type="deberta-v2",
    example="microsoft/deberta-v3-base",
    config_keys=CONFIG,
    weights=WEIGHTS,
    unused_weights=UNUSED,
    prefix="deberta.",
    forward=forward,
    arrange=arrange,
    derive=derive,
    heads={
        "text-classification": Head(CLASSIFIER, classify, first_only=True),
        "token-classification": heads.TOKEN_CLASSIFIER,
        "question-answering": heads.QUESTION_ANSWERER,
        "fill-mask": Head(FILL_MASK, fill, first_only=False),
        "multiple-choice": Head(CLASSIFIER, classify, first_only=True),
    },
)
