"""A folder that holds a .keras file and a tokenizer: the file is looked through before Keras may load it.

A .keras file names the classes that it is made of, by module. Keras would import any of them, and its safe mode has
been got round more than once (CVE-2024-3660, CVE-2025-1550, CVE-2025-8747): here only Keras' own classes pass.
"""

import importlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hfedge.errors import SourceError, UnsupportedError
from hfedge.keras_models.live import LiveModel, open_model

# Of Keras itself, what would run or fetch what a file says.
_REFUSED = ("Lambda", "TorchModuleWrapper", "JaxLayer", "FlaxLayer", "TFSMLayer")
_PARTS_OF_KERAS = (
    "layers", "models", "ops", "activations", "initializers", "regularizers", "constraints", "losses", "metrics",
    "optimizers", "dtype_policies", "random", "backend.common.keras_tensor",
)  # fmt: skip
# Nothing of keras.utils or keras.saving: a file that calls those downloads and unpacks what it likes.
_MODULES = ("builtins", "keras", *(f"{start}.{part}" for start in ("keras", "keras.src") for part in _PARTS_OF_KERAS))
_OWN = ("hfedge.keras.end_to_end", "hfedge.keras.losses")
_LARGEST_CONFIG = 64 << 20
_PARTS = ("config.json", "metadata.json", "model.weights.h5")


def open_keras_file(folder: Path, file: str) -> LiveModel:
    """Raises SourceError for a damaged file, UnsupportedError for one that holds other classes than Keras' own."""
    where = str(folder / file)
    check_keras_file(folder / file, where)
    from hfedge.keras import EndToEnd  # which registers it with Keras, and sets TensorFlow up

    keras = importlib.import_module("keras")
    try:
        model = keras.saving.load_model(folder / file, compile=False, safe_mode=True)
    except Exception as error:  # Keras, h5py and numpy raise dozens
        raise SourceError(f"Keras cannot load it ({' '.join(str(error).split())[:400]})", where=where) from error
    said = _read_config(folder / "config.json")
    own = isinstance(model, EndToEnd)
    labels = None if own else said.get("labels")
    name = folder.resolve().name
    return open_model(model, None if own else folder, name=name, labels=labels, task=said.get("task"))


def check_keras_file(path: Path, where: str) -> None:
    """Raises for what is no .keras file, or names a class that is not Keras' own. Nothing is imported or run."""
    try:
        with zipfile.ZipFile(path) as file:
            names = sorted(entry.filename for entry in file.infolist())
            strange = [name for name in names if name not in _PARTS and not name.startswith("assets/")]
            if "config.json" not in names or strange or file.getinfo("config.json").file_size > _LARGEST_CONFIG:
                raise SourceError(f"it holds {', '.join(strange or names)}", where=where, accepted=", ".join(_PARTS))
            config = json.loads(file.read("config.json"))
    except (OSError, ValueError, zipfile.BadZipFile, RecursionError) as error:
        raise SourceError(f"damaged or no .keras file ({error})", where=where) from error
    for kind, module in _classes(config):
        if reason := _refusal(kind, module):
            raise UnsupportedError(
                f"{reason}", where=where, accepted="layers of keras.layers and operations of keras.ops",
                hint="Load it yourself, with your classes, and give the model: hfedge.convert(model, tokenizer=...).",
            )  # fmt: skip


def _refusal(kind: str, module: str) -> str:
    """Why a class, or a function, may not be loaded; "" where it may."""
    if kind in _REFUSED:
        return f"it holds a {kind}, which runs what the file says"
    inside = module in _MODULES or any(module.startswith(f"{one}.") for one in _MODULES if one != "keras")
    if not module or inside or module in _OWN:
        return ""
    return f"it is made of {module}.{kind}"


def _classes(found: Any) -> Iterator[tuple[str, str]]:
    """(class_name, module) of everything in a config."""
    waiting = [found]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            if "class_name" in item:
                yield str(item["class_name"]), str(item.get("module") or "")
            waiting += item.values()
        elif isinstance(item, list):
            waiting += item


def _read_config(path: Path) -> dict[str, Any]:
    """labels and task of the folder's config.json, as transformers writes them. Raises SourceError."""
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError, RecursionError) as error:
        raise SourceError(f"it is not JSON ({error})", where=str(path)) from error
    names = found.get("id2label") if isinstance(found, dict) else None
    if names is None:
        return {"task": found.get("task")} if isinstance(found, dict) else {}
    if not isinstance(names, dict) or sorted(names) != sorted(map(str, range(len(names)))):
        raise SourceError("id2label does not number its labels 0, 1, 2, ...", where=str(path))
    return {"labels": [str(names[str(place)]) for place in range(len(names))], "task": found.get("task")}
