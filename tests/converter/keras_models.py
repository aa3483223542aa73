"""EndToEnd models for tests, tiny and quickly opened: `open_model(small_folder())`."""

import shutil
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any
from unittest import mock

from hfedge.keras import EndToEnd
from hfedge.keras.tokens import BatchTokenizer
from tiny_models import SIZES, tiny
from tiny_programs import folder_of

LABELS = ("bad", "fair", "good")
_VOCABULARY = 70
_of, _made = BatchTokenizer.of, {}


@lru_cache
def small_folder(kind: str = "bert", head: str = "ForSequenceClassification", labels: int = 3) -> Path:
    """A model as tiny_programs.folder_of makes it, of one layer where its kind is not made of different ones."""
    folder = Path(tempfile.mkdtemp(prefix="tiny-"))
    shutil.copytree(folder_of(), folder, dirs_exist_ok=True)
    layers = {"num_hidden_layers": 1} if kind == "bert" and "num_hidden_layers" in SIZES[kind] else {}
    names = dict(enumerate(LABELS[:labels]))
    named = {"id2label": names, "label2id": {label: index for index, label in names.items()}}
    tiny(kind, head, vocab_size=_VOCABULARY, **layers, **named).save_pretrained(folder)
    return folder


def open_model(folder: Path, **options: Any) -> EndToEnd:
    """All these have the same tokenizer, which takes longer to compile than most of what is tested."""
    with mock.patch.object(BatchTokenizer, "of", _one):
        return EndToEnd.from_pretrained(folder, **options)


def _one(plan: Any) -> BatchTokenizer:
    key = (plan.tokenizer.source, plan.max_tokens, plan.pairs, plan.task.pairs_only, plan.head.features)
    return _made[key] if key in _made else _made.setdefault(key, _of(plan))
