"""Precompiled charsmaps: the double-array trie of SentencePiece's normalizer, read and written.

Format (crate spm_precompiled, src/lib.rs): a little-endian uint32 with the bytes of the trie, the trie as uint32
units, then the replacements, each ended by a zero byte. A unit holds its label in the low 8 bits (and bit 31), whether
it has a value in bit 8, and the distance (xor) to its children in the bits from 10, times 256 if bit 9 is set. A value
is where its replacement begins.
"""

import base64
import binascii
import struct
from collections.abc import Mapping

import numpy as np

from hfedge.tokenizer.refused import Refused

LONGEST = 5  # bytes of a key that can matter: longer clusters are never looked up whole
_VALUE, _FAR, _LABEL = 1 << 8, 1 << 9, (1 << 31) | 0xFF


def read_charsmap(text: str) -> dict[str, str]:
    """text: base64. The keys that can be found, to their replacements: those of at most LONGEST bytes of which no
    other key is a prefix (the reference takes the shortest key). Raises Refused."""
    try:
        blob = base64.b64decode(text, validate=True)
        (size,) = struct.unpack_from("<I", blob)
        units = np.frombuffer(blob, "<u4", size // 4, 4).tolist()
        replacements = blob[4 + size // 4 * 4 :]
        replacements.decode()
    except (binascii.Error, struct.error, ValueError) as error:
        raise Refused(f"a charsmap that cannot be read ({error})") from error
    if not units:
        raise Refused("an empty charsmap")
    found = {}
    for key, value in _shortest_keys(units).items():
        end = replacements.find(b"\0", value)
        try:
            if value > len(replacements):
                raise Refused(f"a charsmap in which {key!r} has no replacement")
            found[key.decode()] = replacements[value : end if end >= 0 else None].decode()
        except UnicodeDecodeError as error:
            raise Refused(f"a charsmap with a key or a replacement that is not UTF-8 ({key!r})") from error
    return found


def _shortest_keys(units: list[int]) -> dict[bytes, int]:
    found = {}
    open_ = [(b"", _children(units[0], 0))]
    visited = 0
    while open_:
        key, base = open_.pop()
        visited += 1
        if visited > len(units):
            raise Refused("a charsmap whose keys go round in circles")
        for label in range(1, 256):
            place = base ^ label
            if place >= len(units) or units[place] & _LABEL != label:
                continue
            below, longer = _children(units[place], place), key + bytes([label])
            if units[place] & _VALUE and below < len(units):
                found[longer] = units[below] & ~(1 << 31)
            elif len(longer) < LONGEST:
                open_.append((longer, below))
    return found


def _children(unit: int, place: int) -> int:
    return place ^ ((unit >> 10) << (8 if unit & _FAR else 0))


def write_charsmap(replacements: Mapping[str, str]) -> str:
    """A charsmap as base64, with a block of 256 units for the children of every inner node: not small, but quick to
    make. Keys without zero bytes."""
    values = {text: 0 for text in replacements.values()}
    at = 0
    for text in values:
        values[text] = at
        at += len(text.encode()) + 1
    root: dict = {}
    for key, text in replacements.items():
        node = root
        for byte in key.encode():
            node = node.setdefault(byte, {})
        node[None] = values[text]
    units = _written(root)
    blob = struct.pack("<I", units.nbytes) + units.tobytes()
    return base64.b64encode(blob + b"".join(text.encode() + b"\0" for text in values)).decode()


def _written(root: dict) -> np.ndarray:
    units: dict[int, int] = {}
    leaves: dict[int, int] = {}  # value to the place of a unit that holds it: leaves share them
    open_, free = [(0, root, 0)], 256
    while open_:
        place, node, label = open_.pop()
        if node.keys() == {None} and node[None] in leaves:
            below = leaves[node[None]]
        else:
            below, free = free, free + 256
        if None in node:
            units[below] = node[None] | 1 << 31
            if node.keys() == {None}:
                leaves[node[None]] = below
        distance = place ^ below
        units[place] = distance << 10 if distance < 1 << 21 else (distance >> 8) << 10 | _FAR
        units[place] |= label | (_VALUE if None in node else 0)
        open_ += [(below ^ byte, child, byte) for byte, child in node.items() if byte is not None]
    array = np.zeros(free, "<u4")
    array[list(units)] = list(units.values())
    return array
