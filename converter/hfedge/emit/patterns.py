"""Long constants that a few numbers describe, made by the runtime as it starts instead of stored.

The tokenizer counts bytes: its graphs add, compare and select with 0, 1, 2 ... and with 0, 0, 0 ... as long as the
text may be, for every length. Stored, they were 0.5 MB of MiniLM's int8 file. RANGE and FILL of constants are computed
once, when LiteRT prepares the graph (range.cc, fill.cc and concatenation.cc of LiteRT 2.3 mark what comes of constants
alone as kTfLitePersistentRo), so no run pays for them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.emit.flatbuffer import LazyBuffer, op_code, schema

LONG = 1024  # bytes: what is shorter is stored, and costs no op
_RUN = 64  # numbers in a row that are worth an op
_MOST_PIECES = 5


@dataclass(frozen=True)
class Run:
    """`count` numbers from `start` on, each `step` more than the one before."""

    start: int
    step: int
    count: int


def compute_long_constants(model: Any) -> None:
    """Replaces int32 constants of one axis in a ModelT, in place. encode_<T> keeps its own: GPU delegates, which are to
    take the whole of it, have no RANGE."""
    encoders = {one.subgraphIndex for one in model.signatureDefs if one.signatureKey.startswith(b"encode_")}
    for place, subgraph in enumerate(model.subgraphs):
        if place not in encoders:
            _Subgraph(model, subgraph).rewrite()


def pieces(values: np.ndarray) -> list[Run | np.ndarray] | None:
    """int [N] -> its runs, and what is between them; None if it has too many."""
    steps = np.diff(values)
    ends = [*(np.flatnonzero(np.diff(steps)) + 1), len(values) - 1]  # the last place of every stretch of equal steps
    found: list[Run | np.ndarray] = []
    begun = first = 0  # what is no run begins at `begun`, the stretch at `first`
    for end in map(int, ends):
        if end + 1 - first >= _RUN:
            if first > begun:
                found.append(values[begun:first])
            found.append(Run(int(values[first]), int(steps[first]), end + 1 - first))
            begun = end + 1
        first = max(end, begun)
        if len(found) > _MOST_PIECES:
            return None
    if begun < len(values):
        found.append(values[begun:])
    stored = sum(len(piece) for piece in found if not isinstance(piece, Run))
    return found if stored < _RUN and len(found) <= _MOST_PIECES else None


class _Subgraph:
    def __init__(self, model: Any, subgraph: Any):
        self.model, self.subgraph, self.api = model, subgraph, schema()
        self.operators: list[Any] = []

    def rewrite(self) -> None:
        for index, parts in list(self._described()):
            tensor = self.subgraph.tensors[index]
            tensor.buffer = 0
            self._write(index, [int(size) for size in tensor.shape], parts)
        self.subgraph.operators = [*self.operators, *self.subgraph.operators]

    def _described(self) -> Iterator[tuple[int, list[Run | np.ndarray]]]:
        given = {int(index) for index in self.subgraph.outputs}
        for index, tensor in enumerate(self.subgraph.tensors):
            buffer = self.model.buffers[tensor.buffer]
            if tensor.type != self.api.TensorType.INT32 or isinstance(buffer, LazyBuffer) or index in given:
                continue  # LazyBuffers are tables
            data = buffer.data
            if data is None or len(data) < LONG or len(data) != 4 * max(tensor.shape, default=0):
                continue  # short, or of more than one axis
            parts = pieces(np.frombuffer(bytes(data), np.int32))
            if parts:
                yield index, parts

    def _write(self, index: int, shape: list[int], parts: list[Run | np.ndarray]) -> None:
        """The ops that give tensor `index`."""
        if len(parts) == 1 and len(shape) == 1:
            self._piece(parts[0], index)
            return
        flat = index if len(shape) == 1 else self._tensor([max(shape)])
        if len(parts) == 1:
            self._piece(parts[0], flat)
        else:
            self._op("CONCATENATION", [self._piece(part) for part in parts], flat, self.api.ConcatenationOptionsT())
        if flat != index:
            self._op("RESHAPE", [flat, self._constant(shape)], index, self.api.ReshapeOptionsT())

    def _piece(self, part: Run | np.ndarray, index: int | None = None) -> int:
        if not isinstance(part, Run):
            return self._constant(part)
        index = self._tensor([part.count]) if index is None else index
        if part.step:
            end = part.start + part.count * part.step
            scalars = [self._constant(number) for number in (part.start, end, part.step)]
            self._op("RANGE", scalars, index, self.api.RangeOptionsT())
        else:
            self._op("FILL", [self._constant([part.count]), self._constant(part.start)], index, self.api.FillOptionsT())
        return index

    def _constant(self, numbers: Any) -> int:
        array = np.asarray(numbers, np.int32)
        buffer = self.api.BufferT()
        buffer.data = np.frombuffer(array.tobytes(), np.uint8)
        self.model.buffers.append(buffer)
        return self._tensor(array.shape, len(self.model.buffers) - 1)

    def _tensor(self, shape: Any, buffer: int = 0) -> int:
        tensor = self.api.TensorT()
        tensor.shape, tensor.type, tensor.buffer = np.asarray(shape, np.int32), self.api.TensorType.INT32, buffer
        self.subgraph.tensors.append(tensor)
        return len(self.subgraph.tensors) - 1

    def _op(self, name: str, inputs: list[int], output: int, options: Any) -> None:
        op = self.api.OperatorT()
        op.opcodeIndex = op_code(self.model, name)
        op.inputs, op.outputs = np.asarray(inputs, np.int32), np.asarray([output], np.int32)
        op.builtinOptions = options
        op.builtinOptionsType = getattr(self.api.BuiltinOptions, type(options).__name__.removesuffix("T"))
        self.operators.append(op)
