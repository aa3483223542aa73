"""What texts hold that TF Text reads otherwise than Hugging Face: the classes of docs/tf-text.md.

A class is told from the part of a text whose tokens differ. The order counts: the first that fits names the
difference. One that none fits is UNEXPLAINED, and the parity check fails on it.
"""

import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

UNEXPLAINED = "unexplained"
LONGEST_WORD = 100  # max_input_chars_per_word, of all that are around
Offsets = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Class:
    """holds(part, special tokens): whether a part of a text is of the class."""

    summary: str
    holds: Callable[[str, Collection[str]], bool]


def _any(test: Callable[[str], bool]) -> Callable[[str, Collection[str]], bool]:
    return lambda part, special: any(map(test, part))


def _of(*categories: str) -> Callable[[str], bool]:
    return lambda char: unicodedata.category(char) in categories and char not in "\t\n\r"


def _holds_special(part: str, special: Collection[str]) -> bool:
    return any(token in part for token in special)


def _normalizes_to_special(part: str, special: Collection[str]) -> bool:
    """Some tokenizers look for them in the normalized text."""
    return _holds_special(part, special) or _holds_special(unicodedata.normalize("NFKC", part), special)


def _has_long_word(part: str, special: Collection[str]) -> bool:
    return any(len(word) > LONGEST_WORD for word in part.split())


def _folds(char: str) -> bool:
    return char.casefold() != char.lower()


def _is_compatible(char: str) -> bool:
    return unicodedata.normalize("NFKD", char) != unicodedata.normalize("NFD", char)


def _is_recent(char: str) -> bool:
    return unicodedata.ucd_3_2_0.category(char) == "Cn"


_SPECIAL = "a special token typed in the text: Hugging Face makes it the token, TF Text reads it as other text"

WORDPIECE: dict[str, Class] = {
    "special token": Class(_SPECIAL, _holds_special),
    "long word": Class(
        f"a word of over {LONGEST_WORD} characters: unknown to Hugging Face, to TF Text from 300 bytes on",
        _has_long_word,
    ),
    "replacement or private": Class(
        "U+FFFD or a character of private use: Hugging Face removes it, to TF Text it is of the word",
        lambda part, special: "\ufffd" in part or any(map(_of("Co"), part)),
    ),
    "control": Class(
        "a control or format character: Hugging Face removes it, to TF Text it is a space (where text is lower-cased "
        "both remove format characters)", _any(_of("Cc", "Cf")),
    ),
    "compatibility form": Class(
        "a full-width form, ligature, number form, the three dots as one character and so on: where text is "
        "lower-cased, TF Text makes it the plain characters, Hugging Face leaves it", _any(_is_compatible),
    ),
    "case folding": Class(
        "a letter that folds to others (ß to ss, ς to σ, ſ to s): TF Text folds, Hugging Face lower-cases", _any(_folds)
    ),
    "recent character": Class(
        "a character that Unicode got after 3.2, or has not: the two know different versions of it, and so other "
        "marks, Chinese characters and unassigned ones", _any(_is_recent),
    ),
}  # fmt: skip

UNIGRAM: dict[str, Class] = {
    "special token": Class(_SPECIAL, _normalizes_to_special),
    "space sign": Class(
        "the sign ▁ typed in the text: Hugging Face puts no second one before it, TF Text does",
        lambda part, special: "▁" in part,
    ),
    "white space": Class(
        "white space at the text's end, alone, or of a rare kind: Hugging Face keeps it or cuts at it, as the "
        "pre-tokenizer says; TF Text drops the last space and leaves what the charsmap does not name",
        lambda part, special: part != part.rstrip() or any(char.isspace() and char != " " for char in part),
    ),
    "cluster": Class(
        "a letter with marks, or a sequence with joiners or controls: Hugging Face looks the whole of it up in the "
        "charsmap, TF Text the longest part of it", _any(_of("Mn", "Mc", "Me", "Cf", "Cc")),
    ),
    "equal scores": Class(
        f"a word of over {LONGEST_WORD} characters, of which several cuts are about as good: Hugging Face adds scores "
        "in 64 bits, TF Text in 32", _has_long_word,
    ),
}  # fmt: skip

CLASSES: Mapping[str, Mapping[str, Class]] = {"WordPiece": WORDPIECE, "Unigram": UNIGRAM}


def class_of(kind: str, part: str, special: Collection[str]) -> str:
    """kind: of the tokenizer -> a key of its CLASSES, or UNEXPLAINED."""
    return next((name for name, row in CLASSES[kind].items() if row.holds(part, special)), UNEXPLAINED)


def differing_part(text: str, ids: tuple[Sequence[int], Sequence[int]], offsets: tuple[Offsets, Offsets | None]) -> str:
    """The words of a text from the first token that differs to the last; ids, offsets (in bytes): both readings', with
    their special tokens; None where one gives no offsets."""
    one, other = ids
    shorter = min(len(one), len(other))
    begin = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    end = next((n for n in range(shorter - begin) if one[-1 - n] != other[-1 - n]), shorter - begin)
    spans = [span for reading, given in zip(ids, offsets) if given is not None
             for span in given[max(begin - 1, 0) : len(reading) - end + 1] if span[0] < span[1]]  # fmt: skip
    data = text.encode()
    return _whole_words(
        data, min((start for start, _ in spans), default=0), max((stop for _, stop in spans), default=len(data))
    )


def _whole_words(data: bytes, begin: int, end: int) -> str:
    while begin > 0 and data[begin - 1] != 0x20:
        begin -= 1
    while end < len(data) and data[end] != 0x20:
        end += 1
    return data[begin:end].decode("utf-8", "replace")
