"""A .tflite as objects: reading it, naming its ops, and writing it with its buffers aligned and streamed."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

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
    names = {value: name for name, value in vars(schema().BuiltinOperator).items() if not name.startswith("_")}
    codes = (max(code.builtinCode, code.deprecatedBuiltinCode) for code in model.operatorCodes)
    return [names[code] for code in codes]


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


class RowScales:
    """A QuantizationParametersT with a scale per row, written once however many signatures use the weight: scales and
    zero points take 12 bytes a row, five times over for MiniLM's default lengths."""

    def __init__(self, scales: np.ndarray):
        self.scale, self._packed = scales, None

    def Pack(self, builder: Any) -> int:  # noqa: N802  (the object API's name)
        if self._packed is None or self._packed[0] is not builder:
            parameters = schema().QuantizationParametersT()
            parameters.scale, parameters.zeroPoint = self.scale, np.zeros(len(self.scale), np.int64)
            self._packed = (builder, parameters.Pack(builder))
        return self._packed[1]


class LazyBuffer:
    """Stands for a BufferT whose bytes are made when the file is written, so that only one is in memory."""

    def __init__(self, size: int, make: Callable[[], np.ndarray]):
        self.size, self.make = size, make

    def Pack(self, builder: Any) -> int:  # noqa: N802  (the object API's name)
        data = np.ascontiguousarray(self.make()).reshape(-1).view(np.uint8)
        assert data.size == self.size, f"a buffer of {data.size} bytes, {self.size} were announced"
        return _pack(builder, data)


class AlignedBuffer:
    """A BufferT whose data is written 16-byte aligned (the object API aligns by item, here one byte)."""

    def __init__(self, data: np.ndarray | None):
        self.data = data
        self.size = 0 if data is None else int(data.nbytes)

    def Pack(self, builder: Any) -> int:  # noqa: N802
        return _pack(builder, None if self.data is None else self.data.reshape(-1).view(np.uint8))


def _pack(builder: Any, data: np.ndarray | None) -> int:
    api = schema()
    vector = None
    if data is not None and data.size:
        builder.StartVector(1, data.size, ALIGNMENT)
        builder.head -= data.size
        builder.Bytes[builder.head : builder.head + data.size] = memoryview(data)
        vector = builder.EndVector()
    api.BufferStart(builder)
    if vector is not None:
        api.BufferAddData(builder, vector)
    return api.BufferEnd(builder)


def tidy(model: Any) -> None:
    """Drops what several signatures leave behind: tensors and buffers that nothing reads, constants held twice, a
    buffer for every tensor that has no data, and the names of tensors that are neither inputs, outputs nor weights.
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
    for entry in model.metadata or ():
        buffers.append(model.buffers[entry.buffer])
        entry.buffer = len(buffers) - 1
    model.buffers = buffers


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
    numbers = {old: new for new, old in enumerate(sorted(used))} | {-1: -1}
    subgraph.tensors = [subgraph.tensors[index] for index in sorted(used)]
    for op in subgraph.operators:
        op.inputs = np.array([numbers[int(index)] for index in op.inputs], np.int32)
        op.outputs = np.array([numbers[int(index)] for index in op.outputs], np.int32)
    subgraph.inputs = np.array([numbers[int(index)] for index in subgraph.inputs], np.int32)
    subgraph.outputs = np.array([numbers[int(index)] for index in subgraph.outputs], np.int32)
    return numbers


def write_model(model: Any, path: Path) -> int:
    """Writes the file -> its size in bytes. The builder is made large enough at once, and is not copied."""
    import flatbuffers

    model.buffers = [b if isinstance(b, LazyBuffer) else AlignedBuffer(b.data) for b in model.buffers]
    builder = flatbuffers.Builder(sum(b.size + 64 for b in model.buffers) + (1 << 20))
    builder.Finish(model.Pack(builder), b"TFL3")
    content = memoryview(builder.Bytes)[builder.head :]
    path.write_bytes(content)
    return len(content)
