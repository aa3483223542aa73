"""Row displacement: rows of a sparse matrix packed into one vector, each at a base of its own.

Row r takes the slots bases[r] + offset of all its offsets. As no two rows have the same base, an offset stored in its
slot says whose slot it is: another row has another offset there.
"""

import numpy as np

BLOCK = 4096  # bases that are tried at once
_TRIES = 12  # rows of a size for which a block may have no place before it is passed over
_BY_MASK = 6  # offsets that are tried for a whole block; the others only where those fit
_ELEMENTS = 1 << 20


def pack_rows(starts: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    """starts: int[rows + 1]; offsets: int[starts[-1]], each at least -1, those of row r at starts[r] to
    starts[r + 1], at least one and no two the same -> int64[rows], the bases: at least 1, no two the same.

    Rows of many offsets go first, each where it fits first; rows of one offset fill what is left free.
    """
    packer, sizes = _Packer(), np.diff(starts)
    bases = np.zeros(len(sizes), np.int64)
    rows = np.argsort(-sizes, kind="stable")
    for row in rows[: int((sizes > 1).sum())]:
        bases[row] = packer.place(offsets[starts[row] : starts[row + 1]])
    single = rows[int((sizes > 1).sum()) :]
    bases[single] = packer.fill(offsets[starts[single]])
    return bases


def ranked(found: np.ndarray, count: int) -> np.ndarray:
    """found: int[n], numbers below `count` -> int64[count]: 1 for the most frequent of them, and so on; 0 for one that
    is not among them. Rows of such numbers are denser at their beginning, which packs better."""
    counts = np.bincount(found, minlength=count)
    order = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
    ranks = np.zeros(count, np.int64)
    ranks[order] = np.arange(1, len(order) + 1)
    return ranks


class _Packer:
    def __init__(self) -> None:
        self.free = np.ones(4 * BLOCK, bool)  # by slot + 1: an offset may be -1
        self.unused = np.ones(4 * BLOCK, bool)  # by base
        self.unused[0] = False
        self.blocks = 1  # of bases, that were tried until now
        self.size_class = 0
        self.failures: dict[int, int] = {}  # by block that is still tried for rows of this size

    def place(self, offsets: np.ndarray) -> int:
        """Marks the slots of the first base at which they are free -> that base."""
        size_class = len(offsets) if len(offsets) < 8 else 8 * len(offsets).bit_length()
        if size_class != self.size_class:
            self.size_class, self.failures = size_class, dict.fromkeys(range(self.blocks), 0)
        base = next((base for block in list(self.failures) if (base := self._try(offsets, block))), 0)
        while not base:
            self.failures[self.blocks] = 0
            self.blocks += 1
            base = self._try(offsets, self.blocks - 1)
        self.free[base + offsets + 1] = False
        self.unused[base] = False
        return base

    def _try(self, offsets: np.ndarray, block: int) -> int:
        base = self._first_fit(offsets, block * BLOCK)
        if not base:
            self.failures[block] += 1
            if self.failures[block] >= _TRIES:
                del self.failures[block]
        return base

    def _first_fit(self, offsets: np.ndarray, start: int) -> int:
        """The first base of the block that begins at `start`; 0 if there is none."""
        self._grow(start + BLOCK + int(offsets.max()) + 2)
        fits = self.unused[start : start + BLOCK].copy()
        for offset in offsets[:_BY_MASK]:
            fits &= self.free[start + offset + 1 : start + offset + 1 + BLOCK]
        bases = np.flatnonzero(fits) + start
        rest = offsets[_BY_MASK:] + 1
        at_once = max(1, _ELEMENTS // max(1, len(rest)))
        for first in range(0, len(bases), at_once):
            some = bases[first : first + at_once]
            good = self.free[some[:, None] + rest].all(axis=1)
            if good.any():
                return int(some[good.argmax()])
        return 0

    def fill(self, offsets: np.ndarray) -> np.ndarray:
        """A base for every row of one offset each -> int64[rows].

        All rows that are left are matched with the first free slots; where that gives a base twice, other rows are
        tried at those slots, and when too few find a place, more slots.
        """
        bases = np.zeros(len(offsets), np.int64)
        left, more = np.argsort(offsets, kind="stable"), 0
        while len(left):
            slots = self._free_slots(len(left) + more)[more and -len(left) :]
            found = slots - offsets[left]
            good = found >= 1
            self._grow(int(found.max()) + 1)
            good[good] = self.unused[found[good]]
            _, firsts = np.unique(found, return_index=True)
            once = np.zeros(len(found), bool)
            once[firsts] = True
            good &= once
            bases[left[good]] = found[good]
            self.unused[found[good]] = False
            self.free[slots[good] + 1] = False
            more += 0 if good.mean() > 0.1 else 1 + len(left) // 4
            left = np.roll(left[~good], len(left) * 5 // 13 + 1)
        return bases

    def _free_slots(self, count: int) -> np.ndarray:
        self._grow(int(np.count_nonzero(~self.free)) + count + 1)
        return np.flatnonzero(self.free[1:])[:count]

    def _grow(self, size: int) -> None:
        """Room for that many slots and bases."""
        if size > len(self.free):
            added = np.ones(max(len(self.free), size - len(self.free)), bool)
            self.free, self.unused = np.concatenate([self.free, added]), np.concatenate([self.unused, added])
