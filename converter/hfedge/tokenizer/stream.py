"""Text between two steps of the tokenizer: its symbols packed together, with their places in the input.

All arrays are int32 vectors of one fixed size. Place 0 is never used (scatters of what is not kept go there), symbols
stand at 1 to `total`, the rest is 0. No value reaches 2^24 for texts below 2^21 bytes.
"""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from hfedge.lazy import tf


@dataclass(frozen=True)
class Stream:
    """symbols: numbers of tokenizer/alphabet.py; begin, end: the bytes of the input that a symbol stands for (its
    alignment, as `NormalizedString` of huggingface/tokenizers keeps it); starts: 1 where a piece begins, never at
    place 0 (a piece is what the reference calls a split: later steps see each by itself); totals: per text, int32[1],
    the place of its last symbol (that of the text before if it has none); utf8: int32[bytes], the input;
    ends: per text, one past its last byte of `utf8`; lost: int32[1], symbols that found no room (0 in all but odd
    texts: a longer signature reads those)."""

    symbols: Any
    begin: Any
    end: Any
    starts: Any
    totals: tuple[Any, ...]
    utf8: Any
    ends: tuple[int, ...]
    lost: Any = field(default_factory=lambda: np.zeros(1, np.int32))

    @property
    def size(self) -> int:
        return int(self.symbols.shape[0])

    @property
    def places(self) -> np.ndarray:
        """int32[size]: 0, 1, 2 ..."""
        return np.arange(self.size, dtype=np.int32)

    @property
    def first_bytes(self) -> tuple[int, ...]:
        """Per text, its first byte of `utf8`. (Between two texts stands one that belongs to neither.)"""
        return (0, *(end + 1 for end in self.ends[:-1]))

    @property
    def total(self) -> Any:
        """int32[1]: the place of the last symbol of all."""
        return self.totals[-1]

    def starting(self, starts: Any) -> "Stream":
        """The same symbols in other pieces (starts: int32[size])."""
        return replace(self, starts=starts)


@dataclass(frozen=True)
class Expansion:
    """Where the symbols of a new stream come from. source: int32[size], the old place (0 for none); within:
    int32[size], which of the symbols that the old place gives, from 0; first: int32[old size], the new place of the
    first symbol that an old place gives; lost: int32[1], of this expansion and those before."""

    source: Any
    within: Any
    first: Any
    totals: tuple[Any, ...]
    size: int
    lost: Any


def expansion(stream: Stream, counts: Any, size: int, most: int = 1) -> Expansion:
    """counts: int32[stream.size], how many symbols each place gives, at most `most`, 0 at place 0 and behind the last
    symbol; size: places of the new stream. Symbols that find no room there are lost, and counted."""
    after = tf.cumsum(counts)
    first = after - counts + 1
    room = tf.minimum(first, size - 1)
    # Every place adds one at its first symbol's place, those that give nothing at that of the next: so the sum is the
    # last place whose symbols begin at or before.
    steps = tf.scatter_nd(tf.reshape(room, [-1, 1]), np.ones(stream.size, np.int32), [size])
    total = tf.slice(after, [stream.size - 1], [1])
    places = np.arange(size, dtype=np.int32)
    inside = tf.cast(tf.less_equal(places, total), tf.int32) * np.minimum(places, 1)
    source = (tf.cumsum(steps) - 1) * inside
    within = (places - tf.gather(first, source)) * inside
    lost = stream.lost
    totals = tuple(tf.gather(after, end) for end in stream.totals)
    if size <= (stream.size - 1) * most:
        totals = tuple(tf.minimum(total, size - 1) for total in totals)
        lost = lost + tf.maximum(total - (size - 1), 0)
        within = tf.maximum(within, 0)  # the last place stands for all that found none
    return Expansion(source, within, first, totals, size, lost)


def expand(stream: Stream, moved: Expansion, symbols: Any) -> Stream:
    """symbols: int32[moved.size], 0 where moved.source is 0. Every symbol keeps the alignment and the piece of the
    place it comes from."""
    source = moved.source
    piece = tf.gather(tf.cumsum(stream.starts), source)
    before = tf.pad(tf.slice(piece, [0], [moved.size - 1]), [[1, 0]])
    # Behind the last symbol `piece` falls back to 0, which no start may come of.
    starts = tf.cast(tf.greater(piece, before), tf.int32)
    return replace(
        stream,
        symbols=symbols,
        begin=tf.gather(stream.begin, source),
        end=tf.gather(stream.end, source),
        starts=starts,
        totals=moved.totals,
        lost=moved.lost,
    )


def keep(stream: Stream, kept: Any) -> Stream:
    """Drops the symbols where kept (int32[size], 0 or 1) is 0. What was a piece stays one."""
    moved = expansion(stream, kept * tf.minimum(stream.symbols, 1), stream.size)
    return expand(stream, moved, tf.gather(stream.symbols, moved.source))


def next_starts(starts: Any) -> Any:
    """starts: int32[n], 0 or 1 -> int32[n]: the first start after each place, n where there is none."""
    size = int(starts.shape[0])
    places = np.arange(size, dtype=np.int32)
    number = tf.cumsum(starts)
    where = tf.scatter_nd(tf.reshape(number * starts, [-1, 1]), (places - size) * starts, [size + 2])
    return tf.gather(where, number + 1) + size


def last_starts(starts: Any) -> Any:
    """starts: int32[n], 0 or 1 -> int32[n]: the last start at or before each place, 0 where there is none."""
    size = int(starts.shape[0])
    number = tf.cumsum(starts)
    where = tf.scatter_nd(tf.reshape(number * starts, [-1, 1]), np.arange(size, dtype=np.int32) * starts, [size + 1])
    return tf.gather(where, number)


def shifted(values: Any, by: int = 1) -> Any:
    """int32[n] -> int32[n]: values[i + by], 0 beyond the end (by > 0) or before the beginning (by < 0)."""
    size = int(values.shape[0])
    if by > 0:
        return tf.pad(tf.slice(values, [by], [size - by]), [[0, by]])
    return tf.pad(tf.slice(values, [0], [size + by]), [[-by, 0]])
