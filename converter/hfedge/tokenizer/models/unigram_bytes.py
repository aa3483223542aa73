"""Byte fallback of Unigram: unknown characters as the tokens of their bytes, <0x00> to <0xFF>.

The reference (tokenizers/src/models/unigram/model.rs, `tokenize`) gives every byte of a run of unknown characters the
offsets of the whole run, and keeps the unknown token where the vocabulary lacks one of the bytes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import Alphabet
from hfedge.tokenizer.lookup import compact, lookup
from hfedge.tokenizer.models.tokens import Tokens
from hfedge.tokenizer.stream import Stream, expansion, next_starts, shifted

WIDEST = 4  # bytes of a character


@dataclass(frozen=True)
class ByteFallback:
    """ids: [256], of the bytes; characters: [4 * known symbols], their bytes; widths: [known symbols], how many these
    are. missing: None if the vocabulary has all bytes, else [256], 1 for one that it lacks, and [known symbols], how
    many of their bytes it lacks."""

    ids: Any
    characters: Any
    widths: Any
    missing: tuple[Any, Any] | None

    @property
    def known(self) -> int:
        return int(self.widths.shape[0])


def compile_byte_fallback(ids: Mapping[str, int], alphabet: Alphabet) -> ByteFallback | None:
    """None where the vocabulary has no byte at all."""
    byte_ids = np.array([ids.get(f"<0x{byte:02X}>", -1) for byte in range(256)], np.int32)
    if (byte_ids < 0).all():
        return None
    encoded = [char.encode() for char in alphabet.characters[: alphabet.first_class]]
    characters = np.zeros((len(encoded), WIDEST), np.uint8)
    for row, text in zip(characters, encoded):
        row[: len(text)] = list(text)
    widths = np.array([len(text) for text in encoded], np.uint8)
    lacking = byte_ids < 0
    missing = None
    if lacking.any():
        missing = lacking.astype(np.uint8), np.array([lacking[list(text)].sum() for text in encoded], np.uint8)
    return ByteFallback(compact(np.maximum(byte_ids, 0)), characters.reshape(-1), widths, missing)


def byte_tokens(fallback: ByteFallback, stream: Stream, tokens: Tokens, written: Any, first: Any) -> Tokens:
    """written: int32[size], 1 where a run of unknown characters ends; first: int32[size], at every place the first of
    its token. The runs as bytes, all other tokens as they are."""
    known = tf.less(stream.symbols, fallback.known)
    symbols = tf.where(known, stream.symbols, 0)
    if fallback.missing is not None:
        written = written * _complete(*fallback.missing, stream, known, first)
    run_begins = tf.scatter_nd(tf.reshape(first, [-1, 1]), written, [stream.size])
    inside = tf.cumsum(run_begins - shifted(written, -1))
    own_width = stream.end - stream.begin
    widths = tf.where(known, lookup(fallback.widths, symbols), own_width)
    counts = tf.where(tf.greater(inside, 0), widths, tokens.flags)
    # A character of the input has as many bytes as tokens; only what a normalizer wrote may have more.
    moved = expansion(stream, counts, max(stream.size, int(stream.utf8.shape[0])) * 9 // 8 + 16, most=WIDEST)
    source = moved.source
    last = tf.minimum(tf.gather(shifted(next_starts(tokens.flags), -1), source), stream.size - 1)
    within = tf.minimum(moved.within, WIDEST - 1)
    of_known = lookup(fallback.characters, tf.gather(symbols, source) * WIDEST + within)
    own = tf.minimum(tf.gather(stream.begin, source) + within, int(stream.utf8.shape[0]) - 1)
    byte = tf.where(tf.gather(known, source), of_known, tf.gather(stream.utf8, own))
    is_byte = tf.greater(tf.gather(inside, source), 0)
    return Tokens(
        flags=tf.minimum(source, 1),
        ids=tf.where(is_byte, lookup(fallback.ids, byte), tf.gather(tokens.ids, source)),
        begin=tf.gather(tokens.begin, source),
        end=tf.gather(tokens.end, last),
        totals=moved.totals,
        words=tf.gather(tokens.words, source),
        lost=moved.lost,
    )


def _complete(missing: Any, missing_of_known: Any, stream: Stream, known: Any, first: Any) -> Any:
    """int32[size]: 0 where the run that ends here has a byte that the vocabulary lacks."""
    before = tf.cumsum(tf.pad(lookup(missing, stream.utf8), [[1, 0]]))
    own = tf.gather(before, stream.end) - tf.gather(before, stream.begin)
    of_known = lookup(missing_of_known, tf.where(known, stream.symbols, 0))
    after = tf.cumsum(tf.where(known, of_known, own))
    return tf.cast(tf.equal(after, tf.gather(after, tf.maximum(first - 1, 0))), tf.int32)
