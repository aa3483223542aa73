"""The models that turn a word, or a whole text, into tokens."""

from collections.abc import Callable
from typing import Any

from hfedge.tokenizer.models.bpe import parse_bpe
from hfedge.tokenizer.models.unigram import parse_unigram
from hfedge.tokenizer.models.wordlevel import parse_wordlevel
from hfedge.tokenizer.models.wordpiece import parse_wordpiece

MODELS: dict[str, Callable[[dict], Any]] = {
    "WordPiece": parse_wordpiece,
    "WordLevel": parse_wordlevel,
    "BPE": parse_bpe,
    "Unigram": parse_unigram,
}


def name_of_model(data: dict) -> str | None:
    """Files of tokenizers < 0.10 name no type: it shows in their keys (tokenizers/src/models/mod.rs)."""
    if "type" in data:
        return data["type"]
    if "merges" in data:
        return "BPE"
    if "max_input_chars_per_word" in data:
        return "WordPiece"
    return "Unigram" if isinstance(data.get("vocab"), list) else "WordLevel"
