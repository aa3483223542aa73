"""What the reference makes of pieces, beside what the compiled model makes of them."""

import json
from collections.abc import Sequence

import numpy as np
from tokenizers import Tokenizer

from hfedge.tokenizer.alphabet import build_alphabet
from hfedge.tokenizer.models.bpe import parse_bpe
from streams import stream_of

Spans = list[tuple[int, int, int]]  # id, first byte, byte behind the last one

ADDED = "[ADDED]"
ADDED_ID = 9999


def reference_of(model: dict) -> Tokenizer:
    """A Tokenizer of the model alone, read from a tokenizer.json as the Hub holds them."""
    empty = {"version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": None}
    steps = {"pre_tokenizer": None, "post_processor": None, "decoder": None}
    return Tokenizer.from_str(json.dumps({**empty, **steps, "model": model}))


def expected_of(reference: Tokenizer, pieces: Sequence[str]) -> Spans:
    """Each piece by itself; ADDED is one token."""
    found, at = [], 0
    for piece in pieces:
        if piece == ADDED:
            found.append((ADDED_ID, at, at + len(piece)))
        else:
            encoding = reference.encode(piece, add_special_tokens=False)
            bounds = [0, *np.cumsum([len(char.encode()) for char in piece]).tolist()]
            found += [(i, at + bounds[b], at + bounds[e]) for i, (b, e) in zip(encoding.ids, encoding.offsets)]
        at += len(piece.encode())
    return found


class Compiled:
    """A step record compiled alone, for pieces of text."""

    def __init__(self, step, more_characters: str = ""):
        needs = step.needs()
        needs = type(needs)(needs.characters | frozenset(more_characters), needs.partitions)
        self.alphabet = build_alphabet(needs, [ADDED])
        self.stage = step.compile(self.alphabet, np.array([ADDED_ID], np.int32))

    def __call__(self, pieces: Sequence[str], size: int | None = None) -> Spans:
        return spans_of(self.stage(stream_of([piece for piece in pieces if piece], self.alphabet, size)))


def spans_of(tokens) -> Spans:
    places = np.flatnonzero(np.asarray(tokens.flags))
    assert all(place <= int(np.asarray(tokens.totals[-1])[0]) for place in places)
    columns = [np.asarray(column)[places].tolist() for column in (tokens.ids, tokens.begin, tokens.end)]
    return list(zip(*columns))


def compile_bpe(model: dict, more_characters: str = "") -> Compiled:
    return Compiled(parse_bpe(model), more_characters)
