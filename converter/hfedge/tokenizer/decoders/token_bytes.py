"""The bytes of every token in each context, as tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.tokenizer.decoders.plan import Plan
from hfedge.tokenizer.decoders.steps import byte_level_bytes, fallback_byte
from hfedge.tokenizer.decoders.utf8 import REPLACEMENT
from hfedge.tokenizer.lookup import compact, narrow
from hfedge.tokenizer.refused import Refused

UNKNOWN, ORDINARY, SPECIAL = range(3)
REPLACEMENT_PLACE = 256  # in `flat`, behind all single bytes
LIMIT = 2**24  # no integer of the graph may reach it


@dataclass(frozen=True)
class TokenBytes:
    """A token is a row: its id + 1; the first and the last row are of no token. flat: uint8[...], the bytes of all
    tokens.

    kinds: int8[rows], UNKNOWN, ORDINARY or SPECIAL; starts: [rows], where the token's bytes are in `flat`; skips:
    [contexts * rows], how many bytes further they begin in this context, or None where that is 0 everywhere; lengths:
    [contexts * rows], how many they are. All are read by `lookup`.

    flat begins with all bytes from 0 to 255, and the tokens of ByteFallback are those that start there; U+FFFD follows.
    ill_formed_from: where the tokens begin whose bytes are no UTF-8 by themselves. longest: the largest length.
    """

    kinds: Any
    starts: Any
    skips: Any | None
    lengths: Any
    flat: Any
    ill_formed_from: int
    longest: int


def token_bytes(plan: Plan, special: frozenset[int]) -> TokenBytes:
    """special: the ids that skip_special_tokens leaves out. Raises Refused for more than the graph can number."""
    bytes_of = _fallback_bytes(plan) if plan.byte_fallback else {}
    contexts = [_encoded(texts, plan.byte_level) | _single(bytes_of) for texts in plan.forms.values()]
    ids = sorted(contexts[0])
    rows = ids[-1] + 3 if ids else 2
    if rows * len(contexts) >= LIMIT or (ids and ids[0] < 0):
        raise Refused(f"a vocabulary with ids from {ids[0]} to {ids[-1]}")
    blocks = {index: _block([forms[index] for forms in contexts]) for index in ids}
    places, flat, ill_formed_from = _laid_out({blocks[index] for index in ids if index not in bytes_of})
    if len(flat) >= LIMIT:
        raise Refused(f"a vocabulary of {len(flat):,} bytes")

    row_of = np.array(ids, np.int64) + 1
    kinds, starts = np.full(rows, UNKNOWN, np.int8), np.zeros(rows, np.int32)
    kinds[row_of] = [SPECIAL if index in special else ORDINARY for index in ids]
    starts[row_of] = [bytes_of[index] if index in bytes_of else places[blocks[index]] for index in ids]
    skips, lengths = np.zeros((2, len(contexts), rows), np.int32)
    skips[:, row_of] = [[blocks[index].index(forms[index]) for index in ids] for forms in contexts]
    lengths[:, row_of] = [[len(forms[index]) for index in ids] for forms in contexts]
    return TokenBytes(
        kinds=kinds,
        starts=compact(starts),
        skips=narrow(skips.reshape(-1)) if skips.any() else None,
        lengths=narrow(lengths.reshape(-1)),
        flat=np.frombuffer(flat, np.uint8).copy(),
        ill_formed_from=ill_formed_from,
        longest=int(lengths.max()),
    )


def _encoded(texts: Mapping[int, str], byte_level: bool) -> dict[int, bytes]:
    return {index: byte_level_bytes(text) if byte_level else text.encode() for index, text in texts.items()}


def _single(bytes_of: Mapping[int, int]) -> dict[int, bytes]:
    return {index: bytes([byte]) for index, byte in bytes_of.items()}


def _fallback_bytes(plan: Plan) -> dict[int, int]:
    """The byte of every id whose token stands for one."""
    contexts = [{index: fallback_byte(text) for index, text in texts.items()} for texts in plan.forms.values()]
    if any(other != contexts[0] for other in contexts[1:]):
        raise Refused("a token that ByteFallback takes for a byte in one place and not in another")
    return {index: byte for index, byte in contexts[0].items() if byte is not None}


def _block(forms: Iterable[bytes]) -> bytes:
    """One text that holds all forms of a token, most often the longest of them."""
    block = b""
    for form in sorted(forms, key=len, reverse=True):
        block = block if form in block else block + form
    return block


def _laid_out(blocks: set[bytes]) -> tuple[dict[bytes, int], bytes, int]:
    """Where each block is, all the bytes, and where the ill-formed ones begin."""
    ill_formed = {block for block in blocks if not _is_well_formed(block)}
    places = {b"": 0}
    flat = bytearray([*range(256), *REPLACEMENT])
    _append(flat, places, blocks - ill_formed - {b""})
    ill_formed_from = len(flat)
    _append(flat, places, ill_formed)
    return places, bytes(flat), ill_formed_from


def _append(flat: bytearray, places: dict[bytes, int], blocks: set[bytes]) -> None:
    """Writes the blocks, one that another ends with into that one, as linkers do with their strings."""
    host = b""
    for block in sorted(blocks, key=lambda block: block[::-1], reverse=True):
        # Sorted by their ends, backwards: behind a block come at once those that it ends with.
        if not host.endswith(block):
            flat += block
            host = block
        places[block] = len(flat) - len(block)


def _is_well_formed(block: bytes) -> bool:
    try:
        block.decode()
    except UnicodeDecodeError:
        return False
    return True
