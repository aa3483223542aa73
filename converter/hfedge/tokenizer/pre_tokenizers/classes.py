"""Pre-tokenizers that look at what single characters are: WhitespaceSplit, Whitespace, Punctuation, Digits,
BertPreTokenizer, CharDelimiterSplit, UnicodeScripts, FixedLength (tokenizers/src/pre_tokenizers/*.rs)."""

from dataclasses import dataclass

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import CODE_POINTS, Alphabet, Needs
from hfedge.tokenizer.lookup import lookup
from hfedge.tokenizer.pre_tokenizers import ask
from hfedge.tokenizer.pre_tokenizers.kinds import (
    CONTIGUOUS,
    ISOLATED,
    REMOVED,
    KindSplit,
    begin_table,
    behavior_of,
    kind_split,
)
from hfedge.tokenizer.refused import Refused
from hfedge.tokenizer.stream import Stream, keep, last_starts


@dataclass(frozen=True)
class CharacterSplit:
    """Splits at every character of one class. name: the class, a key of CLASSES, or a character itself."""

    name: str
    behavior: str

    def _kinds(self) -> np.ndarray:
        """int32[0x110000]: 2 for the characters to split at, 1 for others."""
        if self.name in CLASSES:
            return CLASSES[self.name]() + np.int32(1)
        return (np.arange(CODE_POINTS) == ord(self.name)).astype(np.int32) + np.int32(1)

    def needs(self) -> Needs:
        return Needs(partitions=(self._kinds(),))

    def compile(self, alphabet: Alphabet) -> KindSplit:
        return kind_split(alphabet, self._kinds(), (False,), self.behavior, invert=False)


CLASSES = {"white space": ask.white_space, "punctuation": ask.punctuation, "numeric": ask.numeric}


@dataclass(frozen=True)
class Whitespace:
    """The matches of \\w+|[^\\w\\s]+ as the Rust regex crate finds them."""

    def needs(self) -> Needs:
        return Needs(partitions=(ask.word_kinds(),))

    def compile(self, alphabet: Alphabet) -> KindSplit:
        kinds = np.array([0, 2, 3, 1], np.int32)[ask.word_kinds()]
        return kind_split(alphabet, kinds, (True, True), REMOVED, invert=True)


@dataclass(frozen=True)
class BertPreTokenizer:
    """White space is removed, then punctuation isolated."""

    def needs(self) -> Needs:
        return Needs(partitions=(ask.bert_kinds(),))

    def compile(self, alphabet: Alphabet) -> KindSplit:
        plain, white, mark = 0, 1, 2
        pairs = [[mark in (now, before) or before == white for before in (plain, white, mark)] for now in range(3)]
        return KindSplit(alphabet.labels(ask.bert_kinds() + np.int32(1)), begin_table(pairs), dropped=(white + 1,))


@dataclass(frozen=True)
class UnicodeScripts:
    def needs(self) -> Needs:
        return Needs(partitions=(ask.scripts(),))

    def compile(self, alphabet: Alphabet) -> "CompiledScripts":
        characters = np.zeros(alphabet.size, np.int32)
        characters[1 : alphabet.first_token] = 1
        return CompiledScripts(alphabet.labels(ask.scripts()), characters)


@dataclass(frozen=True)
class CompiledScripts:
    """scripts: int32[alphabet.size], 0 for any script (and for what is no character); characters: 1 for those."""

    scripts: np.ndarray
    characters: np.ndarray

    def __call__(self, stream: Stream) -> Stream:
        script = lookup(self.scripts, stream.symbols)
        fixed = tf.minimum(script, 1)
        before = np.maximum(stream.places - 1, 0)
        # The last place up to the one before that either has a script or is no character of this piece any more.
        known = tf.gather(last_starts(tf.maximum(fixed, stream.starts)), before)
        inside = 1 - stream.starts
        last = tf.gather(script, known) * inside
        begins = fixed * tf.cast(tf.not_equal(script, last), tf.int32)
        # Before a piece's first script the reference has no boundary and so no piece: those characters are lost.
        boundary = tf.maximum(stream.starts, begins)
        started = tf.gather(fixed, last_starts(boundary))
        kept = tf.maximum(started, 1 - lookup(self.characters, stream.symbols))
        return keep(stream.starting(boundary), kept)


@dataclass(frozen=True)
class FixedLength:
    """Pieces of so many characters, the last of a piece shorter."""

    length: int

    def needs(self) -> Needs:
        return Needs()

    def compile(self, alphabet: Alphabet) -> "CompiledFixedLength":
        return CompiledFixedLength(self.length)


@dataclass(frozen=True)
class CompiledFixedLength:
    length: int

    def __call__(self, stream: Stream) -> Stream:
        within = stream.places - last_starts(stream.starts)
        begins = tf.cast(tf.equal(tf.math.floormod(within, self.length), 0), tf.int32)
        return stream.starting(begins * tf.minimum(stream.symbols, 1))


def whitespace_split(entry: dict) -> CharacterSplit:
    return CharacterSplit("white space", REMOVED)


def punctuation(entry: dict) -> CharacterSplit:
    return CharacterSplit("punctuation", behavior_of(entry.get("behavior", ISOLATED)))


def digits(entry: dict) -> CharacterSplit:
    return CharacterSplit("numeric", ISOLATED if entry["individual_digits"] else CONTIGUOUS)


def char_delimiter_split(entry: dict) -> CharacterSplit:
    if not isinstance(entry["delimiter"], str) or len(entry["delimiter"]) != 1:
        raise Refused(f"the delimiter {entry['delimiter']!r}, which is not one character")
    return CharacterSplit(entry["delimiter"], REMOVED)


def fixed_length(entry: dict) -> FixedLength:
    length = entry.get("length", 5)
    if not isinstance(length, int) or isinstance(length, bool) or not 0 < length < 1 << 20:
        raise Refused(f"the length {length!r}")
    return FixedLength(length)
