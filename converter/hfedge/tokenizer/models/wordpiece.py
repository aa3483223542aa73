"""WordPiece: greedy longest match, as tensor ops (tokenizers/src/models/wordpiece/mod.rs, `tokenize`).

Every place walks the vocabulary's trie in parallel, one symbol a step, for as long as any walk goes on; each place then
knows its longest token, and pointer doubling finds the words whose path ends nowhere, which become one unknown
token. Tokens of one symbol stand in a table of their own: so the trie has few columns.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import Alphabet, Needs
from hfedge.tokenizer.double_array import Trie, compile_trie
from hfedge.tokenizer.doubling import follow
from hfedge.tokenizer.lookup import lookup, narrow
from hfedge.tokenizer.loops import repeat_while
from hfedge.tokenizer.models.tokens import Tokens
from hfedge.tokenizer.refused import Refused
from hfedge.tokenizer.stream import Stream, next_starts, shifted

NO_MATCH = -(2**20)  # a length that sends every place to 0


@dataclass(frozen=True)
class WordPiece:
    """The step of tokenizer.json. vocabulary: text to id."""

    vocabulary: Mapping[str, int]
    unk_token: str
    prefix: str  # continuing_subword_prefix
    max_word_chars: int  # max_input_chars_per_word
    alone: frozenset[str] = frozenset()  # characters that the pre-tokenizer leaves in no word with another

    def __repr__(self) -> str:
        return f"WordPiece({len(self.vocabulary):,} entries, prefix={self.prefix!r}, unk={self.unk_token!r})"

    def needs(self) -> Needs:
        return Needs(frozenset("".join(self.vocabulary)))

    def compile(self, alphabet: Alphabet, token_ids: np.ndarray) -> "WordPieceStage":
        """token_ids: int32[added tokens], the id of each added token's symbol."""
        # Two more symbols stand before every text, and say whether it is a word's beginning or continues one.
        within, at_start = alphabet.size, alphabet.size + 1
        entries, single = [], np.zeros((2, alphabet.size), np.int64)
        alone = {alphabet.known[char] for char in self.alone if char in alphabet.known}
        for text, token_id in self.vocabulary.items():
            symbols = tuple(alphabet.known[char] for char in text)
            forms = [(1, at_start, symbols)]
            if text.startswith(self.prefix):
                forms.append((0, within, symbols[len(self.prefix) :]))
            for row, root, form in forms:
                if len(form) == 1:
                    single[row, form[0]] = token_id + 1
                elif form and alone.isdisjoint(form):
                    entries.append(((root, *form), token_id))
        single[:, alphabet.first_token :] = token_ids + 1
        trie = compile_trie(entries, alphabet.size + 2, smallest=True)
        return WordPieceStage(
            trie=trie,
            within=trie.state_after([within]),
            at_start=trie.state_after([at_start]),
            single=narrow(single.reshape(-1)),
            symbols=alphabet.size,
            unknown_id=self.vocabulary[self.unk_token],
            max_word=self.max_word_chars,
        )


@dataclass(frozen=True)
class WordPieceStage:
    """trie: the tokens of two symbols and more; within, at_start: its state before a symbol within a word, and before
    a word's first; single: [2 * symbols], one more than the id of the token that is a symbol alone (0: none), within
    a word, then at its beginning."""

    trie: Trie
    within: int
    at_start: int
    single: np.ndarray
    symbols: int
    unknown_id: int
    max_word: int

    def __repr__(self) -> str:
        return f"WordPieceStage({self.trie}, {self.symbols:,} symbols)"

    def __call__(self, stream: Stream) -> Tokens:
        """The reference's path: longest matches from each word's beginning, or the whole word unknown."""
        size, places, nothing = stream.size, stream.places, np.zeros(stream.size, np.int32)
        # What is behind the last symbol begins a word too: the last one ends there.
        starts = tf.maximum(stream.starts, 1 - tf.minimum(stream.symbols, 1)) * np.minimum(places, 1)
        number, length = self._longest(stream.symbols, starts)
        end = tf.maximum(length + places, 0)
        # Follow the path within the word: it ends at the next word's beginning, or at 0 where nothing matches.
        path = tf.where(tf.greater(starts, 0), places, end)
        for _ in range(math.ceil(math.log2(min(size, self.max_word)))):
            path = tf.gather(path, path)
        ends_well = tf.gather(starts, tf.gather(path, end))
        following = next_starts(starts)
        short = tf.less_equal(following - places, self.max_word)
        good = tf.logical_and(tf.greater(ends_well, 0), short)
        after = tf.minimum(tf.where(good, end, following), size - 1)
        known = tf.logical_and(good, tf.greater(number, 0))
        return Tokens(
            flags=None,
            ids=tf.where(known, number - 1, nothing + self.unknown_id),
            begin=stream.begin,
            end=tf.gather(stream.end, tf.maximum(after - 1, 0)),
            totals=stream.totals,
            words=tf.cumsum(stream.starts),
            lost=stream.lost,
            places=follow(after, np.ones(1, np.int32), size),
        )

    def _longest(self, symbols: Any, starts: Any) -> tuple[Any, Any]:
        """int32[size] each: one more than the id, and the length, of the longest token that begins at each place; 0,
        NO_MATCH if none does."""
        nothing = np.zeros(symbols.shape[0], np.int32)
        single = lookup(self.single, symbols + starts * self.symbols)
        columns = self.trie.columns(symbols)
        state = starts * (self.at_start - self.within) + self.within
        # Within a word a token must not run into the next word: its symbols read as 0 there.
        inner = columns * (1 - starts)
        state = self.trie.step(state, columns, nothing)

        def walk(state: Any, inner: Any, best: Any, length: Any, count: Any) -> tuple[Any, ...]:
            inner = shifted(inner)
            state = self.trie.step(state, inner, nothing)
            found = tf.less(state, 0)
            return state, inner, tf.where(found, state, best), tf.where(found, nothing + count, length), count + 1

        start = (state, inner, nothing, nothing + 1, np.full(1, 2, np.int32))
        _, _, best, length, _ = repeat_while(lambda state, *_: tf.reduce_any(tf.not_equal(state, nothing)), walk, start)
        number = self.trie.value_of(best)
        number = tf.where(tf.greater(number, 0), number, single)
        return number, tf.where(tf.greater(number, 0), length, nothing + NO_MATCH)


def parse_wordpiece(data: dict) -> WordPiece:
    """Raises Refused."""
    vocabulary, unk = data.get("vocab"), data.get("unk_token", "[UNK]")
    if not isinstance(vocabulary, dict) or not all(isinstance(value, int) for value in vocabulary.values()):
        raise Refused("vocab is not a table of token to id")
    if unk not in vocabulary:
        raise Refused(f"unk_token {unk!r} is not in the vocabulary")
    longest = data.get("max_input_chars_per_word", 100)
    if longest < 1:
        raise Refused(f"max_input_chars_per_word {longest}")
    return WordPiece(vocabulary, unk, data.get("continuing_subword_prefix", "##"), longest)
