"""From what a person gives to Keras' methods, strings and labels, to batches of tokens.

Texts are a list or array of strings, a pair of such lists, or {"text": ..., "text_pair": ..., "labels": ...}; or a
tf.data.Dataset whose batches are one of these, or (texts, labels), or (texts, labels, weights).
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.errors import UsageError
from hfedge.keras.objectives import IGNORED, OBJECTIVES, Labelled
from hfedge.keras.parts import Parts
from hfedge.lazy import tf
from hfedge.trace import IDS

TEXT, PAIR, LABELS = "text", "text_pair", "labels"
ACCEPTED = (
    'a list of strings, a tuple of two for pairs, {"text": ..., "text_pair": ...}, or a tf.data.Dataset of batches'
)
# Of a data set that was batched before it came here.
_AHEAD = 2


def is_tokens(x: Any) -> bool:
    """Whether these are rows of tokens already."""
    return isinstance(x, Mapping) and set(IDS) <= set(x)


def read_columns(x: Any) -> tuple[tuple[Any, ...], Any]:
    """-> the texts, one string array or tensor [batch] a column, and the labels that are among them, or None. Raises
    UsageError."""
    if isinstance(x, Mapping):
        unknown = sorted(map(str, set(x) - {TEXT, PAIR, LABELS}))
        if unknown or TEXT not in x:
            found = f"the keys {', '.join(map(str, x))}"
            raise UsageError(found, accepted=f"{TEXT}, {PAIR} where there are pairs, {LABELS}")
        texts = [x[name] for name in (TEXT, PAIR) if name in x]
        return tuple(map(_strings, texts)), x.get(LABELS)
    if isinstance(x, tuple) and len(x) == 2 and not any(isinstance(part, (str, bytes)) for part in x):
        return tuple(map(_strings, x)), None
    return (_strings(x),), None


def _strings(column: Any) -> Any:
    if isinstance(column, tf.Tensor) or (hasattr(column, "dtype") and "KerasTensor" in type(column).__name__):
        if column.dtype != tf.string:
            raise UsageError(f"a tensor of {column.dtype}", accepted=ACCEPTED)
        return column
    if isinstance(column, (str, bytes)) or not hasattr(column, "__len__"):
        raise UsageError(f"{type(column).__name__} where texts should be", accepted=ACCEPTED)
    texts = [text.decode("utf-8", "replace") if isinstance(text, bytes) else text for text in column]
    other = next((text for text in texts if not isinstance(text, str)), None)
    if other is not None:
        raise UsageError(f"{type(other).__name__} among the texts", accepted=ACCEPTED)
    # Half of a UTF-16 pair has no bytes; the tokenizers read it as the replacement character.
    return np.array([text.encode("utf-8", "replace") for text in texts], object)


def read_labels(y: Any) -> Any:
    """Lists of different lengths are filled up: numbers with -100, names with ""."""
    if isinstance(y, tf.RaggedTensor):
        return y.to_tensor("" if y.dtype == tf.string else IGNORED)
    if isinstance(y, Mapping):
        return {name: read_labels(value) for name, value in y.items()}
    if not isinstance(y, (list, tuple)):
        return y
    if not any(isinstance(row, (list, tuple, np.ndarray)) for row in y):
        return np.array(y, object if y and isinstance(y[0], str) else None)
    longest = max(len(row) for row in y)
    names = any(isinstance(item, str) for row in y for item in row)
    rows = [[*row, *([""] if names else [IGNORED]) * (longest - len(row))] for row in y]
    return np.array(rows, object if names else None)


@dataclass(frozen=True)
class Batches:
    parts: Parts

    def __repr__(self) -> str:
        return f"Batches({self.parts.plan.name})"

    def tokens(self, texts: tuple[Any, ...], apart: bool = False) -> dict[str, Any]:
        """string [batch] each -> int32 [batch, tokens, ...] by name. Raises UsageError for a pair too many or few."""
        tokenizer = self.parts.tokenizer
        if len(texts) not in tokenizer.counts:
            called = {1: "one text", 2: "pairs of texts"}
            raise UsageError(
                f"{called[len(texts)]}, for {self.parts.plan.task.name}",
                accepted=" or ".join(called[number] for number in tokenizer.counts),
            )
        texts = tuple(tf.convert_to_tensor(text, tf.string) for text in texts)
        return tokenizer.apart(*texts) if apart else tokenizer(*texts)

    def element(self, x: Any, y: Any = None, weights: Any = None, apart: bool = False) -> tuple[Any, ...]:
        """A batch as Keras' steps take it: tokens, labels for the loss, weights; as few of them as there are. apart:
        see BatchTokenizer."""
        if is_tokens(x):
            return _unpadded(x, y, weights)
        texts, among = read_columns(x)
        if among is not None and y is not None:
            raise UsageError("labels twice: beside the texts and among them", accepted="one of both")
        tokens, y = self.tokens(texts, apart), among if y is None else y
        if y is not None:
            y = self._labels(read_labels(y), texts, tokens, apart)
        return _unpadded(tokens, y, weights)

    def _labels(self, y: Any, texts: tuple[Any, ...], tokens: Mapping[str, Any], apart: bool) -> Any:
        objective = OBJECTIVES.get(self.parts.plan.task.name)
        if objective is None:
            return y
        texts = tuple(tf.convert_to_tensor(text, tf.string) for text in texts)
        tokenize = functools.partial(self._tokens_of, apart)
        return objective.labels(y, Labelled(self.parts.plan.head, texts, tokens, tokenize))

    def _tokens_of(self, apart: bool, *texts: Any) -> dict[str, Any]:
        return self.tokens(texts, apart)

    def of_dataset(self, dataset: Any) -> Any:
        """A data set of batches -> one of batches of tokens. Raises UsageError for single texts."""
        spec = dataset.element_spec
        first = spec[0] if isinstance(spec, tuple) else spec
        if is_tokens(first):
            return dataset
        text = first[TEXT] if isinstance(first, Mapping) and TEXT in first else first
        if isinstance(text, tf.TensorSpec) and text.shape.rank == 0:
            raise UsageError("a data set of single texts", accepted="batches", hint="Call .batch(32) on it.")

        def call(*given: Any) -> tuple[Any, ...]:
            return self.element(*given, apart=True)

        return dataset.map(call, num_parallel_calls=tf.data.AUTOTUNE).prefetch(_AHEAD)

    def of_arrays(self, x: Any, y: Any, weights: Any, batch_size: int | None, shuffle: bool = False) -> Any:
        """All texts at once -> a data set of batches of tokens. Raises UsageError."""
        given = arrays(x, y, weights)
        dataset = tf.data.Dataset.from_tensor_slices(given)
        dataset = dataset.shuffle(count(given), reshuffle_each_iteration=True) if shuffle else dataset
        dataset = dataset.batch(batch_size or 32)
        return dataset.map(
            lambda texts, more: self.element(texts, more.get("y"), more.get("weights"), apart=True),
            num_parallel_calls=tf.data.AUTOTUNE,
        ).prefetch(_AHEAD)


def arrays(x: Any, y: Any = None, weights: Any = None) -> tuple[dict[str, Any], dict[str, Any]]:
    """-> columns of texts, and what is given beside them. Raises UsageError where they are not of one length."""
    texts, among = read_columns(x)
    if among is not None and y is not None:
        raise UsageError("labels twice: beside the texts and among them", accepted="one of both")
    y = read_labels(among if y is None else y)
    more = {name: value for name, value in (("y", y), ("weights", weights)) if value is not None}
    given = (dict(zip((TEXT, PAIR), texts)), more)
    lengths = {len(value) for value in tf.nest.flatten(given)}
    if len(lengths) > 1:
        raise UsageError(f"columns of {', '.join(map(str, sorted(lengths)))} rows", accepted="columns of one length")
    return given


def count(given: Any) -> int:
    return len(tf.nest.flatten(given)[0])


def sliced(given: Any, rows: Any) -> Any:
    return tf.nest.map_structure(lambda value: np.asarray(value)[rows], given)


def _unpadded(x: Any, y: Any, weights: Any) -> tuple[Any, ...]:
    """Keras' steps unpack one, two or three."""
    if weights is not None:
        return x, y, weights
    return (x,) if y is None else (x, y)
