"""From bytes to the first stream: UTF-8 decoded, plain added tokens found, the first normalizers applied.

An *emission* is what a character (or added token) that begins at a byte stands for: its symbols and how many bytes it
takes. The automaton of byte_automaton.py finds the emission of every byte, all at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import CODE_POINTS, REPLACEMENT, Alphabet
from hfedge.tokenizer.byte_automaton import ByteAutomaton, build_automaton
from hfedge.tokenizer.lookup import lookup, narrow
from hfedge.tokenizer.normalizers.mark_order import ENDS_RUN, MarkOrder
from hfedge.tokenizer.stream import Stream, expand, expansion, shifted

# Stands between the texts of a pair: it ends an ill-formed sequence, and no added token holds it.
_BETWEEN_TEXTS = 0xFF
_UTF8_RANGES = ((0, 0x80), (0x80, 0x800), (0x800, 0x10000), (0x10000, CODE_POINTS))

Outputs = Callable[[int], tuple[int, ...]]  # symbol to the symbols that it becomes


@dataclass(frozen=True)
class ByteDecoder:
    """lengths, counts: int32[emissions], bytes read and symbols given; flat: int32[...], all symbols, those of an
    emission from base[emission]; growth: the most symbols per byte.

    finds_tokens: the automaton knows added tokens (symbols from `first_token`); masks_inner: bytes within a character
    or token have an emission of their own, which must not count; masks_padding: U+0000 gives symbols, so that padding
    must be told from text; marks: by emission, or None: see mark_order.py.
    """

    automaton: ByteAutomaton
    lengths: np.ndarray
    counts: np.ndarray
    base: np.ndarray
    flat: np.ndarray
    marks: MarkOrder | None
    growth: float
    first_token: int
    finds_tokens: bool
    masks_inner: bool
    masks_padding: bool

    def __repr__(self) -> str:
        return f"ByteDecoder({self.automaton}, {self.lengths.shape[0]:,} emissions)"

    def __call__(self, texts: list[Any]) -> Stream:
        """texts: int32[1, B] of zero-padded UTF-8 each."""
        utf8, ends = _join(texts)
        emissions, lengths = self._emissions(utf8, ends)
        count = int(utf8.shape[0])
        begin = np.maximum(np.arange(-1, count, dtype=np.int32), 0)
        emissions = tf.pad(emissions, [[1, 0]])
        source = Stream(
            symbols=emissions,
            begin=begin,
            end=begin + tf.pad(lengths, [[1, 0]]),
            starts=_text_starts(count, ends),
            totals=tuple(np.array([end], np.int32) for end in ends),
            utf8=utf8,
            ends=tuple(ends),
        )
        counts = lookup(self.counts, emissions)
        room = min(int((count - len(ends) + 1) * self.growth), count + count // 2 + 16)
        # One place more than symbols: a token may end at the place behind the last symbol.
        most = int(-(-self.growth // 1))
        moved = expansion(source, counts, room + 2, most)
        first = lookup(self.base, emissions)
        symbols = lookup(self.flat, (tf.gather(first, moved.source) + moved.within) * tf.minimum(moved.source, 1))
        if self.marks is not None:
            moved = replace(moved, source=self.marks.aligned(source, counts, moved, most))
        return self._split_tokens(expand(source, moved, symbols))

    def _emissions(self, utf8: Any, ends: list[int]) -> tuple[Any, Any]:
        emissions = self.automaton.decode(utf8)
        hidden = []
        if len(ends) > 1:
            hidden.append(np.isin(np.arange(utf8.shape[0]), ends[:-1]))
        if self.masks_inner:
            hidden.append(_inner(lookup(self.lengths, emissions)))
        if self.masks_padding:
            hidden.append(_padding(utf8, ends))
        for mask in hidden:
            emissions = tf.where(mask, np.zeros(utf8.shape[0], np.int32), emissions)
        return emissions, lookup(self.lengths, emissions)

    def _split_tokens(self, stream: Stream) -> Stream:
        if not self.finds_tokens:
            return stream
        token = tf.cast(tf.greater_equal(stream.symbols, self.first_token), tf.int32)
        return stream.starting(tf.minimum(stream.starts + token + shifted(token, -1), 1))


def _join(texts: list[Any]) -> tuple[Any, list[int]]:
    """One vector of all bytes, and for each text one past its last byte."""
    first = tf.reshape(texts[0], [-1])
    size = int(first.shape[0])
    if len(texts) == 1:
        return first, [size]
    parts, ends = [first], [size]
    for text in texts[1:]:
        parts += [np.full(1, _BETWEEN_TEXTS, np.int32), tf.reshape(text, [-1])]
        ends.append(ends[-1] + 1 + int(parts[-1].shape[0]))
    return tf.concat(parts, 0), ends


def _text_starts(count: int, ends: list[int]) -> np.ndarray:
    starts = np.zeros(count + 1, np.int32)
    starts[[1, *(end + 1 for end in ends[:-1])]] = 1
    return starts


def _inner(lengths: Any) -> Any:
    """bool[n]: the byte belongs to a character or token that began before it. lengths: int32[n], 0 or what begins
    at each byte. (Where several reach over a byte, each is counted until its end: the sum stays above 0.)"""
    size = int(lengths.shape[0])
    after = tf.minimum(lengths + np.arange(size, dtype=np.int32), size)
    long = tf.minimum(tf.maximum(lengths - 1, 0), 1)
    ended = tf.slice(tf.scatter_nd(tf.reshape(after, [-1, 1]), long, [size + 1]), [0], [size])
    return tf.greater(tf.cumsum(shifted(long, -1) - ended), np.zeros(size, np.int32))


def _padding(utf8: Any, ends: list[int]) -> Any:
    """bool[n]: only zeros follow up to the text's end."""
    later = []
    for begin, end in zip([0, *ends[:-1]], ends):  # the byte between texts counts to the second
        text = tf.slice(utf8, [begin], [end - begin])
        seen = tf.cumsum(tf.minimum(text, 1), reverse=True)
        later.append(tf.equal(seen, np.zeros(end - begin, np.int32)))
    return later[0] if len(later) == 1 else tf.concat(later, 0)


def compile_byte_decoder(
    alphabet: Alphabet, outputs: Outputs, marks: MarkOrder | None, tokens: Mapping[str, int], first_token: int
) -> ByteDecoder:
    """alphabet: of the text as it is; outputs: what one of its symbols becomes in the stream; marks: by its symbols, or
    None; tokens: text to symbol of the stream, of the added tokens that are matched here, of which none may overlap
    another; first_token: the stream's first symbol of an added token."""
    emissions = _Emissions(outputs, marks)
    token_emissions = {text.encode(): emissions.of_token(symbol, len(text.encode())) for text, symbol in tokens.items()}
    replacement = alphabet.symbol(REPLACEMENT)
    errors = tuple(emissions.of_symbol(replacement, length) for length in (1, 2, 3))
    shows_errors = bool(outputs(replacement))
    by_code_point = emissions.by_code_point(alphabet)
    automaton = build_automaton(by_code_point, errors, token_emissions)
    return ByteDecoder(
        automaton=automaton,
        **emissions.tables(),
        growth=max([1.0, *(len(output) / length for output, length, *_ in emissions.numbers if length)]),
        first_token=first_token,
        finds_tokens=bool(tokens),
        masks_inner=bool(tokens) or shows_errors,
        masks_padding=bool(outputs(alphabet.symbol("\0"))),
    )


class _Emissions:
    """Numbers what characters give: (symbols, bytes, rank and column of a MarkOrder); 0 is nothing."""

    def __init__(self, outputs: Outputs, marks: MarkOrder | None):
        self.outputs, self.marks = outputs, marks
        self.numbers: dict[tuple[tuple[int, ...], int, int, int], int] = {((), 0, 0, 0): 0}

    def of_token(self, symbol: int, length: int) -> int:
        return self._number((symbol,), length, ENDS_RUN if self.marks else 0, 0)

    def of_symbol(self, symbol: int, length: int) -> int:
        """symbol: of the text as it is."""
        rank, column = (self.marks.ranks[symbol], self.marks.columns[symbol]) if self.marks else (0, 0)
        return self._number(self.outputs(symbol), length, int(rank), int(column))

    def _number(self, *emission: Any) -> int:
        return self.numbers.setdefault(emission, len(self.numbers))

    def by_code_point(self, alphabet: Alphabet) -> np.ndarray:
        """int32[0x110000]"""
        result = np.zeros(CODE_POINTS, np.int32)
        for length, (begin, end) in enumerate(_UTF8_RANGES, 1):
            symbols = alphabet.of_code_point[begin:end]
            numbers = np.zeros(alphabet.size, np.int32)
            for symbol in np.unique(symbols).tolist():
                numbers[symbol] = self.of_symbol(symbol, length) if symbol else 0
            result[begin:end] = numbers[symbols]
        return result

    def tables(self) -> dict[str, Any]:
        outputs, lengths, ranks, columns = zip(*self.numbers)
        flat: dict[tuple[int, ...], int] = {}
        symbols = [0]
        for output in outputs:
            if output not in flat:
                flat[output] = len(symbols)
                symbols += output
        return {
            "lengths": narrow(np.array(lengths)),
            "counts": narrow(np.array([len(output) for output in outputs])),
            "base": narrow(np.array([flat[output] for output in outputs])),
            "flat": narrow(np.array(symbols)),
            "marks": self.marks and MarkOrder(np.array(ranks), np.array(columns), self.marks.kept),
        }
