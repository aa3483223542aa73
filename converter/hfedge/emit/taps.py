"""A .tflite as it lies on the disk: its graphs, read without making objects of the file, and copies that give more.

References in a FlatBuffer point forward, by distance. So a graph gets more outputs by a list of them behind the old
bytes, and by four bytes that point there: nothing else is written anew, whatever the size of the weights.
"""

import mmap
import shutil
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np

from hfedge.emit.flatbuffer import LARGEST_FILE, schema
from hfedge.errors import EmitError

_OUTPUTS = 8  # schema.fbs: SubGraph.outputs is field 2, vtable entry 8
_DTYPES = {"FLOAT32": np.float32, "FLOAT16": np.float16, "INT32": np.int32, "INT8": np.int8}


@dataclass(frozen=True)
class Op:
    """An operator: its built-in name, tensors by number (-1: an input that is left out), its place in the graph;
    activation: the one fused to a FULLY_CONNECTED, as the schema calls it."""

    name: str
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    place: int
    activation: str = "NONE"


@dataclass(frozen=True)
class Tensor:
    """type: as the schema calls it; name: "" for all but weights, inputs and outputs; steps: scale and zero point of
    all its numbers alike, None where it has none or many."""

    name: str
    type: str
    shape: tuple[int, ...]
    buffer: int
    steps: tuple[float, int] | None


class Graph:
    """The graph of one signature. makers: the op that gives a tensor; readers: those that read it; outputs: tensors
    by name."""

    def __init__(self, file: "Tflite", definition: Any):
        self.file, self.raw = file, file.model.Subgraphs(definition.SubgraphIndex())
        self.ops = [self._op(place) for place in range(self.raw.OperatorsLength())]
        self.makers = {tensor: op for op in self.ops for tensor in op.outputs}
        self.readers: dict[int, list[Op]] = {}
        for op in self.ops:
            for tensor in op.inputs:
                self.readers.setdefault(tensor, []).append(op)
        entries = (definition.Outputs(place) for place in range(definition.OutputsLength()))
        self.outputs = {entry.Name().decode(): int(entry.TensorIndex()) for entry in entries}
        self._tensors: dict[int, Tensor] = {}

    def _op(self, place: int) -> Op:
        raw = self.raw.Operators(place)
        name, activation = self.file.op_names[raw.OpcodeIndex()], "NONE"
        if name == "FULLY_CONNECTED":
            options, table = schema().FullyConnectedOptions(), raw.BuiltinOptions()
            options.Init(table.Bytes, table.Pos)
            activation = _names("ActivationFunctionType")[options.FusedActivationFunction()]
        inputs, outputs = (tuple(map(int, found)) for found in (raw.InputsAsNumpy(), raw.OutputsAsNumpy()))
        return Op(name, inputs, outputs, place, activation)

    def tensor(self, number: int) -> Tensor:
        if number not in self._tensors:
            raw = self.raw.Tensors(number)
            shape = tuple(map(int, raw.ShapeAsNumpy())) if raw.ShapeLength() else ()
            steps, name = raw.Quantization(), (raw.Name() or b"").decode(errors="replace")
            alike = steps is not None and steps.ScaleLength() == 1
            pair = (float(steps.Scale(0)), int(steps.ZeroPoint(0)) if steps.ZeroPointLength() else 0) if alike else None
            self._tensors[number] = Tensor(name, _names("TensorType")[raw.Type()], shape, raw.Buffer(), pair)
        return self._tensors[number]

    def constant(self, number: int) -> np.ndarray | None:
        """What a tensor always is, None if an op or the caller gives it. Raises EmitError for one of four bits."""
        tensor = self.tensor(number)
        buffer = self.file.model.Buffers(tensor.buffer)
        if number in self.makers or not buffer.DataLength():
            return None
        if tensor.type not in _DTYPES:
            found = f"the numbers of {tensor.name or 'a constant'} are {tensor.type}"
            raise EmitError(found, where=str(self.file.path))
        return buffer.DataAsNumpy().view(_DTYPES[tensor.type]).reshape(tensor.shape)


class Tflite:
    """A file of hfedge's, opened to be read."""

    def __init__(self, path: Path):
        self.path, api = path, schema()
        with open(path, "rb") as stream:
            content = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        self.model = api.Model.GetRootAsModel(content, 0)

    @cached_property
    def op_names(self) -> list[str]:
        codes = (self.model.OperatorCodes(place) for place in range(self.model.OperatorCodesLength()))
        return [_names("BuiltinOperator")[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())] for code in codes]

    def graphs(self, prefix: str) -> dict[str, Graph]:
        """By signature, those whose names begin so."""
        definitions = (self.model.SignatureDefs(place) for place in range(self.model.SignatureDefsLength()))
        named = {definition.SignatureKey().decode(): definition for definition in definitions}
        return {name: Graph(self, found) for name, found in named.items() if name.startswith(prefix)}


@cache
def _names(enumeration: str) -> dict[int, str]:
    return {value: name for name, value in vars(getattr(schema(), enumeration)).items() if not name.startswith("_")}


def write_tapped(file: Tflite, taps: Mapping[str, Sequence[int]], path: Path) -> None:
    """Writes a copy whose graphs have these tensors as outputs too, `taps` by signature. They have no name there: who
    runs it asks for them by number. Raises EmitError where the copy would be too large."""
    graphs = {name: graph for name, graph in file.graphs("").items() if taps.get(name)}
    shutil.copyfile(file.path, path)
    with open(path, "r+b") as stream:
        for name, graph in graphs.items():
            numbers = [*dict.fromkeys([*map(int, graph.raw.OutputsAsNumpy()), *taps[name]])]
            place = graph.raw._tab.Pos + graph.raw._tab.Offset(_OUTPUTS)
            end = stream.seek(0, 2)
            stream.write(bytes(-end % 4) + struct.pack(f"<I{len(numbers)}i", len(numbers), *numbers))
            if stream.tell() >= LARGEST_FILE:
                raise EmitError(f"a copy of {file.path.name} with more outputs would have 2 GB", accepted="less")
            stream.seek(place)
            stream.write(struct.pack("<I", end + -end % 4 - place))
