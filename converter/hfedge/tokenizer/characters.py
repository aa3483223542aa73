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

SPACE, ISOLATED, PLAIN = "space", "isolated", "plain"
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
    """Asks tokenizers' BertNormalizer and BertPreTokenizer about all 1,112,064 code points (about 2 s).

    known: the characters of the vocabulary; all others are told apart by their kind only.
    """
    reference = normalizers.BertNormalizer(
        clean_text=normalizer.clean_text,
        handle_chinese_chars=normalizer.handle_chinese_chars,
        strip_accents=normalizer.strip_accents,
        lowercase=normalizer.lowercase,
    )
    class_of = np.zeros(CODE_POINTS, np.int32)
    classes: dict[Output, int] = {(): 0}
    for page in _pages():
        texts = _normalized_one_by_one(reference, page)
        kinds = _kinds(sorted(set("".join(texts))), known)
        outputs = (_as_words(tuple(kinds[char] for char in text)) for text in texts)
        class_of[page] = [classes.setdefault(output, len(classes)) for output in outputs]
    return CharacterMap(class_of, tuple(classes))


def _pages(size: int = 1024) -> Iterable[list[int]]:
    points = list(code_points())
    return (points[start : start + size] for start in range(0, len(points), size))


# Stands between the code points of one page so that a single call can answer for all of them: a starter that
# every normalizer here keeps and that nothing else turns into (U+4DC0, a hexagram). Checked by the count.
_SEPARATOR = "\u4dc0"


def _normalized_one_by_one(reference: normalizers.Normalizer, page: list[int]) -> list[str]:
    texts = reference.normalize_str(_SEPARATOR.join(map(chr, page))).split(_SEPARATOR)
    if len(texts) != len(page) or ord(_SEPARATOR) in page:
        return [reference.normalize_str(chr(code_point)) for code_point in page]
    return texts


def code_points() -> Iterable[int]:
    """All Unicode scalar values: what well-formed UTF-8 can hold."""
    yield from range(0xD800)
    yield from range(0xE000, sys.maxunicode + 1)


_PRE_TOKENIZER = pre_tokenizers.BertPreTokenizer()


def _kinds(chars: list[str], known: frozenset[str]) -> dict[str, Character]:
    # Between two letters a plain character joins them, white space vanishes, punctuation stands alone.
    pieces = _PRE_TOKENIZER.pre_tokenize_str("a" + "".join(f"{char}a" for char in chars))
    length_at = {index: end - start for _, (start, end) in pieces for index in range(start, end)}
    names = {0: SPACE, 1: ISOLATED}
    return {
        char: Character(char if char in known else "", names.get(length_at.get(2 * index + 1, 0), PLAIN))
        for index, char in enumerate(chars)
    }


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
