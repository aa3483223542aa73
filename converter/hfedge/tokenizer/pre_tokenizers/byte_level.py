"""ByteLevel: GPT-2's pattern, then every byte of UTF-8 as a character of its own
(tokenizers/src/pre_tokenizers/byte_level.rs)."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import CODE_POINTS, Alphabet, Needs
from hfedge.tokenizer.lookup import lookup, narrow
from hfedge.tokenizer.pre_tokenizers.kinds import ISOLATED
from hfedge.tokenizer.pre_tokenizers.matches import Pattern
from hfedge.tokenizer.pre_tokenizers.pattern import parse_pattern
from hfedge.tokenizer.pre_tokenizers.prefix import has_short_tokens, prefixed, room_for_prefixes
from hfedge.tokenizer.pre_tokenizers.split import CompiledSplit, Split
from hfedge.tokenizer.stream import Stream, expand, expansion

GPT2_PATTERN = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
LONGEST_CHARACTER = 4  # bytes of UTF-8


def byte_characters() -> tuple[str, ...]:
    """The character that stands for each byte: itself where it is printable Latin-1, else one from U+0100 on."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printable]
    code_points = {**{byte: byte for byte in printable}, **{byte: 256 + at for at, byte in enumerate(others)}}
    return tuple(chr(code_points[byte]) for byte in range(256))


@dataclass(frozen=True)
class Bytes:
    """Every character becomes the characters of its bytes, each aligned as the character was."""

    def needs(self) -> Needs:
        return Needs(frozenset(byte_characters()), (_utf8_lengths(),))

    def compile(self, alphabet: Alphabet) -> "CompiledBytes":
        symbols = [alphabet.known[char] for char in byte_characters()]
        written = np.zeros((alphabet.size, LONGEST_CHARACTER), np.int32)
        for char, symbol in alphabet.known.items():
            spelled = [symbols[byte] for byte in char.encode()]
            written[symbol, : len(spelled)] = spelled
        tokens = np.arange(alphabet.first_token, alphabet.size)
        written[tokens, 0] = tokens
        lengths = alphabet.labels(_utf8_lengths(), of_others=1)
        lengths[0] = 0
        return CompiledBytes(narrow(lengths), narrow(written.reshape(-1)), narrow(np.array(symbols)))


@dataclass(frozen=True)
class CompiledBytes:
    """lengths: int32[alphabet.size], the bytes of a symbol; written: int32[4 * alphabet.size], the symbols of the bytes
    of a known character (an added token stays itself), 0 where the input has them; symbols: int32[256], by byte."""

    lengths: np.ndarray
    written: np.ndarray
    symbols: np.ndarray

    def __call__(self, stream: Stream) -> Stream:
        # The bytes of the input, or a few more: normalizers and ill-formed bytes can add to them.
        size = int(stream.utf8.shape[0]) * 9 // 8 + 16
        moved = expansion(stream, lookup(self.lengths, stream.symbols), size, most=LONGEST_CHARACTER)
        within = moved.within
        of_character = tf.gather(stream.symbols, moved.source) * LONGEST_CHARACTER + within
        written = lookup(self.written, of_character)
        # A known character may be longer than what it stands for: than an ill-formed byte at the input's very end.
        at = tf.minimum(tf.gather(stream.begin, moved.source) + within, int(stream.utf8.shape[0]) - 1)
        read = lookup(self.symbols, tf.gather(stream.utf8, at))
        # What no table spells is a character of the input; behind the last one there is none.
        read *= tf.minimum(moved.source, 1)
        return expand(stream, moved, tf.where(tf.greater(written, 0), written, read))


def _utf8_lengths() -> np.ndarray:
    """int32[0x110000]"""
    points = np.arange(CODE_POINTS)
    return (1 + (points >= 0x80) + (points >= 0x800) + (points >= 0x10000)).astype(np.int32)


@dataclass(frozen=True)
class ByteLevel:
    """many: as in `room_for_prefixes`."""

    add_prefix_space: bool
    use_regex: bool = True
    many: bool = False

    def _split(self) -> Split:
        return Split(Pattern(parse_pattern(GPT2_PATTERN)), ISOLATED)

    def needs(self) -> Needs:
        found = Bytes().needs()
        if self.add_prefix_space:
            found |= Needs(frozenset(" "))
        return found | self._split().needs() if self.use_regex else found

    def compile(self, alphabet: Alphabet) -> "CompiledByteLevel":
        return CompiledByteLevel(
            space=alphabet.known[" "] if self.add_prefix_space else None,
            first_token=alphabet.first_token,
            many=self.many or has_short_tokens(alphabet),
            split=self._split().compile(alphabet) if self.use_regex else None,
            bytes=Bytes().compile(alphabet),
        )


def byte_level(entry: dict) -> ByteLevel:
    return ByteLevel(bool(entry["add_prefix_space"]), bool(entry.get("use_regex", True)))


@dataclass(frozen=True)
class CompiledByteLevel:
    """space: the symbol put before pieces that do not begin with it, None for no such thing."""

    space: int | None
    first_token: int
    many: bool
    split: CompiledSplit | None
    bytes: CompiledBytes

    def __call__(self, stream: Stream) -> Stream:
        if self.space is not None:
            stream = prefixed(stream, self._bare(stream), self.space, room_for_prefixes(stream, self.many))
        if self.split is not None:
            stream = self.split(stream)
        return self.bytes(stream)

    def _bare(self, stream: Stream) -> Any:
        """int32[n]: 1 for the first characters of pieces, but for spaces and added tokens."""
        wanted = tf.logical_and(tf.not_equal(stream.symbols, self.space), tf.less(stream.symbols, self.first_token))
        return tf.cast(wanted, tf.int32) * stream.starts
