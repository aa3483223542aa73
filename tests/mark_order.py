"""The one known difference from the reference: NFD sorts combining marks, and the reference's *offsets* with them.

BertNormalizer decomposes with NFD before it removes accents. Where a mark that survives the removal stands beside a
mark of another combining class, NFD may swap the two; `tokenizers` keeps its alignment by position, so that the
surviving mark then seems to come from its neighbour's bytes, and a word that begins or ends with it is reported
one mark too far left or right. The compiled tokenizer reports the bytes where the mark really stands. Ids agree.
"""

import json
import unicodedata
from collections import defaultdict, deque
from functools import cache

from tokenizers import normalizers

from hfedge.tokenizer.normalizers.characters import BertCharacterMap

_NFD = normalizers.NFD()


@cache
def _steps(normalizer: BertCharacterMap):
    options = json.loads(normalizer.key)
    flags = {name: options[name] for name in ("clean_text", "handle_chinese_chars")}
    off = {"clean_text": False, "handle_chinese_chars": False, "lowercase": False}
    return (
        normalizers.BertNormalizer(**flags, strip_accents=False, lowercase=False),
        normalizers.BertNormalizer(**off, strip_accents=True),
    )


def moves_surviving_mark(text: str, normalizer: BertCharacterMap) -> bool:
    """Whether the reference takes a character that survives the removal of accents for another character's bytes."""
    if not normalizer.decomposes or not any(unicodedata.combining(char) for char in unicodedata.normalize("NFD", text)):
        return False
    cleaner, stripper = _steps(normalizer)
    cleaned = cleaner.normalize_str(text)
    typed = [(char, at, first) for at, source in enumerate(cleaned) for char, first in _decomposed(source)]
    origins: dict[str, deque] = defaultdict(deque)  # marks of one class keep their order, so equal characters do
    for char, at, first in typed:
        origins[char].append((at, first))
    reported = -1
    for char in _NFD.normalize_str(cleaned):
        at, first = origins[char].popleft()
        reported += first  # the reference counts on by one at the first character of every decomposition
        if reported != at and stripper.normalize_str(char):
            return True
    return False


def _decomposed(char: str) -> list[tuple[str, bool]]:
    return [(part, index == 0) for index, part in enumerate(_NFD.normalize_str(char))]
