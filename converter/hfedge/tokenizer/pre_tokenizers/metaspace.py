"""Metaspace: spaces become a visible character, which may be put in front too and begins a new piece
(tokenizers/src/pre_tokenizers/metaspace.rs)."""

from dataclasses import dataclass, replace
from typing import Any

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import Alphabet, Needs
from hfedge.tokenizer.pre_tokenizers.prefix import has_short_tokens, prefixed, room_for_prefixes
from hfedge.tokenizer.refused import Refused
from hfedge.tokenizer.stream import Stream

ALWAYS, FIRST, NEVER = SCHEMES = ("always", "first", "never")


@dataclass(frozen=True)
class Metaspace:
    """many: pieces may be more than the characters removed between them (see `room_for_prefixes`)."""

    replacement: str
    scheme: str
    split: bool = True
    many: bool = False

    def needs(self) -> Needs:
        return Needs(frozenset({self.replacement, " "}))

    def compile(self, alphabet: Alphabet) -> "CompiledMetaspace":
        known, many = alphabet.known, self.many or has_short_tokens(alphabet)
        last = alphabet.first_token if alphabet.first_token < alphabet.size else None
        return CompiledMetaspace(known[" "], known[self.replacement], last, self.scheme, self.split, many)


def metaspace(entry: dict) -> Metaspace:
    """Raises Refused."""
    replacement, scheme = entry["replacement"], entry.get("prepend_scheme", ALWAYS)
    if not isinstance(replacement, str) or len(replacement) != 1:
        raise Refused(f"the replacement {replacement!r}, which is not one character")
    if scheme not in SCHEMES:
        raise Refused(f"the prepend_scheme {scheme!r} (one of {', '.join(SCHEMES)})")
    if entry.get("add_prefix_space") is False and scheme != NEVER:
        raise Refused(f"add_prefix_space false with prepend_scheme {scheme!r}, which the reference refuses")
    return Metaspace(replacement, scheme, entry.get("split") is not False)


@dataclass(frozen=True)
class CompiledMetaspace:
    """space, mark: symbols; first_token: the symbol from which on they are added tokens, None if there are none;
    many: as `Metaspace` has it, or some added token has a single byte."""

    space: int
    mark: int
    first_token: int | None
    scheme: str
    split: bool
    many: bool

    def __call__(self, stream: Stream) -> Stream:
        symbols = stream.symbols
        if self.space != self.mark:
            symbols = tf.where(tf.equal(symbols, self.space), self.mark, symbols)
        stream = replace(stream, symbols=symbols)
        if self.scheme != NEVER:
            stream = prefixed(stream, self._bare(stream), self.mark, room_for_prefixes(stream, self.many))
        if not self.split:
            return stream
        return stream.starting(tf.maximum(stream.starts, tf.cast(tf.equal(stream.symbols, self.mark), tf.int32)))

    def _bare(self, stream: Stream) -> Any:
        """int32[n]: 1 for the first character of a piece that needs the mark before it."""
        wanted = tf.not_equal(stream.symbols, self.mark)
        if self.first_token is not None:
            wanted = tf.logical_and(wanted, tf.less(stream.symbols, self.first_token))
        if self.scheme == FIRST:
            # The piece that begins with its text: by alignment, as the reference asks its `offsets_original`.
            at_text_start = tf.equal(stream.begin, 0)
            for first in stream.first_bytes[1:]:
                at_text_start = tf.logical_or(at_text_start, tf.equal(stream.begin, first))
            wanted = tf.logical_and(wanted, at_text_start)
        return tf.cast(wanted, tf.int32) * stream.starts
