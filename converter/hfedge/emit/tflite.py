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

from hfedge.emit.flatbuffer import LazyBuffer, RowScales, op_code, op_names, operators, read_model, schema, tidy, write_model
from hfedge.errors import EmitError
from hfedge.lazy import tf
from hfedge.recipes import FLOAT16, FLOAT32, INT8

_ROWS_AT_ONCE = 1024
# A table of fewer rows (token types) is looked up in float32: there is nothing to win.
SMALLEST_TABLE = 16
# FULLY_CONNECTED with int8 weights per channel and float32 activations. Runtimes that do not know version 12
# (tflite-runtime 2.14 among them) must refuse it: run as version 5 they give wrong numbers without a word.
HYBRID_PER_CHANNEL = 12


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
            message = str(error).strip().splitlines()
            raise EmitError(
                f"TensorFlow's converter refused the graph: {message[-1] if message else type(error).__name__}",
                accepted="graphs of built-in ops",
            ) from error
    return Skeleton(bytes(content), dict(parameters))


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
    if kind != FLOAT32 and binder.stored_bytes >= binder.float_bytes * 0.75:
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
    scales: np.ndarray | None = None
    quantization: RowScales | None = None


class _Binder:
    def __init__(self, model: Any, weights: Callable[[str], np.ndarray], kind: str):
        self.model, self.weights, self.kind = model, weights, kind
        self.api = schema()
        self.stored: dict[tuple[str, str], _Stored] = {}
        self.float_bytes = self.stored_bytes = 0

    def bind_signature(self, definition: Any, parameters: Mapping[str, str]) -> None:
        subgraph = self.model.subgraphs[definition.subgraphIndex]
        inputs = {entry.name.decode(): entry.tensorIndex for entry in definition.inputs}
        bound = {inputs[key]: name for key, name in parameters.items() if key in inputs}
        definition.inputs = [entry for entry in definition.inputs if entry.tensorIndex not in bound]
        subgraph.inputs = [index for index in subgraph.inputs if index not in bound]
        _Subgraph(self, subgraph, bound).rewrite()

    def store(self, name: str, form: str) -> _Stored:
        """The parameter in one form, written once however many signatures use it.

        form: "as is", "matrix" (transposed to [outputs, inputs]), "matrix/int8", "table/int8", "/float16" forms.
        """
        key = (name, form)
        if key not in self.stored:
            self.stored[key] = self._add(name, form)
        return self.stored[key]

    def _add(self, name: str, form: str) -> _Stored:
        types = self.api.TensorType

        def array() -> np.ndarray:
            values = np.asarray(self.weights(name))
            return np.ascontiguousarray(values.T) if form.startswith("matrix") else values

        values = array()
        if values.dtype == np.int32:
            self.stored_bytes += values.nbytes
            self.float_bytes += values.nbytes
            return _Stored(self.add_buffer(values.nbytes, array), types.INT32, values.shape)
        self.float_bytes += values.nbytes
        if form.endswith(INT8):
            scales = row_scales(values)
            make, item, kind = (lambda: quantize_rows(array(), scales)), 1, types.INT8
        elif form.endswith(FLOAT16):
            scales, make, item, kind = None, (lambda: array().astype(np.float16)), 2, types.FLOAT16
        else:
            scales, make, item, kind = None, array, 4, types.FLOAT32
        self.stored_bytes += values.size * item
        quantization = None if scales is None else RowScales(scales)
        return _Stored(self.add_buffer(values.size * item, make), kind, values.shape, scales, quantization)

    def add_buffer(self, size: int, make: Callable[[], np.ndarray]) -> int:
        self.model.buffers.append(LazyBuffer(size, make))
        return len(self.model.buffers) - 1

    def scales_of(self, name: str, stored: _Stored) -> _Stored:
        """The scales of an int8 table as a float32 table [rows, 1] of their own."""
        key = (name, "scales")
        if key not in self.stored:
            scales = stored.scales.reshape(-1, 1)
            buffer = self.add_buffer(scales.nbytes, lambda: scales)
            self.stored[key] = _Stored(buffer, self.api.TensorType.FLOAT32, scales.shape)
            self.stored_bytes += scales.nbytes
        return self.stored[key]


def row_scales(values: np.ndarray) -> np.ndarray:
    """float32 [rows]: the scale of each row of a matrix for symmetric int8 (-127 to 127)."""
    largest = np.maximum(values.max(axis=1), -values.min(axis=1)).astype(np.float32)
    return np.where(largest > 0, largest / np.float32(127), np.float32(1)).astype(np.float32)


def quantize_rows(values: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """int8, of the same shape; ties go to even, as numpy and ai-edge-quantizer round."""
    quantized = np.empty(values.shape, np.int8)
    for start in range(0, len(values), _ROWS_AT_ONCE):  # so that no second float32 matrix is made
        rows = slice(start, start + _ROWS_AT_ONCE)
        quantized[rows] = np.clip(np.rint(values[rows] / scales[rows, None]), -127, 127)
    return quantized


class _Subgraph:
    """Rewrites one signature's graph so that its weights are constants."""

    def __init__(self, binder: _Binder, subgraph: Any, bound: Mapping[int, str]):
        self.binder, self.subgraph, self.bound = binder, subgraph, bound
        self.model, self.api = binder.model, binder.api

    def rewrite(self) -> None:
        self._fuse_matmuls()
        self.subgraph.operators = [new for op in self.subgraph.operators for new in self._bind(op)]
        used = {int(index) for op in self.subgraph.operators for index in op.inputs}
        for index in used & self.bound.keys():
            self._point(index, self.binder.store(self.bound[index], "as is"))

    def _name(self, op: Any) -> str:
        return op_names(self.model)[op.opcodeIndex]

    def _fuse_matmuls(self) -> None:
        """x @ W (+ bias) -> FULLY_CONNECTED, what the converter does itself for weights that it can see."""
        readers: dict[int, list[Any]] = {}
        for op in self.subgraph.operators:
            for index in op.inputs:
                readers.setdefault(index, []).append(op)
        dropped = set()
        for name, op in list(operators(self.model, self.subgraph)):
            if name != "BATCH_MATMUL" or op.inputs[1] not in self.bound:
                continue
            weight = self.subgraph.tensors[op.inputs[1]]
            if len(weight.shape) != 2 or op.builtinOptions.adjX or op.builtinOptions.adjY:
                raise EmitError(f"{self.bound[op.inputs[1]]} is used in a product that is no linear layer")
            options = self.api.FullyConnectedOptionsT()
            bias, after = self._bias_after(op, readers)
            if after is not None:
                options.fusedActivationFunction = after.builtinOptions.fusedActivationFunction
                op.outputs = after.outputs
                dropped.add(id(after))
            op.inputs = np.array([*op.inputs[:2], bias], np.int32)
            op.opcodeIndex = op_code(self.model, "FULLY_CONNECTED")
            op.builtinOptionsType = self.api.BuiltinOptions.FullyConnectedOptions
            op.builtinOptions = options
        self.subgraph.operators = [op for op in self.subgraph.operators if id(op) not in dropped]

    def _bias_after(self, op: Any, readers: Mapping[int, list[Any]]) -> tuple[int, Any]:
        """(bias tensor, ADD op) if the product goes only into an ADD with a bound vector, else (-1, None)."""
        following = readers.get(op.outputs[0], [])
        if len(following) != 1 or self._name(following[0]) != "ADD" or op.outputs[0] in self.subgraph.outputs:
            return -1, None
        others = [index for index in following[0].inputs if index != op.outputs[0]]
        if len(others) == 1 and others[0] in self.bound and len(self.subgraph.tensors[others[0]].shape) == 1:
            return int(others[0]), following[0]
        return -1, None

    def _bind(self, op: Any) -> list[Any]:
        """The operators that stand for `op` once its weights are constants."""
        name, kind = self._name(op), self.binder.kind
        if name == "FULLY_CONNECTED" and op.inputs[1] in self.bound:
            return self._bind_matrix(op, kind)
        if name == "GATHER" and op.inputs[0] in self.bound and kind != FLOAT32:
            table = self.subgraph.tensors[op.inputs[0]]
            if table.type == self.api.TensorType.FLOAT32 and table.shape[0] >= SMALLEST_TABLE:
                return self._bind_table(op, kind)
        return [op]

    def _bind_matrix(self, op: Any, kind: str) -> list[Any]:
        index = int(op.inputs[1])
        form = "matrix" if kind == FLOAT32 else f"matrix/{kind}"
        stored = self.binder.store(self.bound[index], form)
        if kind == FLOAT16:
            half = self._tensor(f"{self.bound[index]}/float16", stored.shape, stored.type, stored.buffer)
            full = self._tensor(f"{self.bound[index]}/float32", stored.shape, self.api.TensorType.FLOAT32, 0)
            op.inputs[1] = full
            return [self._op("DEQUANTIZE", [half], [full], version=3), op]
        matrix = self._tensor(self.bound[index], stored.shape, stored.type, stored.buffer)
        op.inputs[1] = matrix
        if stored.scales is not None:
            self.subgraph.tensors[matrix].quantization = stored.quantization
            op.builtinOptions.asymmetricQuantizeInputs = True
            op_code(self.model, "FULLY_CONNECTED", HYBRID_PER_CHANNEL)
        return [op]

    def _bind_table(self, op: Any, kind: str) -> list[Any]:
        name, ids, output = self.bound[int(op.inputs[0])], int(op.inputs[1]), int(op.outputs[0])
        types, shape = self.api.TensorType, tuple(self.subgraph.tensors[output].shape)
        stored = self.binder.store(name, f"table/{kind}")
        table = self._tensor(name, stored.shape, stored.type, stored.buffer)
        rows = self._tensor(f"{name}/rows", shape, stored.type, 0)
        look_up = self._op("GATHER", [table, ids], [rows], op.builtinOptions, version=2)
        if kind == FLOAT16:
            return [look_up, self._op("DEQUANTIZE", [rows], [output], version=3)]
        scales = self.binder.scales_of(name, stored)
        scale_table = self._tensor(f"{name}/scales", scales.shape, scales.type, scales.buffer)
        scale = self._tensor(f"{name}/scale", (shape[0], 1), types.FLOAT32, 0)
        number = self._tensor(f"{name}/numbers", shape, types.FLOAT32, 0)
        cast = self.api.CastOptionsT()
        cast.inDataType, cast.outDataType = types.INT8, types.FLOAT32
        return [
            look_up,
            self._op("CAST", [rows], [number], cast),
            self._op("GATHER", [scale_table, ids], [scale], op.builtinOptions),
            self._op("MUL", [number, scale], [output], self.api.MulOptionsT()),
        ]

    def _point(self, index: int, stored: _Stored) -> None:
        tensor = self.subgraph.tensors[index]
        tensor.buffer, tensor.type = stored.buffer, stored.type
        if tuple(tensor.shape) != stored.shape:
            raise EmitError(f"{tensor.name.decode()} has the shape {stored.shape}, the graph wants {tensor.shape}")

    def _tensor(self, name: str, shape: tuple[int, ...], kind: int, buffer: int) -> int:
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
