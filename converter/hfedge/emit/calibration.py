"""int4 for a whole model: which weights have it, and how they are rounded, by what the layers read in real texts.

The int8 file is made with one more output for every tensor that a linear layer reads, and run on the texts of parity
that the task takes. Their second moments say which rounding errors reach the layer's outputs. Stay int8, in this order:
matrices whose inputs are no multiple of the block, small ones, weights that are a matrix and a table at once, layers in
loops, and matrices whose outputs int4 would move by more than WORST_ERROR.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from hfedge.emit.flatbuffer import operators, schema
from hfedge.emit.int4 import BLOCK, TABLE_BLOCKS, Blocks, quantize_matrix, quantize_table, relative_error
from hfedge.emit.stored_weights import Key, WeightStore
from hfedge.emit.tflite import Skeleton, bound_model, write_bound
from hfedge.manifest import Manifest, embedded_manifest
from hfedge.parity.reference import Text
from hfedge.recipes import INT8, Forms
from hfedge.tflite_metadata import embed_in_tflite

SMALLEST = 128 * 128  # weights: a smaller matrix (a classifier, say) saves nothing, and its error is the answer's
FEWEST_OUTPUTS = 8  # below 4 LiteRT's own kernel ignores the scales of blocks (fully_connected.cc, FilterWidth)
WORST_ERROR = 0.1  # of a layer's outputs, relative; MiniLM's are 0.007 to 0.06
MOMENT_BYTES = 256 * 1024 * 1024  # that are held at once; more layers are looked at in turn


@dataclass(frozen=True)
class Observed:
    """The layers that can be int4. inputs: how many each has; readers: by signature, which of them read an output."""

    inputs: dict[Key, int]
    readers: dict[str, dict[str, set[Key]]]


def int4_weights(
    skeleton: Skeleton,
    weights: Callable[[str], np.ndarray],
    manifest: Manifest,
    texts: tuple[Text, ...],
) -> dict[Key, Blocks]:
    """What `bind` takes as `blocks`, of every weight that can be so. weights(name): the float32 array of a parameter.
    Raises EmitError."""
    from hfedge_runtime.bundle import Bundle
    from hfedge_runtime.engine import Engine

    with tempfile.TemporaryDirectory(prefix="hfedge-") as folder:
        path = Path(folder) / "observed.tflite"
        model, store = bound_model(skeleton, weights, Forms(INT8))
        tables, observed = find_tables(model, store), observe(model, store)
        write_bound(model, path)
        embed_in_tflite(path, embedded_manifest(manifest, INT8))
        engine = Engine(Bundle.open(path).manifest, path)
        blocks = {key: quantize_table(weights(key[0]), size, key[0]) for key, size in tables.items()}
        for part in _parts(observed.inputs):
            blocks |= _round_layers(read_moments(engine, observed, part, texts), weights)
        engine.close()
    return blocks


def observe(model: Any, store: WeightStore) -> Observed:
    """Makes an output of whatever the layers read that can be int4."""
    keys, gathered = _keys(store), _buffers_read(model, "GATHER", 0)
    found = Observed({}, {})
    for definition in model.signatureDefs:
        signature = definition.signatureKey.decode()
        if not signature.startswith("encode_"):
            continue
        readers, subgraph = found.readers.setdefault(signature, {}), model.subgraphs[definition.subgraphIndex]
        for name, op in operators(model, subgraph):
            matrix = subgraph.tensors[op.inputs[1]] if name == "FULLY_CONNECTED" else None
            if matrix is None or matrix.buffer not in keys or matrix.buffer in gathered:
                continue
            large = matrix.shape[0] >= FEWEST_OUTPUTS and np.prod(matrix.shape) >= SMALLEST
            if large and matrix.shape[1] % BLOCK == 0:
                key = keys[matrix.buffer]
                found.inputs[key] = int(matrix.shape[1])
                readers.setdefault(_output(definition, subgraph, int(op.inputs[0])), set()).add(key)
    return found


def find_tables(model: Any, store: WeightStore) -> dict[Key, int]:
    """The embedding tables that can be int4, with the size of their blocks."""
    keys, multiplied = _keys(store), _buffers_read(model, "FULLY_CONNECTED", 1)
    shapes = {stored.buffer: stored.shape for stored in store.stored.values()}
    looked_up = sorted(_buffers_read(model, "GATHER", 0) & keys.keys() - multiplied)
    sizes = {buffer: [size for size in TABLE_BLOCKS if shapes[buffer][1] % size == 0] for buffer in looked_up}
    return {keys[buffer]: fitting[0] for buffer, fitting in sizes.items() if fitting}


def _keys(store: WeightStore) -> dict[int, Key]:
    """The int8 weights by buffer."""
    rows = [(key, stored) for key, stored in store.stored.items() if key[1] == INT8]
    return {stored.buffer: (key[0], key[2] == "transposed") for key, stored in rows}


def _buffers_read(model: Any, name: str, place: int) -> set[int]:
    return {
        subgraph.tensors[op.inputs[place]].buffer
        for subgraph in model.subgraphs
        for found, op in operators(model, subgraph)
        if found == name
    }


def _output(definition: Any, subgraph: Any, tensor: int) -> str:
    """The name of the output that a tensor is, made one if it is none."""
    for entry in definition.outputs:
        if int(entry.tensorIndex) == tensor:
            return entry.name.decode()
    entry = schema().TensorMapT()
    entry.name, entry.tensorIndex = f"read_{len(definition.outputs)}".encode(), tensor
    definition.outputs.append(entry)
    subgraph.outputs = np.append(subgraph.outputs, np.int32(tensor))
    return entry.name.decode()


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


def read_moments(engine: Any, observed: Observed, part: set[Key], texts: tuple[Text, ...]) -> dict[Key, np.ndarray]:
    """By layer, float32 [inputs, inputs]: the mean of x x^T over the tokens of the texts, padding left out."""
    layers = [key for key in observed.inputs if key in part]
    sums = {key: np.zeros((observed.inputs[key], observed.inputs[key]), np.float32) for key in layers}
    counts = dict.fromkeys(layers, 0)
    lengths = sorted(int(name.removeprefix("encode_")) for name in observed.readers)
    for text in texts:
        tokens = engine.tokenize(tuple(piece.encode() for piece in text))
        length = next((length for length in lengths if length >= tokens.count), lengths[-1])
        readers = {name: keys & part for name, keys in observed.readers[f"encode_{length}"].items() if keys & part}
        for values, keys in zip(engine.encode(tokens, *readers), readers.values()):
            rows = values.reshape(-1, observed.inputs[next(iter(keys))])
            rows = rows[: tokens.count] if len(rows) == length else rows
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
