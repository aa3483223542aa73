"""Alignments where characters are merged, sorted or dropped: what `NormalizedString::transform_range` does.

(tokenizers/src/tokenizer/normalizer.rs of huggingface/tokenizers v0.22.2.) Every new character comes with a `change`:
0 takes the next old character, -n takes it and skips n more, 1 takes none. A character that takes some is aligned to
the first that it takes, one that takes none to the last one taken. So new characters need not be aligned to what they
were made of: only the numbers count. Here `consumed` = 1 - change is how many old characters are taken.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.lookup import lookup
from hfedge.tokenizer.stream import Stream, last_starts, shifted

LATE = 1 << 20  # above everything that `suspicious` compares


def suspicious(stream: Stream, low: np.ndarray, high: np.ndarray) -> Any:
    """bool[]: whether some symbol's `low` is below the `high` of the one before it in its piece (0 if there is none).
    low, high: int32[symbols]; low of 0 (no symbol) must not be below any. A cheap test for what is rare."""
    before = shifted(lookup(high, stream.symbols), -1)
    return tf.reduce_any(tf.less(lookup(low, stream.symbols), before * (1 - stream.starts)))


def aligned(old: Stream, new: Stream, source: Any, consumed: Any) -> Stream:
    """`new` with the alignments of a transformation of `old`. source: int32[new.size], for each new symbol an old place
    in its piece; consumed: int32[new.size], 0 behind the last symbol. Every piece begins anew."""
    before = tf.cumsum(consumed) - consumed
    first = last_starts(new.starts)
    first_old = tf.gather(last_starts(old.starts), tf.gather(source, first))
    taken = first_old + before - tf.gather(before, first)
    # What takes none stands behind at least one that does: pieces never begin with such a symbol.
    taken = tf.maximum(taken - tf.cast(tf.equal(consumed, 0), tf.int32), 0) * tf.minimum(new.symbols, 1)
    return replace(new, begin=tf.gather(old.begin, taken), end=tf.gather(old.end, taken))
