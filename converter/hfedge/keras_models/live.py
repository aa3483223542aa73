"""A model in memory as the folder that every other stage reads, and what of it no folder can hold.

    live = open_model(model, tokenizer, name="my-model", labels=("bad", "good"))
    resolve(live.ref) -> Snapshot

A model of transformers' TF classes is written as the checkpoint that it is, so that its architecture's own graph is
used where there is one. Any other Keras model is its own architecture: see architecture.py.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from hfedge.architectures import ARCHITECTURES, TF_CLASSES, Architecture
from hfedge.architectures.record import HEADS
from hfedge.errors import UsageError
from hfedge.keras_models.place import Place
from hfedge.keras_models.tokenizers import ACCEPTED, write_tokenizer
from hfedge.tf_classes.names import to_torch, torch_name

_NAME = re.compile(r"[^\w.-]+")
_KERAS = ("keras", "tf_keras")


@dataclass(frozen=True)
class LiveModel:
    """folder: config.json, the tokenizer and the weights, there while this object is; architecture: None where
    config.json tells it; core: Keras' own answers (hfedge.keras_models.core.KerasCore), None where torch reads the
    folder; software: versions of what computed them."""

    place: Place = field(repr=False)
    folder: Path
    architecture: Architecture | None = None
    core: Any = None
    software: Mapping[str, str] = field(default_factory=dict)


def is_keras(model: Any) -> bool:
    """Whether it is a model of Keras 3 or tf_keras, without importing either."""
    return any(kind.__module__.split(".")[0] in _KERAS and kind.__name__ == "Model" for kind in type(model).__mro__)


def open_model(
    model: Any,
    tokenizer: Any,
    *,
    name: str | None = None,
    labels: Sequence[str] | None = None,
    task: str | None = None,
) -> LiveModel:
    """model: of Keras 3 or tf_keras; tokenizer: see write_tokenizer; labels: in the order of the scores (None: of the
    model's config, else LABEL_0 ...). Raises HfedgeError."""
    if not is_keras(model):
        raise UsageError(f"a {type(model).__module__}.{type(model).__name__}", accepted="a Hub id, a folder, or a "
                         "Keras model", hint="A torch model: save_pretrained() it, and give the folder.")  # fmt: skip
    place = Place()
    folder = place.folder / (_NAME.sub("-", name or model.name).strip("-.") or "model")
    folder.mkdir()
    if type(model).__module__.startswith("hfedge.keras."):  # EndToEnd, which has its tokenizer
        if labels is not None or tokenizer is not None:
            raise UsageError("labels or a tokenizer for an EndToEnd, which has its own", accepted="neither")
        model.save_pretrained(folder)
        return LiveModel(place, folder)
    if tokenizer is None:
        raise UsageError("a Keras model without its tokenizer", accepted=f"tokenizer=, {ACCEPTED}")
    write_tokenizer(tokenizer, folder)
    if is_checkpoint(model):
        return LiveModel(place, folder, None, *_as_checkpoint(model, folder, labels))
    from hfedge.keras_models.composed import write_composed

    return LiveModel(place, folder, *write_composed(model, folder, labels, task))


def is_checkpoint(model: Any) -> bool:
    """Whether it is one of transformers' own classes, of an architecture that hfedge knows by its config."""
    known = type(model).__module__.startswith("transformers.models.") and hasattr(model, "config")
    return known and model.config.model_type in {**ARCHITECTURES, **TF_CLASSES}


def _as_checkpoint(model: Any, folder: Path, labels: Sequence[str] | None) -> tuple[Any, dict[str, str]]:
    """Writes config.json and model.safetensors -> its KerasCore, and versions."""
    from safetensors.numpy import save_file

    from hfedge.keras_models.composed import core_of_class, software_of

    config = {**model.config.to_dict(), "architectures": [type(model).__name__.removeprefix("TF")]}
    own = config.get("id2label") or {}
    config = with_labels(config, labels or [own[place] for place in sorted(own, key=int)])
    write_json(folder / "config.json", config)
    arrays: dict[str, np.ndarray] = {}
    for variable in model.weights:
        turned = np.ascontiguousarray(to_torch(variable.name, variable.numpy()), dtype=np.float32)
        arrays.setdefault(torch_name(variable.name), turned)
    save_file(arrays, str(folder / "model.safetensors"), metadata={"format": "pt"})
    return core_of_class(model, folder, config), software_of(model)


def with_labels(config: Mapping[str, Any], labels: Sequence[str]) -> dict[str, Any]:
    """Raises UsageError where the config has another number of them."""
    count = len(config.get("id2label") or labels)
    if count != len(labels):
        raise UsageError(f"{len(labels)} labels", accepted=f"{count}, as the model's config has")
    names = {str(place): str(label) for place, label in enumerate(labels)}
    return {**config, "id2label": names, "label2id": {label: int(place) for place, label in names.items()}}


def write_json(path: Path, found: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(found, indent=2, ensure_ascii=False, default=str) + "\n", encoding="utf-8")


def head_of_class(model: Any) -> str | None:
    """The row of HEADS that a class of transformers is for, by the end of its name; None for the encoder alone."""
    name = type(model).__name__
    return next((head for head, (_, ending) in HEADS.items() if ending and name.endswith(ending)), None)
