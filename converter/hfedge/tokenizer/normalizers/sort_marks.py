"""Canonical ordering: marks of a run sorted by combining class, those of one class left in order."""

from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.loops import repeat_while
from hfedge.tokenizer.stream import shifted

LARGEST = 1 << 24


def sorted_marks(classes: Any, starts: Any) -> Any:
    """classes: int32[n], ranks of combining classes, 0 for all that stays where it is; starts: int32[n], no mark
    passes the beginning of a piece. -> int32[n]: for each place, the place of what comes to stand there.

    Neighbours in the wrong order are swapped, in turn at even and odd places, as long as there are any. Keys are
    class * n + place, so that no two are equal.
    """
    size = int(classes.shape[0])
    places = np.arange(size, dtype=np.int32)
    odd = places % 2
    # A key from which on a neighbour is a mark of the same piece.
    least = size + shifted(starts, 1) * (LARGEST - 2 * size)

    def wrong(keys: Any, following: Any) -> Any:
        return tf.logical_and(tf.greater(keys, following), tf.greater_equal(following, least))

    def swapped(keys: Any, turn: np.ndarray) -> Any:
        following = shifted(keys, 1)
        change = (following - keys) * tf.cast(wrong(keys, following), tf.int32) * turn
        return keys + change - shifted(change, -1)

    keys = classes * size + places
    (keys,) = repeat_while(
        lambda keys: tf.reduce_any(wrong(keys, shifted(keys, 1))),
        lambda keys: (swapped(swapped(keys, 1 - odd), odd),),
        (keys,),
    )
    return tf.math.floormod(keys, size)
