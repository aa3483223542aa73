"""TFLite: TensorFlow converts a program without weights, then the weights are bound to the file it gives.

The weights are inputs of the functions while TensorFlow's converter works, so it sees a file of a few hundred
kilobytes whatever the model's size: MiniLM took 2 s and no memory of note instead of 12 s and 1.9 GB. Binding turns
those inputs into constants that all signatures share, in the form the recipe asks for:

- a matrix becomes the weights of a FULLY_CONNECTED: int8 has a scale per output channel, and LiteRT quantizes the
  activations as they come (the same numbers as ai-edge-quantizer's dynamic_wi8_afp32, which a test holds);
- an embedding table in int8 has a scale per row: its rows are looked up, cast and scaled. ai-edge-quantizer's dynamic
  recipe leaves the table in float32 (58 MB instead of 23 for MiniLM), TensorFlow's converter gives all rows one scale
  (mean cosine .9982 against .9986 here);
- all else stays float32: it is less than a percent of the bytes.
"""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from hfedge.emit.flatbuffer import (
    LazyBuffer,
    RowScales,
    op_code,
    op_names,
    operators,
    read_model,
    schema,
    tidy,
    write_model,
)
from hfedge.errors import EmitError
from hfedge.lazy import tf
from hfedge.recipes import FLOAT16, FLOAT32, INT8

_ROWS_AT_ONCE = 1024
# A table of fewer rows (token types) is looked up in float32: there is nothing to win.
SMALLEST_TABLE = 16
# FULLY_CONNECTED with int8 weights per channel and float32 activations. Runtimes that do not know version 12
# (tflite-runtime 2.14 among them) must refuse it: run as version 5 they give wrong numbers without a word.
HYBRID_PER_CHANNEL = 12
KEEPS_DIMENSIONS = 5  # FULLY_CONNECTED of an input that is no matrix, and gives none


@dataclass(frozen=True)
class Skeleton:
    """A converted program whose weights are still inputs; `parameters` are their names by input name."""

    content: bytes
    parameters: Mapping[str, str]

    def __repr__(self) -> str:
        return f"Skeleton({len(self.content):,} bytes, {len(self.parameters)} parameters)"


def convert_skeleton(functions: Mapping[str, Any], parameters: Mapping[str, str]) -> Skeleton:
    """functions: concrete functions by signature, that take the weights as inputs too.

    Raises EmitError where TensorFlow needs an op that is not built in.
    """
    with tempfile.TemporaryDirectory(prefix="hfedge-") as folder:
        tf.saved_model.save(tf.Module(), folder, signatures=dict(functions))
        converter = tf.lite.TFLiteConverter.from_saved_model(folder, signature_keys=list(functions))
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS]
        try:
            content = converter.convert()
        except Exception as error:  # the converter raises its own ConverterError, and ValueError for some
            raise EmitError(
                f"TensorFlow's converter refused the graph: {_reason(error)}", accepted="graphs of built-in ops"
            ) from error
    return Skeleton(bytes(content), dict(parameters))


def _reason(error: Exception) -> str:
    """The line of the converter's message that says what is wrong; around it are dumps of the graph."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    telling = (line for mark in ("ops: ", "error: ") for line in lines if mark in line)
    return next(telling, lines[0])[-300:]


def bind(skeleton: Skeleton, weights: Callable[[str], np.ndarray], kind: str, path: Path) -> None:
    """Writes the .tflite. weights(name): float32 or int32 array of a parameter; kind: FLOAT32, FLOAT16 or INT8.

    Raises EmitError if a weight is used in a way that cannot be stored so, or if nothing got smaller.
    """
    model = read_model(skeleton.content)
    binder = _Binder(model, weights, kind)
    for definition in model.signatureDefs:
        binder.bind_signature(definition, skeleton.parameters)
    check_ops(model)
    tidy(model)
    size = write_model(model, path)
    if kind != FLOAT32 and binder.stored_bytes > binder.float_bytes * 0.75:
        raise EmitError(f"{kind} made {binder.stored_bytes:,} bytes of {binder.float_bytes:,}: nothing was quantized")
    if size < binder.stored_bytes:
        raise EmitError(f"{path.name} has {size:,} bytes, less than its weights ({binder.stored_bytes:,})")


def check_ops(model: Any) -> None:
    """Raises EmitError for custom and Flex ops, and for an output whose shape is not static."""
    for code, name in zip(model.operatorCodes, op_names(model)):
        if name == "CUSTOM":
            raise EmitError(f"the graph needs the op {code.customCode.decode()}", accepted="built-in ops")
    for subgraph in model.subgraphs:
        for index in [*subgraph.inputs, *subgraph.outputs]:
            tensor = subgraph.tensors[index]
            dynamic = tensor.shapeSignature is not None and (np.asarray(tensor.shapeSignature) < 0).any()
            if dynamic or tensor.type not in (schema().TensorType.INT32, schema().TensorType.FLOAT32):
                # LiteRT.js returns garbage for an output that is allocated at run time, and takes no int64.
                raise EmitError(f"{tensor.name.decode()} has no static int32 or float32 shape")


@dataclass(frozen=True)
class _Stored:
    """A parameter as it lies in the file: buffer index, tensor type, shape, and scales if it is int8."""

    buffer: int
    type: int
    shape: tuple[int, ...]
    quantization: RowScales | None = None


class _Binder:
    """What all signatures share: each parameter is stored once in each form, however many of them read it."""

    def __init__(self, model: Any, weights: Callable[[str], np.ndarray], kind: str):
        self.model, self.weights, self.kind = model, weights, kind
        self.types = schema().TensorType
        self.stored: dict[tuple[str, ...], _Stored] = {}
        self.float_bytes = self.stored_bytes = 0  # of float parameters: as float32, and as they are stored

    def bind_signature(self, definition: Any, parameters: Mapping[str, str]) -> None:
        subgraph = self.model.subgraphs[definition.subgraphIndex]
        inputs = {entry.name.decode(): entry.tensorIndex for entry in definition.inputs}
        bound = {inputs[key]: name for key, name in parameters.items() if key in inputs}
        definition.inputs = [entry for entry in definition.inputs if entry.tensorIndex not in bound]
        subgraph.inputs = [index for index in subgraph.inputs if index not in bound]
        _Subgraph(self, subgraph, definition, bound).rewrite()

    def store(self, name: str, shape: tuple[int, ...], kind: str = FLOAT32, transposed: bool = False) -> _Stored:
        """The parameter as `kind`; shape: what the graph says it has, before it is transposed."""
        key = (name, kind, "transposed" if transposed else "")
        if key not in self.stored:
            self.stored[key] = self._add(name, kind, transposed)
        stored = self.stored[key]
        if tuple(shape) != (stored.shape[::-1] if transposed else stored.shape):
            raise EmitError(f"{name} has the shape {stored.shape}, the graph wants {tuple(map(int, shape))}")
        return stored

    def _add(self, name: str, kind: str, transposed: bool) -> _Stored:
        def array() -> np.ndarray:
            values = np.asarray(self.weights(name))
            return np.ascontiguousarray(values.T) if transposed else values

        values = array()
        if values.dtype == np.int32:
            return _Stored(self.add_buffer(values.nbytes, array), self.types.INT32, values.shape)
        if values.dtype != np.float32:
            raise EmitError(f"{name} is {values.dtype}", accepted="float32 and int32 weights")
        quantization = None
        if kind == INT8:
            scales = row_scales(values, name)
            quantization, item = RowScales(scales), (self.types.INT8, 1, lambda: quantize_rows(array(), scales))
        elif kind == FLOAT16:
            item = (self.types.FLOAT16, 2, lambda: to_float16(array(), name))
        else:
            item = (self.types.FLOAT32, 4, array)
        tensor_type, item_bytes, make = item
        self.float_bytes += values.nbytes
        self.stored_bytes += values.size * item_bytes
        return _Stored(self.add_buffer(values.size * item_bytes, make), tensor_type, values.shape, quantization)

    def add_buffer(self, size: int, make: Callable[[], np.ndarray]) -> int:
        self.model.buffers.append(LazyBuffer(size, make))
        return len(self.model.buffers) - 1

    def scales_of(self, name: str, table: _Stored) -> _Stored:
        """The scales of an int8 table as a float32 table [rows, 1] of their own."""
        key = (name, "scales")
        if key not in self.stored:
            scales = table.quantization.scale.reshape(-1, 1)
            buffer = self.add_buffer(scales.nbytes, lambda: scales)
            self.stored[key] = _Stored(buffer, self.types.FLOAT32, scales.shape)
            self.stored_bytes += scales.nbytes
        return self.stored[key]


def row_scales(values: np.ndarray, name: str = "a matrix") -> np.ndarray:
    """float32 [rows]: the scale of each row of a matrix for symmetric int8 (-127 to 127).

    A row of zeros has the scale 1, and so has one so small that its scale would be no normal number: it becomes zeros.
    Raises EmitError for numbers that are not finite.
    """
    largest = np.maximum(values.max(axis=1), -values.min(axis=1))
    if not np.isfinite(largest).all():
        raise EmitError(f"{name} holds numbers that are not finite")
    scales = largest / np.float32(127)
    return np.where(scales >= np.finfo(np.float32).tiny, scales, np.float32(1))


def quantize_rows(values: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """int8, of the same shape; ties go to even, as numpy and ai-edge-quantizer round."""
    quantized = np.empty(values.shape, np.int8)
    for start in range(0, len(values), _ROWS_AT_ONCE):  # so that no second float32 matrix is made
        rows = slice(start, start + _ROWS_AT_ONCE)
        quantized[rows] = np.clip(np.rint(values[rows] / scales[rows, None]), -127, 127)
    return quantized


def to_float16(values: np.ndarray, name: str) -> np.ndarray:
    """Raises EmitError for a number that float16 cannot hold."""
    if not np.abs(values).max(initial=0) <= np.finfo(np.float16).max:  # so that it is true of NaN as well
        raise EmitError(f"{name} holds numbers beyond float16 (65504)", hint="Use another recipe: fp32 or int8.")
    return values.astype(np.float16)


class _Subgraph:
    """Rewrites one signature's graph so that its weights are constants."""

    def __init__(self, binder: _Binder, subgraph: Any, definition: Any, bound: Mapping[int, str]):
        self.binder, self.subgraph, self.definition, self.bound = binder, subgraph, definition, bound
        self.model, self.api = binder.model, schema()
        self.transposed: set[int] = set()  # id() of the FULLY_CONNECTED ops whose matrix comes as [inputs, outputs]

    def rewrite(self) -> None:
        self._make_linear_layers()
        self.subgraph.operators = [new for op in self.subgraph.operators for new in self._bind(op)]
        used = {int(index) for op in self.subgraph.operators for index in op.inputs}
        for index in (used | set(map(int, self.subgraph.outputs))) & self.bound.keys():
            tensor = self.subgraph.tensors[index]
            stored = self.binder.store(self.bound[index], tensor.shape)
            tensor.name, tensor.buffer = self.bound[index].encode(), stored.buffer
        self._own_outputs()

    def _name(self, op: Any) -> str:
        return op_names(self.model)[op.opcodeIndex]

    def _make_linear_layers(self) -> None:
        """x @ W (+ bias) -> FULLY_CONNECTED, what the converter does itself for weights that it can see."""
        readers: dict[int, list[Any]] = {}
        for op in self.subgraph.operators:
            for index in op.inputs:
                readers.setdefault(int(index), []).append(op)
        merged = set()
        for name, op in list(operators(self.model, self.subgraph)):
            if name in ("BATCH_MATMUL", "FULLY_CONNECTED") and int(op.inputs[1]) in self.bound:
                self._make_fully_connected(name, op)
                merged.add(id(self._take_bias(op, readers)))
        self.subgraph.operators = [op for op in self.subgraph.operators if id(op) not in merged]

    def _make_fully_connected(self, name: str, op: Any) -> None:
        op.inputs = np.array([*op.inputs, -1][:3], np.int32)
        if name == "FULLY_CONNECTED":  # the converter makes it of x @ W.T, and its matrix is [outputs, inputs]
            return
        matrix = self.subgraph.tensors[op.inputs[1]]
        if len(matrix.shape) != 2 or op.builtinOptions.adjX:
            raise EmitError(f"{self.bound[int(op.inputs[1])]} is used in a product that is no linear layer")
        if not op.builtinOptions.adjY:
            self.transposed.add(id(op))
        options = self.api.FullyConnectedOptionsT()
        options.keepNumDims = len(self.subgraph.tensors[op.outputs[0]].shape) != 2
        op.opcodeIndex = op_code(self.model, "FULLY_CONNECTED", KEEPS_DIMENSIONS if options.keepNumDims else 1)
        op.builtinOptionsType = self.api.BuiltinOptions.FullyConnectedOptions
        op.builtinOptions = options

    def _take_bias(self, op: Any, readers: Mapping[int, list[Any]]) -> Any:
        """Moves into the layer the ADD of a bound vector that alone reads its product -> that ADD, or None."""
        product, following = int(op.outputs[0]), readers.get(int(op.outputs[0]), [])
        if op.inputs[2] != -1 or len(following) != 1 or product in self.subgraph.outputs:
            return None
        add = following[0]
        others = [int(index) for index in add.inputs if index != product]
        if self._name(add) != "ADD" or len(others) != 1 or others[0] not in self.bound:
            return None
        if len(self.subgraph.tensors[others[0]].shape) != 1:
            return None
        op.inputs[2] = others[0]
        op.builtinOptions.fusedActivationFunction = add.builtinOptions.fusedActivationFunction
        op.outputs = add.outputs
        return add

    def _bind(self, op: Any) -> list[Any]:
        """The operators that stand for `op` once its weights are constants."""
        name, kind = self._name(op), self.binder.kind
        if name == "FULLY_CONNECTED" and int(op.inputs[1]) in self.bound:
            return self._bind_matrix(op, kind)
        if name == "GATHER" and int(op.inputs[0]) in self.bound and kind != FLOAT32:
            table = self.subgraph.tensors[op.inputs[0]]
            if table.type == self.api.TensorType.FLOAT32 and table.shape[0] >= SMALLEST_TABLE:
                return self._bind_table(op, kind)
        return [op]

    def _bind_matrix(self, op: Any, kind: str) -> list[Any]:
        index = int(op.inputs[1])
        name, shape = self.bound[index], self.subgraph.tensors[index].shape
        stored = self.binder.store(name, shape, kind, id(op) in self.transposed)
        matrix = op.inputs[1] = self._tensor(name, stored.shape, stored.type, stored.buffer)
        if kind == FLOAT16:
            op.inputs[1] = self._tensor(f"{name}/float32", stored.shape, self.api.TensorType.FLOAT32)
            return [self._op("DEQUANTIZE", [matrix], [op.inputs[1]], version=3), op]
        if kind == INT8:
            self.subgraph.tensors[matrix].quantization = stored.quantization
            op.builtinOptions.asymmetricQuantizeInputs = True
            op_code(self.model, "FULLY_CONNECTED", HYBRID_PER_CHANNEL)
        return [op]

    def _bind_table(self, op: Any, kind: str) -> list[Any]:
        index, ids, output = int(op.inputs[0]), int(op.inputs[1]), int(op.outputs[0])
        name, shape = self.bound[index], tuple(self.subgraph.tensors[output].shape)
        types = self.api.TensorType
        stored = self.binder.store(name, self.subgraph.tensors[index].shape, kind)
        table = self._tensor(name, stored.shape, stored.type, stored.buffer)
        rows = self._tensor(f"{name}/rows", shape, stored.type)
        look_up = self._op("GATHER", [table, ids], [rows], op.builtinOptions, version=2)
        if kind == FLOAT16:
            return [look_up, self._op("DEQUANTIZE", [rows], [output], version=3)]
        scales = self.binder.scales_of(name, stored)
        scale_table = self._tensor(f"{name}/scales", scales.shape, scales.type, scales.buffer)
        scale = self._tensor(f"{name}/scale", (*shape[:-1], 1), types.FLOAT32)
        number = self._tensor(f"{name}/numbers", shape, types.FLOAT32)
        cast = self.api.CastOptionsT()
        cast.inDataType, cast.outDataType = types.INT8, types.FLOAT32
        return [
            look_up,
            self._op("CAST", [rows], [number], cast, version=3),
            self._op("GATHER", [scale_table, ids], [scale], op.builtinOptions),
            self._op("MUL", [number, scale], [output], self.api.MulOptionsT()),
        ]

    def _own_outputs(self) -> None:
        """Gives every output a tensor of its own that an op writes.

        LiteRT's CompiledModel, which LiteRT.js is made of, wants to allocate outputs for itself. For a constant (the
        type ids of single texts were one) it prints a complaint on every run; whether LiteRT.js then gives garbage, as
        it does for outputs of dynamic shape, was not tried.
        """
        free = self._written()
        for entry in self.definition.outputs:
            index = int(entry.tensorIndex)
            if index not in free:
                entry.tensorIndex = self._copy(index)
            free.discard(index)
        self.subgraph.outputs = np.array([entry.tensorIndex for entry in self.definition.outputs], np.int32)

    def _copy(self, index: int) -> int:
        """A new tensor with the numbers of another, which the graph writes."""
        tensor, zeros = self.subgraph.tensors[index], np.zeros(1, np.int32)
        if tensor.type != self.api.TensorType.INT32:
            raise EmitError(f"the output {tensor.name.decode()} is the same whatever goes in, or goes in itself")
        zero = self._tensor("zero", (), tensor.type, self.binder.add_buffer(zeros.nbytes, lambda: zeros))
        if index not in map(int, self.subgraph.inputs):
            # The sum of two constants might be folded into one again, so it depends on what goes in.
            zero, nothing = self._tensor("nothing", tuple(tensor.shape), tensor.type), zero
            like = self._written_output(tensor)
            self._append("MUL", [like, nothing], [zero], self.api.MulOptionsT())
        copy = self._tensor(f"{tensor.name.decode()}/copy", tuple(tensor.shape), tensor.type)
        self._append("ADD", [index, zero], [copy], self.api.AddOptionsT())
        return copy

    def _written_output(self, like: Any) -> int:
        """An output of that shape and type that an op writes."""
        for entry in self.definition.outputs:
            tensor = self.subgraph.tensors[entry.tensorIndex]
            same = tensor.type == like.type and np.array_equal(tensor.shape, like.shape)
            if same and int(entry.tensorIndex) in self._written():
                return int(entry.tensorIndex)
        raise EmitError(f"the output {like.name.decode()} is the same whatever goes in")

    def _written(self) -> set[int]:
        return {int(index) for op in self.subgraph.operators for index in op.outputs}

    def _append(self, name: str, inputs: list[int], outputs: list[int], options: Any) -> None:
        self.subgraph.operators.append(self._op(name, inputs, outputs, options))

    def _tensor(self, name: str, shape: tuple[int, ...], kind: int, buffer: int = 0) -> int:
        tensor = self.api.TensorT()
        tensor.name, tensor.shape = name.encode(), np.array(shape, np.int32)
        tensor.type, tensor.buffer = kind, buffer
        self.subgraph.tensors.append(tensor)
        return len(self.subgraph.tensors) - 1

    def _op(self, name: str, inputs: list[int], outputs: list[int], options: Any = None, version: int = 1) -> Any:
        op = self.api.OperatorT()
        op.opcodeIndex = op_code(self.model, name, version)
        op.inputs, op.outputs = np.array(inputs, np.int32), np.array(outputs, np.int32)
        if options is not None:
            kind = type(options).__name__.removesuffix("T")
            op.builtinOptionsType, op.builtinOptions = getattr(self.api.BuiltinOptions, kind), options
        return op
