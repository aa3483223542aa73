"""Normalizers that work at the ends of a piece: Strip and Prepend (tokenizers/src/normalizers/{strip,prepend}.rs).

What they leave is aligned to itself, what Prepend adds to the first character of the piece.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from tokenizers import pre_tokenizers

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import CODE_POINTS, Alphabet, Needs
from hfedge.tokenizer.lookup import lookup
from hfedge.tokenizer.normalizers.rarely import stream_if
from hfedge.tokenizer.normalizers.reference import pages
from hfedge.tokenizer.refused import Refused
from hfedge.tokenizer.stream import Stream, expand, expansion, keep, last_starts, next_starts, shifted


@lru_cache(maxsize=1)
def white_space() -> np.ndarray:
    """int32[0x110000]: 1 for what Rust's char::is_whitespace holds for, which is what WhitespaceSplit splits at."""
    found = np.zeros(CODE_POINTS, np.int32)
    split = pre_tokenizers.WhitespaceSplit()
    for page in pages():
        kept = np.zeros(2 * len(page) + 1, bool)
        for _, (begin, end) in split.pre_tokenize_str("a" + "".join(f"{chr(point)}a" for point in page)):
            kept[begin:end] = True
        found[page] = ~kept[1::2]
    return found


@dataclass(frozen=True)
class StripStage:
    """others: int32[symbols], 1 for what is no white space (also for added tokens, and where there is no symbol)."""

    others: np.ndarray
    left: bool
    right: bool

    context_free = False

    def __call__(self, stream: Stream) -> Stream:
        other = lookup(self.others, stream.symbols)
        edges = stream.starts if self.left else np.zeros(stream.size, np.int32)
        if self.right:
            last = tf.cast(tf.equal(stream.places, stream.total), tf.int32)
            edges = edges + last + shifted(stream.starts, 1)
        return stream_if(
            tf.reduce_any(tf.greater(edges, edges * other)), lambda: self._stripped(stream, other), lambda: stream
        )

    def _stripped(self, stream: Stream, other: Any) -> Stream:
        count = tf.cumsum(other)
        kept = []
        if self.left:
            begin = last_starts(stream.starts)
            kept.append(tf.minimum(count - tf.gather(count - other, begin), 1))
        if self.right:
            end = tf.minimum(next_starts(stream.starts), stream.total + 1) - 1
            kept.append(tf.minimum(tf.gather(count, end) - count + other, 1))
        return keep(stream, kept[0] if len(kept) == 1 else kept[0] * kept[1])


@dataclass(frozen=True)
class Strip:
    left: bool
    right: bool

    def needs(self) -> Needs:
        return Needs(partitions=(white_space(),))

    def compile(self, alphabet: Alphabet, fresh: bool = True) -> StripStage:
        return StripStage(1 - alphabet.labels(white_space()), self.left, self.right)


def parse_strip(data: dict) -> Strip:
    strip = Strip(bool(data["strip_left"]), bool(data["strip_right"]))
    if not strip.left and not strip.right:
        raise Refused("neither side is stripped")
    return strip


@dataclass(frozen=True)
class PrependStage:
    """written: int32[characters], their symbols; extra: how many places a piece may need that it has not (a piece
    is begun by a text, or by an added token, which is one symbol for all its bytes)."""

    written: np.ndarray
    first_token: int
    extra: int

    context_free = False

    def __call__(self, stream: Stream) -> Stream:
        count = int(self.written.shape[0])
        pieces = stream.starts * tf.cast(tf.less(stream.symbols, self.first_token), tf.int32)
        room = count * len(stream.totals) + (stream.size // 2 + 16 if self.extra else 0)
        added = pieces * count
        moved = expansion(stream, tf.minimum(stream.symbols, 1) + added, stream.size + room, 1 + count)
        within = tf.maximum(moved.within, 0)  # -1 at place 0
        own = tf.gather(stream.symbols, moved.source)
        is_new = tf.less(within, tf.gather(added, moved.source))
        return expand(stream, moved, tf.where(is_new, lookup(self.written, tf.minimum(within, count - 1)), own))


@dataclass(frozen=True)
class Prepend:
    text: str

    def needs(self) -> Needs:
        return Needs(frozenset(self.text))

    def compile(self, alphabet: Alphabet, fresh: bool = True) -> PrependStage:
        tokens = alphabet.characters[alphabet.first_token :]
        shortest = min((len(token.encode()) for token in tokens), default=len(self.text) + 1)
        extra = max(0, len(self.text) + 1 - shortest)
        return PrependStage(
            np.array([alphabet.known[char] for char in self.text], np.int32), alphabet.first_token, extra
        )


def parse_prepend(data: dict) -> Prepend:
    if not data["prepend"]:
        # The reference then aligns the first character to nothing.
        raise Refused("nothing to prepend")
    return Prepend(data["prepend"])
