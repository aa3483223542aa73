"""Unigram: of all ways to cut a piece into tokens the one of the best score (tokenizers/src/models/unigram/model.rs).

Scores must be those that the reference read: its JSON reader is not exact in the last bit of a number, which decides
between cuts of equal worth. `Tokenizer.from_str(text).to_str()` has them.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import Alphabet, Needs
from hfedge.tokenizer.double_array import Trie, compile_trie
from hfedge.tokenizer.lookup import compact, lookup
from hfedge.tokenizer.loops import only_if, repeat_while
from hfedge.tokenizer.models.tokens import Tokens
from hfedge.tokenizer.models.unigram_bytes import ByteFallback, byte_tokens, compile_byte_fallback
from hfedge.tokenizer.models.unigram_scores import Costs, compile_costs, powers_above
from hfedge.tokenizer.models.unigram_viterbi import (
    COARSE_LANE,
    EXACT_LANE,
    LONGEST,
    MANY_STEPS,
    ExactPath,
    coarse_path,
    lanes_of,
    uncrossed,
)
from hfedge.tokenizer.refused import Refused
from hfedge.tokenizer.stream import Stream, last_starts, next_starts, shifted

UNKNOWN_PENALTY = 10.0  # K_UNK_PENALTY: an unknown character scores so much less than the worst piece


@dataclass(frozen=True)
class Unigram:
    """The model as tokenizer.json has it. The id of a piece is its number, the last one where it is there twice."""

    vocabulary: tuple[tuple[str, float], ...]
    unk_id: int
    byte_fallback: bool = False

    def __repr__(self) -> str:
        return f"Unigram({len(self.vocabulary):,} pieces)"

    @cached_property
    def ids(self) -> dict[str, int]:
        return {piece: index for index, (piece, _) in enumerate(self.vocabulary)}

    @cached_property
    def unknown_score(self) -> float:
        return min(score for _, score in self.vocabulary) - UNKNOWN_PENALTY

    def needs(self) -> Needs:
        return Needs(characters=frozenset("".join(piece for piece, _ in self.vocabulary)))

    def compile(self, alphabet: Alphabet, token_ids: np.ndarray) -> "UnigramStage":
        """token_ids: int32[added tokens], their ids in the order of their symbols. Raises Refused for what the graph
        cannot do exactly."""
        self._check_runs()
        unknown = len(self.vocabulary) + 1
        single = np.full(alphabet.size, unknown, np.int32)
        entries = []
        for piece, index in self.ids.items():
            if len(piece) == 1:
                single[alphabet.symbol(piece)] = index + 1
            elif piece:
                entries.append((tuple(map(alphabet.known.__getitem__, piece)), index))
        return UnigramStage(
            trie=compile_trie(entries, alphabet.size, smallest=False) if entries else None,
            single=compact(single),
            costs=compile_costs([*(score for _, score in self.vocabulary), self.unknown_score]),
            powers=powers_above(),
            token_ids=compact(token_ids) if len(token_ids) else None,
            fallback=compile_byte_fallback(self.ids, alphabet) if self.byte_fallback else None,
            first_token=alphabet.first_token,
            unk_id=self.unk_id,
            unknown=unknown,
        )

    def _check_runs(self) -> None:
        """Unknown tokens in a row become one text, which the reference looks up again: here it never is a piece.

        It is one if that piece scores less than its characters do, each unknown. Raises Refused then.
        """
        ids = self.ids
        for piece, index in ids.items():
            run = self._run_score(piece, ids)
            if run is not None and self.vocabulary[index][1] <= run + 1e-6 * abs(run):
                raise Refused(f"the piece {piece!r}, whose score is below that of its characters as unknown ones")

    def _run_score(self, piece: str, ids: Mapping[str, int]) -> float | None:
        """The best score of a piece as several unknown tokens; None if it can't be that."""
        typed, typed_score = self.vocabulary[self.unk_id]
        if len(piece) < 2 or (piece[0] in ids and piece[0] != typed[:1]):
            return None
        best = {0: 0.0}
        for at in range(len(piece)):
            if at not in best:
                continue
            tokens = [] if piece[at] in ids else [(1, self.unknown_score)]
            if typed and typed != piece and piece.startswith(typed, at):
                tokens.append((len(typed), typed_score))
            for length, score in tokens:
                best[at + length] = max(best[at] + score, best.get(at + length, -math.inf))
        return best.get(len(piece))


def parse_unigram(data: Mapping[str, Any]) -> Unigram:
    """data: the "model" of a tokenizer.json (of old files: without "type"), with the scores that the reference read.
    Raises Refused for what is not a Unigram model or can't be had exactly."""
    if data.get("alpha") or data.get("nbest_size"):
        raise Refused("Unigram that samples (alpha, nbest_size)")
    if data.get("type", "Unigram") != "Unigram":
        raise Refused(f"a model of type {data['type']!r}")
    vocabulary, unk_id = data.get("vocab"), data.get("unk_id")
    if not isinstance(vocabulary, list) or not all(map(_is_entry, vocabulary)):
        raise Refused("Unigram whose vocab is not a list of pieces with scores")
    if unk_id is None:
        raise Refused("Unigram without unk_id: the reference fails on characters that are in no piece")
    if isinstance(unk_id, bool) or not isinstance(unk_id, int) or not 0 <= unk_id < len(vocabulary):
        raise Refused(f"Unigram with unk_id {unk_id!r} and {len(vocabulary)} pieces")
    longest = max((piece for piece, _ in vocabulary), key=len)
    if len(longest) > LONGEST:
        raise Refused(f"a piece of {len(longest)} characters, {longest[:20]!r}...; {LONGEST} are possible")
    pieces = tuple((piece, float(score)) for piece, score in vocabulary)
    return Unigram(pieces, unk_id, bool(data.get("byte_fallback", False)))


def _is_entry(entry: Any) -> bool:
    if not (isinstance(entry, (list, tuple)) and len(entry) == 2 and isinstance(entry[0], str)):
        return False
    return isinstance(entry[1], (int, float)) and not isinstance(entry[1], bool) and math.isfinite(entry[1])


@dataclass(frozen=True)
class Cut:
    """How pieces are cut, int32[size] each: chosen, 1 where a token of the best cut ends; first: the place of its
    first symbol; number: its token number."""

    chosen: Any
    first: Any
    number: Any


@dataclass(frozen=True)
class UnigramStage:
    """Token numbers: id + 1, and `unknown` for a character that is no piece. single: by symbol, the number of the
    token that it is; trie: pieces of more than one symbol; token_ids: of the added tokens."""

    trie: Trie | None
    single: Any
    costs: Costs
    powers: Any
    token_ids: Any
    fallback: ByteFallback | None
    first_token: int
    unk_id: int
    unknown: int

    def __call__(self, stream: Stream) -> Tokens:
        """Tokens stand where their last symbol does; with byte fallback there may be more of them than places."""
        cut = self.cut(stream)
        ids = tf.where(tf.equal(cut.number, self.unknown), self.unk_id, cut.number - 1)
        if self.token_ids is not None:
            added = stream.symbols - self.first_token
            ids = tf.where(tf.less(added, 0), ids, lookup(self.token_ids, tf.maximum(added, 0)))
        flags, first, unknown = self._fused(stream, cut)
        begins = tf.gather(stream.begin, first)
        words = tf.cumsum(stream.starts)
        tokens = Tokens(flags, ids, begins, stream.end, stream.totals, words, lost=stream.lost)
        if self.fallback is None:
            return tokens
        # The unknown token typed as such stays what it is, unless it stands beside unknown characters.
        typed = tf.cast(tf.equal(cut.number, self.unk_id + 1), tf.int32) * tf.cast(tf.equal(first, cut.first), tf.int32)
        written = flags * unknown * (1 - typed) * tf.cast(tf.less(stream.symbols, self.first_token), tf.int32)
        return byte_tokens(self.fallback, stream, tokens, written, first)

    def _fused(self, stream: Stream, cut: Cut) -> tuple[Any, Any, Any]:
        """int32[size] each: tokens with unknown ones in a row as one, as flags at their ends; at every place the first
        place of its token; and 1 where an unknown token ends."""
        known = tf.logical_and(tf.not_equal(cut.number, self.unknown), tf.not_equal(cut.number, self.unk_id + 1))
        unknown = tf.where(known, 0, cut.chosen)
        where = tf.reshape(cut.first, [-1, 1])
        begins, unknown_begins = (tf.scatter_nd(where, ends, [stream.size]) for ends in (cut.chosen, unknown))
        fused = unknown_begins * shifted(unknown, -1) * (1 - stream.starts)
        return cut.chosen - shifted(fused), last_starts(begins - fused), unknown

    def cut(self, stream: Stream) -> Cut:
        numbers = self._matches(stream)
        longest = int(numbers.shape[0])
        following, total = next_starts(stream.starts), stream.total
        pieces = lanes_of(following, total, COARSE_LANE)
        cuts = only_if(
            tf.greater(pieces.steps, MANY_STEPS),
            lambda: next_starts(tf.maximum(uncrossed(numbers), stream.starts)),
            lambda: following,
        )
        extra, near = coarse_path(numbers, self.costs).walk(lanes_of(cuts, total, COARSE_LANE))
        if self.costs.rest:
            # A piece's last sum is not carried into the next: the size of a sum says how it is rounded.
            inside = (1 - shifted(stream.starts)) * np.minimum(stream.places, 1)

            def exact() -> Any:
                path = ExactPath(numbers, self.costs, self.powers, inside)
                return path.walk(lanes_of(following, total, EXACT_LANE))

            coarse = extra
            extra = only_if(tf.greater(near, 0), exact, lambda: coarse)
        before = tf.maximum(stream.places - 1 - extra, 0)
        number = tf.gather(tf.reshape(numbers, [-1]), (longest - 1 - extra) * stream.size + stream.places)
        return Cut(_followed(stream, before, pieces.steps), before + 1, number)

    def _matches(self, stream: Stream) -> Any:
        """int32[longest, size]: the token of (longest - row) symbols that ends at each place, 0 for none."""
        size, single = stream.size, lookup(self.single, stream.symbols)
        if self.trie is None:
            return tf.reshape(single, [1, size])
        longest, nothing = self.trie.longest, np.zeros(size, np.int32)
        columns = self.trie.columns(stream.symbols)
        inner = tf.pad(columns * (1 - stream.starts), [[0, longest]])
        state = self.trie.step(np.full(size, self.trie.root, np.int32), columns, nothing)
        states = []
        for length in range(1, longest):
            state = self.trie.step(state, tf.slice(inner, [length], [size]), nothing)
            states.insert(0, state)
        # In rows of size + 1 the token of `length` symbols that begins at a place stands where it ends. What comes from
        # a row before is too long to have an end within the stream: it is dead.
        ends = tf.concat([np.zeros(longest - 1, np.int32), *states], 0)
        numbers = tf.concat([self.trie.value_of(ends), single, [0]], 0)
        return tf.slice(tf.reshape(numbers, [longest, size + 1]), [0, 0], [longest, size])


def _followed(stream: Stream, before: Any, steps: Any) -> Any:
    """int32[size]: 1 at the places that are met on the way from a piece's end to its beginning by `before`
    (int32[size], 0 at place 0), in at most `steps` (int32[1]) jumps."""
    used = np.minimum(stream.places, 1)
    ends = (shifted(stream.starts) + tf.cast(tf.equal(stream.places, stream.total), tf.int32)) * used

    def double(jumps: Any, met: Any, before: Any) -> tuple[Any, Any, Any]:
        reached = tf.scatter_nd(tf.reshape(before, [-1, 1]), met, [stream.size])
        return jumps * 2, tf.minimum(met + reached, 1), tf.gather(before, before)

    start = np.ones(1, np.int32), ends, before
    return repeat_while(lambda jumps, *_: tf.less(jumps, steps), double, start)[1] * used
