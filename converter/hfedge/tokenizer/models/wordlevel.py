"""WordLevel: a piece is a token, or unknown (tokenizers/src/models/wordlevel/mod.rs, `tokenize`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import Alphabet, Needs
from hfedge.tokenizer.double_array import Trie, compile_trie
from hfedge.tokenizer.lookup import compact, lookup
from hfedge.tokenizer.loops import repeat_while
from hfedge.tokenizer.models.tokens import Tokens
from hfedge.tokenizer.refused import Refused
from hfedge.tokenizer.stream import Stream, next_starts

LARGEST_ID = 2**24 - 1


@dataclass(frozen=True)
class WholePieces:
    """Which pieces are one entry, as a trie of the entries."""

    trie: Trie

    def look_up(self, stream: Stream, until: Any) -> Any:
        """until: int32[n], the place behind each place's piece -> int32[n]: at the start of a piece the value of the
        entry that it is, 0 where it is none."""
        zero = np.zeros(stream.size, np.int32)
        columns = self.trie.columns(stream.symbols)

        def walk(at: Any, state: Any, found: Any) -> tuple[Any, ...]:
            state = self.trie.step(state, tf.gather(columns, tf.minimum(at, stream.size - 1)), zero)
            return at + 1, state, tf.where(tf.equal(at + 1, until), state, found)

        _, _, state = repeat_while(
            lambda at, state, found: tf.reduce_any(tf.not_equal(state, zero)),
            walk,
            (stream.places, stream.starts * self.trie.root, zero),
        )
        return self.trie.value_of(state)


def compile_whole_pieces(entries: Mapping[str, int], alphabet: Alphabet) -> WholePieces:
    """entries: text to value (> 0); all their characters are known. An empty text is no piece."""
    rows = [(tuple(alphabet.known[char] for char in text), value - 1) for text, value in entries.items() if text]
    return WholePieces(compile_trie(rows, alphabet.size))


def piece_ends(stream: Stream) -> Any:
    """int32[n]: the place behind the piece that each place is in; behind the last symbol anything."""
    return next_starts(closed_starts(stream))


def closed_starts(stream: Stream) -> Any:
    """int32[n]: the starts of the pieces and one past the last symbol."""
    return tf.maximum(stream.starts, tf.cast(tf.equal(stream.places, stream.total + 1), tf.int32))


@dataclass(frozen=True)
class WordLevel:
    """vocabulary: text to id; unknown: the id of the unknown token."""

    vocabulary: Mapping[str, int]
    unknown: int

    def __repr__(self) -> str:
        return f"WordLevel({len(self.vocabulary):,} words)"

    def needs(self) -> Needs:
        return Needs(frozenset(char for text in self.vocabulary for char in text))

    def compile(self, alphabet: Alphabet, token_ids: np.ndarray) -> "WordLevelStage":
        """token_ids: int32[added tokens]. Raises Refused for what does not fit the tables."""
        numbers = {text: number for number, text in enumerate(self.vocabulary, 1)}
        pieces = compile_whole_pieces(numbers, alphabet)
        ids = compact(np.array([self.unknown, *self.vocabulary.values(), *token_ids], np.int32))
        return WordLevelStage(pieces, ids, alphabet.first_token, len(self.vocabulary) + 1)


@dataclass(frozen=True)
class WordLevelStage:
    """ids: int32[1 + words + added tokens], unknown first; first_token: the symbol of the first added token;
    first_added: its index in ids."""

    pieces: WholePieces
    ids: Any
    first_token: int
    first_added: int

    def __call__(self, stream: Stream) -> Tokens:
        until = piece_ends(stream)
        word = self.pieces.look_up(stream, until)
        added = stream.symbols + (self.first_added - self.first_token)
        index = tf.where(tf.less(stream.symbols, self.first_token), word, added)
        last = tf.minimum(until, stream.size) - 1
        ids, ends = lookup(self.ids, index), tf.gather(stream.end, last)
        return Tokens(stream.starts, ids, stream.begin, ends, stream.totals, tf.cumsum(stream.starts), lost=stream.lost)


def parse_vocabulary(data: dict) -> dict[str, int]:
    """The `vocab` of a model. Raises Refused where the reference does, and for ids that the graph cannot hold."""
    vocabulary = data.get("vocab")
    if not isinstance(vocabulary, dict):
        raise Refused("no vocabulary (text to id)")
    for text, token_id in vocabulary.items():
        if not isinstance(token_id, int) or isinstance(token_id, bool) or not 0 <= token_id <= LARGEST_ID:
            raise Refused(f"the id {token_id!r} of {text!r}, where ids are 0 to {LARGEST_ID:,}")
    return vocabulary


def parse_wordlevel(data: dict) -> WordLevel:
    """{"vocab": {text: id}, "unk_token": text}. Raises Refused."""
    unknown_keys = set(data) - {"type", "vocab", "unk_token"}
    if unknown_keys:
        raise Refused(f"the option {min(unknown_keys)!r}")
    vocabulary = parse_vocabulary(data)
    token = data.get("unk_token")
    if not isinstance(token, str) or token not in vocabulary:
        raise Refused(
            f"the unknown token {token!r}, which is not in the vocabulary: the reference fails at unknown words"
        )
    return WordLevel(vocabulary, vocabulary[token])
