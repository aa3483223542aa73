"""What the reference's pre-tokenizers and its two regex libraries think of every code point.

Asked in long texts that hold one code point after the other, so that all 1,112,064 answers take about a second, and
kept for the life of the program. Never Python's own tables: they are of another Unicode version, and the two regex
libraries inside the reference (Oniguruma for patterns of tokenizer.json, the Rust regex crate for `Whitespace`)
disagree with each other too.
"""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from tokenizers import Regex, normalizers, pre_tokenizers

from hfedge.tokenizer.alphabet import CODE_POINTS
from hfedge.tokenizer.refused import Refused

_MARK = "\x01"  # what a matched character is replaced by; asked about apart
_WORD, _OTHER = 1, 2  # the labels of `word_kinds`; white space has 3
_SPLITTER = "中"  # Han: a script of its own beside every other


def regex(pattern: str) -> Regex:
    """Raises Refused where the reference's regex library does not take the pattern."""
    try:
        return Regex(pattern)
    except Exception as error:  # the library raises Exception itself
        raise Refused(f"the regex '{pattern}', which the reference refuses ({error})") from error


@lru_cache(maxsize=128)
def characters_matching(pattern: str) -> np.ndarray:
    """bool[0x110000]: whether Oniguruma matches the pattern (of one character, such as [^\\s\\p{L}]) on a code point.

    Raises Refused where the pattern can match several characters, as case folding makes some do."""
    replace = normalizers.Replace(regex(pattern), _MARK)
    points, text = _all_points(), _all_text()
    found = np.zeros(CODE_POINTS, bool)
    replaced = replace.normalize_str(text)
    if len(replaced) != len(text):
        raise Refused(f"the regex '{pattern}', which matches more than one character at once")
    found[points] = _points(replaced) == ord(_MARK)
    found[ord(_MARK)] = _matches_mark(pattern)
    found.flags.writeable = False
    return found


def _matches_mark(pattern: str) -> bool:
    return normalizers.Replace(regex(pattern), "\x02").normalize_str(_MARK) == "\x02"


@lru_cache(maxsize=64)
def letters_folding_to(letter: str) -> frozenset[str]:
    """The characters that match one of a to z in either case, such as "k", "K" and the Kelvin sign."""
    candidates = map(chr, np.flatnonzero(characters_matching("(?i:[a-z])")))
    replace = normalizers.Replace(regex(f"(?i:{letter})"), _MARK)
    return frozenset(char for char in candidates if replace.normalize_str(char) == _MARK)


def one_character_among(patterns: frozenset[str]) -> bool:
    """Whether some single character matches a pattern that is written as several, as ß matches (?i:ss)."""
    replace = normalizers.Replace(regex("|".join(sorted(patterns))), _MARK)
    points = _all_points()[::-1]  # backwards, so that no two neighbours spell a pattern such as "st"
    return _MARK in replace.normalize_str(_text(points[points != ord(_MARK)]))


@lru_cache(maxsize=1)
def white_space() -> np.ndarray:
    """bool[0x110000]: what WhitespaceSplit removes."""
    return _removed(pre_tokenizers.WhitespaceSplit())


@lru_cache(maxsize=1)
def punctuation() -> np.ndarray:
    """bool[0x110000]: what Punctuation splits at."""
    return _removed(pre_tokenizers.Punctuation(behavior="removed"))


@lru_cache(maxsize=1)
def bert_kinds() -> np.ndarray:
    """int32[0x110000]: 1 where BertPreTokenizer removes a character, 2 where it isolates one, else 0."""
    reference = pre_tokenizers.BertPreTokenizer()
    return np.where(_isolated(reference), 2, _removed(reference)).astype(np.int32)


@lru_cache(maxsize=1)
def numeric() -> np.ndarray:
    """bool[0x110000]: what Digits takes for a digit."""
    return _isolated(pre_tokenizers.Digits(individual_digits=True))


@lru_cache(maxsize=1)
def word_kinds() -> np.ndarray:
    """int32[0x110000]: 1 for \\w, 2 for [^\\w\\s] and 3 for \\s in the words of `Whitespace` (0 for surrogates)."""
    reference = pre_tokenizers.Whitespace()
    kinds = np.zeros(CODE_POINTS, np.int32)
    for points in _pages():
        kinds[points] = 3
        pieces = [points[slice(*span)] for _, span in reference.pre_tokenize_str(_text(points))]
        beside = "".join(f"a{chr(piece[0])} " for piece in pieces)  # "ab" stays whole, "a!" does not
        lengths = {start: end - start for _, (start, end) in reference.pre_tokenize_str(beside)}
        for index, piece in enumerate(pieces):
            kinds[piece] = _WORD if lengths[3 * index] == 2 else _OTHER
    return kinds


@lru_cache(maxsize=1)
def scripts() -> np.ndarray:
    """int32[0x110000]: a number for each script that UnicodeScripts tells apart; 0 for what it gives to any."""
    reference = pre_tokenizers.UnicodeScripts()
    found = np.zeros(CODE_POINTS, np.int32)
    runs = [run for points in _pages() for run in _script_runs(reference, points)]
    number = 0
    while runs:
        number += 1
        same = _beside(reference, int(runs[0][0]), [int(run[0]) for run in runs])
        for run, is_same in zip(runs, same):
            if is_same:
                found[run] = number
        runs = [run for run, is_same in zip(runs, same) if not is_same]
    return found


def _script_runs(reference: pre_tokenizers.PreTokenizer, points: np.ndarray) -> Iterator[np.ndarray]:
    """Neighbouring code points of one script each, none of those that go with any."""
    # The script before a character of any script is forgotten only at a text's beginning, where it is dropped: so a
    # text that begins with the character shows which they are.
    text = _text(points)
    pieces = [points[slice(*span)] for _, span in reference.pre_tokenize_str(text)]
    for piece in pieces:
        fixed = piece[~_of_any_script(reference, piece)]
        if len(fixed):
            yield fixed


def _of_any_script(reference: pre_tokenizers.PreTokenizer, points: np.ndarray) -> np.ndarray:
    """bool[n]: a character between two scripts joins the one before it if it is of any script or of that one."""
    joins = []
    for before, after in (("a", "я"), ("я", "a")):
        text = "".join(f"{before}{chr(point)}{after}" for point in points)
        starts = {start for _, (start, _) in reference.pre_tokenize_str(text)}
        joins.append(np.array([3 * index + 1 not in starts for index in range(len(points))]))
    return joins[0] & joins[1]


def _beside(reference: pre_tokenizers.PreTokenizer, first: int, others: list[int]) -> list[bool]:
    """Whether each other character stays with the first one in a piece."""
    between = "я" if first == ord(_SPLITTER) else _SPLITTER
    text = "".join(f"{between}{chr(first)}{chr(other)}" for other in others)
    starts = {start for _, (start, _) in reference.pre_tokenize_str(text)}
    return [3 * index + 2 not in starts for index in range(len(others))]


def _removed(reference: pre_tokenizers.PreTokenizer) -> np.ndarray:
    """bool[0x110000]: the characters that are in no piece."""
    removed = np.zeros(CODE_POINTS, bool)
    for points in _pages():
        removed[points] = True
        for _, span in reference.pre_tokenize_str(_text(points)):
            removed[points[slice(*span)]] = False
    return removed


def _isolated(reference: pre_tokenizers.PreTokenizer) -> np.ndarray:
    """bool[0x110000]: the characters that are a piece of their own between two letters."""
    isolated = np.zeros(CODE_POINTS, bool)
    for points in _pages():
        spans = [span for _, span in reference.pre_tokenize_str(_text(points))]
        alone = [int(points[start]) for start, end in spans if end - start == 1]
        text = "a" + "".join(f"{chr(point)}a" for point in alone)
        starts = {start for _, (start, end) in reference.pre_tokenize_str(text) if end - start == 1}
        isolated[[point for index, point in enumerate(alone) if 2 * index + 1 in starts]] = True
    return isolated


@lru_cache(maxsize=1)
def _all_points() -> np.ndarray:
    points = np.arange(CODE_POINTS, dtype=np.uint32)
    return points[(points < 0xD800) | (points >= 0xE000)]


@lru_cache(maxsize=1)
def _all_text() -> str:
    return _text(_all_points())


def _pages(size: int = 1 << 16) -> Iterator[np.ndarray]:
    points = _all_points()
    return (points[start : start + size] for start in range(0, len(points), size))


def _text(points: np.ndarray) -> str:
    return points.astype("<u4").tobytes().decode("utf-32-le")


def _points(text: str) -> np.ndarray:
    return np.frombuffer(text.encode("utf-32-le"), "<u4")
