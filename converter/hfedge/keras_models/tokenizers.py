"""The tokenizer of a model in memory, as the files that every tokenizer is read from."""

import shutil
from pathlib import Path
from typing import Any

from hfedge.errors import UsageError

FILES = ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.txt")
ACCEPTED = "a fast tokenizer of transformers, a tokenizers.Tokenizer, or a folder that holds tokenizer.json"


def write_tokenizer(tokenizer: Any, folder: Path) -> None:
    """tokenizer: ACCEPTED. Raises UsageError for any other."""
    if isinstance(tokenizer, (str, Path)):
        _copy(Path(tokenizer), folder)
    elif getattr(tokenizer, "is_fast", False):
        tokenizer.save_pretrained(str(folder))
    elif hasattr(tokenizer, "to_str") and hasattr(tokenizer, "encode_batch"):  # tokenizers.Tokenizer
        (folder / "tokenizer.json").write_text(tokenizer.to_str(), encoding="utf-8")
    else:
        slow = hasattr(tokenizer, "is_fast")
        hint = "AutoTokenizer.from_pretrained(..., use_fast=True) gives the fast one." if slow else ""
        found = f"the tokenizer is a {'slow ' if slow else ''}{type(tokenizer).__name__}"
        raise UsageError(found, accepted=ACCEPTED, hint=hint)


def _copy(source: Path, folder: Path) -> None:
    found = [name for name in FILES if (source / name).is_file()]
    if not {"tokenizer.json", "vocab.txt"} & set(found):
        raise UsageError("there is no tokenizer", where=str(source), accepted=ACCEPTED)
    for name in found:
        shutil.copyfile(source / name, folder / name)
