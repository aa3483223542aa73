"""Splitting where the kind of two neighbouring characters says so: no search, two table look-ups per place."""

from dataclasses import dataclass

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import Alphabet
from hfedge.tokenizer.lookup import lookup
from hfedge.tokenizer.refused import Refused
from hfedge.tokenizer.stream import Stream, keep

REMOVED, ISOLATED, CONTIGUOUS = "Removed", "Isolated", "Contiguous"
WITH_PREVIOUS, WITH_NEXT = "MergedWithPrevious", "MergedWithNext"
BEHAVIORS = (REMOVED, ISOLATED, WITH_PREVIOUS, WITH_NEXT, CONTIGUOUS)

NONE, OUTSIDE, FIRST_MATCHED = 0, 1, 2  # kinds: no character, one of no match, the first kind of those in a match


def behavior_of(value: object) -> str:
    """Raises Refused."""
    if value not in BEHAVIORS:
        raise Refused(f"the split behavior {value!r} (one of {', '.join(BEHAVIORS)})")
    return str(value)


@dataclass(frozen=True)
class KindSplit:
    """kinds: int32[alphabet.size], 0 for what is no character; begins: int32[kinds * kinds], by kind * how many + that
    of the character before: 1 where a piece begins; dropped: the kinds that vanish."""

    kinds: np.ndarray
    begins: np.ndarray
    dropped: tuple[int, ...] = ()

    def __call__(self, stream: Stream) -> Stream:
        count = int(np.sqrt(self.begins.shape[0]))
        kind = lookup(self.kinds, stream.symbols)
        before = tf.gather(kind, np.maximum(stream.places - 1, 0))
        # What begins a piece anyway begins one, whatever the character before it, of another piece, was.
        stream = stream.starting(tf.maximum(stream.starts, lookup(self.begins, kind * count + before)))
        if not self.dropped:
            return stream
        kept = [int(number not in self.dropped) for number in range(count)]
        return keep(stream, tf.gather(np.array(kept, np.int32), kind))


def begin_table(pairs: list[list[bool]]) -> np.ndarray:
    """pairs: by kind and kind before, both from 1."""
    table = np.zeros((len(pairs) + 1,) * 2, np.int32)
    table[1:, 1:] = pairs
    return table.reshape(-1)


def kind_split(alphabet: Alphabet, kinds: np.ndarray, runs: tuple[bool, ...], behavior: str, invert: bool) -> KindSplit:
    """kinds: int32[0x110000], 1 for characters of no match, 2 and more for the kinds of matches; runs: by kind from 2,
    whether neighbours of the kind are one match or a match each. How splits follow from matches:
    NormalizedString::split in tokenizers/src/tokenizer/normalizer.rs."""
    count = len(runs) + 1
    matched = [False, *[True] * len(runs)]
    in_run = [False, *runs]
    table = []
    for now in range(count):
        begins = [matched[now] and (before != now or not in_run[now]) for before in range(count)]
        ends = [matched[before] and (not matched[now] or begins[before]) for before in range(count)]
        changes = [matched[before] != matched[now] for before in range(count)]
        table.append(boundaries(behavior, invert, begins, ends, changes))
    dropped = tuple(kind + 1 for kind in range(count) if behavior == REMOVED and matched[kind] != invert)
    return KindSplit(alphabet.labels(kinds), begin_table(table), dropped)


def boundaries(behavior: str, invert: bool, begins: list[bool], ends: list[bool], changes: list[bool]) -> list[bool]:
    """Where pieces begin: where matches begin, behind where they end, or where one sort of text follows the other."""
    if behavior in (ISOLATED, REMOVED):
        return [begin or end for begin, end in zip(begins, ends)]
    if behavior == CONTIGUOUS:
        return changes
    return begins if (behavior == WITH_NEXT) != invert else ends
