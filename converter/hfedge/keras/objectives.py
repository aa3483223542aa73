"""What a task is trained by: the logits, the loss and metrics of them, and how labels become what the loss takes.

Losses are those of transformers' own classes (v4.57.6, modeling_*.py and loss/loss_utils.py): cross-entropy, averaged
over the rows that are labelled.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hfedge.architectures.config import Numbers
from hfedge.architectures.layers import Scope, TextBatch, TokenStates
from hfedge.errors import UsageError
from hfedge.lazy import tf
from hfedge.tasks import TaskHead

# The label of what is no part of the loss, as PyTorch's cross-entropy has it.
IGNORED = -100
# Among the outputs: the logits that a task's loss is of.
OF_LOSS = "logits_of_loss"
# Of a token of padding where one of all tokens is chosen: no float32 softmax sees it.
_NEVER = -1e9
_SECOND_TEXT = 2  # in sequence_ids
_ANSWER = ("answer", "answer_start")
Tokens = Mapping[str, Any]


@dataclass(frozen=True)
class Labelled:
    """What labels are brought to: the head, the texts [batch] of each column, their tokens, and the tokenizer."""

    head: TaskHead
    texts: tuple[Any, ...]
    tokens: Tokens
    tokenize: Callable[..., Tokens]

    @property
    def length(self) -> Any:
        return tf.shape(self.tokens["input_ids"])[1]


@dataclass(frozen=True)
class Objective:
    """logits(head, scope, states, numbers, batch, outputs): float32, what the loss reads. loss, metrics(head): Keras
    objects. labels(y, labelled): what the person gives -> what the loss takes. given: what that is, for messages."""

    logits: Callable[[TaskHead, Scope, TokenStates, Numbers, TextBatch, Mapping[str, Any]], Any]
    loss: Callable[[TaskHead], Any]
    metrics: Callable[[TaskHead], list[Any]]
    labels: Callable[[Any, Labelled], Any]
    given: str


def _logits(head: TaskHead, scope: Scope, states: TokenStates, numbers: Numbers, batch: TextBatch, outputs: Any) -> Any:
    return outputs["logits"]


def _logits_of_tokens(
    head: TaskHead, scope: Scope, states: TokenStates, numbers: Numbers, batch: TextBatch, outputs: Any
) -> Any:
    """float32 [batch, tokens, labels or vocabulary]"""
    rows = head.head.forward(scope, states, numbers)
    return tf.reshape(rows, [batch.batch, batch.tokens, rows.shape[-1]])


def _logits_of_span(
    head: TaskHead, scope: Scope, states: TokenStates, numbers: Numbers, batch: TextBatch, outputs: Any
) -> Any:
    """float32 [batch, tokens, 2]; padding is no answer."""
    return tf.where(batch.attention_mask[:, :, None] > 0, outputs["logits"], _NEVER)


def _classification_loss(head: TaskHead) -> Any:
    import keras

    return {
        "single_label_classification": lambda: keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        "multi_label_classification": lambda: keras.losses.BinaryCrossentropy(from_logits=True),
        "regression": keras.losses.MeanSquaredError,
    }[head.problem_type]()


def _classification_metrics(head: TaskHead) -> list[Any]:
    import keras

    return {
        "single_label_classification": lambda: [keras.metrics.SparseCategoricalAccuracy("accuracy")],
        "multi_label_classification": lambda: [keras.metrics.BinaryAccuracy("accuracy", threshold=0.0)],
        "regression": lambda: [keras.metrics.MeanAbsoluteError("mean_absolute_error")],
    }[head.problem_type]()


def _token_loss(head: TaskHead) -> Any:
    import keras

    return keras.losses.SparseCategoricalCrossentropy(from_logits=True, ignore_class=IGNORED)


def _token_metrics(head: TaskHead) -> list[Any]:
    from hfedge.keras.losses import LabelledAccuracy

    return [LabelledAccuracy()]


def _span_loss(head: TaskHead) -> Any:
    from hfedge.keras.losses import SpanCrossentropy

    return SpanCrossentropy()


def _span_metrics(head: TaskHead) -> list[Any]:
    from hfedge.keras.losses import SpanAccuracy

    return [SpanAccuracy()]


def _classes(y: Any, labelled: Labelled) -> Any:
    return _numbers(y, labelled.head.labels)


def _numbers(y: Any, names: tuple[str, ...]) -> Any:
    """Names of labels -> their numbers; "" is no label. Numbers are given back as they are."""
    y = tf.convert_to_tensor(y)
    if y.dtype != tf.string:
        return y
    same = tf.equal(y[..., None], tf.constant(list(names)))
    empty = tf.equal(y, "")
    known = tf.debugging.assert_equal(
        tf.reduce_all(tf.logical_or(tf.reduce_any(same, -1), empty)), True,
        f"a label that the model does not have; it has {', '.join(names)}",
    )  # fmt: skip
    with tf.control_dependencies([known] if known is not None else []):
        numbers = tf.argmax(tf.cast(same, tf.int32), -1, tf.int32)
    return tf.where(empty, IGNORED, numbers)


def _words(y: Any, labelled: Labelled) -> Any:
    """[batch, words], a label for each word of the text -> int32 [batch, tokens]: the first token of each word has its
    label, the others have none. Words are what stands between ASCII white space."""
    y = _numbers(y, labelled.head.labels)
    y = tf.pad(tf.cast(y, tf.int32), [[0, 0], [0, 1]], constant_values=IGNORED)
    number = _numbers_of_words(labelled.texts[0])
    begin, end = (labelled.tokens["offsets"][:, :, side] for side in (0, 1))
    last = tf.clip_by_value(end - 1, 0, tf.shape(number)[1] - 1)
    word = tf.gather(number, last, batch_dims=1) * tf.cast(end > begin, tf.int32)
    before = tf.pad(word[:, :-1], [[0, 0], [1, 0]])
    first = tf.logical_and(word > 0, tf.not_equal(word, before))
    place = tf.minimum(word - 1, tf.shape(y)[1] - 1)
    return tf.where(first, tf.gather(y, tf.maximum(place, 0), batch_dims=1), IGNORED)


def _numbers_of_words(texts: Any) -> Any:
    """strings [batch] -> int32 [batch, bytes]: the number of each byte's word, from 1; 0 for white space."""
    longest = tf.maximum(tf.reduce_max(tf.strings.length(texts)), 1)
    data = tf.cast(tf.io.decode_raw(texts, tf.uint8, fixed_length=longest), tf.int32)
    space = tf.logical_or(tf.equal(data, 32), tf.logical_and(data >= 9, data <= 13))
    inside = 1 - tf.cast(space, tf.int32)
    before = tf.pad(inside[:, :-1], [[0, 0], [1, 0]])
    return tf.cumsum(inside * (1 - before), 1) * inside


def _span(y: Any, labelled: Labelled) -> Any:
    """{"answer": strings, "answer_start": ints [batch]}, in characters of the second text as SQuAD has them -> int32
    [batch, 2], the first and the last token; 0, 0 where there is no answer in what is read. Or that itself."""
    if not isinstance(y, Mapping):
        return tf.cast(y, tf.int32)
    if set(y) != set(_ANSWER):
        raise UsageError(f"labels with {', '.join(sorted(y))}", accepted=" and ".join(_ANSWER))
    start = tf.cast(y["answer_start"], tf.int32)
    text = labelled.texts[1]
    begin = tf.strings.length(tf.strings.substr(text, tf.zeros_like(start), start, unit="UTF8_CHAR"))[:, None]
    end = begin + tf.strings.length(y["answer"])[:, None]
    tokens = labelled.tokens
    of_text = tf.equal(tokens["sequence_ids"], _SECOND_TEXT)
    after = tf.logical_and(of_text, tokens["offsets"][:, :, 1] > begin)
    before = tf.logical_and(of_text, tokens["offsets"][:, :, 0] < end)
    first = tf.argmax(tf.cast(after, tf.int32), 1, tf.int32)
    last = labelled.length - 1 - tf.argmax(tf.cast(before, tf.int32)[:, ::-1], 1, tf.int32)
    reaches = tf.reduce_max(tf.where(of_text, tokens["offsets"][:, :, 1], 0), 1, keepdims=True) >= end
    found = tf.logical_and(tf.logical_and(reaches, end > begin)[:, 0], first <= last)
    return tf.stack([first, last], 1) * tf.cast(found, tf.int32)[:, None]


def _masked(y: Any, labelled: Labelled) -> Any:
    """The texts without masks, strings [batch] -> int32 [batch, tokens]: the token that each mask stands for. Or int32
    [batch, n], the ids of all tokens that count and -100 for the others; it is cut or filled up to the tokens."""
    y = tf.convert_to_tensor(y)
    ids, mask = labelled.tokens["input_ids"], labelled.tokens["attention_mask"]
    if y.dtype != tf.string:
        missing = tf.maximum(labelled.length - tf.shape(y)[1], 0)
        return tf.pad(tf.cast(y, tf.int32), [[0, 0], [0, missing]], constant_values=IGNORED)[:, : labelled.length]
    whole = labelled.tokenize(y)
    same = tf.debugging.assert_equal(
        tf.reduce_sum(mask, 1), tf.reduce_sum(whole["attention_mask"], 1),
        "a text with masks has another number of tokens than the text without: each mask stands for one token",
    )  # fmt: skip
    with tf.control_dependencies([same] if same is not None else []):
        return tf.where(tf.equal(ids, labelled.head.mask_id), whole["input_ids"], IGNORED)


OBJECTIVES: dict[str, Objective] = {
    "text-classification": Objective(
        _logits, _classification_loss, _classification_metrics, _classes,
        "a number or a name of a label for each text; [batch, labels] for several; a number to predict",
    ),
    "token-classification": Objective(
        _logits_of_tokens, _token_loss, _token_metrics, _words,
        'a number or a name of a label for each word, -100 or "" for none',
    ),
    "fill-mask": Objective(
        _logits_of_tokens, _token_loss, _token_metrics, _masked,
        "the texts without masks, or the ids of their tokens with -100 for those that do not count",
    ),
    "question-answering": Objective(
        _logits_of_span, _span_loss, _span_metrics, _span,
        '{"answer": texts, "answer_start": characters}, or the first and last token, [batch, 2]',
    ),
}  # fmt: skip
