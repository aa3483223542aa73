"""Streams for tests of single steps: from a text to a Stream, and from a Stream to its pieces."""

from collections.abc import Sequence

import numpy as np

from hfedge.tokenizer.alphabet import Alphabet
from hfedge.tokenizer.stream import Stream


def stream_of(pieces: str | Sequence[str], alphabet: Alphabet, size: int | None = None) -> Stream:
    """One text in pieces (adjacent in the input), each character aligned to its own bytes; a piece that is the text of
    an added token becomes its one symbol. size: places."""
    pieces = [pieces] if isinstance(pieces, str) else list(pieces)
    tokens = {text: alphabet.first_token + i for i, text in enumerate(alphabet.characters[alphabet.first_token :])}
    rows, at = [], 0
    for piece in pieces:
        units = [piece] if piece in tokens else list(piece)
        for index, unit in enumerate(units):
            length = len(unit.encode())
            symbol = tokens[unit] if piece in tokens else alphabet.symbol(unit)
            rows.append((symbol, at, at + length, int(index == 0)))
            at += length
    size = size or at + 8
    table = np.zeros((size, 4), np.int32)
    if rows:
        table[1 : 1 + len(rows)] = rows
    utf8 = np.frombuffer("".join(pieces).encode(), np.uint8).astype(np.int32)
    utf8 = np.pad(utf8, (0, max(0, size - len(utf8))))
    columns = [np.ascontiguousarray(table[:, index]) for index in range(4)]
    return Stream(*columns, totals=(np.array([len(rows)], np.int32),), utf8=utf8, ends=(len(utf8),))


def pieces_of(stream: Stream, alphabet: Alphabet) -> list[list[tuple[str, int, int]]]:
    """Per piece its characters with their bytes: [("a", 0, 1), ...]. A character that is not known is read from the
    input."""
    symbols, begin, end, starts, utf8 = (
        np.asarray(array) for array in (stream.symbols, stream.begin, stream.end, stream.starts, stream.utf8)
    )
    total = int(np.asarray(stream.total)[0])
    pieces: list[list[tuple[str, int, int]]] = []
    for place in range(1, total + 1):
        symbol, span = int(symbols[place]), (int(begin[place]), int(end[place]))
        own = alphabet.first_class <= symbol < alphabet.first_token
        text = bytes(utf8[slice(*span)].astype(np.uint8)).decode() if own else alphabet.characters[symbol]
        if starts[place] or not pieces:
            pieces.append([])
        pieces[-1].append((text, *span))
    return pieces
