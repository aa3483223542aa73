"""int4 for a whole model: which weights have it, and how they are rounded, by what the layers read in real texts.

The second moments of what the layers read say which rounding errors reach their outputs (see observation.py). Stay
int8, in this order: matrices whose inputs are no multiple of the block, small ones, weights that are a matrix and a
table at once, layers in loops, and matrices whose outputs int4 would move by more than WORST_ERROR.
"""

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from hfedge.emit.int4 import BLOCK, TABLE_BLOCKS, Blocks, quantize_matrix, quantize_table, relative_error
from hfedge.emit.observation import Watched, Weights, watch
from hfedge.emit.stored_weights import Key
from hfedge.emit.tflite import Skeleton
from hfedge.manifest import Manifest
from hfedge.parity.reference import Text
from hfedge.recipes import INT4, Forms

SMALLEST = 128 * 128  # weights: a smaller matrix (a classifier, say) saves nothing, and its error is the answer's
FEWEST_OUTPUTS = 8  # below 4 LiteRT's own kernel ignores the scales of blocks (fully_connected.cc, FilterWidth)
WORST_ERROR = 0.1  # of a layer's outputs, relative; MiniLM's are 0.007 to 0.06
MOMENT_BYTES = 256 * 1024 * 1024  # that are held at once; more layers are looked at in turn


def int4_weights(
    skeleton: Skeleton,
    weights: Callable[[str], np.ndarray],
    manifest: Manifest,
    texts: tuple[Text, ...],
    forms: Forms,
) -> dict[Key, Blocks]:
    """What `bind` takes as `blocks`, of the weights whose form is INT4. weights(name): the float32 array of a
    parameter. Raises EmitError."""

    def wanted(used: Weights) -> set[Key]:
        return {key for key in _matrices(used) if forms.of(key[0]) == INT4}

    with watch(skeleton, weights, manifest, wanted) as watched:
        blocks = {
            key: quantize_table(weights(key[0]), size, key[0])
            for key, size in find_tables(watched.weights).items()
            if forms.of(key[0]) == INT4
        }
        for part in _parts({key: watched.observed.inputs(key) for key in watched.observed.layers}):
            blocks |= _round_layers(read_moments(watched, part, texts), weights)
    return blocks


def _matrices(used: Weights) -> set[Key]:
    """Those that can be int4."""
    shapes = {key: used.shapes[key] for key in used.multiplied - used.looked_up}
    return {
        key for key, (outputs, inputs) in shapes.items()
        if outputs >= FEWEST_OUTPUTS and outputs * inputs >= SMALLEST and inputs % BLOCK == 0
    }  # fmt: skip


def find_tables(used: Weights) -> dict[Key, int]:
    """The embedding tables that can be int4, with the size of their blocks."""
    tables = sorted(used.looked_up - used.multiplied)
    sizes = {key: [size for size in TABLE_BLOCKS if used.shapes[key][1] % size == 0] for key in tables}
    return {key: fitting[0] for key, fitting in sizes.items() if fitting}


def _parts(inputs: Mapping[Key, int]) -> Iterator[set[Key]]:
    """The layers in groups whose moments fit into MOMENT_BYTES, or one by one."""
    part, size = set(), 0
    for key, count in inputs.items():
        if part and size + 4 * count**2 > MOMENT_BYTES:
            yield part
            part, size = set(), 0
        part, size = part | {key}, size + 4 * count**2
    if part:
        yield part


def read_moments(watched: Watched, part: set[Key], texts: tuple[Text, ...]) -> dict[Key, np.ndarray]:
    """By layer, float32 [inputs, inputs]: the mean of x x^T over the tokens of the texts, padding left out."""
    layers = {key: watched.observed.inputs(key) for key in watched.observed.layers if key in part}
    sums = {key: np.zeros((count, count), np.float32) for key, count in layers.items()}
    counts = dict.fromkeys(layers, 0)
    for keys, rows in watched.rows(part, texts):
        products = rows.T @ rows
        for key in keys:
            sums[key] += products
            counts[key] += len(rows)
    return {key: total / max(1, counts[key]) for key, total in sums.items()}


def _round_layers(moments: Mapping[Key, np.ndarray], weights: Callable[[str], np.ndarray]) -> dict[Key, Blocks]:
    """The layers that int4 does not move too far."""
    found = {}
    for key, moment in moments.items():
        name, transposed = key
        matrix = np.ascontiguousarray(weights(name).T if transposed else weights(name))
        blocks = quantize_matrix(matrix, moment, name)
        if relative_error(matrix, blocks, moment) <= WORST_ERROR:
            found[key] = blocks
    return found
