"""Replace: every match of a text or a regex becomes another text, aligned to the last character of the match
(`replace` in tokenizers/src/tokenizer/normalizer.rs)."""

from dataclasses import dataclass

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import Alphabet, Needs
from hfedge.tokenizer.lookup import lookup
from hfedge.tokenizer.normalizers.characters import CharacterMap
from hfedge.tokenizer.normalizers.outputs import grown
from hfedge.tokenizer.normalizers.rarely import stream_if, widened
from hfedge.tokenizer.normalizers.reference import as_key
from hfedge.tokenizer.pre_tokenizers.matches import CompiledPattern, Matches, Pattern, read_pattern
from hfedge.tokenizer.pre_tokenizers.nodes import Characters
from hfedge.tokenizer.refused import Refused
from hfedge.tokenizer.stream import Stream, expand, expansion, keep


@dataclass(frozen=True)
class ReplaceStage:
    """written: int32[characters], the symbols of the content (one 0 if it is empty); count: how many;
    ratio: the most places written for one that is read."""

    pattern: CompiledPattern
    written: np.ndarray
    count: int
    ratio: float
    fresh: bool

    context_free = False

    def __call__(self, stream: Stream) -> Stream:
        matches = self.pattern(stream)
        if self.pattern.local or self.pattern.always:
            return self._replaced(stream, matches)
        # Elsewhere it takes more to follow the matches than to see whether there is one.
        size = grown(stream.size, self.ratio, self.fresh)
        return stream_if(
            tf.reduce_any(tf.greater(matches.longest, 0)),
            lambda: self._replaced(stream, matches),
            lambda: widened(stream, size),
        )

    def _replaced(self, stream: Stream, matches: Matches) -> Stream:
        kept = tf.minimum(stream.symbols, 1) - matches.inside
        count = self.count
        if not count:
            return keep(stream, kept)
        ends = tf.maximum(matches.ends - 1, 0)
        last = tf.scatter_nd(tf.reshape(ends, [-1, 1]), matches.found, [stream.size])
        size = grown(stream.size, self.ratio, self.fresh)
        moved = expansion(stream, kept + last * count, size, count)
        if count == 1:
            symbols = tf.gather(
                tf.where(tf.greater(last, 0), lookup(self.written, np.zeros(1, np.int32)), stream.symbols), moved.source
            )
        else:
            new = lookup(self.written, tf.maximum(moved.within, 0))
            is_new = tf.greater(tf.gather(last, moved.source), 0)
            symbols = tf.where(is_new, new, tf.gather(stream.symbols, moved.source))
        return expand(stream, moved, symbols)


@dataclass(frozen=True)
class Replace:
    """read: the fewest bytes of a match."""

    pattern: Pattern
    content: str
    read: int

    def needs(self) -> Needs:
        return self.pattern.needs() | Needs(frozenset(self.content))

    def compile(self, alphabet: Alphabet, fresh: bool = True) -> ReplaceStage:
        written = np.array([alphabet.known[char] for char in self.content] or [0], np.int32)
        count = len(self.content)
        return ReplaceStage(self.pattern.compile(alphabet), written, count, count / self.read, fresh)


def parse_replace(data: dict) -> Replace | CharacterMap:
    """A pattern of one character is a matter of single characters."""
    entry, content = data["pattern"], data["content"]
    if not isinstance(content, str):
        raise Refused(f"the content {content!r}")
    pattern = read_pattern(entry)
    if isinstance(pattern.node, Characters):
        return CharacterMap(as_key({"type": "Replace", "pattern": entry, "content": content}))
    return Replace(pattern, content, len(entry["String"].encode()) if "String" in entry else 1)
