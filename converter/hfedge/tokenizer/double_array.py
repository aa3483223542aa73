"""A double-array trie over int32 tensors (Aoe 1989), for walks that many positions take in parallel.

A state is its base: the child of state `s` by column `c` (> 0) lies at slot `s + c` if `check[s + c] == s`. Where
there is no child a step gives 0, the dead state, which has no children: so a walk stops by itself.
A child's base is always larger than its parent's: the deepest state of a walk is the largest.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from hfedge.lazy import tf


@dataclass
class Node:
    """children: column to Node, or to a plain int that is stored as the value of that step."""

    children: dict[int, "Node | int"] = field(default_factory=dict)
    state: int = 0  # set by place()


@dataclass(frozen=True)
class DoubleArray:
    """check, value: int32[slots]; states: one more than the largest state."""

    check: np.ndarray
    value: np.ndarray
    states: int

    def __repr__(self) -> str:
        filled = int((self.check >= 0).sum())
        return f"DoubleArray({len(self.check):,} slots, {filled / len(self.check):.0%} full)"

    def step(self, state, column, otherwise):
        """int32[n] each -> the child's state (or value), or `otherwise` (int32[n]) where there is no such child."""
        slot = state + column
        return tf.where(tf.equal(tf.gather(self.check, slot), state), tf.gather(self.value, slot), otherwise)


def place(roots: list[Node], columns: int) -> DoubleArray:
    """Gives every node a state and packs all children, first fit, breadth first.

    columns: one more than the largest column. Nodes without children get the states left over.
    """
    packer = _Packer(columns)
    level, leaves = [(node, 0) for node in roots], []
    while level:
        below = []
        for node, parent_state in sorted(level, key=lambda pair: -len(pair[0].children)):
            if not node.children:
                leaves.append((node, parent_state))
                continue
            packer.place(node, parent_state)
            below += [(child, node.state) for child in node.children.values() if isinstance(child, Node)]
        level = below
    for node, parent_state in sorted(leaves, key=lambda pair: pair[1]):
        node.state = packer.unused_state(parent_state)
    return packer.finish()


class _Packer:
    def __init__(self, columns: int):
        self.columns = columns
        self.free = np.ones(1 << 16, bool)  # slots
        self.used_states = {0}
        self.placed: list[Node] = []
        self.first_free = 1
        self.next_leaf = 1

    def place(self, node: Node, parent_state: int) -> None:
        offsets = np.array(sorted(node.children))
        node.state = self._first_fit(offsets, parent_state + 1)
        self.used_states.add(node.state)
        self.free[node.state + offsets] = False
        self.placed.append(node)
        while not self.free[self.first_free]:
            self.first_free += 1

    def _first_fit(self, offsets: np.ndarray, lowest: int) -> int:
        start = max(lowest, self.first_free - int(offsets[0]), 1)
        while True:
            end = start + 4096
            self._grow(end + int(offsets[-1]) + 1)
            fits = self.free[start + offsets[0] : end + offsets[0]].copy()
            for offset in offsets[1:]:
                fits &= self.free[start + offset : end + offset]
            for candidate in np.flatnonzero(fits) + start:
                if int(candidate) not in self.used_states:
                    return int(candidate)
            start = end

    def _grow(self, size: int) -> None:
        while len(self.free) < size:
            self.free = np.concatenate([self.free, np.ones(len(self.free), bool)])

    def unused_state(self, above: int) -> int:
        state = max(self.next_leaf, above + 1)
        while state in self.used_states:
            state += 1
        self.used_states.add(state)
        self.next_leaf = state + 1
        return state

    def finish(self) -> DoubleArray:
        states = max(self.used_states) + 1
        slots = states + self.columns
        check, value = np.full(slots, -1, np.int32), np.zeros(slots, np.int32)
        for node in self.placed:
            for column, child in node.children.items():
                check[node.state + column] = node.state
                value[node.state + column] = child.state if isinstance(child, Node) else child
        return DoubleArray(check, value, states)


def table_by_state(states: int, values: Mapping[int, int], default: int) -> np.ndarray:
    """int32[states] with `values` at their states."""
    table = np.full(states, default, np.int32)
    table[list(values)] = list(values.values())
    return table
