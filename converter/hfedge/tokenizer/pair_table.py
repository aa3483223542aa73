"""From a pair of numbers to a value: a sparse matrix whose rows are displaced into one vector (see packing.py).

Long rows fit nowhere but behind one another. So the pairs of a left that has many (" " in a vocabulary of merges) are
rows of their rights instead: few lefts are so, so those rows are short, or dense.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.lookup import Shifted, Split, compact, lookup
from hfedge.tokenizer.packing import pack_rows, ranked

Table = np.ndarray | Shifted | Split

_LONG_ROW = 24


@dataclass(frozen=True)
class PairTable:
    """left: [lefts], the base of each left's row (0 if it has no pair), or minus its number, for a long row;
    right: [rights], the base of each right's row of pairs with such lefts, 0 if it has none;
    check: [slots], the offset of the pair in the slot base + offset, which is the number of the left in the row of a
    right, the right in that of a left; `rights` where there is no pair; value: [slots]; last: the last slot, where
    there is none."""

    left: Table
    right: Table
    check: Table
    value: Table
    last: int

    def __repr__(self) -> str:
        return f"PairTable({self.nbytes:,} bytes)"

    @property
    def nbytes(self) -> int:
        return sum(table.nbytes for table in (self.left, self.right, self.check, self.value))

    def find(self, left: Any, right: Any) -> Any:
        """int32[n] each, left below `lefts` and right below `rights` -> int32[n]: the value of the pair, -1 if it has
        none."""
        row = lookup(self.left, left)
        long = tf.less(row, 0)
        offset = tf.where(long, -row, right)
        slot = tf.minimum(tf.where(long, lookup(self.right, right), row) + offset, self.last)
        there = tf.equal(lookup(self.check, slot), offset)
        return tf.where(there, lookup(self.value, slot), -tf.ones_like(right))


def compile_pairs(left: np.ndarray, right: np.ndarray, value: np.ndarray, lefts: int, rights: int) -> PairTable:
    """left, right, value: int32[pairs], no pair twice; lefts, rights: one more than the largest left, right that will
    be asked for; values: 0 to below 2^24."""
    long = np.bincount(left, minlength=lefts) > _LONG_ROW
    number = ranked(left[long[left]], lefts)
    turned = number[left] > 0
    row = np.where(turned, right + lefts, left)  # rows of rights behind those of lefts
    offset = np.where(turned, number[left], right)
    order = np.lexsort((offset, row))
    row, offset = row[order], offset[order]
    names, starts = np.unique(row, return_index=True)
    base = np.zeros(lefts + rights, np.int64)
    base[names] = pack_rows(np.append(starts, len(row)), offset)
    slot = base[row] + offset
    last = int(slot.max(initial=0)) + 1
    check, values = np.full(last + 1, rights), np.zeros(last + 1, np.int64)
    check[slot], values[slot] = offset, value[order]
    rows = np.where(number > 0, -number, base[:lefts])
    return PairTable(compact(rows), compact(base[lefts:]), compact(check), compact(values), last)
