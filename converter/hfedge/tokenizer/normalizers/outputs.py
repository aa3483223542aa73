"""What each symbol becomes: symbol to symbols, and the tables and ops that do it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import CODE_POINTS, Alphabet, Needs
from hfedge.tokenizer.lookup import lookup
from hfedge.tokenizer.normalizers.mark_order import MarkOrder
from hfedge.tokenizer.stream import Expansion, Stream, expand, expansion

Output = tuple[int, ...]


def needs_of_outputs(changed: Mapping[str, str]) -> Needs:
    """changed: character to what it becomes. Characters are told apart by what they become, themselves in it aside: so
    all ideographs that get spaces round them are one class, and so are all that vanish."""
    labels = np.zeros(CODE_POINTS, np.int32)
    numbers: dict[tuple[str, ...], int] = {}
    for char, text in changed.items():
        template = tuple("" if given == char else given for given in text)
        labels[ord(char)] = numbers.setdefault(template, len(numbers) + 1)
    written = frozenset(given for char, text in changed.items() for given in text if given != char)
    return Needs(written, (labels,))


def outputs_of_symbols(changed: Mapping[str, str], alphabet: Alphabet) -> tuple[Output, ...]:
    """By symbol, for an alphabet that has `needs_of_outputs(changed)`."""

    def of_symbol(symbol: int) -> Output:
        char = alphabet.characters[symbol]
        if symbol >= alphabet.first_token or char not in changed:
            return (symbol,)
        return tuple(symbol if given == char else alphabet.known[given] for given in changed[char])

    return ((), *(of_symbol(symbol) for symbol in range(1, alphabet.size)))


def growth(outputs: Sequence[Output], alphabet: Alphabet, fresh: bool) -> float:
    """The most places that a step writes for one that it reads. fresh: the text comes as it was decoded, so that a
    character of n bytes leaves n - 1 places free."""
    # A class is shown by its lowest code point, so by one of its shortest.
    read = [max(1, len(text.encode())) if fresh else 1 for text in alphabet.characters]
    return max(1.0, *(len(output) / length for output, length in zip(outputs, read)))


def grown(size: int, ratio: float, fresh: bool) -> int:
    """Places for a step that writes `ratio` times what it reads, or, if that is not the rule, for what all but odd
    texts become: `expansion` counts what finds no room."""
    if ratio <= 1:
        return size
    return ceil(size * ratio) if fresh and ratio <= 1.5 else size + size // 8 + 16


@dataclass(frozen=True)
class Outputs:
    """counts: int32[symbols], how many symbols each becomes; base: int32[symbols], where they begin in `flat`;
    flat: int32[...], which begins with two zeros (where no symbol comes from, an expansion looks up number 0 of symbol
    0, and number -1 at place 0); single: every count is 1; most: the largest count; ratio, fresh: see `growth`."""

    counts: np.ndarray
    base: np.ndarray
    flat: np.ndarray
    single: bool
    most: int
    ratio: float
    fresh: bool

    def of(self, symbol: int) -> Output:
        first = int(self.base[symbol])
        return tuple(int(given) for given in self.flat[first : first + int(self.counts[symbol])])

    def expanded(self, stream: Stream, marks: MarkOrder | None = None) -> tuple[Stream, Expansion]:
        """Every symbol replaced by its own, each aligned like the one that it comes of. marks: of the normalizer,
        where some are aligned to others."""
        size = grown(stream.size, self.ratio, self.fresh)
        counts = lookup(self.counts, stream.symbols)
        moved = expansion(stream, counts, size, self.most)
        given = self.given(stream.symbols, moved)
        taken = moved if marks is None else replace(moved, source=marks.aligned(stream, counts, moved, self.most))
        return expand(stream, taken, given), moved

    def given(self, symbols: Any, moved: Expansion) -> Any:
        """symbols: int32[old size] -> int32[moved.size]: what each place of the new stream holds."""
        entry = tf.gather(lookup(self.base, symbols), moved.source) + moved.within
        # The last place may be that of a symbol that is lost.
        return lookup(self.flat, tf.maximum(entry, 0))

    def __call__(self, stream: Stream) -> Stream:
        if self.single:
            return replace(stream, symbols=lookup(self.flat, stream.symbols + 1))
        return self.expanded(stream)[0]


def compile_outputs(outputs: Sequence[Output], alphabet: Alphabet, fresh: bool) -> Outputs:
    """outputs: by symbol; that of symbol 0 is nothing."""
    counts = np.array([len(output) for output in outputs], np.int32)
    base = np.cumsum(counts) - counts + 2
    base[0] = 1
    return Outputs(
        counts=counts,
        base=base.astype(np.int32),
        flat=np.array([0, 0, *(given for output in outputs for given in output)], np.int32),
        single=bool((counts[1:] == 1).all()),
        most=int(counts.max()),
        ratio=growth(outputs, alphabet, fresh),
        fresh=fresh,
    )
