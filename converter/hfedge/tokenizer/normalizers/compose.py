"""Canonical composition: starters and the marks (or starters) behind them that make one character."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import Alphabet
from hfedge.tokenizer.lookup import lookup
from hfedge.tokenizer.loops import repeat_while
from hfedge.tokenizer.normalizers.outputs import Outputs, compile_outputs, outputs_of_symbols
from hfedge.tokenizer.pair_table import PairTable, compile_pairs
from hfedge.tokenizer.stream import Stream, last_starts, shifted

GONE, OPEN, SETTLED = range(3)


@dataclass(frozen=True)
class Composer:
    """parts: the decomposition of each symbol; pairs: what composes; by symbol, int32[symbols] each: classes, ranks of
    combining classes; seconds, 1 for what may be the right one of a pair; leads, 1 for a starter of these that may,
    composed or not, compose with another of them behind it; follows, 1 for these others (Hangul: vowels and tails)."""

    parts: Outputs
    pairs: PairTable
    classes: np.ndarray
    seconds: np.ndarray
    leads: np.ndarray
    follows: np.ndarray

    def compose(self, stream: Stream, consumed: Any) -> tuple[Any, Any]:
        """stream: decomposed, its marks in order; consumed: int32[size], per symbol. -> symbols, 0 where one is gone
        into another, and consumed, added up in that other: int32[size] each.

        As in src/recompose.rs: a character composes with the last starter before it, unless something in between is
        of its class. In each round the first open one behind every starter is settled.
        """
        first = last_starts(stream.starts)
        symbols, states = repeat_while(
            lambda symbols, states: tf.reduce_any(tf.equal(states, OPEN)),
            lambda symbols, states: self._settled(first, symbols, states),
            (stream.symbols, self._open(stream)),
        )
        left = tf.minimum(states, 1)
        starter = last_starts(_starters(states, lookup(self.classes, symbols)))
        place = tf.where(tf.equal(states, GONE), starter, stream.places)
        return symbols * left, tf.scatter_nd(tf.reshape(place, [-1, 1]), consumed, [stream.size]) * left

    def _open(self, stream: Stream) -> Any:
        """int32[size]: the states to begin with. The first symbol of a piece is settled, and so is what is never the
        right one of a pair, or never behind what stands before it, whatever becomes of that."""
        symbols, starts = stream.symbols, stream.starts
        second = lookup(self.seconds, symbols)
        starter = second * tf.cast(tf.equal(lookup(self.classes, symbols), 0), tf.int32)
        chained = shifted(lookup(self.leads, symbols), -1) * lookup(self.follows, symbols)
        hopeless = starter * shifted(starter, -1) * (1 - chained)
        open_ = second * (1 - starts) * (1 - hopeless)
        return tf.minimum(symbols, 1) * (SETTLED - open_ * (SETTLED - OPEN))

    def _settled(self, first: Any, symbols: Any, states: Any) -> tuple[Any, Any]:
        """One round. first: int32[size], the first place of each place's piece."""
        ranks = lookup(self.classes, symbols)
        before = shifted(last_starts(tf.minimum(states, 1)), -1)
        starter = shifted(last_starts(_starters(states, ranks)), -1)
        open_ = tf.cast(tf.equal(states, OPEN), tf.int32)
        count = tf.cumsum(open_)
        # In a piece the first symbol is settled: it serves as starter where there is none before.
        next_one = tf.equal(count - tf.gather(count, tf.maximum(starter, first)), open_)
        turn = tf.cast(next_one, tf.int32) * open_
        free = tf.logical_or(tf.equal(before, starter), tf.less(tf.gather(ranks, before), ranks))
        free = tf.logical_and(free, tf.greater_equal(starter, first))
        left = tf.gather(symbols, starter)
        merged = tf.maximum(self.pairs.find(left, symbols), 0) * tf.cast(free, tf.int32) * turn
        gone = tf.minimum(merged, 1)
        target = tf.reshape(starter * gone, [-1, 1])
        composed = symbols + tf.scatter_nd(target, (merged - left) * gone, [int(first.shape[0])])
        blocked = tf.maximum(turn, self._blocked(first, ranks, states) * open_)
        return composed, states + blocked * (SETTLED - OPEN) - gone * (SETTLED - GONE)

    def _blocked(self, first: Any, ranks: Any, states: Any) -> Any:
        """int32[size]: 1 for marks behind a settled one of their class, with only such marks between."""
        settled = tf.maximum(shifted(last_starts(states - tf.minimum(states, 1)), -1), first)
        starter = shifted(last_starts(tf.minimum(states, 1) * (1 - tf.minimum(ranks, 1))), -1)
        same = tf.logical_and(tf.equal(tf.gather(ranks, settled), ranks), tf.greater(settled, starter))
        return tf.cast(same, tf.int32)


def _starters(states: Any, ranks: Any) -> Any:
    return tf.cast(tf.logical_and(tf.equal(states, SETTLED), tf.equal(ranks, 0)), tf.int32)


def compile_composer(
    decomposed: Mapping[str, str], compositions: Mapping[tuple[str, str], str], classes: np.ndarray, alphabet: Alphabet
) -> Composer:
    known = alphabet.known
    rows = [(known[left], known[right], known[whole]) for (left, right), whole in compositions.items()]
    left, right, whole = np.array(rows, np.int32).T
    seconds = np.zeros(alphabet.size, np.int32)
    seconds[right] = 1
    starter = (seconds > 0) & (classes == 0)
    # From a second starter to what it may be when it is settled: itself or composed.
    leads, follows = np.zeros((2, alphabet.size), np.int32)
    for given, made in ((right, whole), (right, right)):
        found = {symbol: set(given[(made == symbol) & starter[given]].tolist()) for symbol in set(left.tolist())}
        for first, second in zip(left.tolist(), right.tolist()):
            if found[first] and starter[second]:
                leads[list(found[first])] = 1
                follows[second] = 1
    return Composer(
        parts=compile_outputs(outputs_of_symbols(decomposed, alphabet), alphabet, fresh=True),
        pairs=compile_pairs(left, right, whole, alphabet.size, alphabet.size),
        classes=classes,
        seconds=seconds,
        leads=leads,
        follows=follows,
    )
