"""Unigram's scores as integers: sums that say what float64 sums say.

The reference adds scores in float64 and takes the larger sum (tokenizers/src/models/unigram/model.rs,
`encode_optimized`). A graph has int32 below 2^24 only, so a score is kept as a cost (its negative) in two parts:

- coarse: COARSE_BITS bits, rounded; sums of these decide unless two of them are closer than all roundings together
  (those of the coarse costs and of the reference's own additions) could explain;
- rest: the remaining bits down to the last that any float64 sum of scores can have. With these the slow path adds and
  rounds as float64 does, to 53 bits, halves to even.

Scores all of which fit the coarse part (as scores made by hand do) need no slow path: then float64 is exact as well.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.lookup import compact, lookup, narrow
from hfedge.tokenizer.refused import Refused

COARSE_BITS, LOW_BITS = 29, 15  # of a coarse cost, and of its low part: so both parts fit int16
LOW = 1 << LOW_BITS
FINE_BITS = 22  # of the lowest limb of the slow path
DOUBLE_BITS = 53
STEPS = 1 << 21  # sums stay below this many times 2^53 lowest units


@dataclass(frozen=True)
class Costs:
    """Cost of each token number, as tables that `lookup` reads. coarse cost = high * 2^15 + low, 0 <= low < 2^15;
    cost = coarse cost * 2^(22 + middle_bits) + middle * 2^22 + fine, in units of 2^(the lowest bit's exponent).

    rest: (middle, fine), or () where the coarse costs are exact; highest: what every `high` is below.
    """

    high: Any
    low: Any
    highest: int
    rest: tuple[Any, ...]
    middle_bits: int

    def coarse(self, numbers: Any) -> tuple[Any, Any]:
        return lookup(self.high, numbers), lookup(self.low, numbers)

    def limbs(self, numbers: Any) -> tuple[Any, ...]:
        """The whole cost, lowest limb first; see `radices`."""
        middle, fine = (lookup(table, numbers) for table in self.rest)
        high, low = self.coarse(numbers)
        if self._joined:
            return fine, middle + low * 2**self.middle_bits, high
        return fine, middle, low, high

    @property
    def radices(self) -> tuple[int, ...]:
        """One more than the largest value of each limb but the highest."""
        fine, middle = 1 << FINE_BITS, 1 << self.middle_bits
        return (fine, middle * LOW) if self._joined else (fine, middle, LOW)

    @property
    def _joined(self) -> bool:
        return LOW_BITS + self.middle_bits <= FINE_BITS


def compile_costs(scores: Sequence[float]) -> Costs:
    """scores: by token number from 1. Raises Refused for what the integers here do not reproduce."""
    costs = [-score for score in scores]
    unit = math.frexp(max(map(abs, costs), default=0.0))[1] - COARSE_BITS
    if all(_is_multiple(cost, unit) for cost in costs):
        whole = [_in_units(cost, unit) for cost in costs]
        return _coarse(np.array([0, *whole], np.int64))
    if min(costs) < 0:
        raise Refused("scores above zero that are not short binary fractions")
    smallest = min(math.frexp(cost)[1] - 1 for cost in costs if cost)
    # The last bit of every score and sum: no float64 of this size or larger has bits below.
    last = min(smallest - (DOUBLE_BITS - 1), unit - FINE_BITS)
    middle_bits = unit - last - FINE_BITS
    if middle_bits > FINE_BITS:
        raise Refused(f"a score as near to zero as {2.0**smallest} beside one of {-max(costs)}")
    whole = [0, *(_in_units(cost, last) for cost in costs)]
    cut = 1 << (unit - last)
    rest = np.array([value % cut for value in whole], np.int64)
    middle, fine = narrow(rest >> FINE_BITS), compact(rest % (1 << FINE_BITS))
    coarse = _coarse(np.array([value // cut for value in whole], np.int64))
    return replace(coarse, rest=(middle, fine), middle_bits=middle_bits)


def _coarse(costs: np.ndarray) -> Costs:
    high = costs >> LOW_BITS
    return Costs(narrow(high), narrow(costs % LOW), int(high.max()) + 1, rest=(), middle_bits=0)


def _is_multiple(cost: float, exponent: int) -> bool:
    return math.ldexp(cost, -exponent).is_integer()


def _in_units(cost: float, exponent: int) -> int:
    return int(math.ldexp(cost, -exponent))


@dataclass(frozen=True)
class Rounding:
    """Sums in limbs, added as float64 adds: what lies beyond 53 bits is rounded, halves to even.

    radices: of all limbs but the highest, lowest first; powers: int32[n], see `powers_above`; highest: what the highest
    limb of a sum is below, sums of what cannot be excepted.
    """

    radices: tuple[int, ...]
    powers: Any
    highest: int

    def normal(self, limbs: list[Any]) -> list[Any]:
        """Limbs below twice their radix -> below it, but for the highest."""
        limbs = list(limbs)
        for index, radix in enumerate(self.radices):
            carry = tf.cast(tf.greater_equal(limbs[index], radix), tf.int32)
            limbs[index] -= carry * radix
            limbs[index + 1] += carry
        return limbs

    def __call__(self, limbs: list[Any]) -> list[Any]:
        """limbs: int32[m, n] each, the sums of two, limb by limb -> their float64 sum."""
        low, *others = limbs
        step = self._step(limbs)
        # Two steps divide the radix, so it does not matter that the carry is still in it. The larger of the two numbers
        # is a multiple of half a step at least, so the sum is not rounded up to twice the radix.
        beyond = tf.math.floormod(low, step * 2)
        twice = beyond * 2
        ups = tf.cast(tf.greater(twice, step), tf.int32) + tf.cast(tf.greater_equal(twice, step * 3), tf.int32)
        return self.normal([low - beyond + ups * step, *others])

    def _step(self, limbs: list[Any]) -> Any:
        """The value of the last bit that float64 keeps, in units of the lowest limb: a power of two."""
        bits = self._lowest_bits
        first = next(index for index, bit in enumerate([*bits[1:], 2**24]) if bit > DOUBLE_BITS)
        carried = limbs[0]
        for limb, radix in zip(limbs[1 : first + 1], self.radices):
            carried = limb + tf.cast(tf.greater_equal(carried, radix), tf.int32)
        # What `first` carries on is in it still, so the limbs above it are taken as they are.
        above = self._above(carried, bits[first])
        for limb, bit in zip(limbs[first + 1 :], bits[first + 1 :]):
            above = above + self._above(limb, bit)
        size = int(self.powers.shape[0])
        if self.highest * 2.0 ** (self._lowest_bits[-1] - DOUBLE_BITS) < size:
            # What cannot be costs more: any step will do.
            near = lookup(self.powers, tf.reshape(tf.minimum(above, size - 1), [-1]))
            return tf.reshape(near, above.shape)
        above = tf.minimum(above, STEPS - 1)
        near = lookup(self.powers, tf.reshape(tf.minimum(above, size - 1), [-1]))
        far = lookup(self.powers, tf.reshape(above // size, [-1]))
        return tf.where(tf.less(above, size), tf.reshape(near, above.shape), tf.reshape(far * size, above.shape))

    def _above(self, limb: Any, lowest_bit: int) -> Any:
        """How often 2^53 goes into a limb."""
        if lowest_bit <= DOUBLE_BITS:
            return limb // 2 ** (DOUBLE_BITS - lowest_bit)
        scale = 2 ** (lowest_bit - DOUBLE_BITS)
        return tf.minimum(limb, STEPS // scale) * scale

    @property
    def _lowest_bits(self) -> list[int]:
        """The number of each limb's lowest bit."""
        return [sum(radix.bit_length() - 1 for radix in self.radices[:index]) for index in range(len(self.radices) + 1)]


def powers_above(count: int = 1 << 12) -> np.ndarray:
    """int32[count]: 1, 2, 4, 4, 8 ...: the smallest power of two above each number."""
    return np.array([1 << number.bit_length() for number in range(count)], np.int32)
