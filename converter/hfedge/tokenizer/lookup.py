"""Tables of integers, stored in as few bytes as hold them and read as int32.

A .tflite holds a table in its own dtype; GATHER and CAST of LiteRT run int8, uint8 and int16 (GATHER no uint16, so
what needs all 16 bits without a sign is shifted). TF.js has no such tensors: trace.py makes its tables int32, and
emit/tfjs_weights.py stores them as small again.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.lazy import tf

_PLAIN = (np.int8, np.uint8, np.int16)
_HIGH = 1 << 16  # what one unit of Split.high stands for


@dataclass(frozen=True)
class Shifted:
    """The table plus `offset`."""

    table: np.ndarray
    offset: int

    @property
    def nbytes(self) -> int:
        return self.table.nbytes


@dataclass(frozen=True)
class Split:
    """low (int16) + 2^16 * high (int8): three bytes for what lies within 2^23 of zero."""

    low: np.ndarray
    high: np.ndarray

    @property
    def nbytes(self) -> int:
        return self.low.nbytes + self.high.nbytes


def lookup(table: Any, indices: Any) -> Any:
    """table: int8, uint8, int16 or int32, an array, a tensor or a variable, [n] or [n, width], or a Shifted or Split
    of such; indices: int32[m], all within the table -> int32[m] or [m, width]."""
    if isinstance(table, Shifted):
        return lookup(table.table, indices) + table.offset
    if isinstance(table, Split):
        return lookup(table.low, indices) + lookup(table.high, indices) * _HIGH
    found = tf.gather(table, indices)
    return found if found.dtype == tf.int32 else tf.cast(found, tf.int32)


def narrow(array: np.ndarray) -> np.ndarray:
    """The same integers as int8, uint8, int16 or int32, whichever is the first that holds them."""
    fitting = (dtype for dtype in _PLAIN if _fits(array, np.iinfo(dtype).min, np.iinfo(dtype).max))
    return np.asarray(array).astype(next(fitting, np.int32))


def compact(array: np.ndarray) -> np.ndarray | Shifted | Split:
    """The integers in the fewest bytes, where narrow() would need more: 2 by an offset, or 3."""
    plain = narrow(array)
    if plain.dtype != np.int32:
        return plain
    low = int(array.min())
    if int(array.max()) - low < _HIGH:
        offset = low + _HIGH // 2
        return Shifted((array.astype(np.int32) - offset).astype(np.int16), offset)
    return split(array) if _fits(array, -(2**23), 2**23 - 2**15 - 1) else plain


def split(array: np.ndarray) -> Split:
    """array: integers of at least -2^23 and below 2^23 - 2^15."""
    high = (array.astype(np.int32) + _HIGH // 2) // _HIGH
    return Split((array - high * _HIGH).astype(np.int16), high.astype(np.int8))


def _fits(array: np.ndarray, lowest: int, largest: int) -> bool:
    return not np.size(array) or (int(np.min(array)) >= lowest and int(np.max(array)) <= largest)
