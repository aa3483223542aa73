"""The one known difference from the reference: NFD sorts combining marks, and the reference's *offsets* with them.

BertNormalizer decomposes with NFD before it removes accents. Where a mark that survives the removal stands beside a
mark of another combining class, NFD may swap the two; `tokenizers` keeps its alignment by position, so that the
surviving mark then seems to come from its neighbour's bytes, and a word that begins or ends with it is reported
one mark too far left or right. The compiled tokenizer reports the bytes where the mark really stands. Ids agree.
"""

import unicodedata
from functools import lru_cache

from tokenizers import normalizers

from hfedge.tokenizer.spec import BertNormalizer

_NFD = normalizers.NFD()


@lru_cache(maxsize=None)
def _steps(normalizer: BertNormalizer):
    flags = {"clean_text": normalizer.clean_text, "handle_chinese_chars": normalizer.handle_chinese_chars}
    off = {"clean_text": False, "handle_chinese_chars": False, "lowercase": False}
    return (
        normalizers.BertNormalizer(**flags, strip_accents=False, lowercase=False),
        normalizers.BertNormalizer(**off, strip_accents=True),
    )


def moves_surviving_mark(text: str, normalizer: BertNormalizer) -> bool:
    """Whether the reference's NFD puts a mark that survives the removal of accents at another place."""
    if not normalizer.decomposes or not any(unicodedata.combining(char) for char in unicodedata.normalize("NFD", text)):
        return False
    cleaner, stripper = _steps(normalizer)
    cleaned = cleaner.normalize_str(text)
    sorted_marks = _NFD.normalize_str(cleaned)
    as_typed = "".join(map(_NFD.normalize_str, cleaned))
    moved = {char for pair in zip(sorted_marks, as_typed, strict=True) if pair[0] != pair[1] for char in pair}
    return any(stripper.normalize_str(char) for char in moved)
