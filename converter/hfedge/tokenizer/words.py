"""From emissions to words: the normalized symbols, packed together, with the places where words begin.

All arrays are int32 vectors of one fixed size, `positions`: place 0 is never used (scatters of what is not kept go
there), symbols stand at 1 to `total`, the rest is 0. No value reaches 2^24 for texts below 2^21 bytes.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.added_words import AddedWords, Matches

BREAK = -1  # in the emission table: white space, which separates words and is gone


@dataclass(frozen=True)
class EmissionTable:
    """What each emission stands for. Emission 0 is nothing.

    symbols: int32[emissions, width], or [emissions] if width is 1: 0 = none, BREAK, or a symbol; isolated symbols
    are 1 to `last_isolated`.
    lengths: int32[emissions], bytes of the input that it took.
    """

    symbols: np.ndarray
    lengths: np.ndarray
    last_isolated: int

    def __repr__(self) -> str:
        return f"EmissionTable({self.lengths.shape[0]:,} emissions of up to {self.width} symbols)"

    @property
    def width(self) -> int:
        return int(self.symbols.shape[1]) if len(self.symbols.shape) == 2 else 1


@dataclass(frozen=True)
class Words:
    """Symbols in order, and where words begin (int32[positions] each unless said otherwise)."""

    symbols: Any
    starts: Any  # bool[positions]
    start_flags: Any  # `starts` as 0 and 1
    next_start: Any  # the first word start after each place, or the place itself where there is none
    byte: Any  # the input byte at which the symbol's character begins
    totals: list[Any]  # per text, int32[1]: the place of its last symbol (0 if none)
    added: Matches | None  # where added tokens begin
    size: int


def find_words(emissions, table: EmissionTable, ends: list[int], added: AddedWords | None = None) -> Words:
    """emissions: int32[bytes]; ends: for each text, one past its last byte; added: tokens that are words whatever
    the pre-tokenizer would say."""
    per_byte = table.width
    symbols = tf.gather(table.symbols, emissions)
    count = emissions.shape[0] * per_byte
    symbols = tf.reshape(symbols, [count])
    kept = tf.cast(tf.greater(symbols, 0), tf.int32)
    rank = tf.cumsum(kept)
    place = tf.reshape(rank * kept, [count, 1])
    size = emissions.shape[0] + 2  # no text has more symbols than bytes
    byte_of = np.repeat(np.arange(emissions.shape[0], dtype=np.int32), per_byte)
    packed = tf.scatter_nd(place, tf.maximum(symbols, 0), [size])
    breaks = tf.scatter_nd(tf.reshape(rank + 1, [count, 1]), tf.cast(tf.less(symbols, 0), tf.int32), [size])
    starts = _word_starts(packed, breaks, table.last_isolated, size)
    matches = added.find(packed, breaks, size) if added else None
    if matches:
        starts = tf.logical_or(starts, _edges(matches, size))
    flags = tf.cast(starts, tf.int32)
    return Words(
        symbols=packed,
        starts=starts,
        start_flags=flags,
        next_start=_next_starts(flags, size),
        byte=tf.scatter_nd(place, byte_of * kept, [size]),
        totals=[tf.slice(rank, [end * per_byte - 1], [1]) for end in ends],
        added=matches,
        size=size,
    )


def _edges(matches: Matches, size: int):
    """bool[size]: an added token begins here, or began earlier and has just ended; never at place 0."""
    begins = tf.minimum(matches.lengths, 1)
    iota = np.arange(size, dtype=np.int32)
    ends = tf.scatter_nd(tf.reshape((iota + matches.lengths) * begins, [size, 1]), begins, [size])
    here = tf.slice(tf.greater(begins + ends, 0), [1], [size - 1])
    return tf.concat([[False], here], 0)


def _word_starts(symbols, breaks, last_isolated: int, size: int):
    """A word begins at an isolated symbol, after one, and after a break; never at place 0."""
    isolated = tf.less_equal(symbols, last_isolated)
    here, before = tf.slice(isolated, [1], [size - 1]), tf.slice(isolated, [0], [size - 1])
    broken = tf.slice(tf.greater(breaks, 0), [1], [size - 1])
    return tf.concat([[False], tf.logical_or(tf.logical_or(here, before), broken)], 0)


def _next_starts(flags, size: int):
    iota = np.arange(size, dtype=np.int32)
    word = tf.cumsum(flags)  # of each place, from 1
    where = tf.scatter_nd(tf.reshape(word * flags, [size, 1]), iota * flags, [size + 1])
    return tf.maximum(tf.gather(where, word + 1), iota)
