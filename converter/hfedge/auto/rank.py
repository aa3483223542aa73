"""Which weights hurt most where they are stored small: by what each layer adds to the error, measured on texts."""

from typing import TYPE_CHECKING

import numpy as np

from hfedge.emit.tfjs_weights import Stored, stored
from hfedge.parity.layers import compare_layers, some_texts
from hfedge.recipes import Recipe

if TYPE_CHECKING:
    from hfedge.auto import Bench

PREFIX = "encoder/"


def rank_weights(bench: "Bench", recipe: Recipe) -> tuple[str, ...]:
    """Names of parameters that the recipe stores small, the worst first."""
    errors = RANKS[bench.target](bench, recipe)
    return tuple(sorted(errors, key=lambda name: (-errors[name], name)))


def _by_layers(bench: "Bench", recipe: Recipe) -> dict[str, float]:
    """What each linear layer and table of the .tflite adds, given what goes into it."""
    from hfedge.auto import scratch_folder

    texts = some_texts([case.text for case in bench.golden.cases])
    with scratch_folder() as folder:
        manifest = bench.write(recipe, folder)
        layers = compare_layers(bench.exact, folder / manifest.artifacts[0].files[0].path, texts)
    found: dict[str, float] = {}
    for layer in layers:
        name = layer.name.partition("#")[0]
        if name in bench.program.parameters and layer.form.split()[0] == recipe.weights:  # "int4 rows": a table
            found[name] = max(found.get(name, 0.0), layer.own)
    return found


def _by_rounding(bench: "Bench", recipe: Recipe) -> dict[str, float]:
    """TF.js computes in float32: what a weight adds is its rounding, relative to itself."""
    found = {}
    for name, value in bench.program.parameters.items():
        array = value.numpy()
        kept = stored(name, array, recipe.rows[0]) if name.startswith(PREFIX) else None
        if kept is not None and kept.dtype != array.dtype.name:
            found[name] = rounding_error(kept)
    return found


def rounding_error(kept: Stored) -> float:
    """The root mean square of the error over that of the array."""
    array = kept.array.astype(np.float64)
    levels = np.concatenate([np.frombuffer(chunk, np.dtype(kept.dtype).newbyteorder("<")) for chunk in kept.chunks()])
    read = levels.reshape(array.shape).astype(np.float64)
    read = read * kept.scale + kept.minimum if kept.dtype.startswith("uint") else read
    size = float(np.linalg.norm(array))
    return float(np.linalg.norm(read - array)) / size if size else 0.0


RANKS = {"tflite": _by_layers, "tfjs": _by_rounding}
