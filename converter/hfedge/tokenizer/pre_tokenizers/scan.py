"""What a regex matcher asks about the characters of a stream, each answer worked out once.

Place 0 of a stream holds no character, so it serves as what comes after the end of a piece: `next` leads there.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from hfedge.lazy import tf


@dataclass
class Scan:
    """labels: int32[n], 0 where there is no character; starts: int32[n], 1 where a piece begins;
    groups: the classes (bool per label) that greedy repeats run over, in groups of disjoint ones."""

    labels: Any
    starts: Any
    groups: tuple[tuple[np.ndarray, ...], ...]
    _members: dict[bytes, Any] = field(default_factory=dict)
    _run_ends: dict[int, Any] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return int(self.starts.shape[0])

    @cached_property
    def places(self) -> np.ndarray:
        return np.arange(self.size, dtype=np.int32)

    @cached_property
    def beyond(self) -> np.ndarray:
        """int32[n]: one past each place."""
        return self.places + 1

    @cached_property
    def next(self) -> Any:
        """int32[n]: the next place of the same piece, or 0."""
        following = np.where(self.beyond < self.size, self.beyond, 0).astype(np.int32)
        return (1 - tf.gather(self.starts, following)) * following

    @cached_property
    def previous(self) -> Any:
        """int32[n]: the place before in the same piece, or 0."""
        return (1 - self.starts) * np.maximum(self.places - 1, 0)

    def member(self, mask: np.ndarray) -> Any:
        """int32[n]: 1 where the label is one of the class."""
        key = mask.tobytes()
        if key not in self._members:
            self._members[key] = tf.gather(mask.astype(np.int32), self.labels)
        return self._members[key]

    @cached_property
    def follows(self) -> Any:
        """int32[n]: 1 where the piece goes on behind the place."""
        return tf.gather(tf.minimum(self.labels, 1), self.next)

    def group_of(self, mask: np.ndarray) -> int:
        return next(i for i, group in enumerate(self.groups) if any(np.array_equal(one, mask) for one in group))

    def run_last(self, mask: np.ndarray) -> Any:
        """int32[n]: for characters of the class, the last place of the run of them; anything for others."""
        group = self.group_of(mask)
        if group not in self._run_ends:
            self._run_ends[group] = self._last_of_run(self.groups[group])
        return self._run_ends[group]

    def run_end(self, mask: np.ndarray) -> Any:
        """int32[n]: one past `run_last`."""
        return self.run_last(mask) + 1

    def _last_of_run(self, group: tuple[np.ndarray, ...]) -> Any:
        numbers = sum((index + 1) * mask.astype(np.int32) for index, mask in enumerate(group))
        kind = tf.gather(numbers.astype(np.int32), self.labels)
        ends = tf.not_equal(kind, tf.gather(kind, self.next))
        return first_from(tf.cast(ends, tf.int32))


def first_from(flags: Any) -> Any:
    """flags: int32[n], 0 or 1 -> int32[n]: the first flagged place at or after each; anything where there is none."""
    size = int(flags.shape[0])
    number = tf.cumsum(flags, exclusive=True)
    rank = (number + 1) * flags
    where = tf.scatter_nd(tf.reshape(rank, [-1, 1]), np.arange(size, dtype=np.int32) * flags, [size + 2])
    return tf.gather(where, number + 1)
