"""A double-array trie over integer tensors (Aoe 1989), for walks that many positions take in parallel.

The child of a state with base `b` by column `c` (> 0) lies at slot `b + c` if `check[b + c] == c`: no two states have
the same base. Where there is no child a step gives 0, the dead state, which has no children: so a walk stops by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

from hfedge.errors import UnsupportedError
from hfedge.lazy import tf
from hfedge.tokenizer.lookup import lookup, narrow, split
from hfedge.tokenizer.packing import pack_rows, ranked

Entries = Sequence[tuple[tuple[int, ...], int]]
_LARGEST_STATE = 1 << 23
_HIGH = 1 << 16


@dataclass(frozen=True)
class Trie:
    """Texts and their values, packed: see `compile_trie`.

    A state is a number: 0 is dead, has no children and stays so; one below 0 has a value. Its base is its magnitude,
    and its child by a column lies in the slot base + column, where `check` holds the column. A state without children
    is -(dead + value), and reads as if its base were `dead`, which no other has. A state with children and a value
    has the value, in the same form, in the slot base - 1.

    column_of: [symbols], the column of each symbol, 0 for one that is in no text; check: [slots]; low, high: [slots],
    the state behind each slot, low + 2^16 * high, or low alone if high is None; root: the state before a text;
    dead: one more than the largest base; longest: symbols of the longest text.
    """

    column_of: np.ndarray
    check: np.ndarray
    low: np.ndarray
    high: np.ndarray | None
    root: int
    dead: int
    longest: int

    def __repr__(self) -> str:
        return f"Trie({self.check.shape[0]:,} slots, texts of up to {self.longest})"

    def columns(self, symbols: Any) -> Any:
        """int32[n] -> int32[n]: what `step` takes."""
        return lookup(self.column_of, symbols)

    def step(self, state: Any, column: Any, nothing: Any) -> Any:
        """int32[n] each -> the child's state, `nothing` (int32[n]) where there is none."""
        slot = tf.minimum(tf.abs(state), self.dead) + column
        return tf.where(tf.equal(lookup(self.check, slot), column), self._entry(slot), nothing)

    def value_of(self, state: Any) -> Any:
        """int32[n] -> int32[n]: one more than the value of the text that ends here, 0 if none does."""
        inner = self._entry(tf.maximum(tf.minimum(tf.abs(state), self.dead), 1) - 1)
        ends = tf.where(tf.less_equal(state, -self.dead), state, inner)
        return tf.where(tf.less(state, 0), 1 - self.dead - ends, tf.zeros_like(state))

    def _entry(self, slot: Any) -> Any:
        low = lookup(self.low, slot)
        return low if self.high is None else low + lookup(self.high, slot) * _HIGH

    def state_after(self, symbols: Sequence[int]) -> int:
        """The state after `symbols`, from the root, of a trie whose tables are arrays."""
        state = self.root
        for symbol in symbols:
            column = int(self.column_of[symbol])
            slot = min(abs(state), self.dead) + column
            high = 0 if self.high is None else int(self.high[slot])
            state = int(self.low[slot]) + _HIGH * high if int(self.check[slot]) == column else 0
        return state


def compile_trie(entries: Entries, symbols: int, smallest: bool = False) -> Trie:
    """entries: (text, value) with texts of symbols, 1 to symbols - 1, no text twice, values from 0.

    smallest: states that need more than 2 bytes have 3, and a step 4 ops more, where it would be 4 bytes. The more
    frequent a symbol, the smaller its column. Raises UnsupportedError for more states than a step can count.
    """
    nodes = _nodes(entries, symbols)
    count, has_value = len(nodes.parent), nodes.value >= 0
    children = np.bincount(nodes.parent[1:], minlength=count)
    inner = children > 0
    # Every slot: the node whose row it is in, its offset there. Nodes are in the order of their parents.
    ends = np.flatnonzero(inner & has_value)
    owner = np.concatenate([nodes.parent[1:], ends])
    offset = np.concatenate([nodes.column[1:], np.full(len(ends), -1)])
    order = np.argsort(owner, kind="stable")
    base = np.zeros(count, np.int64)
    sizes = (children + has_value)[inner]
    base[inner] = pack_rows(np.concatenate([[0], np.cumsum(sizes)]), offset[order])
    dead = int(base.max(initial=0)) + 1
    state = np.where(inner, np.where(has_value, -base, base), -(dead + nodes.value))
    width = int(nodes.column_of.max(initial=0)) + 1
    check, target = np.full(dead + width, width), np.zeros(dead + width, np.int64)
    check[base[nodes.parent[1:]] + nodes.column[1:]] = nodes.column[1:]
    target[base[nodes.parent[1:]] + nodes.column[1:]] = state[1:]
    target[base[ends] - 1] = -(dead + nodes.value[ends])
    low, high = _stored(target, smallest)
    root = int(state[0]) if count > 1 else 0
    return Trie(
        narrow(nodes.column_of), narrow(check), low, high, root, dead, max((len(t) for t, _ in entries), default=0)
    )


def _stored(target: np.ndarray, smallest: bool) -> tuple[np.ndarray, np.ndarray | None]:
    if np.abs(target).max(initial=0) >= _LARGEST_STATE - _HIGH:
        raise UnsupportedError(f"a vocabulary of {len(target):,} states", accepted=f"fewer than {_LARGEST_STATE:,}")
    plain = narrow(target)
    if not smallest or plain.dtype != np.int32:
        return plain, None
    parts = split(target)
    return parts.low, parts.high


@dataclass(frozen=True)
class _Nodes:
    """Nodes of a trie, breadth first, the root being number 0: int64[nodes] each, value -1 for none; column_of: see
    Trie."""

    parent: np.ndarray
    column: np.ndarray
    value: np.ndarray
    column_of: np.ndarray


def _nodes(entries: Entries, symbols: int) -> _Nodes:
    entries = sorted(entries)
    lengths = np.array([len(text) for text, _ in entries], np.int64)
    flat = np.fromiter(chain.from_iterable(text for text, _ in entries), np.int64, int(lengths.sum()))
    column_of = ranked(flat, symbols)
    values = np.array([value for _, value in entries], np.int64)
    starts = np.cumsum(lengths) - lengths
    at, active = np.zeros(len(entries), np.int64), np.arange(len(entries))  # node of each text, texts that go on
    parents, columns, found, count = [np.zeros(1, np.int64)], [np.zeros(1, np.int64)], [np.full(1, -1)], 1
    for depth in range(int(lengths.max(initial=0))):
        active = active[lengths[active] > depth]
        parent, column = at[active], column_of[flat[starts[active] + depth]]
        new = np.ones(len(active), bool)
        new[1:] = (parent[1:] != parent[:-1]) | (column[1:] != column[:-1])
        at[active] = count + np.cumsum(new) - 1
        value = np.full(int(new.sum()), -1)
        last = active[lengths[active] == depth + 1]
        value[at[last] - count] = values[last]
        parents.append(parent[new])
        columns.append(column[new])
        found.append(value)
        count += len(value)
    return _Nodes(np.concatenate(parents), np.concatenate(columns), np.concatenate(found), column_of)
