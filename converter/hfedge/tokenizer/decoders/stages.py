"""What is done to the joined text in the graph.

A stage is a frozen dataclass that takes a Text to a Text of the same size. Everything is done to all bytes at once.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.decoders.utf8 import REPLACEMENT, well_formed
from hfedge.tokenizer.loops import only_if
from hfedge.tokenizer.refused import Refused
from hfedge.tokenizer.stream import last_starts, shifted


@dataclass(frozen=True)
class Text:
    """utf8: int32[M], zeros behind the text; count: int32[1], its bytes; lost: int32[1], bytes that found no room."""

    utf8: Any
    count: Any
    lost: Any

    @property
    def size(self) -> int:
        return int(self.utf8.shape[0])


def spread(counts: Any, size: int) -> tuple[Any, Any]:
    """counts: int32[n], how many new places each old one gives -> source: int32[size], the old place of each new one
    (the last that gave any, behind them all); first: int32[n], the first new place of each old one."""
    first = tf.cumsum(counts) - counts
    room = tf.reshape(tf.minimum(first, size), [-1, 1])
    # Each old place adds one where its first new one is, or would be: the sum is that of the last that begins by then.
    steps = tf.scatter_nd(room, np.ones(int(counts.shape[0]), np.int32), [size + 1])
    return tf.slice(tf.cumsum(steps), [0], [size]) - 1, first


def packed(values: Any, kept: Any) -> Any:
    """int32[n]: the values where kept (int32[n], 0 or 1) is 1, then zeros."""
    size = int(values.shape[0])
    place = tf.reshape(tf.cumsum(kept) * kept, [-1, 1])
    return tf.slice(tf.scatter_nd(place, values * kept, [size + 1]), [1], [size])


def _grown(text: Text, counts: Any, written: Callable[[Any, Any], Any]) -> Text:
    """Each byte gives `counts` new ones (1 behind the text). written: source and number among the bytes that its
    source gives, int32[M] each -> the new bytes."""
    source, first = spread(counts, text.size)
    count = text.count + tf.reduce_sum(counts, keepdims=True) - text.size
    places = np.arange(text.size, dtype=np.int32)
    inside = tf.cast(tf.less(places, count), tf.int32)
    utf8 = written(source, places - tf.gather(first, source)) * inside
    lost = tf.maximum(count - text.size, 0)
    return Text(utf8, count - lost, text.lost + lost)


def _shrunk(text: Text, deleted: Any) -> Text:
    """Without the bytes where deleted (int32[M], 0 or 1) is 1."""
    return replace(text, utf8=packed(text.utf8, 1 - deleted), count=text.count - tf.reduce_sum(deleted, keepdims=True))


def replace_ill_formed(text: Text) -> Text:
    """What is no UTF-8 becomes U+FFFD, as String::from_utf8_lossy of Rust does it."""
    whole, follows = well_formed(text.utf8)
    # The first byte of an ill-formed sequence gives the three of U+FFFD, the others nothing.
    counts = whole + len(REPLACEMENT) * (1 - whole) * (1 - follows)

    def written(source: Any, within: Any) -> Any:
        error = tf.gather(np.array([*REPLACEMENT], np.int32), within)
        return tf.where(tf.greater(tf.gather(whole, source), 0), tf.gather(text.utf8, source), error)

    return _grown(text, counts, written)


def leftmost(matches: Any, length: int, period: int) -> Any:
    """matches: int32[n], 1 where a match of `length` begins; period: how far apart two that overlap may be, if not a
    multiple of it. -> int32[n]: those taken from the left, each behind the end of the one before."""
    if period == length:
        return matches
    # Matches that overlap are a chain, `period` apart: the first is taken, and then every step-th.
    heads = matches * (1 - shifted(matches, -period))
    # Place 0 stands for "none" with last_starts, so everything is one place further there.
    last = tf.slice(last_starts(tf.pad(heads, [[1, 0]])), [1], [int(matches.shape[0])])
    distance = np.arange(1, int(matches.shape[0]) + 1, dtype=np.int32) - last
    taken = tf.equal(tf.math.floormod(distance, period * -(-length // period)), 0)
    return matches * tf.cast(taken, tf.int32)


@dataclass(frozen=True)
class Substitute:
    """`str.replace(old, new)`: matches do not overlap and are taken from the left. Raises Refused for a pattern that
    overlaps itself in more than one way, and one that cannot be told from padding."""

    old: bytes
    new: bytes

    def __post_init__(self) -> None:
        overlaps = self._overlaps()
        if not self.old or b"\0" in self.old or any(overlap % overlaps[0] for overlap in overlaps):
            raise Refused(f"to replace {self.old.decode()!r} in the joined text")

    def _overlaps(self) -> list[int]:
        """How far apart two matches may be, up to its length."""
        return [by for by in range(1, len(self.old)) if self.old.startswith(self.old[by:])] or [len(self.old)]

    def __call__(self, text: Text) -> Text:
        found = [tf.equal(shifted(text.utf8, by) if by else text.utf8, byte) for by, byte in enumerate(self.old)]
        matches = found[0]
        for more in found[1:]:
            matches = tf.logical_and(matches, more)
        taken = leftmost(tf.cast(matches, tf.int32), len(self.old), self._overlaps()[0])
        parts = [shifted(taken, -by) if by else taken for by in range(len(self.old))]
        if len(self.new) > len(self.old):
            return self._longer(text, parts)
        utf8 = text.utf8
        for part, byte in zip(parts, self.new):
            utf8 = tf.where(tf.greater(part, 0), byte, utf8)
        text = replace(text, utf8=utf8)
        return _shrunk(text, sum(parts[len(self.new) :])) if len(self.new) < len(self.old) else text

    def _longer(self, text: Text, parts: list[Any]) -> Text:
        counts = 1 + parts[0] * (len(self.new) - 1) - sum(parts[1:])

        def written(source: Any, within: Any) -> Any:
            new = tf.gather(np.array([*self.new], np.int32), within)
            return tf.where(tf.greater(tf.gather(parts[0], source), 0), new, tf.gather(text.utf8, source))

        return _grown(text, counts, written)


@dataclass(frozen=True)
class StripEnds:
    """Cuts the character `content` off the beginning, up to `start` times, and off the end, up to `stop` times."""

    content: bytes
    start: int
    stop: int

    def __post_init__(self) -> None:
        if b"\0" in self.content:
            raise Refused("to strip U+0000 off the joined text")

    def __call__(self, text: Text) -> Text:
        before = self._run(text, self.start, from_end=False) if self.start else None
        if self.stop:
            count = tf.maximum(text.count - self._run(text, self.stop, from_end=True), 0)
            inside = tf.less(np.arange(text.size, dtype=np.int32), count)
            text = replace(text, utf8=text.utf8 * tf.cast(inside, tf.int32), count=count)
        if before is None:
            return text
        padded = tf.pad(text.utf8, [[0, self._most(text, self.start)]])
        utf8 = tf.gather(padded, before + np.arange(text.size, dtype=np.int32))
        return replace(text, utf8=utf8, count=tf.maximum(text.count - before, 0))

    def _most(self, text: Text, times: int) -> int:
        """The most bytes that are cut off one end."""
        return min(times, text.size // len(self.content)) * len(self.content)

    def _run(self, text: Text, times: int, from_end: bool) -> Any:
        """int32[1]: how many bytes at this end are `content` again and again."""
        most = self._most(text, times)
        places = np.arange(most, dtype=np.int32)
        wanted = np.resize(np.frombuffer(self.content, np.uint8), most).astype(np.int32)
        if from_end:
            places, wanted = places[::-1].copy(), wanted[::-1].copy()  # the last byte first
            place = places + text.count - most
            found = tf.where(tf.less(place, 0), 0, tf.gather(text.utf8, tf.maximum(place, 0)))
        else:
            found = tf.slice(text.utf8, [0], [most])
        run = tf.where(tf.equal(found, wanted), most, np.arange(most, dtype=np.int32))
        length = len(self.content)
        run = tf.reduce_min(run, keepdims=True) if most else tf.zeros([1], tf.int32)
        return run if length == 1 else tf.math.floordiv(run, length) * length


# What clean-up tells apart; everything else is 0.
_SPACE, _MARK, _QUOTE = 1, 2, 3
_KINDS = {" ": _SPACE, **dict.fromkeys(".?!,", _MARK), "'": _QUOTE} | {char: 4 + i for i, char in enumerate("ntmsver")}
_DELETE, _QUOTED = 1, 2


def _action(second: int, third: int, fourth: int) -> int:
    """What to do with a space before these three kinds."""
    n, t, m, s, v, e, r = (_KINDS[char] for char in "ntmsver")
    if second == _QUOTE and third == _SPACE and fourth != _MARK:
        return _QUOTED
    shortened = second == _QUOTE and (third in (m, s) or (third, fourth) in ((v, e), (r, e)))
    return _DELETE if second == _MARK or shortened or (second, third, fourth) == (n, _QUOTE, t) else 0


def _byte_kinds() -> np.ndarray:
    """int32[256]"""
    table = np.zeros(256, np.int32)
    table[[ord(char) for char in _KINDS]] = list(_KINDS.values())
    return table


def _actions() -> np.ndarray:
    """int32[kinds ** 3]"""
    kinds = range(max(_KINDS.values()) + 1)
    return np.array([_action(*following) for following in product(kinds, repeat=3)], np.int32)


@dataclass(frozen=True)
class CleanUp:
    """`clean_up_tokenization` of transformers (tokenization_utils_base.py, 4.57): " ." -> ".", "?", "!" and "," alike,
    " ' " -> "'", " n't" -> "n't", " 'm", " 's", " 've" and " 're" alike, one after the other.

    All of them only delete spaces. None meets what another has done, but for " ' " and those behind it: so that one
    goes first, where it occurs. It must not take a space that stands before a mark, which is gone by its turn."""

    def __call__(self, text: Text) -> Text:
        actions = self._actions(text)

        def joined() -> tuple[Any, ...]:
            quoted = leftmost(tf.cast(tf.equal(actions, _QUOTED), tf.int32), 3, 2)
            shorter = _shrunk(text, quoted + shifted(quoted, -2))
            return shorter.utf8, shorter.count, self._actions(shorter)

        is_quoted = tf.equal(tf.reduce_max(actions), _QUOTED)
        utf8, count, actions = only_if(is_quoted, joined, lambda: (text.utf8, text.count, actions))
        return _shrunk(Text(utf8, count, text.lost), tf.cast(tf.equal(actions, _DELETE), tf.int32))

    def _actions(self, text: Text) -> Any:
        """int32[M]: what to do with each byte."""
        base = max(_KINDS.values()) + 1
        kinds = tf.gather(_byte_kinds(), text.utf8)
        following = (shifted(kinds, 1) * base + shifted(kinds, 2)) * base + shifted(kinds, 3)
        return tf.gather(_actions(), following) * tf.cast(tf.equal(kinds, _SPACE), tf.int32)
