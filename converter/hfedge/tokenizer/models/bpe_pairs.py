"""The merges of a BPE model as tables: which pairs of tokens merge, in which order, into what.

A pair is looked up by row displacement (Tarjan and Yao 1979): slot = base[left] + right, where check[slot] == left if
there is such a merge. Tokens are numbered from 1, those that are the right part of many merges
first, so that rows are dense, and those that are no part at all last.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.lookup import compact, lookup, narrow
from hfedge.tokenizer.refused import Refused

NONE = 2**24 - 1  # the key of a pair that does not merge
_KEYS = NONE - 2**16
_WIDEST = 128
NARROW = 16  # symbols of a piece that the first loop takes
MOST_MERGES = _KEYS // NARROW


@dataclass(frozen=True)
class Merge:
    """Tokens by their ids; `rank` orders the merges."""

    left: int
    right: int
    merged: int
    rank: int


@dataclass(frozen=True)
class PairTable:
    """base: int32[tokens]; check, rank: [slots], by slot the left token (-1 if free) and the rank of the merge;
    merged: by rank the token that comes out; special: by rank 1 for a merge that may not simply be made at several
    places at once: of a token with itself, or one whose token is part of a pair with a lower rank.

    Keys are ranks times `width`: in a piece of at most `width` symbols a place can be added to them.
    """

    base: np.ndarray
    check: np.ndarray
    rank: Any
    merged: Any
    special: np.ndarray
    width: int

    def __repr__(self) -> str:
        return f"PairTable({self.special.shape[0]:,} merges, {self.check.shape[0]:,} slots)"

    def look_up(self, left, right):
        """int32[n] tokens each -> int32[n]: the rank, NONE where they do not merge; what comes out of it (anything
        where there is nothing)."""
        ranks, found = self._find(left, right)
        return tf.where(found, ranks, np.full(left.shape, NONE, np.int32)), lookup(self.merged, ranks)

    def look_up_keys(self, left, right, within):
        """The same with keys, to which `within` (int32[n], below `width`) is added: of equal ranks it decides."""
        ranks, found = self._find(left, right)
        keys = tf.where(found, ranks * self.width + within, np.full(left.shape, NONE, np.int32))
        return keys, lookup(self.merged, ranks)

    def _find(self, left, right):
        # Beyond the slots in use is one that is free.
        slots = tf.minimum(lookup(self.base, left) + right, self.check.shape[0] - 1)
        return lookup(self.rank, slots), tf.equal(lookup(self.check, slots), left)


@dataclass(frozen=True)
class Boundaries:
    """Between which symbols of the beginning no merge ever reaches.

    left, right: int8[tokens]; there is none between symbols a and b if left[a] < right[b].
    """

    left: np.ndarray
    right: np.ndarray


def reachable(merges: Sequence[Merge], initial: frozenset[int]) -> list[Merge]:
    """The merges that can happen to symbols `initial` (ids), of each pair the one with the largest rank (the last of
    duplicates, as a HashMap keeps it), ranks numbered from 0 without gaps."""
    last = {(merge.left, merge.right): merge for merge in sorted(merges, key=lambda merge: merge.rank)}
    waiting, formed, found = sorted(last.values(), key=lambda merge: merge.rank), set(initial), []
    while True:
        still = []
        for merge in waiting:
            if merge.left in formed and merge.right in formed:
                formed.add(merge.merged)
                found.append(merge)
            else:
                still.append(merge)
        if len(still) == len(waiting):
            break
        waiting = still
    found.sort(key=lambda merge: merge.rank)
    return [Merge(merge.left, merge.right, merge.merged, rank) for rank, merge in enumerate(found)]


def number_tokens(merges: Sequence[Merge], initial: frozenset[int]) -> dict[int, int]:
    """id -> number from 1, of every token that can occur."""
    rights: dict[int, int] = {}
    for merge in merges:
        rights[merge.right] = rights[merge.right] + 1 if merge.right in rights else 1
    lefts = {merge.left for merge in merges} - set(rights)
    rest = (initial | {merge.merged for merge in merges}) - lefts - set(rights)
    ordered = [*sorted(rights, key=lambda token: (-rights[token], token)), *sorted(lefts), *sorted(rest)]
    return {token: number for number, token in enumerate(ordered, 1)}


def pair_table(merges: Sequence[Merge], numbers: Mapping[int, int], tokens: int) -> PairTable:
    """merges: of `reachable`; numbers: of `number_tokens`; tokens: one more than the largest token number."""
    if len(merges) > MOST_MERGES:
        raise Refused(f"{len(merges):,} merges, where at most {MOST_MERGES:,} keep every number below 2^24")
    width = NARROW
    while width < _WIDEST and 2 * width * len(merges) <= _KEYS:
        width *= 2
    parts = [(numbers[merge.left], numbers[merge.right], numbers[merge.merged]) for merge in merges]
    left, right, merged = np.array(parts, np.int64).reshape(-1, 3).T
    base, slots = pack_rows(left, right, tokens)
    size = int(slots.max(initial=0)) + 2  # the last one stays free
    check, ranks = np.full(size, -1, np.int32), np.zeros(size, np.int32)  # never 0, which is no token: no pair
    check[slots], ranks[slots] = left, np.arange(len(merges))
    special = (left == right) | ~_quiet(left, right, merged, tokens)
    if not len(merges):
        merged = special = np.zeros(1, np.int32)
    return PairTable(narrow(base), narrow(check), compact(ranks), compact(merged), special.astype(np.int8), width)


def _quiet(left: np.ndarray, right: np.ndarray, merged: np.ndarray, tokens: int) -> np.ndarray:
    """bool[merges]: no pair that the merged token is part of has a lower rank. After such a merge the other places
    of the same pair are still the ones with the lowest rank."""
    lowest = np.full(tokens, len(left), np.int64)
    ranks = np.arange(len(left))
    np.minimum.at(lowest, left, ranks)
    np.minimum.at(lowest, right, ranks)
    return lowest[merged] > ranks


def pack_rows(left: np.ndarray, right: np.ndarray, tokens: int) -> tuple[np.ndarray, np.ndarray]:
    """left, right: int[pairs], pairs all different -> base int32[tokens], not negative, and the slot of each pair,
    base[left] + right, all different. First fit, the largest rows first, rows of one pair into the slots left over."""
    order = np.lexsort((right, left))
    counts = np.bincount(left, minlength=tokens)
    first = np.cumsum(counts) - counts
    base, slots = np.zeros(tokens, np.int64), _Slots(len(left) + int(right.max(initial=0)))
    for token in np.argsort(-counts, kind="stable"):
        if counts[token] < 2:
            break
        columns = right[order[first[token] : first[token] + counts[token]]]
        base[token] = slots.take(columns)
    single = np.flatnonzero(counts[left] == 1)
    single = single[np.argsort(right[single], kind="stable")]
    base[left[single]] = _slots_for(right[single], slots.left(len(single))) - right[single]
    return base.astype(np.int32), base[left] + right


class _Slots:
    """Searches in windows, and passes by those where rows of about the size did not fit several times."""

    WINDOW = 1 << 12
    ENOUGH = 24

    def __init__(self, size: int):
        self.free = np.ones(size + self.WINDOW, bool)
        self.failed: dict[int, int] = {}
        self.row = 1 << 30  # a size from which on `failed` counts

    def take(self, columns: np.ndarray) -> int:
        """columns: ascending -> the lowest base found, its slots taken."""
        if 3 * len(columns) < 2 * self.row:
            self.failed, self.row = {}, len(columns)
        offsets, window = columns - columns[0], int(columns[0]) // self.WINDOW
        while True:
            failed = self.failed.setdefault(window, 0)
            if failed < self.ENOUGH:
                slot = self._fit(offsets, max(int(columns[0]), window * self.WINDOW), (window + 1) * self.WINDOW)
                if slot is not None:
                    self.free[slot + offsets] = False
                    return slot - int(columns[0])
                self.failed[window] += 1
            window += 1

    def _fit(self, offsets: np.ndarray, lowest: int, end: int) -> int | None:
        while len(self.free) < end + int(offsets[-1]):
            self.free = np.concatenate([self.free, np.ones(len(self.free), bool)])
        slots = np.flatnonzero(self.free[lowest:end]) + lowest
        for offset in offsets[1:]:
            if not len(slots):
                return None
            slots = slots[self.free[slots + offset]]
        return int(slots[0]) if len(slots) else None

    def left(self, count: int) -> np.ndarray:
        """Ascending free slots, at least `count` of them behind any that is taken or a column."""
        return np.flatnonzero(np.concatenate([self.free, np.ones(count, bool)]))


def _slots_for(columns: np.ndarray, free: np.ndarray) -> np.ndarray:
    """columns: ascending; free: ascending slots -> for each column the first free slot that is not below it."""
    slots = np.zeros(len(columns), np.int64)
    at = 0
    for index, column in enumerate(columns.tolist()):
        while free[at] < column:
            at += 1
        slots[index] = free[at]
        at += 1
    return slots


def boundaries(
    merges: Sequence[Merge], numbers: Mapping[int, int], initial: frozenset[int], space: int | None, tokens: int
) -> Boundaries:
    """merges: those of tokens whose text grows, shorter ones sorted first; space: the id of the symbol that is asked
    about by itself: words of SentencePiece begin with it.

    A symbol of the beginning that some merge makes too may begin or end with several symbols: there are no boundaries.
    """
    left, right = np.zeros(tokens, np.int32), np.full(tokens, 3, np.int32)
    first, last = ({token: token for token in initial} for _ in range(2))
    for merge in merges:
        before, after = first[merge.left], last[merge.right]
        if first.setdefault(merge.merged, before) != before or last.setdefault(merge.merged, after) != after:
            return Boundaries(narrow(left), np.zeros(tokens, np.int8))
    for merge in merges:
        inner, outer = numbers[last[merge.left]], numbers[first[merge.right]]
        is_space = first[merge.right] == space
        left[inner] = max(left[inner], 2 if is_space else 1)
        right[outer] = 2 if is_space else 1
    return Boundaries(narrow(left), narrow(right))
