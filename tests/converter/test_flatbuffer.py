"""Reading, tidying and writing .tflite files as objects."""

from pathlib import Path

import numpy as np
import pytest

from hfedge.emit import flatbuffer
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


def tensor(name: str, shape: tuple[int, ...], buffer: int = 0):
    made = schema().TensorT()
    made.name, made.shape, made.type, made.buffer = name.encode(), np.array(shape, np.int32), 0, buffer
    return made


def operator(model, name: str, inputs: list[int], outputs: list[int]):
    made = schema().OperatorT()
    made.opcodeIndex = op_code(model, name)
    made.inputs, made.outputs = np.array(inputs, np.int32), np.array(outputs, np.int32)
    made.builtinOptionsType, made.builtinOptions = schema().BuiltinOptions.AddOptions, schema().AddOptionsT()
    return made


def buffer(values: np.ndarray | None):
    made = schema().BufferT()
    made.data = None if values is None else np.frombuffer(values.tobytes(), np.uint8)
    return made


def signature(index: int):
    made, port_in, port_out = schema().SignatureDefT(), schema().TensorMapT(), schema().TensorMapT()
    port_in.name, port_in.tensorIndex, port_out.name, port_out.tensorIndex = b"x", 1, b"y", 3
    made.signatureKey, made.subgraphIndex, made.inputs, made.outputs = (
        f"s{index}".encode(),
        index,
        [port_in],
        [port_out],
    )
    return made


def two_sums(weight=None):
    """Two subgraphs of y = x + [1, 2, 3] with a constant each, and a tensor that nobody reads; 4 buffers and more."""
    api, model = schema(), schema().ModelT()
    model.version, model.operatorCodes, model.subgraphs, model.metadata = 3, [], [], []
    ones = np.array([1, 2, 3], np.float32)
    model.buffers = [buffer(None), buffer(ones), weight or buffer(ones), buffer(None)]
    for place in range(2):
        subgraph = api.SubGraphT()
        subgraph.tensors = [
            tensor("unread", (9,), 3),
            tensor("x", (3,), 3),
            tensor("one", (3,), 1 + place),
            tensor("y", (3,)),
        ]
        subgraph.inputs, subgraph.outputs = np.array([1], np.int32), np.array([3], np.int32)
        subgraph.operators = [operator(model, "ADD", [1, 2], [3])]
        model.subgraphs.append(subgraph)
    model.signatureDefs = [signature(0), signature(1)]
    return model


def written(model, path: Path):
    from ai_edge_litert.interpreter import Interpreter

    assert write_model(model, path) == path.stat().st_size
    return Interpreter(model_path=str(path))


def run(interpreter, name: str) -> list[float]:
    return interpreter.get_signature_runner(name)(x=np.array([10, 20, 30], np.float32))["y"].tolist()


def test_a_tidied_model_still_computes_the_same(tmp_path):
    model = two_sums()
    tidy(model)
    interpreter = written(model, tmp_path / "m.tflite")
    assert run(interpreter, "s0") == run(interpreter, "s1") == [11, 22, 33]


def test_a_constant_held_twice_is_kept_once_and_unread_tensors_go():
    model = two_sums()
    tidy(model)
    assert len(model.buffers) == 2
    assert [subgraph.tensors[1].buffer for subgraph in model.subgraphs] == [1, 1]
    assert [len(subgraph.tensors) for subgraph in model.subgraphs] == [3, 3]


def test_only_ports_and_weights_keep_their_names():
    model = two_sums(weight=LazyBuffer(12, lambda: np.zeros(3, np.float32)))
    tidy(model)
    names = [[entry.name for entry in subgraph.tensors] for subgraph in model.subgraphs]
    assert names == [[b"x", b"", b"y"], [b"x", b"one", b"y"]]


def test_a_buffer_made_late_is_in_the_file(tmp_path):
    calls = []

    def make() -> np.ndarray:
        calls.append(1)
        return np.array([5, 6, 7], np.float32)

    interpreter = written(two_sums(weight=LazyBuffer(12, make)), tmp_path / "m.tflite")
    assert run(interpreter, "s1") == [15, 26, 37]
    assert len(calls) == 1


def test_every_buffer_lies_on_a_multiple_of_sixteen(tmp_path):
    model = two_sums(weight=LazyBuffer(12, lambda: np.zeros(3, np.float32)))
    model.buffers.append(LazyBuffer(1, lambda: np.zeros(1, np.int8)))
    extra = schema().MetadataT()
    extra.name, extra.buffer = b"note", 4
    model.metadata = [extra]
    tidy(model)
    write_model(model, tmp_path / "m.tflite")
    root = schema().Model.GetRootAsModel((tmp_path / "m.tflite").read_bytes(), 0)
    found = [root.Buffers(index) for index in range(root.BuffersLength())]
    places = [each._tab.Vector(each._tab.Offset(4)) for each in found if each.DataLength()]
    assert len(places) == 3 and {place % 16 for place in places} == {0}


def test_what_is_read_back_is_what_was_written(tmp_path):
    model = two_sums()
    tidy(model)
    write_model(model, tmp_path / "m.tflite")
    again = read_model((tmp_path / "m.tflite").read_bytes())
    assert [name for subgraph in again.subgraphs for name, _ in operators(again, subgraph)] == ["ADD", "ADD"]
    write_model(again, tmp_path / "n.tflite")
    assert run(written(again, tmp_path / "n.tflite"), "s0") == [11, 22, 33]


def test_the_converters_word_on_the_oldest_runtime_is_dropped():
    model = two_sums()
    model.metadata = [schema().MetadataT(), schema().MetadataT()]
    model.metadata[0].name, model.metadata[1].name = b"min_runtime_version", b"other"
    model.metadata[0].buffer = model.metadata[1].buffer = 1
    tidy(model)
    assert [entry.name for entry in model.metadata] == [b"other"]


def test_a_size_that_was_announced_wrong_is_an_error(tmp_path):
    model = two_sums(weight=LazyBuffer(16, lambda: np.zeros(3, np.float32)))
    with pytest.raises(EmitError, match="12 bytes, where 16 were announced"):
        write_model(model, tmp_path / "m.tflite")


def test_a_file_beyond_two_gigabytes_is_refused_before_a_weight_is_made(tmp_path):
    model = two_sums(weight=LazyBuffer(flatbuffer.LARGEST_FILE, lambda: pytest.fail("made")))
    with pytest.raises(EmitError, match="below 2 GB"):
        write_model(model, tmp_path / "m.tflite")
    assert not (tmp_path / "m.tflite").exists()


def test_an_op_code_is_added_once_and_its_version_only_rises():
    model = two_sums()
    assert op_code(model, "ADD") == 0
    gelu = op_code(model, "GELU", 2)
    assert op_code(model, "GELU", 1) == gelu == 1 and op_names(model) == ["ADD", "GELU"]
    assert model.operatorCodes[gelu].version == 2
    assert model.operatorCodes[gelu].deprecatedBuiltinCode == 127  # its number is beyond a byte's


def test_scales_read_by_many_signatures_are_written_once(tmp_path):
    def size(shared: bool) -> int:
        model, scales = two_sums(), np.ones(5000, np.float32)
        once = RowScales(scales)
        for subgraph in model.subgraphs:
            subgraph.tensors[2].quantization = once if shared else RowScales(scales)
        return write_model(model, tmp_path / "m.tflite")

    assert size(shared=False) - size(shared=True) > 5000 * 12


def test_the_same_scales_can_be_written_twice(tmp_path):
    model = two_sums()
    model.subgraphs[0].tensors[2].quantization = RowScales(np.ones(5, np.float32))
    assert write_model(model, tmp_path / "a.tflite") == write_model(model, tmp_path / "b.tflite")
    assert (tmp_path / "a.tflite").read_bytes() == (tmp_path / "b.tflite").read_bytes()
