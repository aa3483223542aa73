"""What the linear layers of a model read in real texts.

The int8 file is made with one more output for every tensor that such a layer reads, and run on texts: so the numbers
are those that the layers of a quantized file read. Only signatures are looked into; a layer in a loop is not seen.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from hfedge.emit.flatbuffer import operators, schema
from hfedge.emit.stored_weights import Key, WeightStore
from hfedge.emit.tflite import Skeleton, bound_model, write_bound
from hfedge.manifest import Manifest, embedded_manifest
from hfedge.parity.reference import Text
from hfedge.recipes import INT8, Forms
from hfedge.tflite_metadata import embed_in_tflite


@dataclass(frozen=True)
class Layer:
    """A use of a matrix. shape: outputs, inputs; bias: its name, None for none, "" for one that is no weight;
    activation: the number of what is fused to it."""

    shape: tuple[int, int]
    bias: str | None
    activation: int


@dataclass(frozen=True)
class Observed:
    """layers: the uses of each that was asked for; readers: by signature, which of them read an output."""

    layers: dict[Key, set[Layer]]
    readers: dict[str, dict[str, set[Key]]]

    def inputs(self, key: Key) -> int:
        return next(iter(self.layers[key])).shape[1]


@dataclass(frozen=True)
class Weights:
    """How the file of int8 uses its weights: those in products, in lookups, in products inside of loops and branches,
    and the tables' shapes."""

    multiplied: set[Key]
    looked_up: set[Key]
    in_loops: set[Key]
    shapes: dict[Key, tuple[int, ...]]


class Watched:
    """The int8 file of a program, with outputs for what its layers read. Use `watch`."""

    def __init__(self, model: Any, store: WeightStore):
        self.model, self._store = model, store
        self.weights = _weights(model, store)
        self.observed: Observed | None = None
        self.engine: Any = None

    def choose(self, keys: set[Key]) -> Observed:
        """Makes an output of whatever these layers read, in the signatures encode_<T>."""
        self.observed = found = Observed({}, {})
        matrices, biases = _keys(self._store), {one.buffer: key[0] for key, one in self._store.stored.items()}
        for definition in self.model.signatureDefs:
            signature, subgraph = definition.signatureKey.decode(), self.model.subgraphs[definition.subgraphIndex]
            if not signature.startswith("encode_"):
                continue
            readers = found.readers.setdefault(signature, {})
            for name, op in operators(self.model, subgraph):
                matrix = subgraph.tensors[op.inputs[1]] if name == "FULLY_CONNECTED" else None
                key = matrices.get(matrix.buffer) if matrix is not None else None
                if key in keys:
                    bias = None if op.inputs[2] == -1 else biases.get(subgraph.tensors[op.inputs[2]].buffer, "")
                    shape = (int(matrix.shape[0]), int(matrix.shape[1]))
                    layer = Layer(shape, bias, int(op.builtinOptions.fusedActivationFunction))
                    found.layers.setdefault(key, set()).add(layer)
                    readers.setdefault(_output(definition, subgraph, int(op.inputs[0])), set()).add(key)
        return found

    def start(self, manifest: Manifest, folder: Path) -> None:
        """Loads the file."""
        from hfedge_runtime.bundle import Bundle
        from hfedge_runtime.engine import Engine

        path = folder / "observed.tflite"
        write_bound(self.model, path)
        embed_in_tflite(path, embedded_manifest(manifest, INT8))
        self.engine = Engine(Bundle.open(path).manifest, path)

    def rows(self, part: set[Key], texts: tuple[Text, ...]) -> Iterator[tuple[set[Key], np.ndarray]]:
        """For every tensor that layers of `part` read in a text: which of them, and float32 [tokens, inputs], padding
        left out."""
        observed, engine = self.observed, self.engine
        lengths = sorted(int(name.removeprefix("encode_")) for name in observed.readers)
        for text in texts:
            tokens = engine.tokenize(tuple(piece.encode() for piece in text))
            length = next((length for length in lengths if length >= tokens.count), lengths[-1])
            readers = {name: keys & part for name, keys in observed.readers[f"encode_{length}"].items() if keys & part}
            for values, keys in zip(engine.encode(tokens, *readers), readers.values()):
                rows = values.reshape(-1, observed.inputs(next(iter(keys))))
                yield keys, rows[: tokens.count] if len(rows) == length else rows


@contextmanager
def watch(
    skeleton: Skeleton, weights: Callable[[str], np.ndarray], manifest: Manifest, wanted: Callable[[Weights], set[Key]]
) -> Iterator[Watched]:
    """Within it, `rows` of the layers that `wanted` picks. Raises EmitError."""
    with tempfile.TemporaryDirectory(prefix="hfedge-") as folder:
        watched = Watched(*bound_model(skeleton, weights, Forms(INT8)))
        if watched.choose(wanted(watched.weights)).layers:
            watched.start(manifest, Path(folder))
        yield watched
        if watched.engine:
            watched.engine.close()


def _weights(model: Any, store: WeightStore) -> Weights:
    keys, signatures = _keys(store), {definition.subgraphIndex for definition in model.signatureDefs}
    inner = [subgraph for place, subgraph in enumerate(model.subgraphs) if place not in signatures]
    shapes = {stored.buffer: stored.shape for stored in store.stored.values()}

    def read(name: str, place: int, subgraphs: list[Any]) -> set[Key]:
        found = _buffers_read(model, subgraphs, name, place)
        return {key for buffer, key in keys.items() if buffer in found}

    return Weights(
        read("FULLY_CONNECTED", 1, model.subgraphs), read("GATHER", 0, model.subgraphs),
        read("FULLY_CONNECTED", 1, inner), {key: shapes[buffer] for buffer, key in keys.items()},
    )  # fmt: skip


def _keys(store: WeightStore) -> dict[int, Key]:
    """The int8 weights by buffer."""
    rows = [(key, stored) for key, stored in store.stored.items() if key[1] == INT8]
    return {stored.buffer: (key[0], key[2] == "transposed") for key, stored in rows}


def _buffers_read(model: Any, subgraphs: list[Any], name: str, place: int) -> set[int]:
    return {
        subgraph.tensors[op.inputs[place]].buffer
        for subgraph in subgraphs
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
