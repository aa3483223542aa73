"""The graph of a BPE model: symbols of the beginning (`merge_word` of tokenizers/src/models/bpe/model.rs), then
merges."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.lookup import lookup
from hfedge.tokenizer.loops import only_if
from hfedge.tokenizer.models.bpe_pairs import Boundaries, PairTable
from hfedge.tokenizer.models.bpe_rounds import merge_all, pieces_of
from hfedge.tokenizer.models.tokens import Tokens
from hfedge.tokenizer.models.unigram_bytes import WIDEST
from hfedge.tokenizer.models.wordlevel import WholePieces, closed_starts
from hfedge.tokenizer.stream import Stream, expand, expansion, last_starts, next_starts, shifted

OWN_BYTES = -1  # what BpeStage.symbols holds for a class whose characters become their bytes
FUSED = -1  # and for an unknown character that the one before it takes in


@dataclass(frozen=True)
class ByteSpelling:
    """Unknown characters become their bytes. bytes: int32[256], token by byte; spelled: int32[k], of each known
    character without a token the number of its bytes, then their tokens: at -1 - BpeStage.symbols; 0 at the front."""

    bytes: np.ndarray
    spelled: np.ndarray

    def expand(self, stream: Stream, tokens: Any, size: int) -> tuple[Stream, Any]:
        """tokens: int32[n], below 0 for what becomes bytes -> the stream and its tokens, int32[size] each. Every byte
        has the alignment of its character."""
        spelled = -1 - tokens
        own = tf.equal(tokens, OWN_BYTES)
        counts = tf.where(own, stream.end - stream.begin, lookup(self.spelled, tf.maximum(spelled, 0)))
        counts = tf.where(tf.less(tokens, 0), counts, np.ones(stream.size, np.int32)) * _used(stream)
        moved = expansion(stream, counts, size, most=WIDEST)
        tokens = tf.gather(tokens, moved.source)
        expanded = expand(stream, moved, tf.gather(stream.symbols, moved.source))
        within = moved.within
        of_input = tf.minimum(expanded.begin + within, int(stream.utf8.shape[0]) - 1)
        from_input = lookup(self.bytes, tf.gather(stream.utf8, of_input))
        in_table = tf.maximum(-1 - tokens, 0) + (within + 1) * _flag(tf.less(tokens, OWN_BYTES))
        from_table = lookup(self.spelled, in_table)
        from_bytes = tf.where(tf.equal(tokens, OWN_BYTES), from_input, from_table)
        return expanded, tf.where(tf.less(tokens, 0), from_bytes, tokens)


@dataclass(frozen=True)
class Dropping:
    """Characters without a token vanish, and the reference takes the tokens after them in the piece for that much
    earlier. lengths: int8[symbols], UTF-8 bytes of a known character, 0 for a class, 1 for an added token."""

    lengths: np.ndarray

    def drop(self, stream: Stream, tokens: Any, kept: Any) -> tuple[Stream, Any]:
        """kept: int32[n], 0 or 1."""
        lengths = lookup(self.lengths, stream.symbols)
        lengths = tf.where(tf.equal(lengths, 0), stream.end - stream.begin, lengths) * _used(stream)
        before = tf.cumsum(lengths) - lengths
        kept_before = tf.cumsum(lengths * kept) - lengths * kept
        first = last_starts(stream.starts)
        begin = tf.gather(before - kept_before, first) + kept_before
        # Which place the reference's bytes begin..begin+lengths really are those of.
        marks = tf.scatter_nd(tf.reshape(before, [-1, 1]), _used(stream), [4 * stream.size])
        place_of = tf.cumsum(marks)
        last = tf.maximum(begin + lengths - 1, 0)
        moved_back = replace(
            stream,
            begin=tf.gather(stream.begin, tf.gather(place_of, begin)),
            end=tf.gather(stream.end, tf.gather(place_of, last)),
        )
        moved = expansion(stream, kept * _used(stream), stream.size)
        found = expand(moved_back, moved, tf.gather(stream.symbols, moved.source))
        return found, tf.gather(tokens, moved.source)


def _flag(condition: Any) -> Any:
    return tf.cast(condition, tf.int32)


def _used(stream: Stream) -> Any:
    """int32[n]: 1 at the places that hold a symbol."""
    places = stream.places
    return _flag(tf.less_equal(places, stream.total)) * np.minimum(places, 1)


@dataclass(frozen=True)
class BpeStage:
    """symbols: [variants * symbols], the token of a symbol of the beginning, 0 for what is dropped, below 0 as the
    constants above say; variants: if there is a prefix, the first of a piece and the others; the same again, if there
    is a suffix, for the last one of a piece. ids: by token. unknown: the token of unknown characters where FUSED ones
    occur, else 0."""

    symbols: np.ndarray
    ids: Any
    pairs: PairTable
    cuts: Boundaries | None
    spelling: ByteSpelling | None
    dropping: Dropping | None
    whole: WholePieces | None
    alphabet_size: int
    prefix: bool
    suffix: bool
    unknown: int

    def __repr__(self) -> str:
        return f"BpeStage({self.pairs})"

    def __call__(self, stream: Stream) -> Tokens:
        tokens = self._first_tokens(stream)
        used = None
        if self.whole is not None:
            tokens, used = self._take_whole(self.whole, stream, tokens)
        if self.dropping is not None:
            stream, tokens = self._drop(self.dropping, stream, tokens, used)
        if self.spelling is not None:
            stream, tokens = self._spell(self.spelling, stream, tokens)
        starts = closed_starts(stream)
        before = tokens
        if self.unknown:
            before, tokens = self._fuse(stream, tokens)
        contiguous = self.whole is None and not self.unknown
        tokens = merge_all(self.pairs, tokens, pieces_of(self._cut(starts, before, tokens), tokens, contiguous))
        flags = tf.minimum(tokens, 1)
        last = next_starts(tf.maximum(flags, starts)) - 1
        ends = tf.gather(stream.end, last)
        words = tf.cumsum(stream.starts)
        return Tokens(flags, lookup(self.ids, tokens), stream.begin, ends, stream.totals, words, lost=stream.lost)

    def _first_tokens(self, stream: Stream) -> Any:
        at, size = stream.symbols, self.alphabet_size
        if self.prefix:
            at = at + (1 - stream.starts) * size
        if self.suffix:
            last = shifted(closed_starts(stream))
            at = at + last * (size * 2 if self.prefix else size)
        return lookup(self.symbols, at)

    def _take_whole(self, whole: WholePieces, stream: Stream, tokens: Any) -> tuple[Any, Any]:
        """Pieces that are an entry are one token; -> also int32[n], 1 in them."""
        found = whole.look_up(stream, next_starts(closed_starts(stream)))
        inside = tf.minimum(tf.gather(found, last_starts(stream.starts)), 1)
        return tf.where(tf.greater(inside, 0), found, tokens), inside

    def _drop(self, dropping: Dropping, stream: Stream, tokens: Any, whole: Any) -> tuple[Stream, Any]:
        kept = tf.minimum(tokens, 1) if whole is None else tf.maximum(tf.minimum(tokens, 1), whole)
        some = tf.less(tf.reduce_sum(kept * _used(stream)), stream.total)
        return _either(some, lambda: dropping.drop(stream, tokens, kept), lambda: (stream, tokens), stream)

    def _spell(self, spelling: ByteSpelling, stream: Stream, tokens: Any) -> tuple[Stream, Any]:
        # Enough for all characters that are those of the input, and a few others.
        size = max(stream.size, int(stream.utf8.shape[0]) + 1) + 16
        some = tf.less(tf.reduce_min(tokens), 0)
        return _either(
            some, lambda: spelling.expand(stream, tokens, size), lambda: _wider(stream, tokens, size), stream
        )

    def _fuse(self, stream: Stream, tokens: Any) -> tuple[Any, Any]:
        """-> the tokens of all places, and those with 0 where an unknown character belongs to the one before."""
        unknown = _flag(tf.equal(tokens, FUSED))
        follows = unknown * shifted(unknown, -1) * (1 - stream.starts)
        tokens = tf.where(tf.less(tokens, 0), np.full(tokens.shape, self.unknown, np.int32), tokens)
        return tokens, tokens * (1 - follows)

    def _cut(self, starts: Any, before: Any, tokens: Any) -> Any:
        """The starts of what merges by itself. before: the tokens, those of fused characters too."""
        if self.cuts is None:
            return starts
        left = lookup(self.cuts.left, shifted(before, -1))
        cut = _flag(tf.less(left, lookup(self.cuts.right, before))) * tf.minimum(tokens, 1)
        return tf.maximum(starts, cut)


def _wider(stream: Stream, tokens: Any, size: int) -> tuple[Stream, Any]:
    pad = [[0, size - stream.size]]
    wider = replace(
        stream,
        symbols=tf.pad(stream.symbols, pad),
        begin=tf.pad(stream.begin, pad),
        end=tf.pad(stream.end, pad),
        starts=tf.pad(stream.starts, pad),
    )
    return wider, tf.pad(tokens, pad)


def _either(
    condition: Any,
    then: Callable[[], tuple[Stream, Any]],
    otherwise: Callable[[], tuple[Stream, Any]],
    stream: Stream,
) -> tuple[Stream, Any]:
    """One of two streams with their tokens. The symbols are not wanted any more."""

    def parts(found: tuple[Stream, Any]) -> tuple[Any, ...]:
        made, tokens = found
        return (tokens, made.begin, made.end, made.starts, made.lost, *(tf.reshape(t, [1]) for t in made.totals))

    tokens, begin, end, starts, lost, *totals = only_if(condition, lambda: parts(then()), lambda: parts(otherwise()))
    made = replace(stream, symbols=tokens, begin=begin, end=end, starts=starts, totals=tuple(totals), lost=lost)
    return made, tokens
