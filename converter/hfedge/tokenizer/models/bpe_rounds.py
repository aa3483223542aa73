"""The merging of BPE as rounds over all pieces at once (tokenizers/src/models/bpe/word.rs, `merge_all`).

In each piece the pair with the lowest rank merges, of several the leftmost, until none is left. A token stands at the
place of its first symbol, the other places hold 0; `next` is the place of the token after it in the piece, 0 for none.

Three loops share the work, each with as few ops as its pieces allow, and one that has none of its own costs nothing:
pieces of at most 16 symbols; those of at most `width`; and all longer ones together, as if they were one.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.lookup import lookup
from hfedge.tokenizer.loops import only_if, repeat_while
from hfedge.tokenizer.models.bpe_pairs import NARROW, NONE, PairTable
from hfedge.tokenizer.stream import last_starts, next_starts


@dataclass(frozen=True)
class Pieces:
    """int32[n] each: the first place of the piece that a place is in, the place behind it, and the next token in it."""

    first: Any
    until: Any
    next: Any

    @property
    def places(self) -> np.ndarray:
        return np.arange(self.first.shape[0], dtype=np.int32)

    @property
    def length(self) -> Any:
        return self.until - self.first


def pieces_of(starts: Any, tokens: Any, contiguous: bool) -> Pieces:
    """starts: int32[n], 1 where a piece begins, and one past the last symbol; contiguous: no place within a piece is
    empty at the beginning."""
    places = np.arange(starts.shape[0], dtype=np.int32)
    until = next_starts(starts)
    after = places + 1 if contiguous else next_starts(tf.maximum(starts, tf.minimum(tokens, 1)))
    return Pieces(last_starts(starts), until, tf.where(tf.less(after, until), after, np.zeros_like(places)))


def merge_all(table: PairTable, tokens: Any, pieces: Pieces) -> Any:
    """tokens: int32[n] -> int32[n], the same with every merge made."""
    within = tf.minimum(pieces.places - pieces.first, table.width - 1)
    keys, merged = table.look_up_keys(tokens, tf.gather(tokens, pieces.next), within)
    short = tf.less_equal(pieces.length, NARROW)
    none = np.full(keys.shape, NONE, np.int32)
    long_keys = tf.where(short, none, keys)
    tokens = _by_piece(table, tokens, pieces, tf.where(short, keys, none), merged, within, NARROW)
    return only_if(
        tf.less(tf.reduce_min(long_keys), NONE),
        lambda: _merge_long(table, tokens, pieces, long_keys, merged, within),
        lambda: tokens,
    )


def _merge_long(table: PairTable, tokens: Any, pieces: Pieces, keys: Any, merged: Any, within: Any) -> Any:
    if table.width > NARROW:
        middling = tf.less_equal(pieces.length, table.width)
        keys = tf.where(middling, keys, np.full(keys.shape, NONE, np.int32))
        tokens = _by_piece(table, tokens, pieces, keys, merged, within, table.width)
    # In the pieces that are done nothing merges, though their `next` is that of the beginning: it names a token that
    # does follow, or an empty place.
    return _by_rank(table, tokens, pieces.next)


def _by_piece(table: PairTable, tokens: Any, pieces: Pieces, keys: Any, merged: Any, within: Any, width: int) -> Any:
    """One merge in each piece of at most `width` symbols per round: keys hold the place, so the lowest is one pair."""
    inside = tf.less_equal(pieces.length, width)
    ahead = []
    for power in range(math.ceil(math.log2(width))):
        place = pieces.places + (1 << power)
        ahead.append(tf.where(tf.less(place, pieces.until), place, pieces.places))

    def merge_once(tokens, following, keys, merged):
        lowest = keys
        for places in ahead:
            lowest = tf.minimum(lowest, tf.gather(lowest, places))
        chosen = tf.equal(keys, tf.minimum(tf.gather(lowest, pieces.first), NONE - 1))
        tokens, following = _merge(tokens, following, chosen, merged)
        return tokens, following, *table.look_up_keys(tokens, tf.gather(tokens, following), within)

    # A place without a next token has no pair: so the pieces of the other loops stay as they are.
    following = tf.where(inside, pieces.next, np.zeros_like(pieces.places))
    return repeat_while(_some_pair, merge_once, (tokens, following, keys, merged))[0]


def _by_rank(table: PairTable, tokens: Any, following: Any) -> Any:
    """In each round the lowest rank of all pieces together merges, at every place where it can at once."""

    def merge_once(tokens, following, ranks, merged):
        lowest = tf.reduce_min(ranks, keepdims=True)
        places = tf.equal(ranks, lowest)
        chosen = only_if(
            tf.greater(lookup(table.special, lowest) * (tf.reduce_sum(tf.cast(places, tf.int32)) - 1), 0),
            lambda: _special(table, tokens, following, places, merged, lowest),
            lambda: places,
        )
        tokens, following = _merge(tokens, following, chosen, merged)
        return tokens, following, *table.look_up(tokens, tf.gather(tokens, following))

    ranks, merged = table.look_up(tokens, tf.gather(tokens, following))
    return repeat_while(_some_pair, merge_once, (tokens, following, ranks, merged))[0]


def _special(table: PairTable, tokens: Any, following: Any, places: Any, merged: Any, lowest: Any) -> Any:
    """bool[n]: which of `places` merge in this round: all that do not overlap, if none of these merges, from the left
    to the right, brings a pair of a lower rank; else only the leftmost."""
    several = _every_other(places, tokens, following)
    after, next_after = _merge(tokens, following, several, merged)
    ranks, _ = table.look_up(after, tf.gather(after, next_after))
    # When a merge is made the token to its right is still the old one.
    made = tf.where(several, merged, np.zeros(tokens.shape, np.int32))
    between, _ = table.look_up(made, tf.gather(tokens, tf.gather(following, following)))
    undisturbed = tf.greater(tf.reduce_min(tf.minimum(ranks, between)), lowest)
    return tf.logical_and(several, tf.logical_or(undisturbed, _leftmost(places)))


def _some_pair(tokens, following, ranks, merged):
    return tf.less(tf.reduce_min(ranks), NONE)


def _merge(tokens: Any, following: Any, chosen: Any, merged: Any) -> tuple[Any, Any]:
    """chosen: bool[n], where the token merges with the next one."""
    size = int(tokens.shape[0])
    zero = np.zeros(size, np.int32)
    gone = tf.scatter_nd(tf.reshape(tf.where(chosen, following, zero), [-1, 1]), np.ones(size, np.int32), [size])
    tokens = tf.where(tf.equal(gone, 0), tf.where(chosen, merged, tokens), zero)
    return tokens, tf.where(chosen, tf.gather(following, following), following)


def _leftmost(places: Any) -> Any:
    count = tf.cumsum(tf.cast(places, tf.int32))
    return tf.logical_and(places, tf.equal(count, 1))


def _every_other(places: Any, tokens: Any, following: Any) -> Any:
    """Of each run of places that follow each other (a a a a) the first, the third and so on."""
    size = int(tokens.shape[0])
    flags = tf.cast(places, tf.int32)
    number = tf.cumsum(tf.minimum(tokens, 1))
    continued = tf.scatter_nd(tf.reshape(following * flags, [-1, 1]), flags, [size])
    begins = flags * (1 - tf.minimum(continued, 1))
    run = tf.cumsum(begins)
    first = tf.scatter_nd(tf.reshape(run * begins, [-1, 1]), number * begins, [size])
    odd = tf.math.floormod(number - tf.gather(first, run), 2)
    return tf.logical_and(places, tf.equal(odd, 0))
