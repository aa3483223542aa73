"""A batch of strings to the rows of tokens that the encoder takes, in the graph.

Every text is tokenized in the smallest of a few byte sizes that it fits, and those of one size several at once, in one
pass over their bytes. The rows are then as long as the longest text of the batch needs, of few lengths, so
that XLA compiles few programs.
"""

import functools
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.plan import SHORTEST_LENGTH, Plan
from hfedge.tokenizer.compile import compile_tokenizer
from hfedge.tokenizer.features import FEATURES
from hfedge.tokenizer.graph import CompiledTokenizer
from hfedge.trace import IDS, LONGEST_CHARACTER

# Rows that are tokenized as one, and how often that is done side by side.
TOGETHER, PARALLEL = 16, 8
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

    def together(self, texts: int, bytes_size: int) -> int:
        """How many rows of so many texts are tokenized as one. No more bytes than a conversion would take."""
        return max(1, min(TOGETHER, self.sizes[-1] // (texts * (bytes_size + 1))))

    def _loop(self, bytes_size: int, *texts: Any) -> tuple[Any, ...]:
        """Strings [n] -> the rows, and int32 [n] of how many symbols found no room in each text, or beside it."""
        together, number = self.together(len(texts), bytes_size), tf.size(texts[0])
        more = tf.math.floormod(-number, together)
        columns = [utf8_rows(tf.pad(text, [[0, more]], constant_values=""), bytes_size) for text in texts]
        columns = tuple(tf.reshape(column, [-1, together, bytes_size]) for column in columns)

        def some(columns: tuple[Any, ...]) -> tuple[Any, ...]:
            tokens = self.tokenizer.tokenize_rows(list(columns), self.plan.max_tokens, self.features)
            unread = tokens.get("unread_count", np.zeros(1, np.int32))
            return (*(tokens[name] for name in self.names), tf.tile(unread, [together]))

        shapes = [[together, self.plan.max_tokens, *_shape(name)] for name in self.names]
        spec = tuple(tf.TensorSpec(shape, tf.int32) for shape in (*shapes, [together]))
        found = tf.map_fn(some, columns, fn_output_signature=spec, parallel_iterations=PARALLEL)
        return tuple(tf.reshape(rows, [-1, *rows.shape[2:]])[:number] for rows in found)


def utf8_rows(texts: Any, size: int) -> Any:
    """Strings [n] -> int32 [n, size], as hfedge.trace.utf8_row has them."""
    data = tf.cast(tf.io.decode_raw(texts, tf.uint8, fixed_length=size + 1), tf.int32)
    ends = tf.range(size + 1 - LONGEST_CHARACTER, size + 1)
    continues = tf.logical_and(data[:, -LONGEST_CHARACTER:] >= 0x80, data[:, -LONGEST_CHARACTER:] < 0xC0)
    whole = tf.reduce_max(tf.where(continues, 0, ends), 1)
    whole = tf.where(whole > 0, whole, size)
    kept = tf.where(tf.strings.length(texts) > size, whole, size)
    return tf.where(tf.range(size) < kept[:, None], data[:, :size], 0)


def _shape(name: str) -> tuple[int, ...]:
    """What follows [batch, tokens]."""
    return FEATURES[name].shape if name in FEATURES else ()
