"""Texts to tokenize: real ones from Django's translations, and those that `hfedge conformance` has built in.

Everything is deterministic: the same call gives the same texts on every machine (real_lines: with the same Django).
"""

import gettext
import random
import unicodedata
from functools import lru_cache
from pathlib import Path

from hfedge.conformance import texts
from hfedge.conformance.texts import (
    EDGE_BYTES,
    code_lines,
    everyday_texts,
    fuzz_strings,
    invalid_utf8,
    long_words,
    nasty_texts,
    random_strings,
)

__all__ = [
    "EDGE_BYTES",
    "code_lines",
    "everyday_texts",
    "fuzz_strings",
    "invalid_utf8",
    "long_words",
    "nasty_texts",
    "random_strings",
]


@lru_cache(maxsize=1)
def _shuffled_lines() -> list[str]:
    import django

    lines = set()
    for path in sorted(Path(django.__file__).parent.rglob("*.mo")):
        with path.open("rb") as file:
            for message in gettext.GNUTranslations(file)._catalog.values():
                lines.update(message.split("\n"))
    kept = sorted(line for line in lines if line.strip())
    random.Random(2026).shuffle(kept)
    return kept


def real_lines(count: int) -> list[str]:
    """Lines that people wrote, in about a hundred languages: Django's translations, shuffled."""
    lines = _shuffled_lines()
    assert len(lines) >= count, f"Django's translations have {len(lines)} lines, not {count}"
    return lines[:count]


def scripts(lines: list[str]) -> dict[str, int]:
    """Script to how many of the lines have a letter of it: the first word of the letter's Unicode name."""
    found: dict[str, int] = {}
    for line in lines:
        for script in {unicodedata.name(char, "?").split()[0] for char in line if char.isalpha()}:
            found[script] = found.get(script, 0) + 1
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def random_bytes(count: int, seed: int) -> list[bytes]:
    """By turns uniform bytes, bytes from the edges of UTF-8, and real text with a few bytes broken."""
    return texts.random_bytes(count, seed, real_lines(2000))


def pairs(count: int) -> list[tuple[str, str]]:
    """Pairs of real lines of many lengths, some with an empty, a nasty or a random side."""
    rng = random.Random(7)
    lines = sorted(real_lines(4000), key=len)
    odd = ["", " ", "[SEP]", "x", *(text for text in nasty_texts() if len(text.encode()) < 200)]
    odd += random_strings(200, seed=8)
    rows = []
    for index in range(count):
        left, right = (lines[int(len(lines) * rng.random() ** rng.choice([0.3, 1, 3]))] for _ in "AB")
        if index % 5 == 0:
            left = rng.choice(odd)
        if index % 7 == 0:
            right = rng.choice(odd)
        rows.append((left, right))
    return rows
