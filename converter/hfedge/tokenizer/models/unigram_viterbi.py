"""Viterbi over the symbols of all pieces at once (tokenizers/src/models/unigram/model.rs, `encode_optimized`).

The places are cut into lanes of about equal length, each a run of whole pieces. A step takes every lane one place on:
for the place it takes each token that ends there, adds its cost to the best sum at the place before the token, and
keeps the least. So the number of steps is the longest lane, and one long piece costs as many steps as it has symbols
and no more. Of equal sums the reference keeps the token that begins first: the longest.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.loops import repeat_while
from hfedge.tokenizer.models.unigram_scores import DOUBLE_BITS, LOW, STEPS, Costs, Rounding
from hfedge.tokenizer.refused import Refused

COARSE_LANE, EXACT_LANE = 16, 32  # places; an exact step has more ops, so there are fewer and longer lanes
MANY_STEPS = 64  # from here on it pays to look for places where a piece may be cut for the lanes' sake
UNROLLED = 4  # steps per iteration: an iteration copies the matrix of numbers
IMPOSSIBLE = 1 << 23  # as the high part of a cost: no token
CARRIES = 4  # what the highest part of a sum may get from below
LONGEST = 120  # symbols of a token: 2^14 * (LONGEST + 1) and IMPOSSIBLE together stay below 2^24


@dataclass(frozen=True)
class Lanes:
    """first, end: int32[lanes], the first place of each and one past its last; steps: int32[1], of the longest."""

    first: Any
    end: Any
    steps: Any


def lanes_of(next_starts: Any, total: Any, width: int) -> Lanes:
    """next_starts: int32[size], the first piece after each place; total: int32[1]; width: places per lane."""
    size = int(next_starts.shape[0])
    cuts = tf.minimum(tf.gather(next_starts, np.arange(width - 1, size - 1, width, dtype=np.int32)), total + 1)
    first, end = tf.concat([[1], cuts], 0), tf.concat([cuts, total + 1], 0)
    return Lanes(first, end, tf.reshape(tf.reduce_max(end - first), [1]))


def uncrossed(numbers: Any) -> Any:
    """numbers: int32[longest, size], see coarse_path -> int32[size]: 1 at the places that no token runs into from
    before. What is chosen behind such a place does not depend on what is before it, as long as sums are not rounded."""
    longest, size = numbers.shape
    lengths = np.arange(longest, 0, -1, dtype=np.int32).reshape(-1, 1)
    behind = np.arange(1, size + 1, dtype=np.int32)
    # One more token is under way from its second place on, one less behind its end.
    second = behind + 1 - tf.reduce_max(tf.where(tf.equal(numbers, 0), 0, lengths), axis=0)
    begun = tf.scatter_nd(tf.reshape(second, [-1, 1]), np.ones(size, np.int32), [size + 1])
    under_way = tf.cumsum(begun - np.minimum(np.arange(size + 1, dtype=np.int32), 1))
    return tf.cast(tf.equal(tf.slice(under_way, [0], [size]), 0), tf.int32) * np.minimum(behind - 1, 1)


@dataclass(frozen=True)
class CoarsePath:
    """Viterbi by coarse costs, in two parts. high, low: int32[size, longest]: in a column the cost of the token of
    (longest - column) symbols that ends at each place, IMPOSSIBLE if there is none; there always is one in the last
    column. margin: what the sums of two paths may be wrong by.

    Sums are kept relative to the newest one, so their size does not depend on the text: the high part stays within
    2^14 * (longest + 1), the low one within 2^15 * (longest + 1).
    """

    high: Any
    low: Any
    margin: int

    def walk(self, lanes: Lanes) -> tuple[Any, Any]:
        """int32[size]: how many symbols the best token that ends at each place has, less one;
        int32[1]: 1 if some token came so near to the best that exact sums may say otherwise."""
        width, (size, longest) = int(lanes.first.shape[0]), self.high.shape
        window = np.zeros((width, longest), np.int32)

        def iteration(number: Any, near: Any, extra: Any, high: Any, low: Any) -> tuple[Any, ...]:
            visited, found, gaps = [], [], []
            for within in range(UNROLLED):
                places = _places(lanes, number + within)
                column, gap, high, low = self._step(places, high, low)
                visited.append(places)
                found.append(column)
                gaps.append(gap)
            if self.margin:
                several = _count(tf.less_equal(tf.concat(gaps, 0), self.margin)) - width * UNROLLED
                near = tf.minimum(near + several, 1)
            extra += _scattered(visited, longest - 1 - tf.concat(found, 0), size)
            return number + UNROLLED, near, extra, high, low

        nothing, extra = np.zeros(1, np.int32), np.zeros(size, np.int32)
        _, near, extra, _, _ = repeat_while(
            lambda number, *_: tf.less(number, lanes.steps), iteration, (nothing, nothing, extra, window, window)
        )
        return extra, near

    def _step(self, places: Any, high: Any, low: Any) -> tuple[Any, Any, Any, Any]:
        highs, lows = high + tf.gather(self.high, places), low + tf.gather(self.low, places)
        least = tf.reduce_min(highs, axis=1, keepdims=True)
        # A high part so much larger loses whatever the low parts are.
        far = int(highs.shape[1]) + 3 + self.margin // LOW
        sums = tf.minimum(highs - least, far) * LOW + lows
        best = tf.reduce_min(sums, axis=1, keepdims=True)
        column = tf.argmin(sums, axis=1, output_type=tf.int32)
        carry = best // LOW
        newest = least + carry, best - carry * LOW
        high, low = (_moved(window, value) - value for window, value in zip((high, low), newest))
        return column, sums - best, high, low


def coarse_path(numbers: Any, costs: Costs) -> CoarsePath:
    """numbers: int32[longest, size], the token of (longest - row) symbols that ends at each place, 0 for none."""
    high, low = (tf.reshape(part, numbers.shape) for part in costs.coarse(tf.reshape(numbers, [-1])))
    high = tf.where(tf.equal(numbers, 0), IMPOSSIBLE, high)
    size = int(numbers.shape[1])
    # Each coarse cost of a path may be one too small; and each of the reference's sums, which are below size * 2^29, is
    # rounded to 53 bits.
    margin = size + 2 + 2 * size * size // 2**24 if costs.rest else 0
    return CoarsePath(tf.transpose(high), tf.transpose(low), margin)


@dataclass(frozen=True)
class ExactPath:
    """Viterbi by the sums that float64 gives. numbers: int32[longest, size], see coarse_path; inside:
    int32[size], 0 where a piece ends."""

    numbers: Any
    costs: Costs
    powers: Any
    inside: Any

    def walk(self, lanes: Lanes) -> Any:
        """int32[size], as of CoarsePath."""
        width, (longest, size), rounding = int(lanes.first.shape[0]), self.numbers.shape, self._rounding()
        limbs = len(rounding.radices) + 1
        costs, windows = self._costs(limbs), (np.zeros((width, longest), np.int32),) * limbs

        def iteration(number: Any, extra: Any, *windows: Any) -> tuple[Any, ...]:
            visited, found = [], []
            for within in range(UNROLLED):
                places = _places(lanes, number + within)
                column, windows = _exact_step(rounding, tf.gather(costs, places), windows)
                visited.append(places)
                found.append(column)
            extra += _scattered(visited, longest - 1 - tf.concat(found, 0), size)
            return number + UNROLLED, extra, *windows

        start = np.zeros(1, np.int32), np.zeros(size, np.int32), *windows
        return repeat_while(lambda number, *_: tf.less(number, lanes.steps), iteration, start)[1]

    def _costs(self, limbs: int) -> Any:
        """int32[size, limbs * longest + 1]: the limbs of the costs by column, and `inside`."""
        parts = [tf.reshape(limb, self.numbers.shape) for limb in self.costs.limbs(tf.reshape(self.numbers, [-1]))]
        parts += [np.zeros(self.numbers.shape, np.int32)] * (limbs - len(parts))
        parts[-1] = tf.where(tf.equal(self.numbers, 0), IMPOSSIBLE, parts[-1])
        return tf.transpose(tf.concat([*parts, tf.reshape(self.inside, [1, -1])], 0))

    def _rounding(self) -> Rounding:
        """Raises Refused where sums over the whole stream have too many bits."""
        radices, size = self.costs.radices, int(self.numbers.shape[1])
        highest = size * self.costs.highest
        lowest_bit = sum(radix.bit_length() - 1 for radix in radices)
        if highest * 2.0 ** (lowest_bit - DOUBLE_BITS) >= STEPS:
            raise Refused(f"scores of too different sizes for texts of {size} characters")
        if highest < IMPOSSIBLE - CARRIES:
            return Rounding(radices, self.powers, highest)
        return Rounding((*radices, LOW), self.powers, highest // LOW + 1)


def _exact_step(rounding: Rounding, costs: Any, windows: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """costs: int32[lanes, limbs * longest + 1] -> the best columns, int32[lanes], and the windows of sums, moved on."""
    lanes, longest = windows[0].shape
    added = [tf.slice(costs, [0, index * longest], [lanes, longest]) for index in range(len(windows))]
    inside = tf.slice(costs, [0, len(windows) * longest], [lanes, 1])
    least, column = _least(rounding([window + limb for window, limb in zip(windows, added)]))
    return column, tuple(_moved(window, value * inside) for window, value in zip(windows, least))


def _places(lanes: Lanes, number: Any) -> Any:
    """int32[lanes]: the place of each lane at a step, 0 when it is done."""
    places = lanes.first + number
    return places * tf.cast(tf.less(places, lanes.end), tf.int32)


def _moved(window: Any, newest: Any) -> Any:
    """Columns one to the left, the newest value last. window: int32[m, n], newest: int32[m, 1]."""
    rows, columns = window.shape
    return tf.concat([tf.slice(window, [0, 1], [rows, columns - 1]), newest], axis=1)


def _count(found: Any) -> Any:
    """int32[1]: how many are true."""
    return tf.reshape(tf.reduce_sum(tf.cast(found, tf.int32)), [1])


def _scattered(places: list[Any], values: Any, size: int) -> Any:
    """Lanes that are done stand at place 0, where the only token is one unknown symbol: that adds nothing."""
    return tf.scatter_nd(tf.reshape(tf.concat(places, 0), [-1, 1]), values, [size])


def _least(limbs: list[Any]) -> tuple[list[Any], Any]:
    """limbs: int32[m, n], lowest first -> the least of each row, int32[m, 1] each, and its first column, int32[m]."""
    least, current = [], limbs[-1]
    for limb in [*reversed(limbs[:-1]), None]:
        least.insert(0, tf.reduce_min(current, axis=1, keepdims=True))
        if limb is not None:
            current = tf.where(tf.equal(current, least[0]), limb, 2 * IMPOSSIBLE - 1)
    return least, tf.argmin(current, axis=1, output_type=tf.int32)
