"""Precompiled: the normalization rules of a SentencePiece model.

tokenizers/src/normalizers/precompiled.rs at v0.22.2: the text is cut into grapheme clusters. One of less than 6 bytes
that begins with a key of the charsmap is replaced as a whole, whatever else is in it; else every character that is a
key is replaced by itself.

So nearly all text is a matter of single characters. A glance tells what is not: a cluster of several characters that
may be looked up whole, and characters that vanish, which shift alignments (see `consumed` below).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import CODE_POINTS, Alphabet, Needs
from hfedge.tokenizer.lookup import lookup
from hfedge.tokenizer.normalizers.charsmap import LONGEST, read_charsmap
from hfedge.tokenizer.normalizers.clusters import Clusters, compile_clusters
from hfedge.tokenizer.normalizers.graphemes import grapheme_kinds
from hfedge.tokenizer.normalizers.outputs import Outputs, compile_outputs, needs_of_outputs, outputs_of_symbols
from hfedge.tokenizer.normalizers.rarely import stream_if
from hfedge.tokenizer.normalizers.transform import LATE, aligned, suspicious
from hfedge.tokenizer.pair_table import PairTable, compile_pairs
from hfedge.tokenizer.refused import Refused
from hfedge.tokenizer.stream import Expansion, Stream, expand, expansion, last_starts, next_starts, shifted


@dataclass(frozen=True)
class PrecompiledStage:
    """single: what each symbol becomes by itself; rows: the same, and behind them what keys of several characters
    become; keys: int32[symbols], 1 for what is a key by itself; seconds: the rows of keys of two characters, and a
    number above `beginnings` for two with which a key of three begins; thirds: the rows of those, by that number
    (counted from `beginnings`) and the third; low, high: int32[symbols], see `suspicious`; lengths: int32[symbols],
    bytes."""

    single: Outputs
    rows: Outputs
    keys: np.ndarray
    seconds: PairTable
    thirds: PairTable | None
    beginnings: int
    clusters: Clusters
    low: np.ndarray
    high: np.ndarray
    lengths: np.ndarray

    context_free = False

    def __call__(self, stream: Stream) -> Stream:
        plain, _ = self.single.expanded(stream)

        return stream_if(
            suspicious(stream, self.low, self.high), lambda: self._by_cluster(stream, plain.size), lambda: plain
        )

    def _by_cluster(self, stream: Stream, size: int) -> Stream:
        starts = self.clusters.starts(stream)
        first = last_starts(starts)
        last = tf.minimum(next_starts(starts), stream.total + 1) - 1
        ends = tf.cumsum(lookup(self.lengths, stream.symbols))
        length = tf.gather(ends, last) - tf.gather(ends, tf.maximum(first - 1, 0))
        whole = tf.cast(tf.less_equal(length, LONGEST), tf.int32) * tf.cast(tf.greater(last, first), tf.int32)
        row = self._rows(stream, last) * whole
        taken = tf.gather(tf.minimum(row, 1), first)  # 1 in a cluster that is replaced as a whole
        leads = tf.cast(tf.equal(first, stream.places), tf.int32)
        read = (1 + (last - first) * taken) * tf.minimum(stream.symbols, 1) * tf.maximum(leads, 1 - taken)
        row = tf.where(tf.greater(row * leads, 0), row, stream.symbols)
        written = lookup(self.rows.counts, row) * tf.minimum(read, 1)
        moved = expansion(stream, written, size, self.rows.most)
        symbols = self.rows.given(row, moved)
        new = expand(stream, moved, symbols)
        return aligned(stream, new, moved.source, _consumed(stream, moved, symbols, read, written))

    def _rows(self, stream: Stream, last: Any) -> Any:
        """int32[size]: the row of the key that a cluster that begins here and ends at `last` begins with, or 0."""
        symbols = stream.symbols
        found = self.seconds.find(symbols, shifted(symbols, 1))
        if self.thirds:
            beginning = tf.maximum(found - self.beginnings, 0)
            third = self.thirds.find(beginning, shifted(symbols, 2))
            third = tf.where(tf.greater(last, stream.places + 1), third, -tf.ones_like(third))
            found = tf.where(tf.less_equal(found, self.beginnings), found, third)
        return tf.where(tf.greater(lookup(self.keys, symbols), 0), symbols, tf.maximum(found, 0))


def _consumed(stream: Stream, moved: Expansion, symbols: Any, read: Any, written: Any) -> Any:
    """int32[moved.size]: how many old symbols each new one takes (see transform.py). read, written: int32[old size],
    how many symbols are replaced by how many (0 by 0 for those that are part of another replacement).

    `replace` in precompiled.rs: of the new ones, as many as there were old ones take one each. If there are fewer, the
    last symbol written until then takes the rest, be it of an earlier replacement; if there is none, the rest is
    forgotten, and all that follows is aligned to what was before it.
    """
    one = tf.cast(tf.less(moved.within, tf.gather(read, moved.source)), tf.int32) * tf.minimum(symbols, 1)
    rest = tf.maximum(read - written, 0)
    last = moved.first + written - 1
    piece = tf.gather(moved.first, last_starts(stream.starts))
    target = tf.where(tf.greater_equal(last, piece), last, tf.zeros_like(last))
    target = tf.minimum(target, moved.size - 1)
    return one + tf.scatter_nd(tf.reshape(target, [-1, 1]), rest, [moved.size]) * tf.minimum(symbols, 1)


@dataclass(frozen=True)
class Precompiled:
    """single, several: keys of one and of two or three characters, to what replaces them."""

    single: Mapping[str, str] = field(repr=False)
    several: Mapping[str, str] = field(repr=False)

    # What vanishes at the beginning of a piece shifts all alignments in it: a symbol that stands for a class of
    # characters may then be aligned to the bytes of another.
    keeps_bytes = property(lambda self: all(self.single.values()) and all(self.several.values()))

    def needs(self) -> Needs:
        kinds, _ = grapheme_kinds()
        lengths = np.ones(CODE_POINTS, np.int32)
        for longer, begin in enumerate((0x80, 0x800, 0x10000), 2):
            lengths[begin:] = longer
        keys = np.zeros(CODE_POINTS, np.int32)
        keys[[ord(key) for key in self.single]] = 1
        characters = frozenset(char for text in (*self.several, *self.several.values()) for char in text)
        return needs_of_outputs(self.single) | Needs(characters, (kinds, lengths, keys))

    def compile(self, alphabet: Alphabet, fresh: bool = True) -> PrecompiledStage:
        outputs = outputs_of_symbols(self.single, alphabet)
        keys = sorted(self.several)
        beginnings = alphabet.size + len(keys) - 1
        seconds: dict[tuple[int, int], int] = {}
        thirds: dict[tuple[int, int], int] = {}
        for row, key in enumerate(keys, alphabet.size):
            first, second, *third = (alphabet.known[char] for char in key)
            if third:
                begun = seconds.setdefault((first, second), beginnings + 1 + len(seconds))
                thirds[begun - beginnings, third[0]] = row
            else:
                seconds[first, second] = row
        rows = (*outputs, *(tuple(alphabet.known[char] for char in self.several[key]) for key in keys))
        lengths = alphabet.table(lambda char: len(char.encode()))
        lengths[alphabet.first_token :] = LONGEST + 1
        low, high = self._limits(alphabet, lengths, {first for first, _ in seconds})
        return PrecompiledStage(
            single=compile_outputs(outputs, alphabet, fresh),
            rows=compile_outputs(rows, alphabet, fresh),
            keys=alphabet.table(lambda char: int(char in self.single)),
            seconds=_pairs(seconds, alphabet.size, alphabet.size),
            thirds=_pairs(thirds, 2 + len(seconds), alphabet.size) if thirds else None,
            beginnings=beginnings,
            clusters=compile_clusters(alphabet),
            low=low,
            high=high,
            lengths=lengths,
        )

    def _limits(self, alphabet: Alphabet, lengths: np.ndarray, firsts: set[int]) -> tuple[np.ndarray, np.ndarray]:
        """What is low follows what is high in a cluster of few bytes that is looked up whole; or it vanishes."""
        labels, kinds = grapheme_kinds()

        def kind(char: str) -> Any:
            return kinds[labels[ord(char)]]

        attaches = alphabet.table(lambda char: kind(char).attaches)
        low = np.where(attaches > 0, lengths, LATE)
        low[alphabet.table(lambda char: int(char in self.single and not self.single[char])) > 0] = -1
        looked_up = alphabet.table(lambda char: int(char in self.single))
        looked_up[list(firsts)] = 1
        takes_any = alphabet.table(lambda char: int(kind(char).prepends or kind(char).feed == 1))
        high = np.where(takes_any > 0, LATE + 1, np.maximum(LONGEST + 1 - lengths, 0)) * looked_up
        return low.astype(np.int32), high.astype(np.int32)


def _pairs(pairs: Mapping[tuple[int, int], int], lefts: int, rights: int) -> PairTable:
    rows = np.array([(left, right, value) for (left, right), value in pairs.items()], np.int32).reshape(-1, 3)
    left, right, value = rows.T
    return compile_pairs(left, right, value, lefts, rights)


def parse_precompiled(data: dict) -> Precompiled:
    if not isinstance(data.get("precompiled_charsmap"), str):
        raise Refused("no precompiled_charsmap")
    found = read_charsmap(data["precompiled_charsmap"])
    single = {key: text for key, text in found.items() if len(key) == 1}
    return Precompiled(single, {key: text for key, text in found.items() if len(key) > 1 and _is_cluster(key)})


def _is_cluster(key: str) -> bool:
    """Whether the characters can be in one cluster (of at most LONGEST bytes, so of at most three characters)."""
    labels, kinds = grapheme_kinds()
    found = [kinds[labels[ord(char)]] for char in key]
    return all(left.holds(right) for left, right in zip(found, found[1:]))
