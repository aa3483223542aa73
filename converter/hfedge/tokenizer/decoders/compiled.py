"""The graph of a decoder: ids to the bytes of their text."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.decoders.stages import Substitute, Text, packed, replace_ill_formed, spread
from hfedge.tokenizer.decoders.token_bytes import LIMIT, REPLACEMENT_PLACE, SPECIAL, TokenBytes
from hfedge.tokenizer.decoders.utf8 import NO_BYTE, REPLACEMENT, well_formed
from hfedge.tokenizer.lookup import lookup
from hfedge.tokenizer.loops import only_if
from hfedge.tokenizer.refused import Refused
from hfedge.tokenizer.stream import shifted

_LEAST = 4  # places that vectors must have to be shifted by 3


@dataclass(frozen=True)
class CompiledDecoder:
    """by_first, by_last: tokens have other bytes where they come first, or last; byte_fallback, drops_repeats: as in
    Plan; replaces_ill_formed: what is no UTF-8 becomes U+FFFD; stages: what is done to the joined text then."""

    tokens: TokenBytes
    by_first: bool
    by_last: bool
    byte_fallback: bool
    replaces_ill_formed: bool
    drops_repeats: bool
    stages: tuple[Any, ...]

    def output_bytes(self, count: int) -> int:
        """The static size of "utf8" for `count` ids: all that they can be, or 16 bytes each where that is less."""
        replaced = [(stage.old, stage.new) for stage in self.stages if isinstance(stage, Substitute)]
        most = self.tokens.longest * count
        if self.replaces_ill_formed or self.byte_fallback:
            most *= len(REPLACEMENT)
        room = 16 * count + 64
        if any(len(new) > len(old) for old, new in replaced):
            most = room
        return max(_LEAST, min(most, room), *(len(old) for old, _ in replaced))

    def detokenize(self, ids: Any, count: Any, skip_special: Any) -> dict[str, Any]:
        """ids: int32[1, T]; count: int32[1], how many of them; skip_special: int32[1], 1 to leave special tokens out.
        Ids of no token are left out. -> "utf8": int32[1, output_bytes(T)], zeros behind the text; "byte_count":
        int32[1]; "unwritten_count": int32[1], above 0 where the text is longer than that and was cut. Raises Refused
        for so many ids that their bytes cannot be numbered."""
        if self.tokens.longest * int(ids.shape[1]) >= LIMIT:
            raise Refused(f"{ids.shape[1]} tokens of up to {self.tokens.longest} bytes")
        rows, kept = self._kept_rows(ids, count, skip_special)
        starts, lengths = self._places(rows, kept)
        text = self._joined(starts, lengths, self.output_bytes(int(ids.shape[1])))
        if self.replaces_ill_formed:
            text = self._without_errors(text, starts)
        for stage in self.stages:
            text = stage(text)
        return {
            "utf8": tf.reshape(text.utf8, [1, text.size]),
            "byte_count": text.count,
            "unwritten_count": text.lost,
        }

    def _kept_rows(self, ids: Any, count: Any, skip_special: Any) -> tuple[Any, Any]:
        """int32[T or a few more], the rows of the tokens that are decoded, packed, and int32[1], how many they are."""
        size = int(ids.shape[1])
        rows = tf.maximum(tf.minimum(tf.reshape(ids, [-1]), int(self.tokens.kinds.shape[0]) - 2) + 1, 0)
        kinds = lookup(self.tokens.kinds, rows)
        largest = SPECIAL - tf.minimum(skip_special, 1)
        inside = tf.less(np.arange(size, dtype=np.int32), count)
        kept = tf.logical_and(tf.greater(kinds, 0), tf.logical_and(tf.less_equal(kinds, largest), inside))
        kept = tf.cast(kept, tf.int32)
        rows = tf.pad(packed(rows, kept), [[0, max(0, _LEAST - size)]])
        return rows, tf.reduce_sum(kept, keepdims=True)

    def _places(self, rows: Any, kept: Any) -> tuple[Any, Any]:
        """int32[T] each: where in `flat` the bytes of every token begin in its context, and how many they are."""
        size = int(rows.shape[0])
        place = np.arange(size, dtype=np.int32)
        table_rows = int(self.tokens.kinds.shape[0])
        forms = rows
        if self.by_first:
            forms = forms + table_rows * (place == 0).astype(np.int32)
        if self.by_last:
            last = tf.cast(tf.equal(place, kept - 1), tf.int32)
            forms = forms + (table_rows * (2 if self.by_first else 1)) * last
        starts, lengths = lookup(self.tokens.starts, rows), lookup(self.tokens.lengths, forms)
        if self.tokens.skips is not None:
            starts = starts + lookup(self.tokens.skips, forms)
        if self.drops_repeats:
            lengths = lengths * tf.cast(tf.not_equal(rows, shifted(rows, -1)), tf.int32)
        return self._fallen_back(starts, lengths) if self.byte_fallback else (starts, lengths)

    def _fallen_back(self, starts: Any, lengths: Any) -> tuple[Any, Any]:
        """A run of byte tokens that is no UTF-8 becomes U+FFFD, one for each."""
        size = int(starts.shape[0])
        is_byte = tf.cast(tf.less(starts, NO_BYTE), tf.int32) * tf.minimum(lengths, 1)

        def checked() -> tuple[Any, Any]:
            whole, _ = well_formed(tf.where(tf.greater(is_byte, 0), starts, NO_BYTE))
            run = tf.cumsum(1 - is_byte)
            wrong = tf.scatter_nd(tf.reshape(run, [-1, 1]), is_byte * (1 - whole), [size + 1])
            replaced = tf.greater(tf.gather(wrong, run) * is_byte, 0)
            return tf.where(replaced, REPLACEMENT_PLACE, starts), tf.where(replaced, len(REPLACEMENT), lengths)

        return only_if(tf.greater(tf.reduce_max(is_byte), 0), checked, lambda: (starts, lengths))

    def _joined(self, starts: Any, lengths: Any, size: int) -> Text:
        source, first = spread(lengths, size)
        total = tf.reduce_sum(lengths, keepdims=True)
        places = np.arange(size, dtype=np.int32)
        inside = tf.cast(tf.less(places, total), tf.int32)
        # flat[0] is 0, what stands behind the text.
        utf8 = lookup(self.tokens.flat, (tf.gather(starts - first, source) + places) * inside)
        lost = tf.maximum(total - size, 0)
        return Text(utf8, total - lost, lost)

    def _without_errors(self, text: Text, starts: Any) -> Text:
        """Texts that are UTF-8 by themselves are so together: only where one is not, the bytes are looked at."""

        def replaced() -> tuple[Any, ...]:
            found = replace_ill_formed(text)
            return found.utf8, found.count, found.lost

        suspect = tf.greater_equal(tf.reduce_max(starts), self.tokens.ill_formed_from)
        return Text(*only_if(suspect, replaced, lambda: (text.utf8, text.count, text.lost)))
