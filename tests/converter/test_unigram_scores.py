"""Scores as integers, and sums of them that round as float64 does."""

import math
import random

import numpy as np
import pytest

from hfedge.tokenizer.lookup import Shifted, Split
from hfedge.tokenizer.models.unigram_scores import LOW, Costs, Rounding, compile_costs, powers_above
from hfedge.tokenizer.models.unigram_viterbi import CARRIES, IMPOSSIBLE
from hfedge.tokenizer.refused import Refused


def whole(limbs: list[np.ndarray], radices: tuple[int, ...]) -> list[int]:
    """The numbers that limbs stand for."""
    units = [math.prod(radices[:index]) for index in range(len(limbs))]
    return [sum(int(limb) * unit for limb, unit in zip(row, units)) for row in zip(*limbs)]


def parts(numbers: list[int], radices: tuple[int, ...]) -> list[np.ndarray]:
    """Limbs of numbers: int32[n, 1] each."""
    limbs = []
    for radix in radices:
        limbs.append([number % radix for number in numbers])
        numbers = [number // radix for number in numbers]
    return [np.array(limb, np.int32).reshape(-1, 1) for limb in [*limbs, numbers]]


def limbs_of(costs: Costs, count: int) -> list[np.ndarray]:
    return [np.asarray(limb) for limb in costs.limbs(np.arange(1, count + 1, dtype=np.int32))]


@pytest.mark.parametrize("smallest", [0.3, 2.1, 0.004])
def test_the_limbs_of_a_score_are_the_score_to_its_last_bit(smallest):
    rng = random.Random(4)
    scores = [-smallest, *(-rng.uniform(smallest, 23) for _ in range(500)), 0.0]
    costs = compile_costs(scores)
    unit = 2.0 ** (math.frexp(smallest)[1] - 53)
    assert [number * unit for number in whole(limbs_of(costs, len(scores)), costs.radices)] == [-s for s in scores]


def test_a_coarse_cost_is_the_cost_cut_off_after_29_bits():
    scores = [-23.4567891234, -0.7, -11.000000001]
    costs = compile_costs(scores)
    high, low = (np.asarray(part) for part in costs.coarse(np.arange(1, 4, dtype=np.int32)))
    assert [int(h) * LOW + int(part) for h, part in zip(high, low)] == [int(-score * 2**24) for score in scores]


def test_scores_take_eight_bytes_at_most():
    rng = random.Random(1)
    costs = compile_costs([-rng.uniform(0.3, 23) for _ in range(10_000)])
    tables = [costs.high, costs.low, *costs.rest]
    stored = sum(table.nbytes if isinstance(table, (np.ndarray, Shifted, Split)) else 10**9 for table in tables)
    assert stored <= 8 * 10_001


@pytest.mark.parametrize("radices", [(1 << 22, 1 << 20), (1 << 22, 1 << 12, LOW), (1 << 22, 1 << 20, LOW)])
def test_sums_of_limbs_are_those_of_float64_ties_included(radices):
    rng = random.Random(9)
    rounding = Rounding(radices, powers_above(), 2**23)
    left, right = [], []
    for _ in range(3000):
        # A float64 of 53 bits and some zeros, and one that ends in the bits that decide.
        zeros = rng.randrange(0, 12)
        left.append(rng.getrandbits(53) << zeros)
        near_half = ((1 << zeros) >> 1) + rng.choice([-1, 0, 0, 0, 1])
        right.append(max(0, (rng.getrandbits(30) << zeros) + near_half))
    sums = [first + second for first, second in zip(parts(left, radices), parts(right, radices))]
    found = whole([np.asarray(limb).reshape(-1) for limb in rounding(sums)], radices)
    assert found == [int(float(first) + float(second)) for first, second in zip(left, right)]
    assert found != [first + second for first, second in zip(left, right)]


def test_no_limb_of_a_sum_leaves_24_bits_where_there_is_no_token():
    radices = (1 << 22, 1 << 20)
    rounding = Rounding(radices, powers_above(), IMPOSSIBLE - CARRIES)
    largest = [
        np.full((1, 1), value, np.int32) for value in (2 * radices[0] - 2, 2 * radices[1] - 2, 2 * IMPOSSIBLE - CARRIES)
    ]
    rounded = [int(np.asarray(limb).item()) for limb in rounding(largest)]
    assert all(0 <= limb < 2**24 for limb in rounded)
    assert rounded[-1] >= 2 * IMPOSSIBLE - CARRIES


def test_a_score_too_near_to_zero_beside_others_is_refused():
    with pytest.raises(Refused, match="near to zero"):
        compile_costs([-1e-7, -20.3])
