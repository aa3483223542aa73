"""Tracing: what a program's functions are called, take and give, and how a string becomes a row of bytes."""

import numpy as np
import pytest

from hfedge.lazy import tf
from hfedge.trace import utf8_row
from tiny_programs import LENGTHS, Prepared, prepared, tokens, utf8

TEXT = "añ日👋e\u0301. "  # characters of 1, 2, 3 and 4 bytes


@pytest.fixture(scope="module")
def program() -> Prepared:
    return prepared()


def row(text: bytes, size: int) -> list[int]:
    return utf8_row(tf.constant(text), size).numpy()[0].tolist()


def call_open(program: Prepared, signature: str, inputs: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    parameters = program.traced.parameters
    weights = {key: parameters[name] for key, name in program.traced.parameter_inputs.items()}
    weights |= {key: tf.stack([parameters[name] for name in names]) for key, names in program.traced.stacks.items()}
    values = {name: tf.constant(value) for name, value in inputs.items()}
    outputs = program.traced.open_functions[signature](**values, **{k: tf.identity(v) for k, v in weights.items()})
    return {name: value.numpy() for name, value in outputs.items()}


# --- bytes


@pytest.mark.parametrize("size", range(4, len((TEXT * 2).encode()) + 3))
def test_a_text_is_cut_before_the_character_that_does_not_fit(size):
    data = (TEXT * 2).encode()
    kept = data[:size].decode(errors="ignore").encode()
    assert row(data, size) == [*kept, *[0] * (size - len(kept))]


def test_a_text_that_fits_exactly_is_whole():
    data = "日本👋".encode()
    assert row(data, len(data)) == list(data)


def test_the_empty_text_is_zeros_and_a_zero_inside_stays():
    assert row(b"", 5) == [0] * 5
    assert row(b"a\0b", 5) == [97, 0, 98, 0, 0]


@pytest.mark.parametrize("data", [b"\x80" * 20, b"\xff" * 20, b"ab" + b"\xbf" * 18, b"\xf0\x9f" * 10])
def test_bytes_that_are_no_utf8_are_cut_as_the_python_runtime_cuts_them(data):
    from hfedge_runtime.engine import cut

    for size in range(4, 20):
        kept = cut(data, size)
        assert row(data, size) == [*kept, *[0] * (size - len(kept))]


# --- functions and signatures


def test_open_and_closed_functions_give_the_same_numbers(program):
    for length in LENGTHS:
        inputs = tokens(length, length - 3)
        found, expected = call_open(program, f"encode_{length}", inputs), program.call(f"encode_{length}", **inputs)
        assert found.keys() == expected.keys()
        for name in expected:
            np.testing.assert_allclose(found[name], expected[name], rtol=0, atol=1e-6)


def test_open_and_closed_tokenizers_give_the_same_ids(program):
    inputs = {"utf8": utf8("walking, the café", 64), "utf8_pair": utf8("日本 good", 64)}
    found, expected = call_open(program, "tokenize_pair_64", inputs), program.call("tokenize_pair_64", **inputs)
    assert all(np.array_equal(found[name], expected[name]) for name in expected)


def test_open_functions_hold_no_weights(program):
    """Else the converter would see them after all, and every signature would bring its own."""
    for function in program.traced.open_functions.values():
        constants = (node for node in function.graph.as_graph_def().node if node.op == "Const")
        assert max(np.prod(tf.make_ndarray(node.attr["value"].tensor).shape) for node in constants) <= 2048
        assert not function.variables


def test_every_parameter_is_in_an_input_of_every_open_function_and_those_of_one_shape_in_one(program):
    names = program.traced.parameter_inputs.keys() | program.traced.stacks.keys()
    alone, stacked = list(program.traced.parameter_inputs.values()), program.traced.stacks.values()
    assert sorted([*alone, *(name for stack in stacked for name in stack)]) == sorted(program.traced.parameters)
    shapes = [program.traced.parameters[stack[0]].shape for stack in stacked]
    assert len(set(shapes)) == len(shapes) > 3
    for name, function in program.traced.open_functions.items():
        inputs = set(function.structured_input_signature[1])
        assert inputs - names == {spec.name for spec in program.traced.signatures[name].inputs}


def test_signatures_are_static_and_their_ports_in_order(program):
    for name, signature in program.traced.signatures.items():
        assert signature.name == name
        for specs in (signature.inputs, signature.outputs):
            assert [spec.name for spec in specs] == sorted(spec.name for spec in specs)
            assert all(spec.dtype in ("int32", "float32") and min(spec.shape) > 0 for spec in specs)


def test_a_program_for_tflite_alone_has_no_closed_functions():
    program = prepared(targets=("tflite",)).traced
    assert not program.functions and not program.text_functions
    assert program.signatures.keys() == program.open_functions.keys()
    assert repr(program).startswith("TracedProgram(tokenize_64, ")
