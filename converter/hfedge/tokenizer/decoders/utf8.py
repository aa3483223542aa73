"""Which bytes are UTF-8 and which are not, all at once.

As String::from_utf8_lossy of Rust sees it (and the Unicode standard, "maximal subparts", section 3.9): a lead byte and
what may follow it, as far as that goes, is one sequence; any other byte that is none of it stands for itself.
"""

from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.stream import shifted

REPLACEMENT = "\ufffd".encode()
NO_BYTE = 256  # may stand between bytes: it ends every sequence


def _by_lead(ranges: dict[tuple[int, int], int], others: int) -> np.ndarray:
    """int32[257]: the value of every byte in a range (its last byte included), and of the others."""
    table = np.full(NO_BYTE + 1, others, np.int32)
    for (begin, end), value in ranges.items():
        table[begin : end + 1] = value
    return table


# Table 3-7 of the Unicode standard: the length of the sequence that a byte leads, and the range of its second byte.
_LENGTH = _by_lead({(0, 0x7F): 1, (0xC2, 0xDF): 2, (0xE0, 0xEF): 3, (0xF0, 0xF4): 4}, others=0)
_LOWEST = _by_lead({(0xC2, 0xF4): 0x80, (0xE0, 0xE0): 0xA0, (0xF0, 0xF0): 0x90}, others=NO_BYTE + 1)
_HIGHEST = _by_lead({(0xED, 0xED): 0x9F, (0xF4, 0xF4): 0x8F}, others=0xBF)


def well_formed(units: Any) -> tuple[Any, Any]:
    """units: int32[n], bytes or NO_BYTE -> two int32[n] of 0 and 1: the byte is part of a whole, well-formed sequence;
    the byte continues a sequence, whole or not."""
    length = tf.gather(_LENGTH, units)
    one, two, three = (shifted(units, by) for by in (1, 2, 3))
    second = _within(one, tf.gather(_LOWEST, units), tf.gather(_HIGHEST, units))
    third = second * _within(two, 0x80, 0xBF) * tf.cast(tf.greater_equal(length, 3), tf.int32)
    fourth = third * _within(three, 0x80, 0xBF) * tf.cast(tf.greater_equal(length, 4), tf.int32)
    whole = tf.cast(tf.equal(second + third + fourth + 1, length), tf.int32)
    # No two leads reach one byte: nothing between a lead and what continues it is a lead.
    follows = shifted(second, -1) + shifted(third, -2) + shifted(fourth, -3)
    within_whole = shifted(second * whole, -1) + shifted(third * whole, -2) + shifted(fourth * whole, -3)
    return whole + within_whole, follows


def _within(values: Any, lowest: Any, highest: Any) -> Any:
    inside = tf.logical_and(tf.greater_equal(values, lowest), tf.less_equal(values, highest))
    return tf.cast(inside, tf.int32)
