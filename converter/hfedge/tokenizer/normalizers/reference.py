"""What the reference's own normalizers do, asked of the installed library.

Its Unicode tables (of unicode-normalization-alignments, unicode-segmentation, Rust's `char`) are of other versions
than Python's and than each other: so nothing is looked up that can be asked.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from tokenizers import normalizers

from hfedge.tokenizer.alphabet import CODE_POINTS
from hfedge.tokenizer.refused import Refused

# Stands between the questions of one page, so that a single call answers them all: a starter that every normalizer
# here keeps and that nothing else turns into (U+4DC0, a hexagram). Checked by the count.
_SEPARATOR = "\u4dc0"


def as_key(data: dict) -> str:
    """A step of tokenizer.json as something that can be hashed."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False)


@lru_cache(maxsize=64)
def reference_normalizer(key: str) -> Callable[[str], str]:
    """key: the JSON of a normalizer. Raises Refused where the reference itself does not take it."""
    normalizer = normalizers.Sequence([])
    try:
        normalizer.__setstate__(key.encode())
    except Exception as error:  # the library raises plain Exception
        raise Refused(f"the reference does not read it ({error})") from error
    return normalizer.normalize_str


def pages(size: int = 1024) -> Iterator[range]:
    """All code points that are characters."""
    starts = (start for start in range(0, CODE_POINTS, size) if not 0xD800 <= start < 0xE000)
    return (range(start, start + size) for start in starts)


def ask(normalize: Callable[[str], str], texts: Iterable[str]) -> list[str]:
    """What becomes of each text by itself, for normalizers that look at one character at a time, or at no more than a
    sequence of marks."""
    texts = list(texts)
    answers = normalize(_SEPARATOR.join(texts)).split(_SEPARATOR)
    if len(answers) != len(texts) or any(_SEPARATOR in text for text in texts):
        return [normalize(text) for text in texts]
    return answers


@lru_cache(maxsize=32)
def changed_characters(key: str) -> dict[str, str]:
    """Every character that the normalizer (its JSON) changes, and what it becomes (about 0.3 s)."""
    normalize = reference_normalizer(key)
    changed = {}
    for page in pages():
        characters = [chr(point) for point in page]
        joined = _SEPARATOR.join(characters)
        if normalize(joined) != joined:
            answers = ask(normalize, characters)
            changed.update((char, answer) for char, answer in zip(characters, answers) if char != answer)
    return changed
