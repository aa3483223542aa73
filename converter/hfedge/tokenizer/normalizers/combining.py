"""Combining classes, decompositions and compositions as the reference's Unicode tables have them."""

import unicodedata
from functools import lru_cache

from hfedge.tokenizer.normalizers.reference import as_key, ask, changed_characters, pages, reference_normalizer

HIGHEST = "\u0345"  # of class 240, no other mark has as high a one


def form_key(form: str) -> str:
    """form: NFC, NFD, NFKC or NFKD."""
    return as_key({"type": form})


@lru_cache(maxsize=2)
def combining_classes(form: str) -> dict[str, int]:
    """form: NFD or NFKD. Every mark that the form leaves as it is to the rank of its combining class, from 1. All
    others have class 0, or never get as far as being sorted.

    Two marks are swapped if the first one's class is the higher. So the marks are those that U+0345 goes behind, and
    U+0345 itself; their ranks are found by comparing each with one mark of every class. (Python's Unicode tables only
    suggest which marks those are. Raises RuntimeError should they miss a class.)
    """
    normalize, changed = reference_normalizer(form_key(form)), changed_characters(form_key(form))
    marks = [HIGHEST]
    for page in pages():
        chars = [chr(point) for point in page if chr(point) not in changed]
        answers = ask(normalize, (HIGHEST + char for char in chars))
        marks += [char for char, answer in zip(chars, answers) if answer == char + HIGHEST]
    examples: dict[int, str] = {}
    for mark in marks:
        examples.setdefault(unicodedata.combining(mark), mark)
    # How many of the examples each mark goes in front of: the fewer, the higher its class.
    behind = dict.fromkeys(marks, 0)
    before = dict.fromkeys(marks, 0)
    for example in examples.values():
        for mark, answer in zip(marks, ask(normalize, (example + mark for mark in marks))):
            behind[mark] += answer != example + mark
        for mark, answer in zip(marks, ask(normalize, (mark + example for mark in marks))):
            before[mark] += answer != mark + example
    if any(behind[mark] + before[mark] == len(examples) for mark in marks):
        raise RuntimeError("the tokenizers library has combining classes that no known mark stands for")
    ranks = {pair: rank for rank, pair in enumerate(sorted(set(zip(before.values(), behind.values()))), 1)}
    return {mark: ranks[before[mark], behind[mark]] for mark in marks}


@lru_cache(maxsize=1)
def compositions() -> dict[tuple[str, str], str]:
    """Every pair of characters that NFC makes one of. A character that NFD takes apart and NFC puts together again is
    put together of its last part and of what all before it compose to."""
    compose = reference_normalizer(form_key("NFC"))
    decomposed = changed_characters(form_key("NFD"))
    changed = changed_characters(form_key("NFC"))
    whole = [char for char in decomposed if char not in changed]
    firsts = ask(compose, (decomposed[char][:-1] for char in whole))
    return {(first, decomposed[char][-1]): char for first, char in zip(firsts, whole)}
