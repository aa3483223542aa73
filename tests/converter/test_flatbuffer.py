"""Reading, tidying and writing .tflite files as objects."""

import copy
from pathlib import Path

import numpy as np
import pytest

from hfedge.emit import flatbuffer
from hfedge.emit.flatbuffer import (
    LazyBuffer,
    op_code,
    op_names,
    operators,
    read_model,
    scales_per_row,
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
    model = two_sums()
    before = write_model(model, tmp_path / "m.tflite")
    for subgraph in model.subgraphs:
        subgraph.tensors[2].quantization = scales_per_row(np.ones(5000, np.float32))
    assert 5000 * 12 <= write_model(model, tmp_path / "m.tflite") - before < 5000 * 12 + 200


def test_a_signature_that_another_equals_costs_next_to_nothing(tmp_path):
    def size(signatures: int) -> int:
        model = two_sums()
        subgraph = model.subgraphs[0]
        subgraph.operators = [*subgraph.operators, *(operator(model, "ADD", [3, 2], [3]) for _ in range(500))]
        model.subgraphs = [subgraph, *(copy.deepcopy(subgraph) for _ in range(signatures - 1))]
        model.signatureDefs = [signature(index) for index in range(signatures)]
        return write_model(model, tmp_path / "m.tflite")

    assert size(3) - size(2) < 500 * 4 + 250  # a reference to every operator


def plain(thing):
    """An object of the object API as numbers, lists and dicts."""
    if isinstance(thing, np.ndarray):
        return thing.tolist()
    if isinstance(thing, list):
        return [plain(item) for item in thing]
    return {name: plain(value) for name, value in vars(thing).items()} if hasattr(thing, "__dict__") else thing


def test_what_is_shared_in_the_file_reads_as_flatcs_own_builder_writes_it(tmp_path):
    import flatbuffers

    model = two_sums()
    for each in model.subgraphs:  # tables of the same fields and other values, and of other fields with the same values
        each.tensors[2].quantization = scales_per_row(np.arange(1, 4, dtype=np.float32))
        options = schema().ReshapeOptionsT()
        options.newShape = np.array([1, 3], np.int32)
        reshape = operator(model, "RESHAPE", [3], [3])
        reshape.builtinOptionsType, reshape.builtinOptions = schema().BuiltinOptions.ReshapeOptions, options
        each.operators.append(reshape)
    model.subgraphs[1].tensors[2].type = 2
    write_model(model, tmp_path / "m.tflite")
    builder = flatbuffers.Builder()
    builder.Finish(model.Pack(builder), b"TFL3")
    ours, theirs = (tmp_path / "m.tflite").read_bytes(), bytes(builder.Output())
    assert plain(read_model(ours)) == plain(read_model(theirs))
    assert len(ours) < len(theirs)


def test_the_same_scales_can_be_written_twice(tmp_path):
    model = two_sums()
    model.subgraphs[0].tensors[2].quantization = scales_per_row(np.ones(5, np.float32))
    assert write_model(model, tmp_path / "a.tflite") == write_model(model, tmp_path / "b.tflite")
    assert (tmp_path / "a.tflite").read_bytes() == (tmp_path / "b.tflite").read_bytes()
