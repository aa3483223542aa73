"""What an EndToEnd model is written as for others: a SavedModel for TF Serving, a folder as transformers has it."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from hfedge.build import encoder_of
from hfedge.emit.saved_model import write_saved_model
from hfedge.errors import UsageError
from hfedge.keras.parts import Parts
from hfedge.lazy import tf
from hfedge.trace import Graphs, TracedProgram

_CARD = "---\n{license}pipeline_tag: {task}\n---\n"


def write_serving(parts: Parts, arrays: Mapping[str, np.ndarray], folder: Path) -> None:
    """A SavedModel in `folder`, which is new, with the signatures of a bundle's. Raises UsageError."""
    _require_empty(folder)
    plan = parts.plan
    module = tf.Module(name="model")
    module.tables = {
        name: tf.Variable(table, trainable=False, name=f"tokenizer/{name}")
        for name, table in parts.tokenizer.tokenizer.tables.items()
    }
    module.encoder = encoder_of(plan.architecture, parts.numbers, plan.head, parts.arrange(arrays))
    parameters = {f"tokenizer/{name}": table for name, table in module.tables.items()}
    parameters |= {f"encoder/{name}": weight for name, weight in module.encoder.parameters.items()}
    texts = Graphs(plan, parts.tokenizer.tokenizer, module.encoder).text_functions(parameters)
    program = TracedProgram(module, parameters, {}, {}, {}, {}, texts)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".hfedge-", dir=folder.parent) as beside:
        write_saved_model(program, Path(beside), plan.labels)
        _replace(Path(beside) / "saved_model", folder)


def write_pretrained(parts: Parts, arrays: Mapping[str, np.ndarray], folder: Path) -> None:
    """config.json, model.safetensors under PyTorch's names and axes, the tokenizer's files, and a card that says the
    task. Raises UsageError where there is something else already."""
    from safetensors.numpy import save_file

    _require_empty(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".hfedge-", dir=folder.parent) as beside:
        made = Path(beside) / "model"
        made.mkdir()
        parts.blueprint.write(made)
        tensors: dict[str, dict[str, np.ndarray]] = {"": {}}
        for ours, weight in parts.weights.items():
            tensors.setdefault(weight.folder, {})[weight.name] = weight.as_stored(np.asarray(arrays[ours], np.float32))
        for inner, stored in tensors.items():
            (made / inner).mkdir(exist_ok=True)
            save_file(stored, made / inner / "model.safetensors", metadata={"format": "pt"})
        license = f"license: {parts.plan.license}\n" if parts.plan.license else ""
        card = _CARD.format(license=license, task=parts.plan.task.name)
        (made / "README.md").write_text(card, encoding="utf-8", newline="\n")
        _replace(made, folder)


def _require_empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError("there is something already", where=str(folder), accepted="a new folder, or an empty one")


def _replace(made: Path, folder: Path) -> None:
    """Either nothing is there afterwards or all of it."""
    if folder.exists():
        folder.rmdir()
    shutil.move(made, folder)
