"""The normalizers of tokenizer.json: name to parser, one row each.

A parser gives a step, and a step compiles to a stage over a Stream. What a stage says of itself: `context_free`, what
becomes of a symbol does not depend on others, and `outputs(symbol)` tells it.
"""

from collections.abc import Callable
from typing import Any

from hfedge.tokenizer.normalizers.characters import parse_bert, parse_character_map
from hfedge.tokenizer.normalizers.edges import parse_prepend, parse_strip
from hfedge.tokenizer.normalizers.precompiled import parse_precompiled
from hfedge.tokenizer.normalizers.replacing import parse_replace
from hfedge.tokenizer.normalizers.sequence import Sequence, sequence_of
from hfedge.tokenizer.normalizers.unicode_forms import parse_form
from hfedge.tokenizer.pre_tokenizers.byte_level import Bytes
from hfedge.tokenizer.refused import Refused

NORMALIZERS: dict[str, Callable[[dict], Any]] = {
    "BertNormalizer": parse_bert,
    "ByteLevel": lambda data: Bytes(),
    "Lowercase": parse_character_map,
    "NFC": parse_form,
    "NFD": parse_form,
    "NFKC": parse_form,
    "NFKD": parse_form,
    "Nmt": parse_character_map,
    "Precompiled": parse_precompiled,
    "Prepend": parse_prepend,
    "Replace": parse_replace,
    "Sequence": lambda data: sequence_of([parse_normalizer(row) for row in data["normalizers"]]),
    "Strip": parse_strip,
    "StripAccents": parse_character_map,
}


def parse_normalizer(data: dict | None) -> Any:
    """The step that an entry of tokenizer.json describes (None: no normalizer). Raises Refused."""
    if data is None:
        return Sequence()
    if data["type"] not in NORMALIZERS:
        raise Refused(f"the normalizer {data['type']!r} (one of {', '.join(NORMALIZERS)})")
    return NORMALIZERS[data["type"]](data)
