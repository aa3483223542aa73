"""Where grapheme clusters begin: Unicode Standard Annex 29 as the reference has it (see graphemes.py)."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import Alphabet
from hfedge.tokenizer.lookup import lookup
from hfedge.tokenizer.normalizers.graphemes import Kind, grapheme_kinds
from hfedge.tokenizer.stream import Stream, last_starts, shifted


@dataclass(frozen=True)
class Clusters:
    """kinds: int32[symbols]; held: int32[kinds * kinds], 1 where two characters beside each other are in one cluster;
    by kind, int32[kinds] each: pictures, joins and (what lies between them) extends of rule GB11, consonants, linkers
    and (what lies between them) links of rule GB9c."""

    kinds: np.ndarray
    held: np.ndarray
    pictures: np.ndarray
    extends: np.ndarray
    joins: np.ndarray
    consonants: np.ndarray
    linkers: np.ndarray
    links: np.ndarray

    def starts(self, stream: Stream) -> Any:
        """int32[size]: 1 where a cluster begins; 0 where there is no symbol."""
        kinds = lookup(self.kinds, stream.symbols)
        held = lookup(self.held, shifted(kinds, -1) * int(self.pictures.shape[0]) + kinds)
        held = held + self._pictures_joined(stream, kinds) + self._consonants_joined(stream, kinds)
        return tf.maximum(stream.starts, 1 - tf.minimum(held, 1)) * tf.minimum(stream.symbols, 1)

    def _pictures_joined(self, stream: Stream, kinds: Any) -> Any:
        """GB11: a picture, what extends it, a joiner, and another picture."""
        picture, extends, joins = (lookup(table, kinds) for table in (self.pictures, self.extends, self.joins))
        other = last_starts(tf.maximum(1 - extends, stream.starts))
        joined = joins * (1 - stream.starts) * tf.gather(picture, shifted(other, -1))
        return picture * shifted(joined, -1)

    def _consonants_joined(self, stream: Stream, kinds: Any) -> Any:
        """GB9c: a consonant, what links with a linker among it, and another consonant."""
        consonant, linker, links = (lookup(table, kinds) for table in (self.consonants, self.linkers, self.links))
        other = last_starts(tf.maximum(1 - links, stream.starts))
        count = tf.cumsum(linker)
        linked = tf.cast(tf.greater(count, tf.gather(count, other)), tf.int32) * tf.gather(consonant, other)
        return consonant * shifted(linked, -1)


def compile_clusters(alphabet: Alphabet) -> Clusters:
    """alphabet: one that knows the partition of grapheme_kinds(). An added token is of no kind: it is alone."""
    labels, kinds = grapheme_kinds()
    alone = len(kinds)
    kinds = (*kinds, Kind(control=True))
    held = np.array([[left.holds(right) for right in kinds] for left in kinds], np.int32)
    names = {"consonants": "consonant", "linkers": "linker"}
    flags = [field.name for field in fields(Clusters) if field.name not in ("kinds", "held")]
    return Clusters(
        kinds=alphabet.labels(labels, alone),
        held=held.reshape(-1),
        **{flag: np.array([getattr(kind, names.get(flag, flag)) for kind in kinds], np.int32) for flag in flags},
    )
