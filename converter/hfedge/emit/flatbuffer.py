"""A .tflite as objects: reading it, naming its ops, and writing it with its buffers aligned and streamed."""

import struct
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from hfedge.errors import EmitError

ALIGNMENT = 16  # schema.fbs: Buffer.data (force_align: 16)


def schema() -> Any:
    """The object API of TFLite's schema.fbs, as LiteRT ships it."""
    from ai_edge_litert import schema_py_generated

    return schema_py_generated


def read_model(data: bytes) -> Any:
    """-> ModelT; buffers are numpy views of `data`."""
    api = schema()
    return api.ModelT.InitFromObj(api.Model.GetRootAsModel(data, 0))


def op_names(model: Any) -> list[str]:
    """The built-in name of every operator code, in their order ("CUSTOM" for a custom op)."""
    names = _builtin_names()
    codes = (max(code.builtinCode, code.deprecatedBuiltinCode) for code in model.operatorCodes)
    return [names[code] for code in codes]


@cache
def _builtin_names() -> dict[int, str]:
    return {value: name for name, value in vars(schema().BuiltinOperator).items() if not name.startswith("_")}


def operators(model: Any, subgraph: Any) -> Iterator[tuple[str, Any]]:
    """(name, OperatorT) of a subgraph, in order."""
    names = op_names(model)
    return ((names[op.opcodeIndex], op) for op in subgraph.operators)


def op_code(model: Any, name: str, version: int = 1) -> int:
    """The index of an operator code, added if the model has none; its version is raised if it is lower."""
    api = schema()
    value = getattr(api.BuiltinOperator, name)
    for index, code in enumerate(model.operatorCodes):
        if max(code.builtinCode, code.deprecatedBuiltinCode) == value:
            code.version = max(code.version, version)
            return index
    code = api.OperatorCodeT()
    code.builtinCode, code.deprecatedBuiltinCode, code.version = value, min(value, 127), version
    model.operatorCodes.append(code)
    return len(model.operatorCodes) - 1


def add_tensor(subgraph: Any, name: str, shape: Sequence[int], kind: int, buffer: int = 0) -> int:
    """-> the index of a new tensor; kind: its TensorType."""
    tensor = schema().TensorT()
    tensor.name, tensor.shape = name.encode(), np.array(shape, np.int32)
    tensor.type, tensor.buffer = kind, buffer
    subgraph.tensors.append(tensor)
    return len(subgraph.tensors) - 1


def make_op(
    model: Any, name: str, inputs: Sequence[int], outputs: Sequence[int], options: Any = None, version: int = 1
) -> Any:
    """-> a new operator, that is not in a graph yet."""
    op = schema().OperatorT()
    op.opcodeIndex = op_code(model, name, version)
    op.inputs, op.outputs = np.array(inputs, np.int32), np.array(outputs, np.int32)
    if options is not None:
        kind = type(options).__name__.removesuffix("T")
        op.builtinOptionsType, op.builtinOptions = getattr(schema().BuiltinOptions, kind), options
    return op


def scales_per_row(scales: np.ndarray) -> Any:
    """A QuantizationParametersT with a scale per row, float32 [N]."""
    parameters = schema().QuantizationParametersT()
    parameters.scale, parameters.zeroPoint = scales, np.zeros(len(scales), np.int64)
    return parameters


class BlockScales:
    """Stands for a QuantizationParametersT of int4 with a scale per `size` inputs; `scales`: the tensor that has them,
    of the same subgraph."""

    scale = ()  # none that the parameters hold themselves

    def __init__(self, scales: int, size: int):
        self.scales, self.size = scales, size

    def Pack(self, builder: Any) -> int:
        api = schema()
        parameters, details = api.QuantizationParametersT(), api.BlockwiseQuantizationT()
        details.scales, details.blockSize, details.zeroPoints = self.scales, self.size, -1
        parameters.detailsType = api.QuantizationDetails.BlockwiseQuantization
        parameters.details = details
        return parameters.Pack(builder)


class LazyBuffer:
    """Stands for a BufferT whose bytes are made when the file is written, one buffer at a time (see write_model)."""

    def __init__(self, size: int, make: Callable[[], np.ndarray]):
        self.size, self.make = size, make

    def Pack(self, builder: Any) -> int:
        api = schema()
        builder.StartVector(1, 0, ALIGNMENT)
        nothing_yet = builder.EndVector()
        api.BufferStart(builder)
        api.BufferAddData(builder, nothing_yet)
        return api.BufferEnd(builder)


def tidy(model: Any) -> None:
    """Drops what several signatures leave behind: tensors and buffers that nothing reads, constants held twice, a
    buffer for every tensor that has no data, and the names of tensors that are neither inputs, outputs nor weights.
    What stays is made ready for write_model, which aligns it.
    """
    kept: dict[Any, int] = {}
    buffers = [model.buffers[0]]
    for place, subgraph in enumerate(model.subgraphs):
        numbers = _drop_unused_tensors(subgraph)
        for definition in model.signatureDefs or ():
            for entry in [*definition.inputs, *definition.outputs] if definition.subgraphIndex == place else ():
                entry.tensorIndex = numbers[entry.tensorIndex]
        ports = {*map(int, subgraph.inputs), *map(int, subgraph.outputs)}
        for index, tensor in enumerate(subgraph.tensors):
            key = _content(model.buffers[tensor.buffer], tensor.buffer)
            if key is not None and key not in kept:
                kept[key] = len(buffers)
                buffers.append(model.buffers[tensor.buffer])
            tensor.buffer = 0 if key is None else kept[key]
            if tensor.quantization is not None and tensor.quantization.scale is None:
                tensor.quantization = None
            if index not in ports and not isinstance(buffers[tensor.buffer], LazyBuffer):
                tensor.name = b""
    # The converter says there which runtime its file needs; with the weights bound it needs another.
    model.metadata = [entry for entry in model.metadata or () if entry.name != b"min_runtime_version"]
    for entry in model.metadata:
        buffers.append(model.buffers[entry.buffer])
        entry.buffer = len(buffers) - 1
    model.buffers = [_aligned(buffer) for buffer in buffers]


def _aligned(buffer: Any) -> Any:
    """The builder would lay the bytes on any multiple of 4; write_model does not."""
    if isinstance(buffer, LazyBuffer) or buffer.data is None or not len(buffer.data):
        return buffer
    data = np.frombuffer(bytes(buffer.data), np.uint8)
    return LazyBuffer(len(data), lambda: data)


def _content(buffer: Any, index: int) -> Any:
    """What makes a buffer the same as another; None for one without data."""
    if isinstance(buffer, LazyBuffer):
        return index
    return None if buffer.data is None or not len(buffer.data) else bytes(buffer.data)


def _drop_unused_tensors(subgraph: Any) -> dict[int, int]:
    """-> old tensor index to new."""
    used = {*map(int, subgraph.inputs), *map(int, subgraph.outputs)}
    for op in subgraph.operators:
        used |= {*map(int, op.inputs), *map(int, op.outputs)}
    used -= {-1}
    scaled = [one.quantization for one in map(subgraph.tensors.__getitem__, sorted(used))
              if isinstance(one.quantization, BlockScales)]  # fmt: skip
    used |= {quantization.scales for quantization in scaled}
    numbers = {old: new for new, old in enumerate(sorted(used))} | {-1: -1}
    subgraph.tensors = [subgraph.tensors[index] for index in sorted(used)]
    for quantization in scaled:
        quantization.scales = numbers[quantization.scales]
    for op in subgraph.operators:
        op.inputs = np.array([numbers[int(index)] for index in op.inputs], np.int32)
        op.outputs = np.array([numbers[int(index)] for index in op.outputs], np.int32)
    subgraph.inputs = np.array([numbers[int(index)] for index in subgraph.inputs], np.int32)
    subgraph.outputs = np.array([numbers[int(index)] for index in subgraph.outputs], np.int32)
    return numbers


def write_model(model: Any, path: Path) -> int:
    """Writes the file -> its size in bytes.

    What is equal is written once, such as the scales of a weight that many signatures read (12 bytes a row) and most
    of the graphs of another length: twelve of BERT's tokenizer took 0.2 MB instead of 0.6. References in a FlatBuffer
    point forward, by distance. So the weights need not be in the builder: they follow what it built, each 16-byte
    aligned, and the references of their buffers are set to where they lie. No more than one weight is in memory at a
    time.
    """
    from hfedge.emit.sharing import SharingBuilder

    builder = SharingBuilder(1 << 20)
    builder.Finish(model.Pack(builder), b"TFL3")
    content = builder.Output()
    end = len(content)
    lazy = [(index, buffer) for index, buffer in enumerate(model.buffers) if isinstance(buffer, LazyBuffer)]
    places = _data_references(content, [index for index, _ in lazy])
    starts = []
    for place, (_, buffer) in zip(places, lazy):
        start = -(-(end + _LENGTH) // ALIGNMENT) * ALIGNMENT - _LENGTH
        struct.pack_into("<I", content, place, start - place)
        starts.append(start)
        end = start + _LENGTH + buffer.size
    if end >= LARGEST_FILE:
        raise EmitError(
            f"the file would have {end:,} bytes", accepted="a .tflite below 2 GB", hint="Try --recipe int8."
        )
    with open(path, "wb") as file:
        file.write(content)
        for start, (_, buffer) in zip(starts, lazy):
            _write_vector(file, start, buffer)
    return end


_LENGTH = 4  # bytes of a vector's length, which stands before its data
LARGEST_FILE = 2**31


def _data_references(content: bytearray, indices: list[int]) -> list[int]:
    """Where the reference to the data of each of those buffers stands."""
    root = schema().Model.GetRootAsModel(content, 0)
    tables = (root.Buffers(index)._tab for index in indices)
    return [table.Pos + table.Offset(4) for table in tables]  # data is field 0: vtable entry 4


def _write_vector(file: Any, start: int, buffer: LazyBuffer) -> None:
    data = np.ascontiguousarray(buffer.make())
    if data.nbytes != buffer.size:
        raise EmitError(f"a weight of {data.nbytes:,} bytes, where {buffer.size:,} were announced")
    file.write(bytes(start - file.tell()))
    file.write(struct.pack("<I", buffer.size))
    file.write(data.data)
