"""The bytes that BertNormalizer's marks are aligned to, where NFD has sorted marks of which some are then removed.

The reference numbers what it takes from the old text as it decomposes, 1 for the first part of a character and 0 for
the others, and lets these numbers travel with the marks that NFD sorts (crate unicode-normalization-alignments,
src/decompose.rs): adding them up gives the character that a part is aligned to. So a mark is aligned to the character
at the place where it would stand if each character of its run were sorted as its first part is; only parts of a base
(as in U+1D15E) are aligned to the base unless a mark of a lower class follows. All this concerns the marks that
the removal of accents leaves, a few of the 54 classes: ranks tell apart these, and what lies between them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import CODE_POINTS, Alphabet
from hfedge.tokenizer.lookup import lookup
from hfedge.tokenizer.loops import only_if
from hfedge.tokenizer.normalizers.combining import combining_classes, form_key
from hfedge.tokenizer.normalizers.reference import as_key, changed_characters
from hfedge.tokenizer.stream import Expansion, Stream, expansion, last_starts, next_starts

# Ranks: of what is removed before NFD, of what ends a run, and of the lowest marks. The marks of the kept class that
# is number k have LOWEST + 1 + 2 * k, those between two kept classes the rank between.
REMOVED, ENDS_RUN, LOWEST = 0, 1, 2


@dataclass(frozen=True)
class MarkOrder:
    """By symbol (or by whatever a stream holds): ranks, see above; columns: 0, or one more than the number of the kept
    class that the marks it gives are of. kept: the number of kept classes."""

    ranks: np.ndarray
    columns: np.ndarray
    kept: int

    def aligned(self, stream: Stream, counts: Any, moved: Expansion, most: int) -> Any:
        """int32[moved.size]: the places of `stream` that new symbols are aligned to, where moved is expansion(stream,
        counts, moved.size, most): `moved.source` if there is no mark that is kept."""
        columns = lookup(self.columns, stream.symbols)
        return only_if(
            tf.greater(tf.reduce_max(columns), 0),
            lambda: expansion(stream, self._sorted(stream, counts, columns), moved.size, most).source,
            lambda: moved.source,
        )

    def _sorted(self, stream: Stream, counts: Any, columns: Any) -> Any:
        """int32[stream.size]: how many symbols are aligned to each place. (They are never sorted themselves: it is
        only done so where nobody can tell.)"""
        ranks = lookup(self.ranks, stream.symbols)
        has_mark = tf.minimum(columns, 1)
        stays = has_mark * tf.cast(tf.equal(ranks, ENDS_RUN), tf.int32)  # the base of marks
        moves = (counts - stays) * has_mark
        to = self._destinations(stream, ranks, columns) * has_mark
        return counts - moves + tf.scatter_nd(tf.reshape(to, [-1, 1]), moves, [stream.size])

    def _destinations(self, stream: Stream, ranks: Any, columns: Any) -> Any:
        """int32[stream.size]: where the kept mark of each place goes. Where there is none: any place."""
        starts = tf.minimum(tf.cast(tf.equal(ranks, ENDS_RUN), tf.int32) + stream.starts, 1)
        begin, end = last_starts(starts), next_starts(starts) - 1
        marks = tf.cast(tf.greater(ranks, ENDS_RUN), tf.int32)
        present = tf.minimum(ranks, 1)
        number = tf.cumsum(present)  # of the character in what is left before NFD, from 1
        # int32[kept, stream.size]: the marks up to each place of a lower rank than the kept class, and of its rank.
        classes = np.arange(LOWEST + 1, LOWEST + 1 + 2 * self.kept, 2, dtype=np.int32)[:, None]
        row = tf.reshape(ranks, [1, -1])
        is_lower = tf.cast(tf.less(row, classes), tf.int32) * tf.reshape(marks, [1, -1])
        is_same = tf.cast(tf.equal(row, classes), tf.int32)
        lower, same = tf.cumsum(is_lower, 1), tf.cumsum(is_same, 1)
        before = lower + same - is_lower - is_same
        first = (tf.maximum(columns, 1) - 1) * stream.size  # of the row of the class, all rows end to end
        in_run = _flat(lower, first + end) + _flat(same, first + stream.places) - _flat(before, first + begin)
        place_of = tf.scatter_nd(tf.reshape(number * present, [-1, 1]), stream.places * present, [stream.size + 1])
        return tf.gather(place_of, tf.gather(number - marks, begin) + in_run)


def _flat(table: Any, indices: Any) -> Any:
    return tf.gather(tf.reshape(table, [-1]), indices)


def compile_mark_order(key: str, alphabet: Alphabet) -> MarkOrder:
    """key: the JSON of a BertNormalizer that strips accents; the alphabet has `mark_partition(key)`."""
    found = _of_code_points(key)

    def by_symbol(values: np.ndarray, of_tokens: int) -> np.ndarray:
        table = alphabet.labels(values, of_tokens)
        table[0] = REMOVED
        return table

    return MarkOrder(by_symbol(found.ranks, ENDS_RUN), by_symbol(found.columns, 0), found.kept)


def mark_partition(key: str) -> np.ndarray:
    """int32[0x110000]: what a MarkOrder tells apart."""
    found = _of_code_points(key)
    return found.ranks * (found.kept + 1) + found.columns


@lru_cache(maxsize=8)
def _of_code_points(key: str) -> MarkOrder:
    """By code point. Raises RuntimeError for decompositions that are not what the alignment counts on."""
    classes, parts_of = combining_classes("NFD"), changed_characters(form_key("NFD"))
    becomes = changed_characters(key)
    left = {mark for mark in classes if becomes.get(mark, mark)}
    kept = sorted({classes[mark] for mark in left})
    ranks = np.full(CODE_POINTS, ENDS_RUN, np.int32)
    columns = np.zeros(CODE_POINTS, np.int32)
    for char, parts in [*zip(classes, classes), *parts_of.items()]:
        given = {classes[part] for part in parts if part in left}
        if not _is_plain(char, parts, given, classes, becomes):
            raise RuntimeError(f"the tokenizers library decomposes U+{ord(char):04X} as it does no other character")
        if parts[0] in classes:
            ranks[ord(char)] = _rank(classes[parts[0]], kept)
        if given:
            columns[ord(char)] = 1 + kept.index(max(given))
    ranks[[ord(char) for char in _removed_before(key)]] = REMOVED
    return MarkOrder(ranks, columns, len(kept))


def _rank(value: int, kept: list[int]) -> int:
    return LOWEST + sum((value > one) + (value >= one) for one in kept)


def _is_plain(char: str, parts: str, given: set[int], classes: Mapping[str, int], becomes: Mapping[str, str]) -> bool:
    """given: the classes of the parts that are left. Whether that is none, or a mark by itself, or marks of one class
    behind a base that is left too; and whether no base stands behind a mark."""
    behind = [classes.get(part, 0) for part in parts[1:]]
    if parts[0] in classes:
        return all(behind) and (not given or len(parts) == 1)
    return not given or (given == {*behind} and len(given) == 1 and len(becomes.get(char, parts)) == len(parts))


def _removed_before(key: str) -> list[str]:
    off = {"strip_accents": False, "lowercase": False}
    cleaned = changed_characters(as_key({**json.loads(key), **off}))
    return [char for char, text in cleaned.items() if not text]
