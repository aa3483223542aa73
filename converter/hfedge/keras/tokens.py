"""A batch of strings to the rows of tokens that the encoder takes, in the graph.

Every text is tokenized by itself, in the smallest of the byte sizes that it fits; the texts of one size are one loop,
whose iterations run side by side. The rows are then as long as the longest text of the batch needs, of few lengths, so
that XLA compiles few programs.
"""

import functools
import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.plan import SHORTEST_LENGTH, Plan
from hfedge.tokenizer.compile import compile_tokenizer
from hfedge.tokenizer.features import FEATURES
from hfedge.tokenizer.graph import CompiledTokenizer
from hfedge.trace import IDS, utf8_row

# Texts that are tokenized side by side.
PARALLEL = 32
# Beside what the encoder reads: labels are brought to tokens by it.
_ALWAYS = ("offsets", "sequence_ids")


def row_lengths(longest: int) -> tuple[int, ...]:
    """40 -> (16, 32, 40)"""
    lengths, length = [], SHORTEST_LENGTH
    while length < longest:
        lengths.append(length)
        length *= 2
    return (*lengths, longest)


@dataclass(frozen=True)
class BatchTokenizer:
    """`tokenizer(texts)`, or `tokenizer(texts, pairs)`: strings [batch] -> int32 [batch, tokens] by name: IDS and
    `features`, of which offsets are [batch, tokens, 2]. A text that is too long is cut, as everywhere in hfedge.

    loops: by (texts of a row, byte size) the tf.function that tokenizes those of one size, traced at its first use.
    """

    plan: Plan
    tokenizer: CompiledTokenizer
    features: tuple[str, ...]
    loops: dict[tuple[int, int], Callable[..., Any]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"BatchTokenizer({self.plan.name}, {self.plan.max_tokens} tokens)"

    @classmethod
    def of(cls, plan: Plan) -> "BatchTokenizer":
        """Compiles the plan's tokenizer. Raises UnsupportedError."""
        features = tuple(dict.fromkeys((*_ALWAYS, *plan.head.features)))
        compiled = compile_tokenizer(plan.tokenizer, features)
        tables = {name: tf.constant(table.astype(np.int32)) for name, table in compiled.tables.items()}
        made = cls(plan, compiled.with_tables(tables), features)
        for texts, size in itertools.product(made.counts, made.sizes):
            spec = [tf.TensorSpec([None], tf.string)] * texts
            made.loops[texts, size] = tf.function(functools.partial(made._loop, size), spec, autograph=False)
        return made

    @property
    def names(self) -> tuple[str, ...]:
        return (*IDS, *self.features)

    @property
    def counts(self) -> tuple[int, ...]:
        """How many texts a row may be made of."""
        if self.plan.task.pairs_only:
            return (2,)
        return (1, 2) if self.plan.pairs else (1,)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Every second of the plan's, the largest among them: each costs seconds to trace."""
        return self.plan.byte_sizes[::-1][::2][::-1]

    @property
    def filling(self) -> Mapping[str, int]:
        """What stands behind the last token of a row."""
        spec = self.plan.tokenizer
        return {"input_ids": spec.pad_id, "type_ids": spec.pad_type_id}

    def __call__(self, *texts: Any) -> dict[str, Any]:
        rows = self._rows(texts)
        longest = tf.reduce_max(tf.reduce_sum(rows["attention_mask"], 1), keepdims=True)
        lengths = tf.constant(row_lengths(self.plan.max_tokens))
        # Where there is no text, the largest of no numbers is the least int32.
        length = lengths[tf.searchsorted(lengths, tf.maximum(longest, 1))[0]]
        return {name: row[:, :length] for name, row in rows.items()}

    def apart(self, *texts: Any) -> dict[str, Any]:
        """The same from within a graph, but run outside of it: a tf.data pipeline takes seconds to set up the loops of
        every iterator."""

        def call(*texts: Any) -> list[Any]:
            tokens = self(*texts)
            return [tokens[name] for name in self.names]

        found = tf.py_function(call, texts, [tf.int32] * len(self.names))
        for name, row in zip(self.names, found):
            row.set_shape([texts[0].shape[0], None, *_shape(name)])
        return dict(zip(self.names, found))

    def _rows(self, texts: tuple[Any, ...]) -> dict[str, Any]:
        """Rows of max_tokens. A text that grows beyond its size as it is normalized goes on to the next one."""
        sizes = self.sizes
        bytes_of = tf.reduce_max(tf.stack([tf.strings.length(text) for text in texts]), 0)
        size = tf.minimum(tf.searchsorted(tf.constant(sizes), bytes_of), len(sizes) - 1)
        rows = {name: [tf.zeros([0, self.plan.max_tokens, *_shape(name)], tf.int32)] for name in self.names}
        order = [tf.zeros([0], tf.int64)]
        for place, bytes_size in enumerate(sizes):
            chosen = tf.reshape(tf.where(tf.equal(size, place)), [-1])
            if tf.executing_eagerly() and not int(tf.size(chosen)):
                continue
            *found, unread = self.loops[len(texts), bytes_size](*(tf.gather(text, chosen) for text in texts))
            size = tf.tensor_scatter_nd_add(size, chosen[:, None], tf.minimum(unread, 1))
            read = tf.equal(unread, 0)
            for name, row in zip(self.names, found):
                rows[name].append(tf.boolean_mask(row, read))
            order.append(tf.boolean_mask(chosen, read))
        too_long = tf.debugging.assert_less(size, len(sizes), "a text grows too long as it is normalized")
        with tf.control_dependencies([too_long] if too_long is not None else []):
            back = tf.argsort(tf.concat(order, 0))
        return {name: tf.gather(tf.concat(parts, 0), back) for name, parts in rows.items()}

    def _loop(self, bytes_size: int, *texts: Any) -> tuple[Any, ...]:
        """Strings [n] -> the rows, and int32 [n] of how many symbols found no room in each text."""

        def one(row: tuple[Any, ...]) -> tuple[Any, ...]:
            utf8 = [utf8_row(text, bytes_size) for text in row]
            tokens = self.tokenizer.tokenize(utf8, self.plan.max_tokens, self.features)
            unread = tokens.get("unread_count", np.zeros(1, np.int32))
            return (*(self._padded(name, tokens[name][0]) for name in self.names), tf.reshape(unread, []))

        rows = [tf.TensorSpec([self.plan.max_tokens, *_shape(name)], tf.int32) for name in self.names]
        spec = (*rows, tf.TensorSpec([], tf.int32))
        return tf.map_fn(one, texts, fn_output_signature=spec, parallel_iterations=PARALLEL)

    def _padded(self, name: str, row: Any) -> Any:
        """int32 [n, ...] -> [max_tokens, ...]: a small byte size has room for fewer tokens."""
        missing = self.plan.max_tokens - int(row.shape[0])
        paddings = [[0, missing], *([0, 0] for _ in _shape(name))]
        return tf.pad(row, paddings, constant_values=self.filling.get(name, 0)) if missing else tf.identity(row)


def _shape(name: str) -> tuple[int, ...]:
    """What follows [batch, tokens]."""
    return FEATURES[name].shape if name in FEATURES else ()
