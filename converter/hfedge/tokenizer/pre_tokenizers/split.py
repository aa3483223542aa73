"""Split: cuts at the matches of a pattern (tokenizers/src/pre_tokenizers/split.rs)."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import Alphabet, Needs
from hfedge.tokenizer.pre_tokenizers.kinds import (
    CONTIGUOUS,
    FIRST_MATCHED,
    ISOLATED,
    OUTSIDE,
    REMOVED,
    WITH_NEXT,
    KindSplit,
    behavior_of,
    kind_split,
)
from hfedge.tokenizer.pre_tokenizers.labels import partition_of
from hfedge.tokenizer.pre_tokenizers.matches import CompiledPattern, Matches, Pattern, read_pattern
from hfedge.tokenizer.pre_tokenizers.nodes import Repeat
from hfedge.tokenizer.stream import Stream, keep


@dataclass(frozen=True)
class Split:
    pattern: Pattern
    behavior: str
    invert: bool = False

    def needs(self) -> Needs:
        return self.pattern.needs()

    def compile(self, alphabet: Alphabet) -> "CompiledSplit | KindSplit":
        compiled = self.pattern.compile(alphabet)
        if not compiled.local:
            return CompiledSplit(compiled, self.behavior, self.invert)
        kinds = np.full(compiled.count, OUTSIDE, np.int32)
        for number, part in enumerate(compiled.parts):
            kinds[part.mask] = FIRST_MATCHED + number
        runs = tuple(isinstance(part, Repeat) for part in compiled.branches)
        return kind_split(alphabet, kinds[partition_of(self.pattern.node)], runs, self.behavior, self.invert)


def split(entry: dict) -> Split:
    """Raises Refused."""
    return Split(read_pattern(entry["pattern"]), behavior_of(entry["behavior"]), bool(entry["invert"]))


@dataclass(frozen=True)
class CompiledSplit:
    pattern: CompiledPattern
    behavior: str
    invert: bool

    def __call__(self, stream: Stream) -> Stream:
        matches = self.pattern(stream)
        if self.behavior == REMOVED:
            return self._removed(stream, matches)
        return stream.starting(tf.maximum(stream.starts, self._begins(matches)))

    def _begins(self, matches: Matches) -> Any:
        if self.behavior == ISOLATED:
            return matches.boundaries
        if self.behavior == CONTIGUOUS:
            return matches.changes
        return matches.found if (self.behavior == WITH_NEXT) != self.invert else matches.behind

    def _removed(self, stream: Stream, matches: Matches) -> Stream:
        starts = tf.maximum(stream.starts, matches.boundaries)
        if not self.invert:
            return keep(stream.starting(starts), 1 - matches.inside)
        return stream.starting(starts) if self.pattern.always else keep(stream.starting(starts), 1 - matches.outside)
