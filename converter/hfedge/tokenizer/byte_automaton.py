"""UTF-8 decoding, normalization and the special tokens typed in the text, as one table walk over bytes.

Every byte position walks the automaton as if a character began there, all positions at once. A walk ends in an
*emission*: which symbols the character normalizes to and how many bytes it took. Ill-formed bytes give the emission
of U+FFFD for each maximal subpart (Unicode 15, section 3.9, table 3-8; Python's errors="replace").
A special token such as [SEP] is just one more "character", of its own bytes; where it does not match to its end, the
walk falls back to the emission of its first character.

Table values: 0 nothing; > 0 an emission; < 0 the walk goes on in the row whose number is minus the value.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import CODE_POINTS
from hfedge.tokenizer.lookup import lookup, narrow

LONGEST_CHARACTER = 4  # bytes of a UTF-8 sequence
_CONTINUATIONS = 64  # 0x80 to 0xBF


@dataclass(frozen=True)
class ByteAutomaton:
    """columns: [256] byte to column; root: [256] value of the first byte; rows: [rows * width];
    depth: how many bytes the longest walk reads."""

    columns: np.ndarray
    root: np.ndarray
    rows: np.ndarray
    width: int
    depth: int

    def __repr__(self) -> str:
        return f"ByteAutomaton({self.rows.nbytes:,} bytes, depth {self.depth})"

    def decode(self, utf8):
        """utf8: int32[n] -> int32[n], the emission of the character that begins at each byte (0 within one)."""
        size = utf8.shape[0]
        columns = lookup(self.columns, tf.pad(utf8, [[0, self.depth - 1]]))
        state = emission = lookup(self.root, utf8)
        for step in range(1, self.depth):
            column = tf.slice(columns, [step], [size])
            state = lookup(self.rows, column - tf.minimum(state, 0) * self.width)
            emission = tf.maximum(emission, state)
        return emission


def build_automaton(
    character_emission: np.ndarray, error_emissions: tuple[int, int, int], tokens: Mapping[bytes, int]
) -> ByteAutomaton:
    """character_emission: int32[0x110000]; error_emissions: those of an ill-formed subpart of 1, 2, 3 bytes;
    tokens: UTF-8 of each special token to its emission."""
    builder = _Builder(tokens, error_emissions)
    values = character_emission.copy()
    for first in {token.decode()[0] for token in tokens}:
        values[ord(first)] = builder.token_row(first.encode(), values[ord(first)])
    root = builder.root(values)
    depth = max([LONGEST_CHARACTER, *map(len, tokens)])
    rows = narrow(builder.table())
    return ByteAutomaton(narrow(builder.columns), narrow(root), rows, builder.width, depth)


class _Builder:
    """Collects rows, each once. A row has a column per continuation byte and per byte that tokens need;
    column 0 stands for all other bytes."""

    def __init__(self, tokens: Mapping[bytes, int], errors: tuple[int, int, int]):
        self.tokens, self.errors = tokens, errors
        inner = {byte for token in tokens for byte in token[len(token.decode()[0].encode()) :]}
        own = sorted(byte for byte in inner if not 0x80 <= byte < 0xC0)
        self.columns = np.zeros(256, np.int32)
        self.columns[own] = np.arange(1, len(own) + 1)
        self.first = len(own) + 1
        self.columns[0x80:0xC0] = self.first + np.arange(_CONTINUATIONS)
        self.width = self.first + _CONTINUATIONS
        self._rows: dict[bytes, int] = {}
        self._row(np.zeros(self.width, np.int32))  # row 0: a walk that has ended stays ended

    def _row(self, values: np.ndarray) -> int:
        """The value that leads to this row."""
        return -self._rows.setdefault(values.tobytes(), len(self._rows))

    def table(self) -> np.ndarray:
        return np.frombuffer(b"".join(self._rows), np.int32)

    def _row_of_continuations(self, continuations: np.ndarray, error: int) -> int:
        return self._row(np.concatenate([np.full(self.first, error, np.int32), continuations.astype(np.int32)]))

    def root(self, values: np.ndarray) -> np.ndarray:
        """int32[256]: values by code point folded to rows, from the last byte of a character to the first."""
        one, two, three = self.errors
        last = values.reshape(-1, _CONTINUATIONS)  # by code point // 64
        surrogates = slice(0xD800 // 64, 0xE000 // 64)
        root = np.full(256, one, np.int32)
        root[:0x80] = values[:0x80]
        root[0xC2:0xE0] = [self._row_of_continuations(last[lead], one) for lead in range(2, 32)]
        third = np.array([self._row_of_continuations(block, two) for block in last[: 0x10000 // 64]])
        third[surrogates] = one
        third[: 0x800 // 64] = one  # overlong
        root[0xE0:0xF0] = [self._row_of_continuations(block, one) for block in third.reshape(-1, _CONTINUATIONS)]
        fourth = np.full(5 * 4096, one, np.int64)
        for block in range(0x10000 // 64, CODE_POINTS // 64):
            fourth[block] = self._row_of_continuations(last[block], three)
        blocks = fourth.reshape(-1, _CONTINUATIONS)  # by code point // 4096
        second = np.full(5 * _CONTINUATIONS, one, np.int64)
        for block in range(0x10000 // 4096, CODE_POINTS // 4096):
            second[block] = self._row_of_continuations(blocks[block], two)
        leads = second.reshape(-1, _CONTINUATIONS)
        root[0xF0:0xF5] = [self._row_of_continuations(lead, one) for lead in leads]
        return root

    def token_row(self, prefix: bytes, fallback: int) -> int:
        """The value after `prefix`, the beginning of at least one token; `fallback` if no token follows."""
        fallback = self.tokens.get(prefix, fallback)
        following = sorted({t[len(prefix)] for t in self.tokens if t.startswith(prefix) and len(t) > len(prefix)})
        if not following:
            return fallback
        values = np.full(self.width, fallback, np.int32)
        for byte in following:
            values[self.columns[byte]] = self.token_row(prefix + bytes([byte]), fallback)
        return self._row(values)
