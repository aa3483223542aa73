"""What the reference's own normalizer and pre-tokenizer do to every code point, asked one at a time.

Asking the reference instead of a Unicode table of ours is what makes the compiled tokenizer agree with it on
unassigned code points, new scripts and what counts as punctuation. It holds for normalizers that look at one
code point at a time: BertNormalizer's clean-up, CJK spacing, accent removal and lower-casing do
(tokenizers/src/normalizers/bert.rs), save that NFD sorts combining marks; see `reordered_marks`.
"""

import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from tokenizers import normalizers, pre_tokenizers

from hfedge.errors import UnsupportedError
from hfedge.tokenizer.spec import BertNormalizer

SPACE, ISOLATED, PLAIN = KINDS = ("space", "isolated", "plain")
REPLACEMENT = 0xFFFD  # what an ill-formed byte sequence decodes to
CODE_POINTS = sys.maxunicode + 1


class Character(NamedTuple):
    """One normalized character: its text ("" if the vocabulary lacks it) and how the pre-tokenizer treats it."""

    text: str
    kind: str  # SPACE: splits and is removed; ISOLATED: a word of its own; PLAIN: part of a word


Output = tuple[Character, ...]  # the normalized characters of one code point


@dataclass(frozen=True)
class CharacterMap:
    """Code point to normalized characters: `outputs[class_of[code_point]]`.

    class_of: int32[0x110000], surrogates have class 0 (no output).
    """

    class_of: np.ndarray
    outputs: tuple[Output, ...]

    def __repr__(self) -> str:
        return f"CharacterMap({len(self.outputs):,} different outputs)"

    def output(self, code_point: int) -> Output:
        return self.outputs[self.class_of[code_point]]

    @property
    def alphabet(self) -> list[Character]:
        """The characters of the vocabulary that text can give, isolated ones first, in a fixed order."""
        found = {char for output in self.outputs for char in output if char.text and char.kind != SPACE}
        return sorted(found, key=lambda char: (char.kind != ISOLATED, char.text))


@lru_cache(maxsize=4)
def bert_characters(normalizer: BertNormalizer, known: frozenset[str]) -> CharacterMap:
    """Asks tokenizers' BertNormalizer and BertPreTokenizer about all 1,112,064 code points (about 1 s).

    known: the characters of the vocabulary; all others are told apart by their kind only.
    """
    reference = normalizers.BertNormalizer(
        clean_text=normalizer.clean_text,
        handle_chinese_chars=normalizer.handle_chinese_chars,
        strip_accents=normalizer.strip_accents,
        lowercase=normalizer.lowercase,
    )
    kinds = _kinds()
    class_of = np.zeros(CODE_POINTS, np.int32)
    classes: dict[Output, int] = {(): 0}

    def class_of_text(text: str) -> int:
        output = _as_words(tuple(Character(char if char in known else "", KINDS[kinds[ord(char)]]) for char in text))
        return classes.setdefault(output, len(classes))

    unknown = np.array([classes.setdefault((Character("", kind),), len(classes)) for kind in KINDS], np.int32)
    for page in _pages():
        texts = _normalized_one_by_one(reference, page)
        if texts is None:
            class_of[page] = unknown[kinds[page]]
            changed = sorted(known.intersection(map(chr, page)))  # sorted: sets have another order in every process
            class_of[[ord(char) for char in changed]] = [class_of_text(char) for char in changed]
        else:
            class_of[page] = [class_of_text(text) for text in texts]
    return CharacterMap(class_of, tuple(classes))


def _pages(size: int = 1024) -> Iterable[range]:
    starts = (start for start in range(0, CODE_POINTS, size) if not 0xD800 <= start < 0xE000)
    return (range(start, start + size) for start in starts)


# Stands between the code points of one page so that a single call can answer for all of them: a starter that
# every normalizer here keeps and that nothing else turns into (U+4DC0, a hexagram). Checked by the count.
_SEPARATOR = "\u4dc0"


def _normalized_one_by_one(reference: normalizers.Normalizer, page: range) -> list[str] | None:
    """What each code point of the page normalizes to; None if all of them stay what they are."""
    joined = _SEPARATOR.join(map(chr, page))
    normalized = reference.normalize_str(joined)
    if normalized == joined:
        return None
    texts = normalized.split(_SEPARATOR)
    if len(texts) != len(page) or ord(_SEPARATOR) in page:
        return [reference.normalize_str(chr(code_point)) for code_point in page]
    return texts


_PRE_TOKENIZER = pre_tokenizers.BertPreTokenizer()


@lru_cache(maxsize=1)
def _kinds() -> np.ndarray:
    """uint8[0x110000]: what BertPreTokenizer makes of each code point, as an index into KINDS."""
    kinds = np.full(CODE_POINTS, KINDS.index(PLAIN), np.uint8)
    for page in _pages():
        # Between two letters a plain character joins them, white space vanishes, punctuation stands alone.
        pieces = _PRE_TOKENIZER.pre_tokenize_str("a" + "".join(f"{chr(point)}a" for point in page))
        length_at = np.zeros(2 * len(page) + 1, np.int32)
        for _, (start, end) in pieces:
            length_at[start:end] = end - start
        found = length_at[1::2]
        kinds[page] = np.choose(np.minimum(found, 2), [KINDS.index(kind) for kind in (SPACE, ISOLATED, PLAIN)])
    return kinds


def _as_words(output: Output) -> Output:
    """CJK spacing gives " 中 ", which splits just as a character that is a word of its own does."""
    if len(output) == 3 and output[0].kind == output[2].kind == SPACE and output[1].kind != SPACE:
        return (Character(output[1].text, ISOLATED),)
    return output


def check_mark_order(normalizer: BertNormalizer, alphabet: Iterable[str]) -> None:
    """NFD sorts adjacent marks by combining class, which no per-character table can do.

    It cannot be seen as long as the vocabulary holds at most one class among the marks that survive
    the removal of accents: a word with a mark outside the vocabulary is unknown in any order.
    Raises UnsupportedError otherwise.
    """
    if not normalizer.decomposes:
        return
    marks = {char: unicodedata.combining(char) for char in alphabet if unicodedata.combining(char)}
    if len(set(marks.values())) > 1:
        names = ", ".join(f"U+{ord(char):04X}" for char in sorted(marks))
        raise UnsupportedError(
            f"BertNormalizer with NFD over a vocabulary holding combining marks of several classes ({names})",
            accepted="a vocabulary whose remaining combining marks share one class",
        )
