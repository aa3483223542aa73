"""Added tokens found in a stream: in the text before normalization, or in the normalized text.

The reference (tokenizers/src/tokenizer/added_vocabulary.rs, `find_matches`) takes the leftmost match, of those the
longest, and goes on behind it; a `single_word` match next to a word character is dropped, but still stepped over;
`lstrip` and `rstrip` take the white space before and after, as far as no earlier match has it. Every token becomes
one symbol in a piece of its own.

Here every place walks a trie of the tokens' texts, in a loop that ends when no walk is alive, so mostly after one or
two steps; the rest is done only where a token was found.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import Alphabet, Needs
from hfedge.tokenizer.double_array import Trie, compile_trie
from hfedge.tokenizer.doubling import follow
from hfedge.tokenizer.lookup import lookup
from hfedge.tokenizer.loops import only_if, repeat_while
from hfedge.tokenizer.pre_tokenizers.ask import word_kinds
from hfedge.tokenizer.refused import Refused
from hfedge.tokenizer.spec import AddedToken
from hfedge.tokenizer.stream import Stream, keep, last_starts, next_starts, shifted
from hfedge.tokenizer.template import Trim

WORD, OTHER, SPACE = 1, 2, 3  # the labels of word_kinds: \w and \s of the Rust regex crate, as in the reference


def added_token_needs(texts: Mapping[str, AddedToken]) -> Needs:
    """texts: what is looked for to the token that it is."""
    flagged = any(not token.plain for token in texts.values())
    return Needs(frozenset("".join(texts)), (word_kinds(),) if flagged else ())


@dataclass(frozen=True)
class AddedTokens:
    """The values of the trie number the tokens from 0, and one more is the number used here (0: none). length, symbol,
    single, left, right: int32[tokens + 1], symbols of the text, the token's own symbol, and its flags; kinds:
    int32[alphabet], WORD, OTHER or SPACE."""

    trie: Trie
    length: np.ndarray
    symbol: np.ndarray
    single: np.ndarray
    left: np.ndarray
    right: np.ndarray
    kinds: np.ndarray
    flags: frozenset[str]  # which of the flags some token has
    trim: Trim | None

    def __repr__(self) -> str:
        return f"AddedTokens({self.length.shape[0] - 1:,} tokens, {', '.join(sorted(self.flags)) or 'no flags'})"

    def __call__(self, stream: Stream) -> Stream:
        number = self._longest(stream)
        fields = ("symbols", "begin", "end", "starts")

        def unchanged() -> tuple[Any, ...]:
            return (*(getattr(stream, name) for name in fields), *stream.totals)

        def rewritten() -> tuple[Any, ...]:
            found = self._rewritten(stream, number)
            return (*(getattr(found, name) for name in fields), *found.totals)

        *arrays, last = only_if(tf.greater(tf.reduce_max(number), 0), rewritten, unchanged)
        arrays, totals = arrays[: len(fields)], (*arrays[len(fields) :], last)
        return replace(stream, **dict(zip(fields, arrays)), totals=totals)

    def _longest(self, stream: Stream) -> Any:
        """int32[size]: number of the longest token whose text begins at each place."""
        nothing = np.zeros(stream.size, np.int32)
        columns = self.trie.columns(stream.symbols)
        inner = tf.where(tf.greater(stream.starts, 0), nothing, columns)  # no match goes on into the next piece
        state = self.trie.step(nothing + self.trie.root, columns, nothing)

        def walk(state: Any, inner: Any, number: Any) -> tuple[Any, ...]:
            value = self.trie.value_of(state)
            inner = shifted(inner)
            return self.trie.step(state, inner, nothing), inner, tf.where(tf.greater(value, 0), value, number)

        _, _, number = repeat_while(
            lambda state, inner, number: tf.reduce_any(tf.not_equal(state, nothing)), walk, (state, inner, nothing)
        )
        return number

    def _rewritten(self, stream: Stream, number: Any) -> Stream:
        places = stream.places
        length = lookup(self.length, number)
        length = length * _visited(length, stream.size)
        found = tf.minimum(length, 1)
        begin, end = places, places + length
        if "single_word" in self.flags:
            found = found * self._stands_alone(stream, number, end)
        spans = _Spans(stream, lookup(self.kinds, stream.symbols))
        inner = spans.covered(begin, end, found)
        core, reach = (begin, end), end
        if "rstrip" in self.flags:
            # The offsets reach over all white space, also over what the next token begins with.
            strips, last = tf.greater(lookup(self.right, number), 0), _before(end)
            reach = tf.where(strips, tf.gather(next_starts(spans.stops(np.zeros_like(places))), last), end)
            end = tf.where(strips, tf.gather(next_starts(spans.stops(inner)), last), end)
            inner = spans.covered(begin, end, found)
        if "lstrip" in self.flags:
            stops = spans.stops(inner, at_piece=False)
            before = tf.gather(last_starts(stops), _before(begin)) + 1
            left = tf.maximum(before, last_starts(stream.starts))
            begin = tf.where(tf.greater(lookup(self.left, number), 0), left, begin)
            inner = spans.covered(begin, end, found)
        return self._replaced(stream, number, found, _Match(core, begin, end, reach), inner)

    def _stands_alone(self, stream: Stream, number: Any, end: Any) -> Any:
        """int32[size]: 0 where a single_word token has a word character beside it in its piece."""
        kinds = lookup(self.kinds, stream.symbols)
        word = tf.cast(tf.equal(kinds, np.full(stream.size, WORD, np.int32)), tf.int32)
        inside = 1 - stream.starts
        after = tf.gather(word * inside, end)
        before = shifted(word, -1) * inside
        return 1 - tf.minimum(before + after, 1) * lookup(self.single, number)

    def _replaced(self, stream: Stream, number: Any, found: Any, match: "_Match", inner: Any) -> Stream:
        size = stream.size
        first_byte, last_byte = self._bytes(stream, match)

        def at(places: Any, values: Any) -> Any:
            return tf.scatter_nd(tf.reshape(places * found, [-1, 1]), values * found, [size])

        symbol, ones = at(match.begin, lookup(self.symbol, number)), np.ones(size, np.int32)
        here, after = tf.minimum(symbol, 1), at(match.end, ones)
        chosen = tf.greater(symbol, 0)
        changed = replace(
            stream,
            symbols=tf.where(chosen, symbol, stream.symbols),
            begin=tf.where(chosen, at(match.begin, first_byte), stream.begin),
            end=tf.where(chosen, at(match.begin, last_byte), stream.end),
            starts=tf.minimum(stream.starts + here + after, 1) * tf.minimum(places_used(stream), 1),
        )
        return keep(changed, tf.maximum(1 - inner, here))

    def _bytes(self, stream: Stream, match: "_Match") -> tuple[Any, Any]:
        if not self.trim:
            return tf.gather(stream.begin, match.begin), tf.gather(stream.end, _before(match.reach))
        # Trimmed offsets leave out the white space that the token took, save one that add_prefix_space may have put
        # at the text's beginning.
        first = tf.gather(stream.begin, match.core[0])
        if self.trim.prefix_space and "lstrip" in self.flags:
            taken = tf.gather(stream.begin, match.begin)
            at_start = tf.equal(taken, np.zeros(stream.size, np.int32))
            for first_byte in stream.first_bytes[1:]:
                at_start = tf.logical_or(at_start, tf.equal(taken, first_byte))
            one = tf.logical_and(at_start, tf.equal(match.core[0] - match.begin, 1))
            first = tf.where(one, taken, first)
        return first, tf.gather(stream.end, _before(match.core[1]))


@dataclass(frozen=True)
class _Match:
    """Places, int32[size] each: core, where the token's own text begins and ends; begin, end: with the white space it
    takes; reach: the end of its offsets."""

    core: tuple[Any, Any]
    begin: Any
    end: Any
    reach: Any


def _before(places: Any) -> Any:
    """The place before each, or 0."""
    return tf.maximum(places - 1, 0)


def places_used(stream: Stream) -> Any:
    """int32[size]: 1 where there is a symbol."""
    return tf.minimum(stream.symbols, 1)


@dataclass(frozen=True)
class _Spans:
    stream: Stream
    kinds: Any

    def covered(self, begin: Any, end: Any, found: Any) -> Any:
        """int32[size]: 1 within begin to end of what was found."""
        size = self.stream.size
        opened = tf.scatter_nd(tf.reshape(begin * found, [-1, 1]), found, [size])
        closed = tf.scatter_nd(tf.reshape(end * found, [-1, 1]), found, [size])
        return tf.minimum(tf.cumsum(opened - closed), 1)

    def stops(self, inner: Any, at_piece: bool = True) -> Any:
        """int32[size]: 1 where white space that may be taken does not go on."""
        space = tf.cast(tf.equal(self.kinds, np.full(self.stream.size, SPACE, np.int32)), tf.int32)
        stops = 1 - space * (1 - inner)
        return tf.maximum(stops, self.stream.starts) if at_piece else stops


def _visited(length: Any, size: int) -> Any:
    """int32[size]: 1 where the scan comes by, 0 within a match."""
    iota = np.arange(size, dtype=np.int32)
    jump = tf.minimum(tf.maximum(length, 1) + iota, size - 1)
    places = follow(jump, np.ones(1, np.int32), size)
    ones = np.ones(places.shape[0], np.int32)
    return tf.minimum(tf.scatter_nd(tf.reshape(places, [-1, 1]), ones, [size]), 1)


def can_overlap(texts: Iterable[str]) -> bool:
    """Whether a text begins as another, or itself, ends: then which of two matches counts depends on all before."""
    texts = list(texts)
    beginnings = {text[:size] for text in texts for size in range(1, len(text))}
    return any(text[-size:] in beginnings for text in texts for size in range(1, len(text)))


def compile_added_tokens(
    texts: Mapping[str, AddedToken], symbols: Mapping[int, int], alphabet: Alphabet, trim: Trim | None
) -> AddedTokens | None:
    """texts: what is looked for to the token that it is; symbols: token id to its symbol. None for no tokens.

    Raises Refused for a token with lstrip that itself begins with white space, beside one with rstrip.
    """
    if not texts:
        return None
    tokens = list(texts.items())
    flags = frozenset(flag for flag in ("single_word", "lstrip", "rstrip") if any(getattr(t, flag) for _, t in tokens))
    leading = [text for text, token in tokens if token.lstrip and word_kinds()[ord(text[0])] == SPACE]
    if "rstrip" in flags and leading:
        raise Refused(f"added token {leading[0]!r} with lstrip, beginning with white space that another token takes")
    entries = [(tuple(alphabet.known[char] for char in text), index) for index, (text, _) in enumerate(tokens)]

    def by_number(values: Sequence[int]) -> np.ndarray:
        return np.array([0, *values], np.int32)

    return AddedTokens(
        trie=compile_trie(entries, alphabet.size),
        length=by_number([len(text) for text, _ in tokens]),
        symbol=by_number([symbols[token.id] for _, token in tokens]),
        single=by_number([token.single_word for _, token in tokens]),
        left=by_number([token.lstrip for _, token in tokens]),
        right=by_number([token.rstrip for _, token in tokens]),
        kinds=alphabet.labels(word_kinds()) if flags else np.zeros(alphabet.size, np.int32),
        flags=flags,
        trim=trim,
    )
