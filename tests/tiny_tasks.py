"""Tiny random models for a task, with a tokenizer of tests/families, as a folder and as a bundle."""

import json
import shutil
from pathlib import Path
from typing import Any

from hfedge.parity.texts import built_in, masked
from hfedge.pipeline import convert
from hfedge.plan import ConvertRequest
from hfedge.progress import Progress
from hfedge.resolve import ModelRef
from tiny_models import tiny

FAMILIES = Path(__file__).parent / "families"
MAX_TOKENS = 32
# Everyday and nasty ones in many languages; the pipelines take no empty text.
TEXTS = tuple(text for (text,) in built_in() if text)
_ROLES = {"pad_token": ("[PAD]", "<pad>"), "mask_token": ("[MASK]", "<mask>"), "unk_token": ("[UNK]", "<unk>"),
          "cls_token": ("[CLS]", "<s>"), "sep_token": ("[SEP]", "</s>")}  # fmt: skip


def masked_texts(mask: str) -> list[str]:
    """Each with one mask or two."""
    return [masked(text.replace("[MASK]", "mask").replace("<mask>", "mask"), mask) for text in TEXTS]


def labels(*names: str) -> dict[str, Any]:
    return {"id2label": dict(enumerate(names)), "label2id": {name: number for number, name in enumerate(names)}}


def folder_of_task(folder: Path, head: str, family: str = "wordpiece-bert", kind: str = "bert", **config: Any) -> Path:
    """Writes a model of transformers with its tokenizer; `head` ends the class's name."""
    folder.mkdir(exist_ok=True)
    shutil.copy(FAMILIES / f"{family}.json", folder / "tokenizer.json")
    tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    added = {token["content"]: token["id"] for token in tokenizer["added_tokens"]}
    roles = {role: next((name for name in names if name in added), None) for role, names in _ROLES.items()}
    named = {role: name for role, name in roles.items() if name}
    settings = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": MAX_TOKENS, **named}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    size = max(len(tokenizer["model"]["vocab"]), *(number + 1 for number in added.values()))
    tiny(kind, head, vocab_size=size, max_position_embeddings=40, **config).save_pretrained(folder)
    return folder


def bundle_of_task(folder: Path, task: str | None = None, **request: Any) -> Path:
    """The fp32 TFLite bundle of a model's folder, beside it."""
    asked = {"targets": ("tflite",), "recipes": ("fp32",), "lengths": (MAX_TOKENS,), **request}
    ref = ModelRef.parse(str(folder))
    return convert(ConvertRequest(ref, task, **asked), Path(f"{folder}.hfedge"), Progress(), verify=False)[0]
