"""Linked lists over tensors without a loop: pointer doubling."""

from typing import Any

from hfedge.lazy import tf


def follow(jump: Any, first: Any, limit: int) -> Any:
    """The first `limit` or more places of the list that begins at `first` (int32[1]) and goes on at jump[place]."""
    places = first
    while places.shape[0] < limit:
        if places is not first:
            jump = tf.gather(jump, jump)
        places = tf.concat([places, tf.gather(jump, places)], 0)
    return places
