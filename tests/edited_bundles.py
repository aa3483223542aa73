"""Copies of a bundle in which one thing is wrong, with a manifest that agrees: what only parity can find.

edited(bundle, out, lambda model: floats(model, "encoder/classifier/weight").__imul__(1.05))
"""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from hfedge.emit.flatbuffer import read_model


def edited(
    bundle: Path,
    out: Path,
    change: Callable[[Any], object],
    *,
    recipe: str = "fp32",
    manifest: Callable[[dict], object] = lambda found: None,
) -> Path:
    """A bundle at `out` that holds nothing but the .tflite of a recipe.

    change: of the model (ModelT) in place, whose constants are views of the file's bytes; manifest: of hfedge.json,
    in which the file's hash was made to fit.
    """
    data = bytearray((bundle / f"model.{recipe}.tflite").read_bytes())
    change(read_model(data))
    out.mkdir()
    (out / f"model.{recipe}.tflite").write_bytes(data)
    found = json.loads((bundle / "hfedge.json").read_text(encoding="utf-8"))
    kept = [item for item in found["artifacts"] if (item["target"], item["recipe"]) == ("tflite", recipe)]
    kept[0]["files"][0]["sha256"] = hashlib.sha256(data).hexdigest()
    found |= {"artifacts": kept, "parity": None}
    manifest(found)
    (out / "hfedge.json").write_text(json.dumps(found), encoding="utf-8")
    return out


def constant(model: Any, name: str, dtype: Any) -> np.ndarray:
    """The constant of that name, a view in its own shape."""
    tensors = (tensor for graph in model.subgraphs for tensor in graph.tensors)
    tensor = next(tensor for tensor in tensors if tensor.name == name.encode())
    return model.buffers[tensor.buffer].data.view(dtype).reshape(tensor.shape)


def floats(model: Any, name: str) -> np.ndarray:
    return constant(model, name, np.float32)


def with_rows(model: Any, name: str) -> list[np.ndarray]:
    """A table, and the first rows of it that are constants of their own: float files have them for GPUs. Views."""
    table = floats(model, name)
    held = (buffer.data for buffer in model.buffers if buffer.data is not None)
    parts = (
        data.view(np.float32) for data in held if 0 < len(data) < table.nbytes and len(data) % (4 * table.shape[1]) == 0
    )
    return [table, *(part for part in parts if np.array_equal(part, table.reshape(-1)[: part.size]))]


def matrices(model: Any) -> list[str]:
    """The names of the encoder's weights in two dimensions."""
    tensors = {tensor.name.decode(): tensor for graph in model.subgraphs for tensor in graph.tensors}
    return sorted(name for name, tensor in tensors.items() if name.startswith("encoder/") and len(tensor.shape) == 2)


def scalars(model: Any, value: float) -> list[np.ndarray]:
    """The constants that are this one float32, views."""
    single = (buffer.data for buffer in model.buffers if buffer.data is not None and len(buffer.data) == 4)
    return [found for found in (data.view(np.float32) for data in single) if found[0] == np.float32(value)]
